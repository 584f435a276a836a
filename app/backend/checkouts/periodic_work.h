#pragma once

#include "backend/checkouts/steady_time.h"

#include <boost/asio/steady_timer.hpp>
#include <functional>

namespace tillwright::backend::checkouts {

/// One job, done again and again with a pause between: at once after start(), until close(). For one thread.
class PeriodicWork
{
public:
    /// Must not throw.
    using Job = std::function<boost::asio::awaitable<void>()>;

    PeriodicWork(boost::asio::any_io_executor executor, SteadyTime &time, std::chrono::milliseconds pause,
                 Job job);
    PeriodicWork(const PeriodicWork &) = delete;
    PeriodicWork &operator=(const PeriodicWork &) = delete;

    void start();
    /// The pause ends, and no job begins from now on. The one under way goes on to its end.
    void close();
    /// After close(): returns once nothing is under way.
    boost::asio::awaitable<void> drain();

private:
    boost::asio::awaitable<void> run();

    boost::asio::any_io_executor m_executor;
    SteadyTime &m_time;
    std::chrono::milliseconds m_pause;
    Job m_job;
    std::unique_ptr<SteadyTime::Alarm> m_alarm;
    boost::asio::steady_timer m_ended; ///< Never fires; cancelled when run() has ended.
    bool m_isRunning = false;
    bool m_isClosed = false;
};

} // namespace tillwright::backend::checkouts
