#pragma once

#include "backend/store/sql_session.h"
#include "domain/secret.h"

#include <map>
#include <memory>
#include <string>
#include <vector>

typedef struct pg_conn PGconn;
typedef struct pg_result PGresult;

namespace tillwright::backend::store {

/// What libpq is told: `postgresql://user@host:port/database?sslmode=...` or `key=value` pairs. A password belongs into
/// a password file (`passfile=`), but whatever is in it never reaches a log.
using PostgresAddress = domain::Secret;

/// One libpq connection with limits on every wait, so that a dead server costs seconds and never hangs a thread.
class PostgresConnection
{
public:
    /// Throws SqlError (Lost) when the server cannot be reached.
    explicit PostgresConnection(const PostgresAddress &address);
    ~PostgresConnection();
    PostgresConnection(const PostgresConnection &) = delete;
    PostgresConnection &operator=(const PostgresConnection &) = delete;

    [[nodiscard]] bool isGood() const noexcept;
    /// `?1` is the first value. Prepared once per connection.
    SqlResult run(const std::string &sql, const std::vector<SqlValue> &values = {});
    /// Several statements, without values.
    void runScript(const std::string &sql);
    [[nodiscard]] bool isInTransaction() const noexcept;
    /// Of the socket, to wait for notifications.
    [[nodiscard]] int descriptor() const noexcept;

    struct Notification {
        std::string channel;
        std::string payload;
    };
    /// What has come in; throws SqlError (Lost) when the connection broke.
    [[nodiscard]] std::vector<Notification> takeNotifications();

private:
    using Result = std::unique_ptr<PGresult, void (*)(PGresult *)>;
    Result checked(PGresult *result) const;
    [[noreturn]] void fail(const PGresult *result) const;
    const std::string &prepared(const std::string &sql);

    PGconn *m_connection;
    /// By text; the names that the server knows them by.
    std::map<std::string, std::string, std::less<>> m_prepared;
};

} // namespace tillwright::backend::store
