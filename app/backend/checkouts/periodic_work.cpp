#include "backend/checkouts/periodic_work.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::backend::checkouts {

namespace asio = boost::asio;

PeriodicWork::PeriodicWork(asio::any_io_executor executor, SteadyTime &time, std::chrono::milliseconds pause,
                           Job job)
    : m_executor(executor), m_time(time), m_pause(pause), m_job(std::move(job)), m_alarm(time.makeAlarm()),
      m_ended(std::move(executor), asio::steady_timer::time_point::max())
{
}

void PeriodicWork::start()
{
    m_isRunning = true;
    asio::co_spawn(m_executor, run(), asio::detached);
}

void PeriodicWork::close()
{
    m_isClosed = true;
    m_alarm->cancel();
}

asio::awaitable<void> PeriodicWork::run()
{
    while (!m_isClosed) {
        co_await m_job();
        if (!m_isClosed)
            co_await m_alarm->waitUntil(m_time.now() + m_pause);
    }
    m_isRunning = false;
    m_ended.cancel();
}

asio::awaitable<void> PeriodicWork::drain()
{
    while (m_isRunning)
        co_await m_ended.async_wait(asio::as_tuple(asio::use_awaitable));
}

} // namespace tillwright::backend::checkouts
