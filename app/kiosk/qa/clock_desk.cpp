#include "kiosk/qa/clock_desk.h"

#include <QPointer>
#include <QTimeZone>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 secondMs = 1'000;
constexpr qint64 minuteMs = 60 * secondMs;
constexpr qint64 hourMs = 60 * minuteMs;
constexpr qint64 dayMs = 24 * hourMs;
/// Less is the way of the answer, not somebody's doing.
constexpr qint64 sameTimeMs = 500;
const QString timeFormat = u"yyyy-MM-dd HH:mm:ss"_s;

} // namespace

ClockDesk::ClockDesk(SandboxPort &sandbox, const checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_sandbox(sandbox), m_clock(clock)
{
}

QDateTime ClockDesk::now() const
{
    return QDateTime::fromMSecsSinceEpoch(m_clock.nowMs() + m_offsetMs, Qt::UTC);
}

QString ClockDesk::offsetText() const
{
    if (qAbs(m_offsetMs) < sameTimeMs)
        return {};
    return (m_offsetMs < 0 ? u"−"_s : u"+"_s) + durationText(qAbs(m_offsetMs));
}

QString ClockDesk::durationText(qint64 lengthMs)
{
    qint64 left = (lengthMs + secondMs / 2) / secondMs * secondMs;
    QStringList parts;
    const auto take = [&](qint64 unitMs, const QString &text) {
        if (left >= unitMs)
            parts.append(text.arg(left / unitMs));
        left %= unitMs;
    };
    take(dayMs, tr("%1 d"));
    take(hourMs, tr("%1 h"));
    take(minuteMs, tr("%1 min"));
    take(secondMs, tr("%1 s"));
    return parts.join(u' ');
}

tl::expected<QDateTime, QString> ClockDesk::parse(const QString &text)
{
    auto time = QDateTime::fromString(text.trimmed(), timeFormat);
    if (!time.isValid())
        return tl::unexpected(tr("This is not a time; write it like 2026-11-26 16:30:00, in UTC."));
    time.setTimeSpec(Qt::UTC);
    return time;
}

SandboxPort::Done<void> ClockDesk::whenDone(const QString &words)
{
    return [self = QPointer(this), words](const tl::expected<void, QString> &answer) {
        if (!self)
            return;
        if (answer)
            Q_EMIT self->moved(words);
        else
            Q_EMIT self->failed(answer.error());
    };
}

void ClockDesk::advance(qint64 byMs)
{
    m_sandbox.advanceClock(byMs, whenDone(tr("%1 pass at Clive and Stripe").arg(durationText(byMs))));
}

void ClockDesk::set(const QDateTime &time)
{
    m_sandbox.setClockOffset(
        time.toMSecsSinceEpoch() - m_clock.nowMs(),
        whenDone(tr("Clive's and Stripe's clock is set to %1 UTC").arg(time.toString(timeFormat))));
}

void ClockDesk::putRight()
{
    m_sandbox.setClockOffset(0, whenDone(tr("Clive's and Stripe's clock is the machine's again")));
}

void ClockDesk::readBack(qint64 offsetMs)
{
    m_offsetMs = offsetMs;
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::qa
