#include "backend/store/sqlite_store.h"

#include <exception>

namespace tillwright::backend::store {

SqliteStore::SqliteStore(std::unique_ptr<SqliteEngine> engine) : m_engine(std::move(engine))
{
}

SqliteStore::~SqliteStore() = default;

namespace {

template<typename T> struct Outcome {
    tl::expected<T, StoreError> result;
    std::vector<std::pair<std::string, std::int64_t>> changes;
};

/// Jobs return T, expected<T> or, for T = void, nothing.
template<typename T, typename Job> tl::expected<T, StoreError> carryOut(SqliteEngine &engine, Job &job)
{
    try {
        if constexpr (std::is_void_v<T>) {
            job(engine);
            return {};
        } else {
            return job(engine);
        }
    } catch (const std::exception &exception) {
        // SQLite's own texts name tables and columns, never values.
        return tl::unexpected(StoreError{exception.what()});
    }
}

/// Starts the job. Not a coroutine: GCC 12 copies the captures of a lambda in a coroutine bit by bit.
template<typename T, typename Job>
boost::asio::awaitable<Outcome<T>> start(JobThread &thread, SqliteEngine &engine, Job job)
{
    return thread.run<Outcome<T>>([&engine, job = std::move(job)]() mutable {
        auto result = carryOut<T>(engine, job);
        return Outcome<T>{std::move(result), engine.takeChanges()};
    });
}

} // namespace

template<typename T, typename Job> StoreResult<T> SqliteStore::run(Job job)
{
    auto outcome = co_await start<T>(m_thread, *m_engine, std::move(job));
    for (const auto &[cliveTxId, version] : outcome.changes) {
        if (m_orderChanged)
            m_orderChanged(cliveTxId, version);
    }
    co_return std::move(outcome.result);
}

StoreResult<KeyClaim> SqliteStore::claimKey(ClaimRequest request)
{
    return run<KeyClaim>(
        [request = std::move(request)](SqliteEngine &engine) { return engine.claimKey(request); });
}

StoreResult<OrderRecord> SqliteStore::completeKey(CheckoutKey key, OrderRecord record)
{
    return run<OrderRecord>([key = std::move(key), record = std::move(record)](SqliteEngine &engine) {
        return engine.completeKey(key, record);
    });
}

StoreResult<void> SqliteStore::answerKey(CheckoutKey key, int status, std::string body)
{
    return run<void>([key = std::move(key), status, body = std::move(body)](SqliteEngine &engine) {
        engine.answerKey(key, status, body);
    });
}

StoreResult<void> SqliteStore::releaseKey(CheckoutKey key)
{
    return run<void>([key = std::move(key)](SqliteEngine &engine) { engine.releaseKey(key); });
}

StoreResult<std::optional<OrderRecord>> SqliteStore::findOrder(std::string cliveTxId)
{
    return run<std::optional<OrderRecord>>(
        [cliveTxId = std::move(cliveTxId)](SqliteEngine &engine) { return engine.findOrder(cliveTxId); });
}

StoreResult<OrderPage> SqliteStore::searchOrders(OrderSearch search)
{
    return run<OrderPage>(
        [search = std::move(search)](SqliteEngine &engine) { return engine.searchOrders(search); });
}

StoreResult<std::optional<OrderRecord>> SqliteStore::applyEvent(std::string cliveTxId,
                                                                domain::OrderEvent event, std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>(
        [cliveTxId = std::move(cliveTxId), event = std::move(event), nowMs](SqliteEngine &engine) {
            return engine.applyEvent(cliveTxId, event, nowMs);
        });
}

StoreResult<std::optional<OrderRecord>> SqliteStore::abandonOrder(std::string cliveTxId, std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>([cliveTxId = std::move(cliveTxId), nowMs](SqliteEngine &engine) {
        return engine.abandonOrder(cliveTxId, nowMs);
    });
}

StoreResult<void> SqliteStore::replaceSecret(std::string cliveTxId, SealedSecret secret)
{
    return run<void>([cliveTxId = std::move(cliveTxId), secret = std::move(secret)](SqliteEngine &engine) {
        engine.replaceSecret(cliveTxId, secret);
    });
}

StoreResult<std::int64_t> SqliteStore::forgetExpiredSecrets(std::int64_t nowMs)
{
    return run<std::int64_t>([nowMs](SqliteEngine &engine) { return engine.forgetExpiredSecrets(nowMs); });
}

StoreResult<std::vector<std::string>> SqliteStore::takeDueChecks(std::int64_t nowMs, std::size_t limit)
{
    return run<std::vector<std::string>>(
        [nowMs, limit](SqliteEngine &engine) { return engine.takeDueChecks(nowMs, limit); });
}

StoreResult<InboxResult> SqliteStore::acceptWebhook(InboxEntry entry)
{
    return run<InboxResult>(
        [entry = std::move(entry)](SqliteEngine &engine) { return engine.acceptWebhook(entry); });
}

StoreResult<void> SqliteStore::probe(std::int64_t nowMs)
{
    return run<void>([nowMs](SqliteEngine &engine) { engine.probe(nowMs); });
}

void SqliteStore::setOrderChanged(OrderChanged handler)
{
    m_orderChanged = std::move(handler);
}

} // namespace tillwright::backend::store
