#include "kiosk/leap_clock.h"

#include <algorithm>
#include <utility>

namespace tillwright::kiosk {

LeapClock::~LeapClock()
{
    for (const auto &[id, timer] : m_timers)
        m_clock.cancel(timer.inner);
}

checkout::TimerId LeapClock::after(std::int64_t delayMs, std::function<void()> callback)
{
    const auto id = ++m_lastId;
    auto &timer = m_timers[id] = {nowMs() + delayMs, std::move(callback), 0};
    arm(id, timer);
    return id;
}

void LeapClock::arm(checkout::TimerId id, Timer &timer)
{
    timer.inner = m_clock.after(std::max<std::int64_t>(timer.dueMs - nowMs(), 0), [this, id] { fire(id); });
}

void LeapClock::cancel(checkout::TimerId timer)
{
    if (const auto node = m_timers.extract(timer); !node.empty())
        m_clock.cancel(node.mapped().inner);
}

void LeapClock::fire(checkout::TimerId id)
{
    // It may cancel itself, or ask for more.
    if (const auto node = m_timers.extract(id); !node.empty()) {
        m_clock.cancel(node.mapped().inner);
        node.mapped().callback();
    }
}

void LeapClock::leap(std::int64_t ms)
{
    const auto endMs = nowMs() + ms;
    const auto leapTo = [this](std::int64_t thenMs) {
        m_leaptMs += std::max<std::int64_t>(thenMs - nowMs(), 0);
    };
    for (;;) {
        const auto next =
            std::min_element(m_timers.begin(), m_timers.end(), [](const auto &one, const auto &other) {
                return one.second.dueMs < other.second.dueMs;
            });
        if (next == m_timers.end() || next->second.dueMs > endMs)
            break;
        leapTo(next->second.dueMs);
        fire(next->first);
    }
    leapTo(endMs);
    for (auto &[id, timer] : m_timers) {
        m_clock.cancel(timer.inner);
        arm(id, timer);
    }
}

} // namespace tillwright::kiosk
