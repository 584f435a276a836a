#include "backend/store/postgres_session.h"

#include "backend/store/migrations.h"

namespace tillwright::backend::store {

namespace {

/// Any number that nobody else uses: whoever holds it migrates.
constexpr std::int64_t migrationLock = 0x7411'0001;
constexpr std::size_t announcedIdMaxBytes = 4096;

/// FNV-1a. Two names with one number wait for each other without need, and nothing worse.
std::int64_t lockNumber(SqlSession::Lock kind, std::string_view name)
{
    std::uint64_t hash = 0xcbf29ce484222325U + static_cast<std::uint64_t>(kind);
    for (const char c : name)
        hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
    return static_cast<std::int64_t>(hash);
}

int versionOf(PostgresConnection &connection)
{
    const auto found = connection.run("SELECT COALESCE(MAX(version), 0) FROM schema_version");
    return static_cast<int>(found.rows.front().integer(0));
}

} // namespace

PostgresSchema migratePostgres(const PostgresAddress &address)
{
    PostgresConnection connection(address);
    // Another process may be at it, and a large table takes its time.
    connection.runScript("SET statement_timeout = 0; SET lock_timeout = 0");
    connection.run("SELECT pg_advisory_lock(?1)", {migrationLock});
    connection.runScript("CREATE TABLE IF NOT EXISTS schema_version (version BIGINT PRIMARY KEY)");
    PostgresSchema schema;
    schema.found = schema.now = versionOf(connection);
    const auto steps = postgresMigrations();
    if (schema.found > static_cast<int>(steps.size())) {
        throw SqlError("the database has schema " + std::to_string(schema.found)
                       + ", newer than this program's " + std::to_string(steps.size())
                       + "; start the newer program");
    }
    for (auto step = static_cast<std::size_t>(schema.found); step < steps.size(); ++step) {
        const auto number = std::to_string(step + 1);
        // One transaction: a script that fails leaves nothing.
        connection.runScript("BEGIN;" + std::string(steps[step]) + ";INSERT INTO schema_version VALUES ("
                             + number + ");COMMIT;");
        schema.now = static_cast<int>(step + 1);
    }
    return schema;
}

PostgresConnection &PostgresSession::connection()
{
    if (!m_connection || !m_connection->isGood())
        m_connection = std::make_unique<PostgresConnection>(m_address);
    return *m_connection;
}

SqlResult PostgresSession::run(const std::string &sql, const std::vector<SqlValue> &values)
{
    const bool isWithin = m_connection && m_connection->isInTransaction();
    return (isWithin ? *m_connection : connection()).run(sql, values);
}

void PostgresSession::begin()
{
    try {
        connection().run("BEGIN");
    } catch (const SqlError &error) {
        if (error.kind() != SqlError::Kind::Lost)
            throw;
        // The connection died while it was idle. Nothing was done on it: a new one is as good.
        m_connection.reset();
        connection().run("BEGIN");
    }
}

void PostgresSession::commit()
{
    try {
        m_connection->run("COMMIT");
    } catch (const SqlError &) {
        rollback();
        throw;
    }
}

void PostgresSession::rollback() noexcept
{
    try {
        if (m_connection && m_connection->isGood() && m_connection->isInTransaction())
            m_connection->run("ROLLBACK");
    } catch (const std::exception &) {
        // The server ends the transaction with the connection.
        m_connection.reset();
    }
}

void PostgresSession::lock(Lock kind, std::string_view name)
{
    run("SELECT pg_advisory_xact_lock(?1)", {lockNumber(kind, name)});
}

bool PostgresSession::isAlive(std::int64_t owner)
{
    if (owner == m_guard->owner())
        return true;
    // The owner holds its lock alone for as long as it lives; those who look share it.
    const auto looked = run("SELECT pg_try_advisory_xact_lock_shared(CAST(?1 AS int4), CAST(?2 AS int4))",
                            {PostgresGuard::aliveLockClass, owner});
    return looked.rows.front().integer(0) == 0;
}

void PostgresSession::announce(const std::string &cliveTxId, std::int64_t version)
{
    // PostgreSQL takes 8000 bytes. Without an id, whoever waits for anything looks.
    const std::string id = cliveTxId.size() <= announcedIdMaxBytes ? cliveTxId : std::string();
    run("SELECT pg_notify(?1, ?2)",
        {std::string(PostgresGuard::channel), std::to_string(version) + " " + id});
}

} // namespace tillwright::backend::store
