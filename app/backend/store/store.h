#pragma once

#include "backend/store/records.h"

#include <boost/asio/awaitable.hpp>
#include <functional>
#include <tl/expected.hpp>

namespace tillwright::backend::store {

template<typename T> using StoreResult = boost::asio::awaitable<tl::expected<T, StoreError>>;

/// Where orders, idempotency keys and Clive's webhooks live. Every call is one transaction; when it returns, what
/// it wrote is durable (law 8). Calls may be made from the io thread and never block it. The engines behave alike:
/// tests/backend/store_contract.h is run on each.
class Store
{
public:
    virtual ~Store() = default;

    /// Takes a key for one request, durably, before Clive is asked.
    virtual StoreResult<KeyClaim> claimKey(ClaimRequest request) = 0;
    /// Keeps the order and ends the key as Ordered. Webhooks that came before the order are applied to it. If the
    /// reference has meanwhile become busy (law 2), or the key is not ours any more, the order is kept as
    /// abandoned and without its secret.
    virtual StoreResult<OrderRecord> completeKey(CheckoutKey key, OrderRecord record) = 0;
    /// Ends the key with a refusal, which is replayed from now on.
    virtual StoreResult<void> answerKey(CheckoutKey key, int status, std::string body) = 0;
    /// Gives the key back without an answer: the next request with it goes on, with the same key to Clive.
    virtual StoreResult<void> releaseKey(CheckoutKey key) = 0;

    virtual StoreResult<std::optional<OrderRecord>> findOrder(std::string cliveTxId) = 0;
    /// A page of orders. It says nothing of secrets: the records come without theirs.
    virtual StoreResult<OrderPage> searchOrders(OrderSearch search) = 0;
    /// Order::apply in one transaction. Empty when there is no such order.
    virtual StoreResult<std::optional<OrderRecord>>
    applyEvent(std::string cliveTxId, domain::OrderEvent event, std::int64_t nowMs) = 0;
    /// Order::abandon in one transaction; the order is unchanged when it is too late. Empty when there is none.
    virtual StoreResult<std::optional<OrderRecord>> abandonOrder(std::string cliveTxId,
                                                                 std::int64_t nowMs) = 0;
    /// Replaces the sealed secret of an order that is neither final nor abandoned.
    virtual StoreResult<void> replaceSecret(std::string cliveTxId, SealedSecret secret) = 0;
    /// Removes the secrets whose time is over; returns how many.
    virtual StoreResult<std::int64_t> forgetExpiredSecrets(std::int64_t nowMs) = 0;

    /// Orders that are not final and whose check is due, the longest due first, at most `limit`. The next check of each
    /// is planned in the same transaction (check_schedule.h). A new order's first one is checkFirstPauseMs after it.
    virtual StoreResult<std::vector<std::string>> takeDueChecks(std::int64_t nowMs, std::size_t limit) = 0;

    /// The webhook inbox: keeps the event unless it was seen, and applies it to its order in the same transaction.
    virtual StoreResult<InboxResult> acceptWebhook(InboxEntry entry) = 0;

    /// Writes and reads back a row, for `/readyz`.
    virtual StoreResult<void> probe(std::int64_t nowMs) = 0;

    /// Called on the io thread after an order's version moved, by whichever instance.
    using OrderChanged = std::function<void(const std::string &cliveTxId, std::int64_t version)>;
    virtual void setOrderChanged(OrderChanged handler) = 0;
};

} // namespace tillwright::backend::store
