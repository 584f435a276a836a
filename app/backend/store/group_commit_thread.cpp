#include "backend/store/group_commit_thread.h"

#include <algorithm>
#include <iterator>
#include <utility>

namespace tillwright::backend::store {

namespace {

/// The last of a group waits for the work of all, so it must not grow without end.
constexpr std::size_t groupMax = 64;

} // namespace

GroupCommitThread::GroupCommitThread(std::unique_ptr<StoreEngine> engine)
    : m_engine(std::move(engine)), m_thread([this] { run(); })
{
}

GroupCommitThread::~GroupCommitThread()
{
    {
        const std::lock_guard lock(m_mutex);
        m_isEnding = true;
    }
    m_changed.notify_one();
    m_thread.join();
}

void GroupCommitThread::post(StoreJobPtr job)
{
    {
        const std::lock_guard lock(m_mutex);
        m_waiting.push_back(std::move(job));
    }
    m_changed.notify_one();
}

std::vector<StoreJobPtr> GroupCommitThread::take()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return !m_waiting.empty() || m_isEnding; });
    const auto end = m_waiting.begin() + static_cast<std::ptrdiff_t>(std::min(m_waiting.size(), groupMax));
    std::vector<StoreJobPtr> jobs(std::make_move_iterator(m_waiting.begin()), std::make_move_iterator(end));
    m_waiting.erase(m_waiting.begin(), end);
    return jobs;
}

bool GroupCommitThread::carryOutTogether(const std::vector<StoreJobPtr> &jobs)
{
    try {
        m_engine->beginGroup();
        for (const auto &job : jobs) {
            job->carryOut(*m_engine);
            // Some failures undo more than the statement that failed.
            if (!m_engine->isGroupWhole()) {
                m_engine->rollbackGroup();
                return false;
            }
        }
        m_engine->commitGroup();
        return true;
    } catch (const SqlError &) {
        m_engine->rollbackGroup();
        return false;
    }
}

void GroupCommitThread::run()
{
    for (auto jobs = take(); !jobs.empty(); jobs = take()) {
        const bool isDone = jobs.size() > 1 && carryOutTogether(jobs);
        for (const auto &job : jobs) {
            if (!isDone)
                job->carryOut(*m_engine);
            job->handOver();
        }
    }
}

} // namespace tillwright::backend::store
