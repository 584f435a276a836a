#pragma once

#include "kiosk/qa/sandbox_port.h"

#include <QNetworkAccessManager>
#include <QUrl>

class QNetworkReply;

namespace tillwright::kiosk::qa {

/// The control API over HTTP, on this machine's loopback.
class SandboxLink : public SandboxPort
{
public:
    /// `url`: the sandbox's Clive address. `token`: bearer token of the control API.
    SandboxLink(QUrl url, QByteArray token) : m_url(std::move(url)), m_token(std::move(token)) {}

    void fetchAbout(Done<SandboxAbout> done) override;
    void fetchLive(qint64 after, Done<SandboxLive> done) override;
    void setFaults(const QList<autopilot::Fault> &faults, Done<void> done) override;
    void setClockOffset(qint64 offsetMs, Done<void> done) override;
    void advanceClock(qint64 byMs, Done<void> done) override;

private:
    [[nodiscard]] QNetworkRequest request(const QString &path, const QString &query = {}) const;
    void get(const QNetworkRequest &request, Done<QJsonObject> done);
    void put(const QString &path, const QByteArray &body, Done<void> done);

    QUrl m_url;
    QByteArray m_token;
    QNetworkAccessManager m_network;
};

} // namespace tillwright::kiosk::qa
