#include "kiosk/qa/fault_board.h"

#include "kiosk/qa/fault_words.h"

#include <QPointer>
#include <algorithm>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;
using autopilot::Fault;

namespace {

constexpr int delayFirstMs = 5'000;
constexpr int delayMaxMs = 600'000;
constexpr int statusFirst = 503;
constexpr int statusMin = 400;
constexpr int statusMax = 599;
constexpr int timesMax = 1'000;
/// Money may have moved and nothing is known yet.
const QString worstMoment = u"state:Confirming"_s;

QString keyOf(const Fault &fault)
{
    return fault.at + u' ' + fault.action;
}

FaultSwitch makeSwitch(const QString &at, const QString &action, bool isOurs)
{
    FaultSwitch made;
    made.fault.at = at;
    made.fault.action = action;
    made.isOurs = isOurs;
    if (action == "delay"_L1)
        made.fault.delayMs = delayFirstMs;
    made.fault.status = statusFirst;
    if (at == "kiosk.process"_L1)
        made.fault.event = worstMoment;
    return made;
}

} // namespace

FaultBoard::FaultBoard(SandboxPort &sandbox, KioskFaults &own, QObject *parent)
    : QObject(parent), m_sandbox(sandbox), m_own(own)
{
    setPlaces({});
}

bool FaultBoard::has(const Fault &fault, FaultParameter parameter)
{
    const bool isAct = fault.at == "page.renderer"_L1 || fault.at == "kiosk.process"_L1;
    switch (parameter) {
    case FaultParameter::Delay:
        // At the printer: when somebody repairs it.
        return fault.action == "delay"_L1 || fault.at == "printer"_L1;
    case FaultParameter::Status:
        return fault.action == "fail"_L1;
    case FaultParameter::Times:
        return !isAct && fault.at != "printer"_L1;
    case FaultParameter::Event:
        return isAct;
    }
    return false;
}

void FaultBoard::setPlaces(const QList<FaultPlace> &ofTheSandbox)
{
    const auto before = std::exchange(m_switches, {});
    const auto add = [this, &before](const QList<FaultPlace> &places, bool isOurs) {
        for (const auto &place : places) {
            for (const auto &action : place.actions) {
                auto made = makeSwitch(place.at, action, isOurs);
                const auto known = std::find_if(before.begin(), before.end(), [&made](const auto &other) {
                    return keyOf(other.fault) == keyOf(made.fault);
                });
                m_switches.append(known == before.end() ? made : *known);
            }
        }
    };
    add(ofTheSandbox, false);
    add(m_own.places(), true);
    readOurs();
    Q_EMIT placesChanged();
}

FaultSwitch *FaultBoard::at(const QString &at, const QString &action)
{
    const auto found = std::find_if(m_switches.begin(), m_switches.end(), [&](const FaultSwitch &other) {
        return other.fault.at == at && other.fault.action == action;
    });
    return found == m_switches.end() ? nullptr : &*found;
}

const FaultSwitch *FaultBoard::find(const QString &at, const QString &action) const
{
    return const_cast<FaultBoard *>(this)->at(at, action);
}

int FaultBoard::onCount() const
{
    return int(std::count_if(m_switches.begin(), m_switches.end(),
                             [](const FaultSwitch &other) { return other.isOn; }));
}

void FaultBoard::change(const QString &place, const QString &action,
                        const std::function<void(FaultSwitch &)> &parameters)
{
    auto *wanted = at(place, action);
    if (!wanted)
        return;
    parameters(*wanted);
    if (wanted->isOn)
        send();
    else
        Q_EMIT changed();
}

void FaultBoard::setOn(const QString &place, const QString &action, bool isOn)
{
    auto *wanted = at(place, action);
    if (!wanted || wanted->isOn == isOn || (isOn && !wanted->whyNot.isEmpty()))
        return;
    wanted->isOn = isOn;
    wanted->fault.times = m_wantedTimes.value(keyOf(wanted->fault));
    send();
}

void FaultBoard::setDelayMs(const QString &place, const QString &action, int delayMs)
{
    const int least = action == "delay"_L1 ? 1 : 0;
    change(place, action,
           [=](FaultSwitch &wanted) { wanted.fault.delayMs = std::clamp(delayMs, least, delayMaxMs); });
}

void FaultBoard::setStatus(const QString &place, const QString &action, int status)
{
    change(place, action,
           [=](FaultSwitch &wanted) { wanted.fault.status = std::clamp(status, statusMin, statusMax); });
}

void FaultBoard::setTimes(const QString &place, const QString &action, int times)
{
    change(place, action, [this, times](FaultSwitch &wanted) {
        wanted.fault.times = std::clamp(times, 0, timesMax);
        m_wantedTimes.insert(keyOf(wanted.fault), wanted.fault.times);
    });
}

void FaultBoard::setEvent(const QString &place, const QString &action, const QString &event)
{
    change(place, action, [&event](FaultSwitch &wanted) { wanted.fault.event = event.trimmed(); });
}

void FaultBoard::clearAll()
{
    for (auto &other : m_switches)
        other.isOn = false;
    send();
}

void FaultBoard::send()
{
    QList<Fault> ours;
    QStringList words;
    for (const auto &other : std::as_const(m_switches)) {
        if (!other.isOn)
            continue;
        if (other.isOurs)
            ours.append(other.fault);
        words.append(
            u"%1, %2"_s.arg(placeTitle(other.fault.at), actionTitle(other.fault.at, other.fault.action)));
    }
    sendToSandbox();
    m_own.set(ours);
    readOurs();
    Q_EMIT switched(words.isEmpty() ? tr("No fault is on") : tr("On: %1").arg(words.join(u"; "_s)));
    Q_EMIT changed();
}

void FaultBoard::sendToSandbox()
{
    ++m_generation;
    // One after the other: two may overtake each other on their way.
    m_hasToSend = m_isOnItsWay;
    if (m_isOnItsWay)
        return;
    QList<Fault> faults;
    for (const auto &other : std::as_const(m_switches)) {
        if (other.isOn && !other.isOurs)
            faults.append(other.fault);
    }
    m_isOnItsWay = true;
    m_sandbox.setFaults(faults, [self = QPointer(this)](const tl::expected<void, QString> &answer) {
        if (!self)
            return;
        self->m_isOnItsWay = false;
        // What was asked meanwhile may have been answered before this was done.
        ++self->m_generation;
        if (!answer)
            Q_EMIT self->failed(answer.error());
        if (self->m_hasToSend)
            self->sendToSandbox();
    });
}

void FaultBoard::setFrom(const QList<Fault> &inForce, bool ofOurs)
{
    for (auto &other : m_switches) {
        if (other.isOurs != ofOurs)
            continue;
        const auto found = std::find_if(inForce.begin(), inForce.end(), [&other](const Fault &fault) {
            return keyOf(fault) == keyOf(other.fault);
        });
        other.isOn = found != inForce.end();
        if (!other.isOn) {
            other.fault.times = m_wantedTimes.value(keyOf(other.fault));
            continue;
        }
        other.fault.times = found->times;
        if (has(other.fault, FaultParameter::Delay))
            other.fault.delayMs = found->delayMs;
        if (has(other.fault, FaultParameter::Status))
            other.fault.status = found->status;
    }
}

void FaultBoard::readOurs()
{
    setFrom(m_own.inForce(), true);
    for (auto &other : m_switches) {
        if (other.isOurs)
            other.whyNot = m_own.whyNot(other.fault.at);
    }
}

void FaultBoard::readBack(const QList<Fault> &ofTheSandbox, int askedAtGeneration)
{
    if (m_isOnItsWay || askedAtGeneration != m_generation)
        return;
    setFrom(ofTheSandbox, false);
    readOurs();
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::qa
