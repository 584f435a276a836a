#include "poller.h"

#include <cerrno>
#include <limits>
#include <stdexcept>
#include <sys/timerfd.h>
#include <system_error>
#include <unistd.h>

namespace tillwright::bench {

namespace {

constexpr int silenceMaxMs = 10'000;
constexpr std::uint64_t timerTag = std::numeric_limits<std::uint64_t>::max();

[[noreturn]] void failed(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

} // namespace

// steady_clock is CLOCK_MONOTONIC.
Poller::Poller()
    : m_epoll(::epoll_create1(EPOLL_CLOEXEC)),
      m_timer(::timerfd_create(CLOCK_MONOTONIC, TFD_NONBLOCK | TFD_CLOEXEC))
{
    watch(m_timer, timerTag);
}

Poller::~Poller()
{
    ::close(m_timer);
    ::close(m_epoll);
}

void Poller::watch(int descriptor, std::uint64_t tag)
{
    epoll_event event{};
    event.events = EPOLLIN;
    event.data.u64 = tag;
    if (::epoll_ctl(m_epoll, EPOLL_CTL_ADD, descriptor, &event) != 0)
        failed("epoll_ctl");
}

void Poller::wakeAt(Clock::time_point moment)
{
    const auto ns = std::chrono::duration_cast<std::chrono::nanoseconds>(moment.time_since_epoch()).count();
    itimerspec spec{};
    spec.it_value.tv_sec = ns / 1'000'000'000;
    spec.it_value.tv_nsec = ns % 1'000'000'000;
    if (::timerfd_settime(m_timer, TFD_TIMER_ABSTIME, &spec, nullptr) != 0)
        failed("timerfd_settime");
}

std::span<const std::uint64_t> Poller::wait()
{
    const int count = ::epoll_wait(m_epoll, m_events.data(), m_events.size(), silenceMaxMs);
    if (count == 0)
        throw std::runtime_error("the server has said nothing for ten seconds");
    if (count < 0 && errno != EINTR)
        failed("epoll_wait");
    std::size_t tags = 0;
    for (int i = 0; i < count; ++i) {
        const auto tag = m_events[static_cast<std::size_t>(i)].data.u64;
        std::uint64_t expirations = 0;
        if (tag != timerTag)
            m_tags[tags++] = tag;
        else if (::read(m_timer, &expirations, sizeof expirations) < 0 && errno != EAGAIN)
            failed("read of the timer");
    }
    return {m_tags.data(), tags};
}

} // namespace tillwright::bench
