#include "backend/store/postgres_guard.h"

#include <array>
#include <charconv>
#include <poll.h>
#include <random>
#include <spdlog/spdlog.h>
#include <sys/eventfd.h>
#include <unistd.h>

namespace tillwright::backend::store {

namespace {

/// How soon another process leads after the leader is gone, and how soon a broken connection is noticed at the latest.
constexpr int roundMs = 1'000;

std::int64_t randomOwner()
{
    std::random_device device;
    return std::uniform_int_distribution<std::int32_t>(1)(device);
}

bool tryLock(PostgresConnection &connection, std::int64_t lockClass, std::int64_t number)
{
    const auto locked = connection.run("SELECT pg_try_advisory_lock(CAST(?1 AS int4), CAST(?2 AS int4))",
                                       {lockClass, number});
    return locked.rows.front().integer(0) == 1;
}

} // namespace

PostgresGuard::PostgresGuard(PostgresAddress address, Heard heard)
    : m_address(std::move(address)), m_heard(std::move(heard)), m_owner(randomOwner()),
      m_wakeDescriptor(eventfd(0, EFD_CLOEXEC))
{
    try {
        connect();
        standForLeader();
    } catch (...) {
        ::close(m_wakeDescriptor);
        throw;
    }
    m_thread = std::thread([this] { watch(); });
}

PostgresGuard::~PostgresGuard()
{
    const std::uint64_t one = 1;
    if (::write(m_wakeDescriptor, &one, sizeof one) != sizeof one)
        spdlog::error("the guard of the store cannot be woken");
    m_thread.join();
    ::close(m_wakeDescriptor);
    try {
        // The server would notice the end of the connection in a moment; whoever comes next need not wait for it.
        if (m_connection)
            m_connection->run("SELECT pg_advisory_unlock_all()");
    } catch (const SqlError &error) {
        spdlog::debug("the locks of this process end with its connection: {}", error.what());
    }
}

void PostgresGuard::connect()
{
    auto connection = std::make_unique<PostgresConnection>(m_address);
    connection->runScript(std::string("LISTEN ") + channel);
    // After a short break the server may still keep the lock for our last connection: that says the same.
    if (!tryLock(*connection, aliveLockClass, m_owner))
        spdlog::info("the store still knows the last connection of this process");
    m_connection = std::move(connection);
}

void PostgresGuard::standForLeader()
{
    if (m_isLeading || !tryLock(*m_connection, leaderLockClass, 0))
        return;
    m_isLeading = true;
    spdlog::info("this process does the work that one does for all");
}

bool PostgresGuard::waitForSomething(int timeoutMs)
{
    std::array<pollfd, 2> descriptors{
        pollfd{m_wakeDescriptor, POLLIN, 0},
        pollfd{m_connection ? m_connection->descriptor() : -1, POLLIN, 0},
    };
    ::poll(descriptors.data(), descriptors.size(), timeoutMs);
    return descriptors[0].revents == 0;
}

void PostgresGuard::hear()
{
    for (const auto &notification : m_connection->takeNotifications()) {
        const auto &text = notification.payload;
        const auto blank = text.find(' ');
        std::int64_t version = 0;
        std::from_chars(text.data(), text.data() + std::min(blank, text.size()), version);
        if (blank != std::string::npos)
            m_heard(text.substr(blank + 1), version);
    }
}

void PostgresGuard::watch()
{
    while (waitForSomething(roundMs)) {
        try {
            if (!m_connection) {
                connect();
                spdlog::info("the store's announcements are heard again");
                m_heard({}, 0);
            }
            hear();
            standForLeader();
            // A connection that has died without a word shows at a question only.
            m_connection->run("SELECT 1");
        } catch (const SqlError &error) {
            if (m_connection)
                spdlog::warn("the store's announcements are not heard: {}", error.what());
            m_isLeading = false;
            m_connection.reset();
        }
    }
}

} // namespace tillwright::backend::store
