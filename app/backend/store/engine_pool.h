#pragma once

#include "backend/store/store_engine.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <vector>

namespace tillwright::backend::store {

/// Engines that jobs on several threads take in turn. There are as many as threads, so nobody waits long.
class EnginePool
{
public:
    explicit EnginePool(std::vector<std::unique_ptr<StoreEngine>> engines) : m_free(std::move(engines)) {}

    class Lease
    {
    public:
        explicit Lease(EnginePool &pool) : m_pool(pool), m_engine(pool.take()) {}
        ~Lease() { m_pool.giveBack(std::move(m_engine)); }
        Lease(const Lease &) = delete;
        Lease &operator=(const Lease &) = delete;
        StoreEngine &operator*() noexcept { return *m_engine; }

    private:
        EnginePool &m_pool;
        std::unique_ptr<StoreEngine> m_engine;
    };

private:
    std::unique_ptr<StoreEngine> take()
    {
        std::unique_lock lock(m_mutex);
        m_returned.wait(lock, [this] { return !m_free.empty(); });
        auto engine = std::move(m_free.back());
        m_free.pop_back();
        return engine;
    }
    void giveBack(std::unique_ptr<StoreEngine> engine)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_free.push_back(std::move(engine));
        }
        m_returned.notify_one();
    }

    std::mutex m_mutex;
    std::condition_variable m_returned;
    std::vector<std::unique_ptr<StoreEngine>> m_free;
};

} // namespace tillwright::backend::store
