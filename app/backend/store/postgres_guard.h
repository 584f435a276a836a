#pragma once

#include "backend/store/postgres_connection.h"

#include <atomic>
#include <functional>
#include <memory>
#include <string>
#include <thread>

namespace tillwright::backend::store {

/// One process's standing among the others on the same database, on a connection and a thread of its own: it hears what
/// they announce (LISTEN), it holds the lock that says the process is there, and it may hold the one of the leader. All
/// three end with the connection, so whatever becomes of the process, the others know at once.
class PostgresGuard
{
public:
    /// An order's version moved. An empty id: something may have been missed, so any order may have changed. Called on the
    /// guard's thread.
    using Heard = std::function<void(std::string cliveTxId, std::int64_t version)>;

    /// Throws SqlError when the server cannot be reached.
    PostgresGuard(PostgresAddress address, Heard heard);
    ~PostgresGuard();
    PostgresGuard(const PostgresGuard &) = delete;
    PostgresGuard &operator=(const PostgresGuard &) = delete;

    [[nodiscard]] std::int64_t owner() const noexcept { return m_owner; }
    [[nodiscard]] bool isLeading() const noexcept { return m_isLeading; }

    static constexpr const char *channel = "tillwright_orders";
    /// First key of the advisory locks: the second is the process's number, or 0.
    static constexpr std::int64_t aliveLockClass = 7411;
    static constexpr std::int64_t leaderLockClass = 7412;

private:
    void connect();
    void watch();
    void standForLeader();
    void hear();
    /// False: the guard ends.
    bool waitForSomething(int timeoutMs);

    PostgresAddress m_address;
    Heard m_heard;
    std::int64_t m_owner;
    std::atomic<bool> m_isLeading = false;
    std::unique_ptr<PostgresConnection> m_connection;
    /// Written to by the destructor, to end the wait.
    int m_wakeDescriptor;
    std::thread m_thread;
};

} // namespace tillwright::backend::store
