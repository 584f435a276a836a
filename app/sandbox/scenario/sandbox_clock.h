#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/steady_timer.hpp>
#include <chrono>
#include <cstdint>
#include <memory>
#include <set>

namespace tillwright::sandbox {

/// How far Clive's and Stripe's clock may be moved away from the machine's, either way.
inline constexpr std::int64_t clockOffsetMaxMs = 10LL * 365 * 24 * 60 * 60 * 1000;

/// What time it is at Clive and Stripe: the machine's, moved as the control API says. It dates transactions, intents and
/// webhooks, decides which cards have expired, and keeps what waits (a fault's delay, a webhook's next attempt) waiting.
/// For the executor's one thread.
class SandboxClock
{
public:
    [[nodiscard]] std::int64_t nowMs() const;
    [[nodiscard]] std::int64_t nowS() const { return nowMs() / 1000; }
    [[nodiscard]] std::chrono::system_clock::time_point now() const;
    /// Ahead of the machine's clock; negative: behind it.
    [[nodiscard]] std::int64_t offsetMs() const { return m_offset.count(); }

    /// Whoever waits is left alone: a clock that was put right is not time that has passed.
    void setOffsetMs(std::int64_t offsetMs) { m_offset = std::chrono::milliseconds(offsetMs); }
    /// Time passes: what waits has so much less to wait. From 0.
    void advanceMs(std::int64_t byMs);

    /// Until so much time has passed here. Throws when it is cancelled, as every wait does.
    [[nodiscard]] boost::asio::awaitable<void> wait(std::chrono::milliseconds length);

private:
    std::chrono::milliseconds m_offset{0};
    using Timers = std::set<boost::asio::steady_timer *>;
    /// Shared with whoever waits, who may outlive this.
    std::shared_ptr<Timers> m_waiting = std::make_shared<Timers>();
};

} // namespace tillwright::sandbox
