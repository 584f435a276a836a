#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QUrl>
#include <functional>
#include <tl/expected.hpp>

namespace tillwright::kiosk::autopilot {

/// The sandbox's control API (docs/qa: `/sandbox/...`), on loopback.
class SandboxControl
{
public:
    using Done = std::function<void(tl::expected<void, QString>)>;
    using ObjectDone = std::function<void(tl::expected<QJsonObject, QString>)>;

    /// `url`: the sandbox's Clive address. `token`: bearer token of the control API.
    SandboxControl(QUrl url, QByteArray token) : m_url(std::move(url)), m_token(std::move(token)) {}

    void setWebhookUrl(const QUrl &url, Done done);
    /// Replaces all faults; a JSON array of the scenario's fault objects.
    void setFaults(const QByteArray &faults, Done done);
    void fetchState(ObjectDone done);

    /// Any of its paths. The error is what the sandbox says is wrong, or what was wrong with the connection.
    void get(const QString &path, const QString &query, ObjectDone done);
    void put(const QString &path, const QByteArray &body, Done done);

private:
    [[nodiscard]] QNetworkRequest request(const QString &path, const QString &query = {}) const;

    QUrl m_url;
    QByteArray m_token;
    QNetworkAccessManager m_network;
};

} // namespace tillwright::kiosk::autopilot
