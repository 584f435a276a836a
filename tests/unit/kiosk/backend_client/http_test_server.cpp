#include "http_test_server.h"

#include <QtNetwork/QSslConfiguration>
#include <QtNetwork/QSslKey>
#include <QtNetwork/QSslServer>
#include <QtNetwork/QTcpSocket>

namespace tillwright::test {

namespace {

/// Takes one whole request off the front of the buffer, once it is there.
std::optional<HttpRequest> takeRequest(QByteArray &buffer)
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return std::nullopt;
    const QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    const QList<QByteArray> words = lines.first().trimmed().split(' ');
    HttpRequest request{words.value(0), words.value(1), {}, {}, 0};
    for (const QByteArray &line : lines.mid(1)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype bodySize = request.headers.value("content-length").toLongLong();
    if (buffer.size() < headEnd + 4 + bodySize)
        return std::nullopt;
    request.body = buffer.mid(headEnd + 4, bodySize);
    buffer.remove(0, headEnd + 4 + bodySize);
    return request;
}

} // namespace

HttpTestServer::HttpTestServer(Script script, const TestCertificate *certificate)
    : m_script(std::move(script))
{
    if (certificate != nullptr) {
        auto server = std::make_unique<QSslServer>();
        QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
        configuration.setLocalCertificate(QSslCertificate(certificate->certificatePem));
        configuration.setPrivateKey(QSslKey(certificate->keyPem, QSsl::Ec));
        server->setSslConfiguration(configuration);
        m_server = std::move(server);
    } else {
        m_server = std::make_unique<QTcpServer>();
    }
    m_server->listen(QHostAddress::LocalHost);
    connect(m_server.get(), &QTcpServer::pendingConnectionAvailable, this, [this] {
        while (QTcpSocket *socket = m_server->nextPendingConnection())
            take(socket, ++m_connections);
    });
}

QUrl HttpTestServer::url() const
{
    const bool isTls = qobject_cast<QSslServer *>(m_server.get()) != nullptr;
    return QUrl(QStringLiteral("%1://127.0.0.1:%2")
                    .arg(isTls ? QStringLiteral("https") : QStringLiteral("http"))
                    .arg(m_server->serverPort()));
}

void HttpTestServer::take(QTcpSocket *socket, int connection)
{
    const auto buffer = std::make_shared<QByteArray>();
    const auto read = [this, socket, connection, buffer] {
        *buffer += socket->readAll();
        while (auto request = takeRequest(*buffer)) {
            request->connection = connection;
            m_requests.append(*request);
            const Reply reply = m_script(*request);
            if (reply.bytes)
                socket->write(*reply.bytes);
            if (reply.thenClose)
                socket->disconnectFromHost();
        }
    };
    connect(socket, &QTcpSocket::readyRead, this, read);
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    read();
}

QByteArray HttpTestServer::answer(int status, const QByteArray &body, const QByteArray &extraHeaders)
{
    return "HTTP/1.1 " + QByteArray::number(status)
        + " Word\r\nContent-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size())
        + "\r\n" + extraHeaders + "\r\n" + body;
}

} // namespace tillwright::test
