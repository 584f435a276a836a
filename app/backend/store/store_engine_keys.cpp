#include "backend/store/check_schedule.h"
#include "backend/store/store_engine.h"

/// Idempotency keys, and law 2.
namespace tillwright::backend::store {

StoreEngine::ReferenceState StoreEngine::referenceState(const std::string &reference)
{
    const auto orders =
        m_session->run("SELECT clive_tx_id, status, abandoned FROM orders WHERE reference = ?1", {reference});
    ReferenceState state;
    for (const auto &row : orders.rows) {
        const auto status = domain::PaymentStatus::fromWord(row.text(1));
        if (status.isFinal() && !status.isPaid())
            continue;
        const bool walkedAway = row.integer(2) != 0 && !status.isPaid()
            && status.kind() != domain::PaymentStatus::Kind::Processing;
        (walkedAway ? state.abandonedOrders : state.busyOrders).push_back(row.text(0));
        state.isPaid = state.isPaid || status.isPaid();
    }
    return state;
}

bool StoreEngine::isKeyInFlight(const std::string &reference, const CheckoutKey &own, std::int64_t nowMs)
{
    const auto others = m_session->run(
        "SELECT owner FROM idempotency_keys WHERE reference = ?1 AND recovery_point = 'started' "
        "AND lease_until_ms > ?2 AND NOT (device = ?3 AND key = ?4)",
        {reference, nowMs, own.device, own.key});
    for (const auto &row : others.rows) {
        if (m_session->isAlive(row.integer(0)))
            return true;
    }
    return false;
}

domain::BookingPayments StoreEngine::paymentsOf(const std::string &reference, std::int64_t nowMs)
{
    // Keys first: one that ends in between has its order by the time that orders are looked at.
    const bool isKeyBusy = isKeyInFlight(reference, {}, nowMs);
    const auto state = referenceState(reference);
    return {state.isPaid, isKeyBusy || !state.busyOrders.empty()};
}

KeyClaim StoreEngine::claimKey(const ClaimRequest &request)
{
    SqlTransaction transaction(*m_session);
    m_session->lock(SqlSession::Lock::Key, request.key.device + '\n' + request.key.key);
    m_session->lock(SqlSession::Lock::Reference, request.reference);
    std::string cliveKey = request.cliveKey;
    const auto known = m_session->run(
        "SELECT request_hash, recovery_point, lease_until_ms, clive_key, clive_tx_id, "
        "answer_status, answer_body, owner FROM idempotency_keys WHERE device = ?1 AND key = ?2",
        {request.key.device, request.key.key});
    if (!known.rows.empty()) {
        const auto &row = known.rows.front();
        if (row.text(0) != request.requestHash)
            return claim::OtherRequest{};
        const auto point = row.text(1);
        if (point == "ordered")
            return claim::Ordered{row.text(4), row.text(3)};
        if (point == "answered")
            return claim::Answered{static_cast<int>(row.integer(5)), row.text(6)};
        if (row.integer(2) > request.nowMs && m_session->isAlive(row.integer(7)))
            return claim::InFlight{};
        cliveKey = row.text(3);
    }
    auto reference = referenceState(request.reference);
    if (!reference.busyOrders.empty() || isKeyInFlight(request.reference, request.key, request.nowMs))
        return claim::ReferenceBusy{std::move(reference.busyOrders)};
    if (known.rows.empty()) {
        m_session->run(
            "INSERT INTO idempotency_keys (device, key, request_hash, clive_key, reference, request, "
            "recovery_point, lease_until_ms, owner, created_at_ms) "
            "VALUES (?1, ?2, ?3, ?4, ?5, ?6, 'started', ?7, ?8, ?9)",
            {request.key.device, request.key.key, request.requestHash, cliveKey, request.reference,
             request.request, request.nowMs + request.leaseMs, m_session->owner(), request.nowMs});
    } else {
        m_session->run(
            "UPDATE idempotency_keys SET lease_until_ms = ?1, owner = ?2 WHERE device = ?3 AND key = ?4",
            {request.nowMs + request.leaseMs, m_session->owner(), request.key.device, request.key.key});
    }
    transaction.commit();
    return claim::Go{std::move(cliveKey), std::move(reference.abandonedOrders)};
}

tl::expected<OrderRecord, StoreError> StoreEngine::completeKey(const CheckoutKey &key, OrderRecord record)
{
    SqlTransaction transaction(*m_session);
    m_session->lock(SqlSession::Lock::Key, key.device + '\n' + key.key);
    m_session->lock(SqlSession::Lock::Reference, record.order.reference.text());
    // A webhook of this transaction is either in the inbox by now or comes after the order.
    m_session->lock(SqlSession::Lock::Transaction, record.order.cliveTxId);
    const auto ended =
        m_session->run("UPDATE idempotency_keys SET recovery_point = 'ordered', clive_tx_id = ?1, "
                       "lease_until_ms = 0 WHERE device = ?2 AND key = ?3 AND recovery_point = 'started'",
                       {record.order.cliveTxId, key.device, key.key});
    if (ended.changed != 1)
        return tl::unexpected(StoreError{"the idempotency key is not open any more"});
    if (!referenceState(record.order.reference.text()).busyOrders.empty()) {
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

void StoreEngine::answerKey(const CheckoutKey &key, int status, const std::string &body)
{
    m_session->run("UPDATE idempotency_keys SET recovery_point = 'answered', answer_status = ?1, "
                   "answer_body = ?2, lease_until_ms = 0 "
                   "WHERE device = ?3 AND key = ?4 AND recovery_point = 'started'",
                   {std::int64_t(status), body, key.device, key.key});
}

void StoreEngine::releaseKey(const CheckoutKey &key)
{
    m_session->run("UPDATE idempotency_keys SET lease_until_ms = 0 WHERE device = ?1 AND key = ?2 "
                   "AND recovery_point = 'started'",
                   {key.device, key.key});
}

std::vector<StuckKey> StoreEngine::findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs,
                                                 std::size_t limit)
{
    // One that was given back has a lease of 0: whoever asked was told, and asks again if it still wants it. A key from
    // before requests were kept has none; its kiosk alone can go on with it.
    const auto found = m_session->run("SELECT device, key, request FROM idempotency_keys "
                                      "WHERE recovery_point = 'started' AND lease_until_ms > 0 "
                                      "AND lease_until_ms <= ?1 AND created_at_ms < ?2 AND request <> '' "
                                      "ORDER BY created_at_ms LIMIT ?3",
                                      {nowMs, claimedBeforeMs, std::int64_t(limit)});
    std::vector<StuckKey> keys;
    for (const auto &row : found.rows)
        keys.push_back({{row.text(0), row.text(1)}, row.text(2)});
    return keys;
}

std::int64_t StoreEngine::forgetOldKeys(std::int64_t beforeMs)
{
    return m_session
        ->run("DELETE FROM idempotency_keys WHERE created_at_ms < ?1 AND lease_until_ms < ?1", {beforeMs})
        .changed;
}

} // namespace tillwright::backend::store
