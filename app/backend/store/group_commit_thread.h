#pragma once

#include "backend/store/store_threads.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace tillwright::backend::store {

/// One thread on one engine, for a database that has one writer. Jobs that came while it was busy are made durable
/// together: waiting for the disk is what a commit costs, and one wait is enough for all. Each of them still fails or
/// succeeds by itself, and none is handed over before it is durable. Nobody waits for company: a job that is alone is
/// carried out alone.
class GroupCommitThread final : public StoreThreads
{
public:
    explicit GroupCommitThread(std::unique_ptr<StoreEngine> engine);
    ~GroupCommitThread() override;
    GroupCommitThread(const GroupCommitThread &) = delete;
    GroupCommitThread &operator=(const GroupCommitThread &) = delete;

    void post(StoreJobPtr job) override;

private:
    void run();
    /// Waits for jobs; none when there will not be any more.
    [[nodiscard]] std::vector<StoreJobPtr> take();
    /// False: nothing was changed, and each has to be carried out by itself.
    [[nodiscard]] bool carryOutTogether(const std::vector<StoreJobPtr> &jobs);

    std::unique_ptr<StoreEngine> m_engine;
    std::mutex m_mutex;
    std::condition_variable m_changed;
    std::deque<StoreJobPtr> m_waiting;
    bool m_isEnding = false;
    /// Last, so that it starts when the rest is there.
    std::thread m_thread;
};

} // namespace tillwright::backend::store
