#include "kiosk/qa/sandbox_link.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;
using autopilot::Fault;

namespace {

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

void SandboxLink::fetchAbout(Done<SandboxAbout> done)
{
    m_control.get(u"/sandbox/about"_s, {},
                  [done = std::move(done)](tl::expected<QJsonObject, QString> answer) {
                      done(std::move(answer).map(aboutFrom));
                  });
}

void SandboxLink::fetchLive(qint64 after, Done<SandboxLive> done)
{
    m_control.get(u"/sandbox/live"_s, u"after=%1"_s.arg(after),
                  [done = std::move(done)](tl::expected<QJsonObject, QString> answer) {
                      done(std::move(answer).map(liveFrom));
                  });
}

void SandboxLink::setFaults(const QList<Fault> &faults, Done<void> done)
{
    autopilot::Scenario scenario;
    scenario.faults = faults;
    m_control.put(u"/sandbox/faults"_s, sandboxFaults(scenario), std::move(done));
}

void SandboxLink::setClockOffset(qint64 offsetMs, Done<void> done)
{
    m_control.put(u"/sandbox/clock"_s,
                  QJsonDocument(QJsonObject{{u"offset_ms"_s, offsetMs}}).toJson(QJsonDocument::Compact),
                  std::move(done));
}

void SandboxLink::advanceClock(qint64 byMs, Done<void> done)
{
    m_control.put(u"/sandbox/clock"_s,
                  QJsonDocument(QJsonObject{{u"advance_ms"_s, byMs}}).toJson(QJsonDocument::Compact),
                  std::move(done));
}

} // namespace tillwright::kiosk::qa
