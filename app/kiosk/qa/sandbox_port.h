#pragma once

#include "kiosk/autopilot/scenario.h"

#include <QJsonArray>
#include <functional>

namespace tillwright::kiosk::qa {

/// A place where something can go wrong, with all that can.
struct FaultPlace {
    QString at;
    QStringList actions;
};

/// One of Stripe's published test cards, with what it does.
struct TestCard {
    QString number;
    QString brand;     ///< Stripe's word
    bool asks = false; ///< the bank's page comes first (3-D Secure)
    // Empty when it pays.
    QString code = {};
    QString declineCode = {};
    QString message = {};
};

/// What a sandbox is and has; does not change while it runs.
struct SandboxAbout {
    QString publishableKey;
    QList<FaultPlace> faults;
    QList<TestCard> cards;
};

/// How things stand there now.
struct SandboxLive {
    QString run;         ///< another one after the sandbox was started again
    qint64 nowMs = 0;    ///< what time it is there, Unix milliseconds
    qint64 offsetMs = 0; ///< ahead of this machine's clock
    QList<autopilot::Fault> faults;
    QJsonArray events; ///< what came after the one that was asked for: {n, at_ms, what, ...}
};

/// The sandbox's control API. The error is technical text, with what the sandbox said. No answer comes from within the
/// call that asked for it.
class SandboxPort
{
public:
    template<typename Answer> using Done = std::function<void(tl::expected<Answer, QString>)>;

    virtual ~SandboxPort() = default;
    virtual void fetchAbout(Done<SandboxAbout> done) = 0;
    /// `after`: the n of the last event that is known.
    virtual void fetchLive(qint64 after, Done<SandboxLive> done) = 0;
    /// Replaces all.
    virtual void setFaults(const QList<autopilot::Fault> &faults, Done<void> done) = 0;
    virtual void setClockOffset(qint64 offsetMs, Done<void> done) = 0;
    /// Time passes there; what waits has so much less to wait.
    virtual void advanceClock(qint64 byMs, Done<void> done) = 0;
};

/// The faults of this program's own: between kiosk and backend, of the page's process, of the kiosk, of the printer.
class KioskFaults
{
public:
    virtual ~KioskFaults() = default;
    [[nodiscard]] virtual QList<FaultPlace> places() const = 0;
    /// In words, why nothing can go wrong there at present; empty when it can.
    [[nodiscard]] virtual QString whyNot(const QString &at) const = 0;
    /// Replaces all. What happens at once has happened when it returns.
    virtual void set(const QList<autopilot::Fault> &faults) = 0;
    /// With `times` as they are left.
    [[nodiscard]] virtual QList<autopilot::Fault> inForce() const = 0;
};

} // namespace tillwright::kiosk::qa
