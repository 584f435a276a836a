#include "backend/store/postgres_connection.h"

#include <algorithm>
#include <charconv>
#include <libpq-fe.h>
#include <string_view>

namespace tillwright::backend::store {

namespace {

// PostgreSQL's own numbers for its types (catalog/pg_type.dat); libpq-dev does not name them.
constexpr Oid byteaOid = 17;
constexpr Oid int8Oid = 20;
constexpr Oid int2Oid = 21;
constexpr Oid int4Oid = 23;
constexpr Oid boolOid = 16;

/// Reaching the server, seconds; every statement and every lock, milliseconds; a peer that says nothing, milliseconds.
constexpr const char *connectTimeoutS = "5";
constexpr const char *userTimeoutMs = "8000";
constexpr const char *sessionOptions =
    "-c statement_timeout=8000 -c lock_timeout=5000 "
    "-c idle_in_transaction_session_timeout=15000 -c synchronous_commit=on "
    "-c client_min_messages=warning -c default_transaction_isolation=read\\ committed";

std::string withDollars(const std::string &sql)
{
    std::string text = sql;
    std::replace(text.begin(), text.end(), '?', '$');
    return text;
}

SqlError::Kind kindOf(std::string_view state)
{
    if (state == "40001" || state == "40P01")
        return SqlError::Kind::Repeatable;
    // Connections, the server going down, and administrators ending a session.
    if (state.starts_with("08") || state.starts_with("57P"))
        return SqlError::Kind::Lost;
    return SqlError::Kind::Failed;
}

std::string firstLine(const char *text)
{
    std::string_view line(text ? text : "");
    return std::string(line.substr(0, line.find('\n')));
}

SqlValue valueOf(const PGresult *result, int row, int column)
{
    if (PQgetisnull(result, row, column) != 0)
        return {};
    const char *text = PQgetvalue(result, row, column);
    const auto length = static_cast<std::size_t>(PQgetlength(result, row, column));
    switch (PQftype(result, column)) {
    case int8Oid:
    case int4Oid:
    case int2Oid: {
        std::int64_t number = 0;
        std::from_chars(text, text + length, number);
        return number;
    }
    case boolOid:
        return std::int64_t(*text == 't' ? 1 : 0);
    case byteaOid: {
        std::size_t size = 0;
        const std::unique_ptr<unsigned char, void (*)(void *)> bytes(
            PQunescapeBytea(reinterpret_cast<const unsigned char *>(text), &size), &PQfreemem);
        return SqlBytes{std::string(reinterpret_cast<const char *>(bytes.get()), size)};
    }
    default:
        return std::string(text, length);
    }
}

SqlResult resultOf(const PGresult *result)
{
    SqlResult rows;
    const int columns = PQnfields(result);
    for (int row = 0; row < PQntuples(result); ++row) {
        std::vector<SqlValue> values;
        values.reserve(static_cast<std::size_t>(columns));
        for (int column = 0; column < columns; ++column)
            values.push_back(valueOf(result, row, column));
        rows.rows.emplace_back(std::move(values));
    }
    const std::string_view changed = PQcmdTuples(const_cast<PGresult *>(result));
    std::from_chars(changed.data(), changed.data() + changed.size(), rows.changed);
    return rows;
}

/// The values as libpq wants them, kept alive while it reads them.
struct Parameters {
    explicit Parameters(const std::vector<SqlValue> &values)
    {
        texts.reserve(values.size());
        for (const auto &value : values) {
            if (const auto *number = std::get_if<std::int64_t>(&value))
                add(std::to_string(*number), 0);
            else if (const auto *text = std::get_if<std::string>(&value))
                add(*text, 0);
            else if (const auto *binary = std::get_if<SqlBytes>(&value))
                add(binary->bytes, 1);
            else
                addNull();
        }
    }
    void add(std::string text, int format)
    {
        if (format == 0 && text.find('\0') != std::string::npos)
            throw SqlError("a text holds a NUL character");
        texts.push_back(std::move(text));
        pointers.push_back(texts.back().data());
        lengths.push_back(static_cast<int>(texts.back().size()));
        formats.push_back(format);
    }
    void addNull()
    {
        pointers.push_back(nullptr);
        lengths.push_back(0);
        formats.push_back(0);
    }
    std::vector<std::string> texts;
    std::vector<const char *> pointers;
    std::vector<int> lengths;
    std::vector<int> formats;
};

} // namespace

PostgresConnection::PostgresConnection(const PostgresAddress &address)
{
    // libpq's own words about an address that it cannot read would quote it.
    if (auto *parsed = PQconninfoParse(address.reveal().c_str(), nullptr))
        PQconninfoFree(parsed);
    else
        throw SqlError("the address of the PostgreSQL database is not one that libpq understands");
    // The address comes first and may itself be a whole list of settings; the later ones win over its own.
    const char *const names[] = {
        "dbname", "connect_timeout", "tcp_user_timeout", "keepalives_idle", "options", "application_name",
        nullptr};
    const char *const settings[] = {address.reveal().c_str(), connectTimeoutS,      userTimeoutMs, "10",
                                    sessionOptions,           "tillwright-backend", nullptr};
    m_connection = PQconnectdbParams(names, settings, 1);
    if (!isGood()) {
        const std::string cause = firstLine(PQerrorMessage(m_connection));
        PQfinish(m_connection);
        throw SqlError(cause, SqlError::Kind::Lost);
    }
    // A notice is for the log of whoever caused it; standard error is not ours to write to.
    PQsetNoticeProcessor(
        m_connection, [](void *, const char *) {}, nullptr);
}

PostgresConnection::~PostgresConnection()
{
    PQfinish(m_connection);
}

bool PostgresConnection::isGood() const noexcept
{
    return PQstatus(m_connection) == CONNECTION_OK;
}

bool PostgresConnection::isInTransaction() const noexcept
{
    const auto state = PQtransactionStatus(m_connection);
    return state == PQTRANS_INTRANS || state == PQTRANS_INERROR || state == PQTRANS_ACTIVE;
}

int PostgresConnection::descriptor() const noexcept
{
    return PQsocket(m_connection);
}

void PostgresConnection::fail(const PGresult *result) const
{
    if (!isGood() || !result)
        throw SqlError("the connection to PostgreSQL broke: " + firstLine(PQerrorMessage(m_connection)),
                       SqlError::Kind::Lost);
    const auto field = [result](int code) {
        const char *text = PQresultErrorField(result, code);
        return std::string(text ? text : "");
    };
    // The primary message names tables, columns and constraints; the detail would quote values.
    const auto state = field(PG_DIAG_SQLSTATE);
    throw SqlError("PostgreSQL " + state + ": " + field(PG_DIAG_MESSAGE_PRIMARY), kindOf(state));
}

PostgresConnection::Result PostgresConnection::checked(PGresult *result) const
{
    Result owned(result, &PQclear);
    const auto status = PQresultStatus(result);
    if (status != PGRES_COMMAND_OK && status != PGRES_TUPLES_OK)
        fail(result);
    return owned;
}

const std::string &PostgresConnection::prepared(const std::string &sql)
{
    const auto found = m_prepared.find(sql);
    if (found != m_prepared.end())
        return found->second;
    const std::string name = "s" + std::to_string(m_prepared.size());
    checked(PQprepare(m_connection, name.c_str(), withDollars(sql).c_str(), 0, nullptr));
    return m_prepared.emplace(sql, name).first->second;
}

SqlResult PostgresConnection::run(const std::string &sql, const std::vector<SqlValue> &values)
{
    const auto &name = prepared(sql);
    const Parameters parameters(values);
    const auto result = checked(PQexecPrepared(m_connection, name.c_str(), static_cast<int>(values.size()),
                                               parameters.pointers.data(), parameters.lengths.data(),
                                               parameters.formats.data(), 0));
    return resultOf(result.get());
}

void PostgresConnection::runScript(const std::string &sql)
{
    checked(PQexec(m_connection, sql.c_str()));
}

std::vector<PostgresConnection::Notification> PostgresConnection::takeNotifications()
{
    if (PQconsumeInput(m_connection) == 0)
        fail(nullptr);
    std::vector<Notification> notifications;
    while (auto *raw = PQnotifies(m_connection)) {
        notifications.push_back({raw->relname, raw->extra});
        PQfreemem(raw);
    }
    return notifications;
}

} // namespace tillwright::backend::store
