#include "kiosk/qt_clock.h"

#include <QDateTime>
#include <QTimer>
#include <QUuid>

namespace tillwright::kiosk {

QtClock::QtClock() = default;
QtClock::~QtClock() = default;

std::int64_t QtClock::nowMs() const
{
    return QDateTime::currentMSecsSinceEpoch();
}

checkout::TimerId QtClock::after(std::int64_t delayMs, std::function<void()> callback)
{
    const auto id = ++m_lastId;
    auto timer = std::make_unique<QTimer>();
    timer->setSingleShot(true);
    timer->setTimerType(Qt::PreciseTimer);
    connect(timer.get(), &QTimer::timeout, this, [this, id, callback = std::move(callback)] {
        // Deleted from the event loop, because this is the timer's own signal.
        if (auto node = m_timers.extract(id); !node.empty())
            node.mapped().release()->deleteLater();
        callback();
    });
    timer->start(std::chrono::milliseconds(delayMs > 0 ? delayMs : 0));
    m_timers.emplace(id, std::move(timer));
    return id;
}

void QtClock::cancel(checkout::TimerId timer)
{
    if (auto node = m_timers.extract(timer); !node.empty()) {
        node.mapped()->stop();
        node.mapped().release()->deleteLater();
    }
}

std::string QtRandom::uuid()
{
    return QUuid::createUuid().toString(QUuid::WithoutBraces).toStdString();
}

} // namespace tillwright::kiosk
