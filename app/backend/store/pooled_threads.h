#pragma once

#include "backend/store/engine_pool.h"
#include "backend/store/store_threads.h"

#include <boost/asio/post.hpp>
#include <boost/asio/thread_pool.hpp>
#include <utility>

namespace tillwright::backend::store {

/// As many threads as engines, each job by itself: for a database that commits side by side.
class PooledThreads final : public StoreThreads
{
public:
    explicit PooledThreads(std::vector<std::unique_ptr<StoreEngine>> engines)
        : m_pool(engines.size()), m_engines(std::move(engines))
    {
    }
    ~PooledThreads() override { m_pool.join(); }
    PooledThreads(const PooledThreads &) = delete;
    PooledThreads &operator=(const PooledThreads &) = delete;

    void post(StoreJobPtr job) override
    {
        boost::asio::post(m_pool, [this, job = std::move(job)] {
            {
                EnginePool::Lease lease(m_engines);
                job->carryOut(*lease);
            }
            job->handOver();
        });
    }

private:
    boost::asio::thread_pool m_pool;
    EnginePool m_engines;
};

} // namespace tillwright::backend::store
