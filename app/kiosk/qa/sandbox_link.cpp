#include "kiosk/qa/sandbox_link.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;
using autopilot::Fault;

namespace {

constexpr int answerLimitMs = 5'000;

/// What the sandbox says is wrong, or what was wrong with the connection.
QString problemOf(QNetworkReply &reply)
{
    const auto status = reply.attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (status == 0)
        return reply.errorString();
    const auto detail = QJsonDocument::fromJson(reply.readAll()).object().value("detail"_L1).toString();
    return u"the sandbox answered %1: %2"_s.arg(status).arg(detail.isEmpty() ? reply.errorString() : detail);
}

QStringList stringsOf(const QJsonValue &value)
{
    QStringList strings;
    for (const auto &item : value.toArray())
        strings.append(item.toString());
    return strings;
}

SandboxAbout aboutFrom(const QJsonObject &object)
{
    SandboxAbout about;
    about.publishableKey = object.value("publishable_key"_L1).toString();
    for (const auto &fault : object.value("faults"_L1).toArray())
        about.faults.append({fault["at"_L1].toString(), stringsOf(fault["do"_L1])});
    for (const auto &card : object.value("cards"_L1).toArray())
        about.cards.append({card["number"_L1].toString(), card["brand"_L1].toString(),
                            card["asks"_L1].toBool(), card["code"_L1].toString(),
                            card["decline_code"_L1].toString(), card["message"_L1].toString()});
    return about;
}

SandboxLive liveFrom(const QJsonObject &object)
{
    SandboxLive live;
    live.run = object.value("run"_L1).toString();
    const auto clock = object.value("clock"_L1);
    live.nowMs = clock["now_ms"_L1].toInteger();
    live.offsetMs = clock["offset_ms"_L1].toInteger();
    for (const auto &item : object.value("faults"_L1).toArray()) {
        Fault fault;
        fault.at = item["at"_L1].toString();
        fault.action = item["do"_L1].toString();
        fault.delayMs = item["ms"_L1].toInt(fault.delayMs);
        fault.status = item["status"_L1].toInt(fault.status);
        fault.times = item["times"_L1].toInt(fault.times);
        live.faults.append(fault);
    }
    live.events = object.value("requests"_L1).toArray();
    return live;
}

} // namespace

QNetworkRequest SandboxLink::request(const QString &path, const QString &query) const
{
    QUrl url = m_url;
    url.setPath(path);
    if (!query.isEmpty())
        url.setQuery(query);
    QNetworkRequest request(url);
    request.setRawHeader("Authorization", "Bearer " + m_token);
    request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
    request.setTransferTimeout(answerLimitMs);
    return request;
}

void SandboxLink::get(const QNetworkRequest &request, Done<QJsonObject> done)
{
    auto *reply = m_network.get(request);
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

void SandboxLink::put(const QString &path, const QByteArray &body, Done<void> done)
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

void SandboxLink::fetchAbout(Done<SandboxAbout> done)
{
    get(request(u"/sandbox/about"_s), [done = std::move(done)](tl::expected<QJsonObject, QString> answer) {
        done(std::move(answer).map(aboutFrom));
    });
}

void SandboxLink::fetchLive(qint64 after, Done<SandboxLive> done)
{
    get(request(u"/sandbox/live"_s, u"after=%1"_s.arg(after)),
        [done = std::move(done)](tl::expected<QJsonObject, QString> answer) {
            done(std::move(answer).map(liveFrom));
        });
}

void SandboxLink::setFaults(const QList<Fault> &faults, Done<void> done)
{
    autopilot::Scenario scenario;
    scenario.faults = faults;
    put(u"/sandbox/faults"_s, sandboxFaults(scenario), std::move(done));
}

void SandboxLink::setClockOffset(qint64 offsetMs, Done<void> done)
{
    put(u"/sandbox/clock"_s,
        QJsonDocument(QJsonObject{{u"offset_ms"_s, offsetMs}}).toJson(QJsonDocument::Compact),
        std::move(done));
}

void SandboxLink::advanceClock(qint64 byMs, Done<void> done)
{
    put(u"/sandbox/clock"_s,
        QJsonDocument(QJsonObject{{u"advance_ms"_s, byMs}}).toJson(QJsonDocument::Compact), std::move(done));
}

} // namespace tillwright::kiosk::qa
