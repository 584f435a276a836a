#include "backend/store/sqlite_session.h"

#include "backend/store/migrations.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Transaction.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sqlite3.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwright::backend::store {

namespace {

constexpr int busyTimeoutMs = 5000;

struct OpenedFile {
    int descriptor = -1;
    std::string error;
};

OpenedFile openPrivately(const std::string &path)
{
    const int descriptor = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, S_IRUSR | S_IWUSR);
    if (descriptor < 0)
        return {-1, "cannot open " + path + ": " + std::strerror(errno)};
    return {descriptor, {}};
}

std::string lockPathOf(const std::string &path)
{
    return path + ".lock";
}

/// A prepared statement in use. Resetting at the end matters: a statement left on a row keeps a read transaction open,
/// which would keep the WAL from being checkpointed.
class Use
{
public:
    explicit Use(SQLite::Statement &statement) : m_statement(statement) {}
    ~Use()
    {
        m_statement.tryReset();
        m_statement.clearBindings();
    }
    Use(const Use &) = delete;
    Use &operator=(const Use &) = delete;

private:
    SQLite::Statement &m_statement;
};

void bind(SQLite::Statement &statement, int index, const SqlValue &value)
{
    if (const auto *number = std::get_if<std::int64_t>(&value))
        statement.bind(index, *number);
    else if (const auto *text = std::get_if<std::string>(&value))
        statement.bind(index, *text);
    else if (const auto *binary = std::get_if<SqlBytes>(&value))
        statement.bind(index, binary->bytes.data(), static_cast<int>(binary->bytes.size()));
}

SqlValue valueOf(const SQLite::Column &column)
{
    if (column.isNull())
        return {};
    if (column.isInteger())
        return column.getInt64();
    if (column.isBlob())
        return SqlBytes{column.getString()};
    return column.getString();
}

} // namespace

bool isSqliteInUse(const std::string &path)
{
    const int descriptor = ::open(lockPathOf(path).c_str(), O_RDWR | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isFree = ::flock(descriptor, LOCK_EX | LOCK_NB) == 0;
    ::close(descriptor);
    return !isFree;
}

tl::expected<OpenedSqlite, StoreError> openSqlite(const std::string &path)
{
    const auto lock = openPrivately(lockPathOf(path));
    if (lock.descriptor < 0)
        return tl::unexpected(StoreError{lock.error});
    if (::flock(lock.descriptor, LOCK_EX | LOCK_NB) != 0) {
        ::close(lock.descriptor);
        return tl::unexpected(StoreError{path + " is in use by another tillwright-backend"});
    }
    const auto file = openPrivately(path);
    if (file.descriptor < 0) {
        ::close(lock.descriptor);
        return tl::unexpected(StoreError{file.error});
    }
    ::close(file.descriptor);
    std::unique_ptr<SqliteSession> session;
    try {
        session = std::make_unique<SqliteSession>(path, lock.descriptor);
    } catch (const std::exception &exception) {
        ::close(lock.descriptor);
        return tl::unexpected(StoreError{path + ": " + exception.what()});
    }
    try {
        OpenedSqlite opened;
        opened.schemaVersionFound = session->schemaVersion();
        const auto newest = static_cast<int>(sqliteMigrations().size());
        if (opened.schemaVersionFound > newest) {
            return tl::unexpected(StoreError{path + " has schema " + std::to_string(opened.schemaVersionFound)
                                             + ", newer than this program's " + std::to_string(newest)
                                             + "; start the newer program"});
        }
        session->migrate();
        opened.schemaVersion = session->schemaVersion();
        // The lock file says that nobody else carries a key out: leases left by a crash are over.
        session->run("UPDATE idempotency_keys SET lease_until_ms = 1 "
                     "WHERE recovery_point = 'started' AND lease_until_ms > 0",
                     {});
        opened.engine = std::make_unique<StoreEngine>(std::move(session));
        return opened;
    } catch (const std::exception &exception) {
        return tl::unexpected(StoreError{path + ": " + exception.what()});
    }
}

SqliteSession::SqliteSession(const std::string &path, int lockFile)
    : m_lockFile(lockFile), m_database(path, SQLite::OPEN_READWRITE, busyTimeoutMs)
{
    m_database.exec("PRAGMA journal_mode=WAL");
    m_database.exec("PRAGMA synchronous=FULL");
    m_database.exec("PRAGMA secure_delete=ON");
    m_database.exec("PRAGMA foreign_keys=ON");
}

SqliteSession::~SqliteSession()
{
    m_statements.clear();
    ::close(m_lockFile);
}

int SqliteSession::schemaVersion()
{
    SQLite::Statement query(m_database, "PRAGMA user_version");
    return query.executeStep() ? query.getColumn(0).getInt() : 0;
}

void SqliteSession::migrate()
{
    const auto steps = sqliteMigrations();
    for (auto step = static_cast<std::size_t>(schemaVersion()); step < steps.size(); ++step) {
        SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
        m_database.exec(std::string(steps[step]));
        m_database.exec("PRAGMA user_version=" + std::to_string(step + 1));
        transaction.commit();
    }
}

SQLite::Statement &SqliteSession::statement(const std::string &sql)
{
    auto found = m_statements.find(sql);
    if (found == m_statements.end())
        found = m_statements.emplace(sql, std::make_unique<SQLite::Statement>(m_database, sql)).first;
    return *found->second;
}

SqlResult SqliteSession::run(const std::string &sql, const std::vector<SqlValue> &values)
{
    try {
        auto &prepared = statement(sql);
        const Use use(prepared);
        for (std::size_t i = 0; i < values.size(); ++i)
            bind(prepared, static_cast<int>(i + 1), values[i]);
        SqlResult result;
        while (prepared.executeStep()) {
            std::vector<SqlValue> row;
            row.reserve(static_cast<std::size_t>(prepared.getColumnCount()));
            for (int column = 0; column < prepared.getColumnCount(); ++column)
                row.push_back(valueOf(prepared.getColumn(column)));
            result.rows.emplace_back(std::move(row));
        }
        if (prepared.getColumnCount() == 0)
            result.changed = m_database.getChanges();
        return result;
    } catch (const SQLite::Exception &exception) {
        // SQLite's own texts name tables and columns, never values.
        throw SqlError(exception.what());
    }
}

void SqliteSession::begin()
{
    run(m_isInGroup ? "SAVEPOINT part" : "BEGIN IMMEDIATE", {});
}

void SqliteSession::commit()
{
    try {
        run(m_isInGroup ? "RELEASE part" : "COMMIT", {});
    } catch (const SqlError &) {
        rollback();
        throw;
    }
}

void SqliteSession::rollback() noexcept
{
    // SQLite has rolled some failures back by itself.
    if (isInTransaction())
        m_database.tryExec(m_isInGroup ? "ROLLBACK TO part; RELEASE part" : "ROLLBACK");
}

void SqliteSession::beginGroup()
{
    run("BEGIN IMMEDIATE", {});
    m_isInGroup = true;
}

bool SqliteSession::isGroupWhole() const noexcept
{
    return m_isInGroup && isInTransaction();
}

void SqliteSession::commitGroup()
{
    m_isInGroup = false;
    commit();
}

void SqliteSession::rollbackGroup() noexcept
{
    m_isInGroup = false;
    rollback();
    m_announced.clear();
}

bool SqliteSession::isInTransaction() const noexcept
{
    return sqlite3_get_autocommit(m_database.getHandle()) == 0;
}

void SqliteSession::announce(const std::string &cliveTxId, std::int64_t version)
{
    m_announced.emplace_back(cliveTxId, version);
}

std::vector<std::pair<std::string, std::int64_t>> SqliteSession::takeAnnounced()
{
    return std::exchange(m_announced, {});
}

} // namespace tillwright::backend::store
