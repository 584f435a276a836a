#include "backend/checkouts/steady_time.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::backend::checkouts {

namespace {

class AsioAlarm final : public SteadyTime::Alarm
{
public:
    explicit AsioAlarm(const boost::asio::any_io_executor &executor) : m_timer(executor) {}
    boost::asio::awaitable<void> waitUntil(SteadyTime::Point until) override
    {
        m_timer.expires_at(until);
        co_await m_timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    void cancel() override { m_timer.cancel(); }

private:
    boost::asio::steady_timer m_timer;
};

} // namespace

boost::asio::awaitable<void> SteadyTime::pause(std::chrono::milliseconds duration)
{
    const auto alarm = makeAlarm();
    co_await alarm->waitUntil(now() + duration);
}

std::unique_ptr<SteadyTime::Alarm> AsioSteadyTime::makeAlarm()
{
    return std::make_unique<AsioAlarm>(m_executor);
}

} // namespace tillwright::backend::checkouts
