#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <span>
#include <sys/epoll.h>

namespace tillwright::bench {

/// Waits for descriptors and for one moment, exactly: epoll's own timeout counts in milliseconds.
class Poller
{
public:
    using Clock = std::chrono::steady_clock;

    Poller();
    ~Poller();
    Poller(const Poller &) = delete;
    Poller &operator=(const Poller &) = delete;

    /// Its tag comes back from wait() whenever there is something to read.
    void watch(int descriptor, std::uint64_t tag);
    /// wait() returns then at the latest. Takes the place of the moment that was set before.
    void wakeAt(Clock::time_point moment);
    /// The tags of what can be read; none when the moment has come. Throws std::runtime_error after ten seconds without either.
    [[nodiscard]] std::span<const std::uint64_t> wait();

private:
    int m_epoll;
    int m_timer;
    std::array<epoll_event, 256> m_events{};
    std::array<std::uint64_t, 256> m_tags{};
};

} // namespace tillwright::bench
