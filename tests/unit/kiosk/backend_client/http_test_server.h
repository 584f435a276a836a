#pragma once

#include "support/test_certificate.h"

#include <QtCore/QByteArray>
#include <QtCore/QList>
#include <QtCore/QMap>
#include <QtCore/QUrl>
#include <QtNetwork/QTcpServer>
#include <functional>
#include <memory>
#include <optional>

namespace tillwright::test {

struct HttpRequest {
    QByteArray method;
    QByteArray target;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    int connection = 0; ///< 1 for the first connection the server took, and so on
};

/// A tiny HTTP/1.1 server on a free loopback port. The script is asked what to send for each whole request: the
/// exact bytes, or nothing at all (the client waits).
class HttpTestServer : public QObject
{
    Q_OBJECT

public:
    struct Reply {
        std::optional<QByteArray> bytes;
        bool thenClose = false;
    };
    using Script = std::function<Reply(const HttpRequest &)>;

    explicit HttpTestServer(Script script, const TestCertificate *certificate = nullptr);

    [[nodiscard]] QUrl url() const;
    [[nodiscard]] const QList<HttpRequest> &requests() const { return m_requests; }
    void stop() { m_server->close(); }

    /// A whole answer with Content-Length.
    [[nodiscard]] static QByteArray answer(int status, const QByteArray &body,
                                           const QByteArray &extraHeaders = {});

private:
    void take(QTcpSocket *socket, int connection);

    Script m_script;
    std::unique_ptr<QTcpServer> m_server;
    QList<HttpRequest> m_requests;
    int m_connections = 0;
};

} // namespace tillwright::test
