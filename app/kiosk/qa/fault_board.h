#pragma once

#include "kiosk/qa/sandbox_port.h"

#include <QObject>

namespace tillwright::kiosk::qa {

/// One switch.
struct FaultSwitch {
    /// Its place, its action and its parameters; `times` are those that are left while it is on.
    autopilot::Fault fault;
    bool isOurs = false; ///< carried out by this program, not by the sandbox
    bool isOn = false;
    /// In words, why it cannot be switched on; empty when it can.
    QString whyNot;
};

/// What can be set of a fault beside where and what.
enum class FaultParameter { Delay, Status, Times, Event };

/// Every fault there is, as switches. Whether one is on is what the sandbox says, not what was pressed: a fault that is used
/// up is off again. Where several are on at one place, the upper one happens until its times are used up, then the next.
class FaultBoard : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    FaultBoard(SandboxPort &sandbox, KioskFaults &own, QObject *parent = nullptr);

    /// The sandbox's places first. Those that the sandbox does not know any more go.
    void setPlaces(const QList<FaultPlace> &ofTheSandbox);
    [[nodiscard]] const QList<FaultSwitch> &switches() const { return m_switches; }
    [[nodiscard]] const FaultSwitch *find(const QString &at, const QString &action) const;
    [[nodiscard]] int onCount() const;
    [[nodiscard]] static bool has(const autopilot::Fault &fault, FaultParameter parameter);

    void setOn(const QString &at, const QString &action, bool isOn);
    /// Out of bounds, it is brought within them. Takes effect at once where the switch is on.
    void setDelayMs(const QString &at, const QString &action, int delayMs);
    void setStatus(const QString &at, const QString &action, int status);
    /// 0: every time.
    void setTimes(const QString &at, const QString &action, int times);
    void setEvent(const QString &at, const QString &action, const QString &event);
    void clearAll();

    /// Goes on with what is sent and with its answer: whoever asked before that may have been answered without it.
    [[nodiscard]] int generation() const { return m_generation; }
    /// What the sandbox said; nothing is taken from it while something is on its way there.
    void readBack(const QList<autopilot::Fault> &ofTheSandbox, int askedAtGeneration);

Q_SIGNALS:
    void placesChanged();
    void changed();
    /// A switch was not accepted: technical text.
    void failed(const QString &problem);
    /// For the timeline: which faults are on now.
    void switched(const QString &words);

private:
    [[nodiscard]] FaultSwitch *at(const QString &at, const QString &action);
    void change(const QString &at, const QString &action,
                const std::function<void(FaultSwitch &)> &parameters);
    void send();
    void sendToSandbox();
    void readOurs();
    void setFrom(const QList<autopilot::Fault> &inForce, bool ofOurs);

    SandboxPort &m_sandbox;
    KioskFaults &m_own;
    QList<FaultSwitch> m_switches;
    /// As they were set, for when a fault is used up.
    QHash<QString, int> m_wantedTimes;
    int m_generation = 0;
    bool m_isOnItsWay = false;
    /// Switched meanwhile.
    bool m_hasToSend = false;
};

} // namespace tillwright::kiosk::qa
