#pragma once

#include "backend/store/job_thread.h"
#include "backend/store/sqlite_engine.h"
#include "backend/store/store.h"

namespace tillwright::backend::store {

/// Store on one SQLite file (WAL, synchronous=FULL), for a single shop on one machine.
class SqliteStore final : public Store
{
public:
    explicit SqliteStore(std::unique_ptr<SqliteEngine> engine);
    ~SqliteStore() override;

    StoreResult<KeyClaim> claimKey(ClaimRequest request) override;
    StoreResult<OrderRecord> completeKey(CheckoutKey key, OrderRecord record) override;
    StoreResult<void> answerKey(CheckoutKey key, int status, std::string body) override;
    StoreResult<void> releaseKey(CheckoutKey key) override;
    StoreResult<std::optional<OrderRecord>> findOrder(std::string cliveTxId) override;
    StoreResult<OrderPage> searchOrders(OrderSearch search) override;
    StoreResult<std::optional<OrderRecord>> applyEvent(std::string cliveTxId, domain::OrderEvent event,
                                                       std::int64_t nowMs) override;
    StoreResult<std::optional<OrderRecord>> abandonOrder(std::string cliveTxId, std::int64_t nowMs) override;
    StoreResult<void> replaceSecret(std::string cliveTxId, SealedSecret secret) override;
    StoreResult<std::int64_t> forgetExpiredSecrets(std::int64_t nowMs) override;
    StoreResult<std::vector<std::string>> takeDueChecks(std::int64_t nowMs, std::size_t limit) override;
    StoreResult<InboxResult> acceptWebhook(InboxEntry entry) override;
    StoreResult<void> probe(std::int64_t nowMs) override;
    void setOrderChanged(OrderChanged handler) override;

private:
    template<typename T, typename Job> StoreResult<T> run(Job job);

    OrderChanged m_orderChanged;
    std::unique_ptr<SqliteEngine> m_engine;
    /// Last, so that it finishes its jobs before the engine goes.
    JobThread m_thread;
};

} // namespace tillwright::backend::store
