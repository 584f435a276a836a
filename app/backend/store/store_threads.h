#pragma once

#include "backend/store/store_engine.h"

#include <memory>

namespace tillwright::backend::store {

/// A transaction on its way: done on a thread of the store, then told to the coroutine that waits for it.
class StoreJob
{
public:
    StoreJob() = default;
    StoreJob(const StoreJob &) = delete;
    StoreJob &operator=(const StoreJob &) = delete;
    virtual ~StoreJob() = default;
    /// Does not throw: a failure is an outcome. When it is called again, the outcome before is forgotten.
    virtual void carryOut(StoreEngine &engine) = 0;
    /// Hands the outcome over, on the waiting coroutine's own executor. Called once.
    virtual void handOver() = 0;
};
using StoreJobPtr = std::unique_ptr<StoreJob>;

/// Threads that carry jobs out, so that the io thread never blocks. Their destructors finish first what was posted.
class StoreThreads
{
public:
    StoreThreads() = default;
    StoreThreads(const StoreThreads &) = delete;
    StoreThreads &operator=(const StoreThreads &) = delete;
    virtual ~StoreThreads() = default;
    virtual void post(StoreJobPtr job) = 0;
};

} // namespace tillwright::backend::store
