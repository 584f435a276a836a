#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

namespace tillwright::backend::store {

/// Bytes that are no text.
struct SqlBytes {
    std::string bytes;
    friend bool operator==(const SqlBytes &, const SqlBytes &) = default;
};

/// What goes into a statement and comes out of it. Whole numbers have 64 bits in both engines.
using SqlValue = std::variant<std::monostate, std::int64_t, std::string, SqlBytes>;

class SqlRow
{
public:
    explicit SqlRow(std::vector<SqlValue> values) : m_values(std::move(values)) {}
    [[nodiscard]] bool isNull(std::size_t column) const
    {
        return std::holds_alternative<std::monostate>(m_values.at(column));
    }
    /// The text of a text column, the bytes of a binary one; empty for null.
    [[nodiscard]] std::string text(std::size_t column) const;
    /// 0 for null.
    [[nodiscard]] std::int64_t integer(std::size_t column) const;

private:
    std::vector<SqlValue> m_values;
};

struct SqlResult {
    std::vector<SqlRow> rows;
    /// Rows that an INSERT, UPDATE or DELETE changed.
    std::int64_t changed = 0;
};

/// The database said no. The text names tables and columns, never values.
class SqlError : public std::runtime_error
{
public:
    enum class Kind {
        Failed,
        Repeatable, ///< the transaction was rolled back (deadlock, serialisation): it can be done again at once
        Lost        ///< the connection broke: whether a commit under way took place is not known
    };
    SqlError(const std::string &text, Kind kind = Kind::Failed) : std::runtime_error(text), m_kind(kind) {}
    [[nodiscard]] Kind kind() const noexcept { return m_kind; }

private:
    Kind m_kind;
};

/// One connection to a database, blocking, for one thread at a time. StoreEngine says what is done in the SQL that both
/// engines understand (`?1` for the first value, upserts, row values); what differs between them is here.
class SqlSession
{
public:
    virtual ~SqlSession() = default;

    // All throw SqlError.

    /// Prepared once and kept. Outside a transaction it is one of its own.
    virtual SqlResult run(const std::string &sql, const std::vector<SqlValue> &values = {}) = 0;
    /// Writers see what others have committed before.
    virtual void begin() = 0;
    /// Returns once it is durable.
    virtual void commit() = 0;
    virtual void rollback() noexcept = 0;

    /// Until the group ends, each transaction is a part of it: it is still undone by itself when it is rolled back, but
    /// becomes durable with all the others, at commitGroup(). For databases that commit one after another.
    virtual void beginGroup() { throw SqlError("this database has no groups of transactions"); }
    /// False: a failure has undone the whole group, and nothing more may be done in it.
    [[nodiscard]] virtual bool isGroupWhole() const noexcept { return false; }
    /// Returns once the whole group is durable. When it throws, nothing of it is.
    virtual void commitGroup() {}
    virtual void rollbackGroup() noexcept {}

    enum class Lock { Key, Reference, Transaction, Import };
    /// Until the transaction ends, nobody else holds this lock. Taken in the order of the enumerators.
    virtual void lock(Lock kind, std::string_view name) = 0;
    /// To be appended to a SELECT of rows that the transaction goes on to change.
    [[nodiscard]] virtual std::string_view forUpdate() const noexcept = 0;
    /// Likewise, leaving out what another transaction has already.
    [[nodiscard]] virtual std::string_view forUpdateSkipLocked() const noexcept = 0;

    /// Who carries keys out: a number that dies with the process.
    [[nodiscard]] virtual std::int64_t owner() const noexcept = 0;
    /// Whether the process with this number is still there. In a transaction.
    [[nodiscard]] virtual bool isAlive(std::int64_t owner) = 0;
    /// Whether this process does what one of them does for all.
    [[nodiscard]] virtual bool isLeading() const noexcept = 0;

    /// Tells every process, when the transaction commits, that the order's version moved.
    virtual void announce(const std::string &cliveTxId, std::int64_t version) = 0;
    /// What was announced and committed since the last call, as far as no other way tells it.
    [[nodiscard]] virtual std::vector<std::pair<std::string, std::int64_t>> takeAnnounced() = 0;
};

/// Rolls back unless it was committed.
class SqlTransaction
{
public:
    explicit SqlTransaction(SqlSession &session) : m_session(session) { m_session.begin(); }
    ~SqlTransaction()
    {
        if (!m_isOver)
            m_session.rollback();
    }
    SqlTransaction(const SqlTransaction &) = delete;
    SqlTransaction &operator=(const SqlTransaction &) = delete;
    void commit()
    {
        m_isOver = true;
        m_session.commit();
    }

private:
    SqlSession &m_session;
    bool m_isOver = false;
};

} // namespace tillwright::backend::store
