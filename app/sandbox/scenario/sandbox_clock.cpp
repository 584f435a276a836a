#include "sandbox/scenario/sandbox_clock.h"

#include <boost/asio/error.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/system/system_error.hpp>

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

/// Listed for as long as somebody waits, however the wait ends.
class Listed
{
public:
    Listed(std::shared_ptr<std::set<asio::steady_timer *>> list, asio::steady_timer &timer)
        : m_list(std::move(list)), m_timer(timer)
    {
        m_list->insert(&m_timer);
    }
    ~Listed() { m_list->erase(&m_timer); }
    Listed(const Listed &) = delete;
    Listed &operator=(const Listed &) = delete;

private:
    std::shared_ptr<std::set<asio::steady_timer *>> m_list;
    asio::steady_timer &m_timer;
};

} // namespace

std::chrono::system_clock::time_point SandboxClock::now() const
{
    return std::chrono::system_clock::now() + m_offset;
}

std::int64_t SandboxClock::nowMs() const
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(now().time_since_epoch()).count();
}

void SandboxClock::advanceMs(std::int64_t byMs)
{
    const std::chrono::milliseconds by(byMs);
    m_offset += by;
    // This ends the waits, and wait() looks how long there is left.
    for (auto *timer : *m_waiting)
        timer->expires_at(timer->expiry() - by);
}

asio::awaitable<void> SandboxClock::wait(std::chrono::milliseconds length)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, length);
    const Listed listed(m_waiting, timer);
    while (timer.expiry() > std::chrono::steady_clock::now()) {
        boost::system::error_code error;
        co_await timer.async_wait(asio::redirect_error(asio::use_awaitable, error));
        const auto cancellation = co_await asio::this_coro::cancellation_state;
        if (cancellation.cancelled() != asio::cancellation_type::none)
            throw boost::system::system_error(asio::error::operation_aborted);
    }
}

} // namespace tillwright::sandbox
