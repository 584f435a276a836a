#pragma once

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <utility>

namespace tillwright::backend::store {

/// Threads that run blocking jobs and hand each result back to the coroutine that waits for it, on that coroutine's own
/// executor, so that the io thread never blocks. With one thread the jobs run one after another.
class JobThreads
{
public:
    explicit JobThreads(std::size_t count) : m_pool(count) {}
    /// Jobs that were posted are finished first.
    ~JobThreads() { m_pool.join(); }
    JobThreads(const JobThreads &) = delete;
    JobThreads &operator=(const JobThreads &) = delete;

    /// `Result job()`. Once posted a job runs to its end, even when the waiting coroutine is cancelled.
    template<typename Result, typename Job> boost::asio::awaitable<Result> run(Job job)
    {
        namespace asio = boost::asio;
        return asio::async_initiate<const asio::use_awaitable_t<>, void(Result)>(
            [pool = m_pool.get_executor()](auto handler, Job work) {
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
    boost::asio::thread_pool m_pool;
};

} // namespace tillwright::backend::store
