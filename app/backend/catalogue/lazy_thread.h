#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <utility>

namespace tillwright::backend::catalogue {

/// A thread for what is asked for seldom and then takes a while. There is none until then. For one thread's use.
class LazyThread
{
public:
    LazyThread() = default;
    /// Jobs that were given to it are finished first.
    ~LazyThread()
    {
        if (m_pool)
            m_pool->join();
    }
    LazyThread(const LazyThread &) = delete;
    LazyThread &operator=(const LazyThread &) = delete;

    /// `Result job()`, whose result comes back on the waiting coroutine's own executor. It runs to its end, even when the
    /// waiting coroutine is cancelled.
    template<typename Result, typename Job> boost::asio::awaitable<Result> run(Job job)
    {
        namespace asio = boost::asio;
        if (!m_pool)
            m_pool = std::make_unique<asio::thread_pool>(1);
        return asio::async_initiate<const asio::use_awaitable_t<>, void(Result)>(
            [pool = m_pool->get_executor()](auto handler, Job work) {
                // The guard keeps the io context running until the result is back on it.
                auto guard = asio::make_work_guard(asio::get_associated_executor(handler));
                asio::post(pool,
                           [handler = std::move(handler), work = std::move(work),
                            guard = std::move(guard)]() mutable {
                               auto executor = guard.get_executor();
                               asio::post(executor,
                                          [handler = std::move(handler), result = work(),
                                           guard = std::move(guard)]() mutable {
                                              std::move(handler)(std::move(result));
                                          });
                           });
            },
            asio::use_awaitable, std::move(job));
    }

private:
    std::unique_ptr<boost::asio::thread_pool> m_pool;
};

} // namespace tillwright::backend::catalogue
