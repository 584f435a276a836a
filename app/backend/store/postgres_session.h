#pragma once

#include "backend/store/postgres_guard.h"
#include "backend/store/sql_session.h"

#include <memory>

namespace tillwright::backend::store {

/// Creates what the database lacks, with one process at a time. Refuses a schema that is newer than this program.
/// Returns the schema found and the schema now. Throws SqlError.
struct PostgresSchema {
    int found = 0;
    int now = 0;
};
PostgresSchema migratePostgres(const PostgresAddress &address);

/// PostgreSQL 15 or later, beside other sessions of this and other processes. A connection that broke is made anew for
/// the next transaction.
class PostgresSession final : public SqlSession
{
public:
    PostgresSession(PostgresAddress address, std::shared_ptr<const PostgresGuard> guard)
        : m_address(std::move(address)), m_guard(std::move(guard))
    {
    }

    SqlResult run(const std::string &sql, const std::vector<SqlValue> &values) override;
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    void lock(Lock kind, std::string_view name) override;
    [[nodiscard]] std::string_view forUpdate() const noexcept override { return " FOR UPDATE"; }
    [[nodiscard]] std::string_view forUpdateSkipLocked() const noexcept override
    {
        return " FOR UPDATE SKIP LOCKED";
    }
    [[nodiscard]] std::int64_t owner() const noexcept override { return m_guard->owner(); }
    [[nodiscard]] bool isAlive(std::int64_t owner) override;
    [[nodiscard]] bool isLeading() const noexcept override { return m_guard->isLeading(); }
    void announce(const std::string &cliveTxId, std::int64_t version) override;
    /// The guard hears them.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> takeAnnounced() override { return {}; }

private:
    PostgresConnection &connection();

    PostgresAddress m_address;
    std::shared_ptr<const PostgresGuard> m_guard;
    std::unique_ptr<PostgresConnection> m_connection;
};

} // namespace tillwright::backend::store
