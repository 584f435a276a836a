#include "backend/store/sqlite_engine.h"

#include "backend/store/check_schedule.h"
#include "backend/store/migrations.h"
#include "backend/store/sqlite_rows.h"

#include <SQLiteCpp/Column.h>
#include <SQLiteCpp/Transaction.h>
#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
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

InboxState inboxStateOf(const std::string &word)
{
    if (word == "applied")
        return InboxState::Applied;
    return word == "unmatched" ? InboxState::Unmatched : InboxState::Unreadable;
}

const char *inboxWordOf(InboxState state)
{
    switch (state) {
    case InboxState::Applied:
        return "applied";
    case InboxState::Unmatched:
        return "unmatched";
    case InboxState::Unreadable:
        return "unreadable";
    }
    return "unreadable";
}

} // namespace

/// A prepared statement in use. Resetting at the end matters: a statement left on a row keeps a read transaction
/// open, which would keep the WAL from being checkpointed.
class SqliteEngine::Query
{
public:
    explicit Query(SQLite::Statement &statement) : m_statement(statement) {}
    ~Query()
    {
        m_statement.tryReset();
        m_statement.clearBindings();
    }
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    template<typename... Values> Query &bind(const Values &...values)
    {
        (m_statement.bind(++m_index, values), ...);
        return *this;
    }
    [[nodiscard]] bool next() { return m_statement.executeStep(); }
    int execute() { return m_statement.exec(); }
    [[nodiscard]] std::string text(int column) { return m_statement.getColumn(column).getString(); }
    [[nodiscard]] std::int64_t integer(int column) { return m_statement.getColumn(column).getInt64(); }
    SQLite::Statement &operator*() { return m_statement; }

private:
    SQLite::Statement &m_statement;
    int m_index = 0;
};

tl::expected<std::unique_ptr<SqliteEngine>, StoreError> SqliteEngine::open(const std::string &path)
{
    const auto lock = openPrivately(path + ".lock");
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
    std::unique_ptr<SqliteEngine> engine;
    try {
        engine.reset(new SqliteEngine(path, lock.descriptor));
    } catch (const std::exception &exception) {
        ::close(lock.descriptor);
        return tl::unexpected(StoreError{path + ": " + exception.what()});
    }
    try {
        engine->m_schemaVersionFound = engine->schemaVersion();
        const auto newest = static_cast<int>(sqliteMigrations().size());
        if (engine->m_schemaVersionFound > newest) {
            return tl::unexpected(StoreError{
                path + " has schema " + std::to_string(engine->m_schemaVersionFound)
                + ", newer than this program's " + std::to_string(newest) + "; start the newer program"});
        }
        engine->migrate();
        // The lock file says that nobody else carries a key out: leases left by a crash are void.
        engine->m_database.exec(
            "UPDATE idempotency_keys SET lease_until_ms = 0 WHERE recovery_point = 'started'");
    } catch (const std::exception &exception) {
        return tl::unexpected(StoreError{path + ": " + exception.what()});
    }
    return engine;
}

SqliteEngine::SqliteEngine(const std::string &path, int lockFile)
    : m_lockFile(lockFile), m_database(path, SQLite::OPEN_READWRITE, busyTimeoutMs)
{
    m_database.exec("PRAGMA journal_mode=WAL");
    m_database.exec("PRAGMA synchronous=FULL");
    m_database.exec("PRAGMA secure_delete=ON");
    m_database.exec("PRAGMA foreign_keys=ON");
}

SqliteEngine::~SqliteEngine()
{
    m_statements.clear();
    ::close(m_lockFile);
}

int SqliteEngine::schemaVersion() const
{
    SQLite::Statement query(m_database, "PRAGMA user_version");
    return query.executeStep() ? query.getColumn(0).getInt() : 0;
}

void SqliteEngine::migrate()
{
    const auto steps = sqliteMigrations();
    for (auto step = static_cast<std::size_t>(schemaVersion()); step < steps.size(); ++step) {
        SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
        m_database.exec(std::string(steps[step]));
        m_database.exec("PRAGMA user_version=" + std::to_string(step + 1));
        transaction.commit();
    }
}

SQLite::Statement &SqliteEngine::statement(const char *sql)
{
    auto &prepared = m_statements[sql];
    if (!prepared)
        prepared = std::make_unique<SQLite::Statement>(m_database, sql);
    return *prepared;
}

std::vector<std::pair<std::string, std::int64_t>> SqliteEngine::takeChanges()
{
    return std::exchange(m_changes, {});
}

SqliteEngine::ReferenceState SqliteEngine::referenceState(const std::string &reference)
{
    Query query(statement("SELECT clive_tx_id, status, abandoned FROM orders WHERE reference = ?"));
    query.bind(reference);
    ReferenceState state;
    while (query.next()) {
        const auto status = domain::PaymentStatus::fromWord(query.text(1));
        if (status.isFinal() && !status.isPaid())
            continue;
        const bool walkedAway = query.integer(2) != 0 && !status.isPaid()
            && status.kind() != domain::PaymentStatus::Kind::Processing;
        (walkedAway ? state.abandonedOrders : state.busyOrders).push_back(query.text(0));
    }
    return state;
}

bool SqliteEngine::otherKeyInFlight(const ClaimRequest &request)
{
    Query query(statement("SELECT 1 FROM idempotency_keys WHERE reference = ? AND recovery_point = 'started' "
                          "AND lease_until_ms > ? AND NOT (device = ? AND key = ?)"));
    return query.bind(request.reference, request.nowMs, request.key.device, request.key.key).next();
}

KeyClaim SqliteEngine::claimKey(const ClaimRequest &request)
{
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    bool known = false;
    std::string cliveKey = request.cliveKey;
    {
        Query query(
            statement("SELECT request_hash, recovery_point, lease_until_ms, clive_key, clive_tx_id, "
                      "answer_status, answer_body FROM idempotency_keys WHERE device = ? AND key = ?"));
        query.bind(request.key.device, request.key.key);
        if (query.next()) {
            known = true;
            if (query.text(0) != request.requestHash)
                return claim::OtherRequest{};
            const auto point = query.text(1);
            if (point == "ordered")
                return claim::Ordered{query.text(4), query.text(3)};
            if (point == "answered")
                return claim::Answered{static_cast<int>(query.integer(5)), query.text(6)};
            if (query.integer(2) > request.nowMs)
                return claim::InFlight{};
            cliveKey = query.text(3);
        }
    }
    auto reference = referenceState(request.reference);
    if (!reference.busyOrders.empty() || otherKeyInFlight(request))
        return claim::ReferenceBusy{std::move(reference.busyOrders)};
    if (known) {
        Query query(statement("UPDATE idempotency_keys SET lease_until_ms = ? WHERE device = ? AND key = ?"));
        query.bind(request.nowMs + request.leaseMs, request.key.device, request.key.key).execute();
    } else {
        Query query(statement(
            "INSERT INTO idempotency_keys (device, key, request_hash, clive_key, reference, "
            "recovery_point, lease_until_ms, created_at_ms) VALUES (?, ?, ?, ?, ?, 'started', ?, ?)"));
        query.bind(request.key.device, request.key.key, request.requestHash, cliveKey, request.reference,
                   request.nowMs + request.leaseMs, request.nowMs);
        query.execute();
    }
    transaction.commit();
    return claim::Go{std::move(cliveKey), std::move(reference.abandonedOrders)};
}

bool SqliteEngine::insertOrder(const OrderRecord &record)
{
    static const std::string sql = std::string("INSERT INTO orders (") + orderColumns
        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (clive_tx_id) DO NOTHING";
    Query query(statement(sql.c_str()));
    bindOrder(*query, record);
    return query.execute() == 1;
}

void SqliteEngine::updateOrder(OrderRecord &record, std::int64_t nowMs)
{
    if (record.order.status.isFinal() || record.order.abandoned)
        record.secret.reset();
    if (record.order.status.isFinal())
        record.nextCheckAtMs.reset();
    record.updatedAtMs = nowMs;
    static const std::string sql = std::string("REPLACE INTO orders (") + orderColumns
        + ") VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";
    Query query(statement(sql.c_str()));
    bindOrder(*query, record);
    query.execute();
    m_changes.emplace_back(record.order.cliveTxId, record.order.version);
}

tl::expected<void, StoreError> SqliteEngine::applyEarlierWebhooks(OrderRecord &record)
{
    std::vector<domain::OrderEvent> events;
    {
        Query query(
            statement("SELECT status, amount_minor, currency, reference, fees_minor FROM webhook_inbox "
                      "WHERE clive_tx_id = ? AND state = 'unmatched'"));
        query.bind(record.order.cliveTxId);
        while (query.next()) {
            auto event = readEvent(*query, 0);
            if (!event)
                return tl::unexpected(
                    StoreError{"the inbox of order " + record.order.cliveTxId + " cannot be read"});
            events.push_back(*std::move(event));
        }
    }
    bool changed = false;
    for (const auto &event : events)
        changed |= record.order.apply(event);
    if (changed)
        updateOrder(record, record.updatedAtMs);
    if (!events.empty()) {
        Query query(statement(
            "UPDATE webhook_inbox SET state = 'applied' WHERE clive_tx_id = ? AND state = 'unmatched'"));
        query.bind(record.order.cliveTxId).execute();
    }
    return {};
}

tl::expected<OrderRecord, StoreError> SqliteEngine::completeKey(const CheckoutKey &key, OrderRecord record)
{
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    int ownKeys = 0;
    {
        Query query(
            statement("UPDATE idempotency_keys SET recovery_point = 'ordered', clive_tx_id = ?, "
                      "lease_until_ms = 0 WHERE device = ? AND key = ? AND recovery_point = 'started'"));
        ownKeys = query.bind(record.order.cliveTxId, key.device, key.key).execute();
    }
    const bool busy = !referenceState(record.order.reference.text()).busyOrders.empty();
    if (ownKeys != 1)
        return tl::unexpected(StoreError{"the idempotency key is not open any more"});
    if (busy) {
        record.order.abandoned = true;
        record.secret.reset();
    }
    if (!record.order.status.isFinal())
        record.nextCheckAtMs = record.createdAtMs + checkPauseMs(0, record.checks);
    if (!insertOrder(record))
        return tl::unexpected(StoreError{"there is an order " + record.order.cliveTxId + " already", true});
    if (auto applied = applyEarlierWebhooks(record); !applied)
        return tl::unexpected(applied.error());
    transaction.commit();
    return record;
}

void SqliteEngine::answerKey(const CheckoutKey &key, int status, const std::string &body)
{
    Query query(statement(
        "UPDATE idempotency_keys SET recovery_point = 'answered', answer_status = ?, "
        "answer_body = ?, lease_until_ms = 0 WHERE device = ? AND key = ? AND recovery_point = 'started'"));
    query.bind(status, body, key.device, key.key).execute();
}

void SqliteEngine::releaseKey(const CheckoutKey &key)
{
    Query query(statement("UPDATE idempotency_keys SET lease_until_ms = 0 WHERE device = ? AND key = ? "
                          "AND recovery_point = 'started'"));
    query.bind(key.device, key.key).execute();
}

tl::expected<std::optional<OrderRecord>, StoreError> SqliteEngine::findOrder(const std::string &cliveTxId)
{
    static const std::string sql =
        std::string("SELECT ") + orderColumns + " FROM orders WHERE clive_tx_id = ?";
    Query query(statement(sql.c_str()));
    if (!query.bind(cliveTxId).next())
        return std::nullopt;
    return readOrder(*query);
}

tl::expected<std::optional<OrderRecord>, StoreError>
SqliteEngine::applyEvent(const std::string &cliveTxId, const domain::OrderEvent &event, std::int64_t nowMs)
{
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    auto found = findOrder(cliveTxId);
    if (!found || !*found)
        return found;
    if ((*found)->order.apply(event)) {
        updateOrder(**found, nowMs);
        transaction.commit();
    }
    return found;
}

tl::expected<std::optional<OrderRecord>, StoreError> SqliteEngine::abandonOrder(const std::string &cliveTxId,
                                                                                std::int64_t nowMs)
{
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    auto found = findOrder(cliveTxId);
    if (!found || !*found)
        return found;
    const auto before = (*found)->order.version;
    if ((*found)->order.abandon() && (*found)->order.version != before) {
        updateOrder(**found, nowMs);
        transaction.commit();
    }
    return found;
}

void SqliteEngine::replaceSecret(const std::string &cliveTxId, const SealedSecret &secret)
{
    Query query(
        statement("UPDATE orders SET sealed_secret = ?, secret_expires_at_ms = ? WHERE clive_tx_id = ? "
                  "AND abandoned = 0 AND status NOT IN ('paid', 'failed', 'cancelled')"));
    (*query).bind(1, secret.bytes.data(), static_cast<int>(secret.bytes.size()));
    (*query).bind(2, secret.expiresAtMs);
    (*query).bind(3, cliveTxId);
    query.execute();
}

std::int64_t SqliteEngine::forgetExpiredSecrets(std::int64_t nowMs)
{
    Query query(statement("UPDATE orders SET sealed_secret = NULL, secret_expires_at_ms = NULL "
                          "WHERE sealed_secret IS NOT NULL AND secret_expires_at_ms <= ?"));
    return query.bind(nowMs).execute();
}

std::vector<std::string> SqliteEngine::takeDueChecks(std::int64_t nowMs, std::size_t limit)
{
    struct Due {
        std::string cliveTxId;
        std::int64_t checks;
        std::int64_t createdAtMs;
    };
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    std::vector<Due> due;
    {
        // The second condition finds what was planned before the clock was set back.
        Query query(statement(
            "SELECT clive_tx_id, checks, created_at_ms FROM orders WHERE next_check_at_ms IS NOT NULL "
            "AND (next_check_at_ms <= ?1 "
            "OR next_check_at_ms - ?1 > MAX(?2, (?1 - created_at_ms) / ?3)) "
            "ORDER BY next_check_at_ms LIMIT ?4"));
        query.bind(nowMs, checkRegularPauseMs, agePerCheckPause, static_cast<std::int64_t>(limit));
        while (query.next())
            due.push_back({query.text(0), query.integer(1), query.integer(2)});
    }
    std::vector<std::string> cliveTxIds;
    for (auto &[cliveTxId, checks, createdAtMs] : due) {
        Query query(statement("UPDATE orders SET checks = ?, next_check_at_ms = ? WHERE clive_tx_id = ?"));
        query.bind(checks + 1, nowMs + checkPauseMs(nowMs - createdAtMs, checks + 1), cliveTxId).execute();
        cliveTxIds.push_back(std::move(cliveTxId));
    }
    if (!due.empty())
        transaction.commit();
    return cliveTxIds;
}

tl::expected<InboxResult, StoreError> SqliteEngine::acceptWebhook(const InboxEntry &entry)
{
    SQLite::Transaction transaction(m_database, SQLite::TransactionBehavior::IMMEDIATE);
    auto found = findOrder(entry.cliveTxId);
    if (!found)
        return tl::unexpected(found.error());
    InboxResult result;
    {
        Query query(statement("SELECT state FROM webhook_inbox WHERE dedupe_key = ?"));
        if (query.bind(entry.dedupeKey).next())
            return InboxResult{true, inboxStateOf(query.text(0)), *std::move(found)};
    }
    result.state = !entry.event ? InboxState::Unreadable
        : *found                ? InboxState::Applied
                                : InboxState::Unmatched;
    {
        Query query(statement("INSERT INTO webhook_inbox (dedupe_key, received_at_ms, body, state, problem, "
                              "clive_tx_id, status, amount_minor, currency, reference, fees_minor) "
                              "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)"));
        query.bind(entry.dedupeKey, entry.receivedAtMs);
        (*query).bind(3, entry.body.data(), static_cast<int>(entry.body.size()));
        (*query).bind(4, inboxWordOf(result.state));
        (*query).bind(5, entry.problem);
        (*query).bind(6, entry.cliveTxId);
        bindEvent(*query, 7, entry.event);
        query.execute();
    }
    if (entry.event && *found && (*found)->order.apply(*entry.event))
        updateOrder(**found, entry.receivedAtMs);
    transaction.commit();
    result.record = *std::move(found);
    return result;
}

void SqliteEngine::probe(std::int64_t nowMs)
{
    Query query(statement("REPLACE INTO probe (id, probed_ms) VALUES (1, ?)"));
    query.bind(nowMs).execute();
}

} // namespace tillwright::backend::store
