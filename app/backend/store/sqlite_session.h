#pragma once

#include "backend/store/records.h"
#include "backend/store/sql_session.h"
#include "backend/store/store_engine.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <map>
#include <memory>

namespace tillwright::backend::store {

struct OpenedSqlite {
    std::unique_ptr<StoreEngine> engine;
    /// The schema found, before migrations; 0 for a new file.
    int schemaVersionFound = 0;
    int schemaVersion = 0;
};

/// Creates the file (mode 0600) when it is missing and applies the migrations it lacks. Refuses a schema that is newer
/// than this program, and a store that another process has open.
[[nodiscard]] tl::expected<OpenedSqlite, StoreError> openSqlite(const std::string &path);

/// True when a process has the store open.
[[nodiscard]] bool isSqliteInUse(const std::string &path);

/// SQLite with one connection that writes and checkpoints: with two, SQLite before 3.51.3 can lose committed writes in
/// WAL. A lock file beside the database keeps a second process out.
class SqliteSession final : public SqlSession
{
public:
    /// Takes the lock file's descriptor over.
    SqliteSession(const std::string &path, int lockFile);
    ~SqliteSession() override;
    SqliteSession(const SqliteSession &) = delete;
    SqliteSession &operator=(const SqliteSession &) = delete;

    SqlResult run(const std::string &sql, const std::vector<SqlValue> &values) override;
    void begin() override;
    void commit() override;
    void rollback() noexcept override;
    void beginGroup() override;
    [[nodiscard]] bool isGroupWhole() const noexcept override;
    void commitGroup() override;
    void rollbackGroup() noexcept override;
    /// A transaction has the whole database to itself.
    void lock(Lock, std::string_view) override {}
    [[nodiscard]] std::string_view forUpdate() const noexcept override { return {}; }
    [[nodiscard]] std::string_view forUpdateSkipLocked() const noexcept override { return {}; }
    [[nodiscard]] std::int64_t owner() const noexcept override { return 0; }
    /// There is one process: what is not this one's was voided at the opening.
    [[nodiscard]] bool isAlive(std::int64_t) override { return true; }
    [[nodiscard]] bool isLeading() const noexcept override { return true; }
    void announce(const std::string &cliveTxId, std::int64_t version) override;
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> takeAnnounced() override;

    [[nodiscard]] int schemaVersion();
    void migrate();

private:
    SQLite::Statement &statement(const std::string &sql);
    /// Of any kind, by SQLite's own account.
    [[nodiscard]] bool isInTransaction() const noexcept;

    int m_lockFile;
    SQLite::Database m_database;
    std::map<std::string, std::unique_ptr<SQLite::Statement>, std::less<>> m_statements;
    std::vector<std::pair<std::string, std::int64_t>> m_announced;
    bool m_isInGroup = false;
};

} // namespace tillwright::backend::store
