#pragma once

#include "checkout/ports.h"

#include <map>

namespace tillwright::kiosk {

/// Another clock that can leap forward, so that what happens after minutes can be seen at once when it is tried out. What was
/// asked for between now and then is called in its order. On that clock's thread; must not outlive it.
class LeapClock : public checkout::Clock
{
public:
    explicit LeapClock(checkout::Clock &clock) : m_clock(clock) {}
    ~LeapClock() override;

    [[nodiscard]] std::int64_t nowMs() const override { return m_clock.nowMs() + m_leaptMs; }
    checkout::TimerId after(std::int64_t delayMs, std::function<void()> callback) override;
    void cancel(checkout::TimerId timer) override;

    void leap(std::int64_t ms);

private:
    struct Timer {
        std::int64_t dueMs = 0;
        std::function<void()> callback;
        checkout::TimerId inner = 0;
    };
    void arm(checkout::TimerId id, Timer &timer);
    void fire(checkout::TimerId id);

    checkout::Clock &m_clock;
    std::int64_t m_leaptMs = 0;
    checkout::TimerId m_lastId = 0;
    std::map<checkout::TimerId, Timer> m_timers;
};

} // namespace tillwright::kiosk
