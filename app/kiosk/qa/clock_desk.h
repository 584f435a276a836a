#pragma once

#include "checkout/ports.h"
#include "kiosk/qa/sandbox_port.h"

#include <QDateTime>
#include <QObject>

namespace tillwright::kiosk::qa {

/// What time it is at Clive and Stripe, and moving it. The kiosk's and the backend's clocks are the machine's.
class ClockDesk : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it. `clock`: this machine's.
    ClockDesk(SandboxPort &sandbox, const checkout::Clock &clock, QObject *parent = nullptr);

    /// UTC; goes on between two answers of the sandbox's.
    [[nodiscard]] QDateTime now() const;
    [[nodiscard]] qint64 offsetMs() const { return m_offsetMs; }
    /// `+1 h 5 min`, `−30 s`; empty when both clocks agree.
    [[nodiscard]] QString offsetText() const;

    /// Time passes, and what waits there (a slow answer, a webhook's next attempt) has so much less to wait.
    void advance(qint64 byMs);
    /// The clock alone is put elsewhere; nobody's wait is shorter for it. UTC.
    void set(const QDateTime &time);
    /// `2026-11-26 16:30:00`, UTC. The error says what is wrong with the text, and the way out.
    [[nodiscard]] static tl::expected<QDateTime, QString> parse(const QString &text);
    /// To this machine's time.
    void putRight();

    void readBack(qint64 offsetMs);

Q_SIGNALS:
    void changed();
    void failed(const QString &problem);
    /// For the timeline.
    void moved(const QString &words);

private:
    [[nodiscard]] static QString durationText(qint64 lengthMs);
    [[nodiscard]] SandboxPort::Done<void> whenDone(const QString &words);

    SandboxPort &m_sandbox;
    const checkout::Clock &m_clock;
    qint64 m_offsetMs = 0;
};

} // namespace tillwright::kiosk::qa
