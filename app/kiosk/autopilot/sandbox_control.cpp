#include "kiosk/autopilot/sandbox_control.h"

#include <QJsonDocument>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

constexpr int controlTimeLimitMs = 5'000;

QString problemOf(QNetworkReply &reply)
{
    const auto status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return reply.errorString();
    const auto detail = QJsonDocument::fromJson(reply.readAll()).object().value("detail"_L1).toString();
    return u"the sandbox answered %1: %2"_s.arg(status).arg(detail.isEmpty() ? reply.errorString() : detail);
}

} // namespace

QNetworkRequest SandboxControl::request(const QString &path, const QString &query) const
{
    QUrl url = m_url;
    url.setPath(path);
    if (!query.isEmpty())
        url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(controlTimeLimitMs);
    return request;
}

void SandboxControl::put(const QString &path, const QByteArray &body, Done done)
{
    auto *reply = m_network.put(request(path), body);
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, done = std::move(done)] {
        reply->deleteLater();
        if (reply->error() == QNetworkReply::NoError)
            done({});
        else
            done(tl::unexpected(problemOf(*reply)));
    });
}

void SandboxControl::setWebhookUrl(const QUrl &url, Done done)
{
    put(u"/sandbox/webhook"_s,
        QJsonDocument(QJsonObject{{u"url"_s, url.toString()}}).toJson(QJsonDocument::Compact),
        std::move(done));
}

void SandboxControl::setFaults(const QByteArray &faults, Done done)
{
    put(u"/sandbox/faults"_s, faults, std::move(done));
}

void SandboxControl::fetchState(ObjectDone done)
{
    get(u"/sandbox/state"_s, {}, std::move(done));
}

void SandboxControl::get(const QString &path, const QString &query, ObjectDone done)
{
    auto *reply = m_network.get(request(path, query));
    QObject::connect(reply, &QNetworkReply::finished, reply, [reply, done = std::move(done)] {
        reply->deleteLater();
        if (reply->error() != QNetworkReply::NoError) {
            done(tl::unexpected(problemOf(*reply)));
            return;
        }
        const auto document = QJsonDocument::fromJson(reply->readAll());
        if (document.isObject())
            done(document.object());
        else
            done(tl::unexpected(u"the sandbox's answer is not a JSON object"_s));
    });
}

} // namespace tillwright::kiosk::autopilot
