#pragma once

#include "backend/store/records.h"

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <functional>
#include <string_view>
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
    /// Keys that were claimed first before `claimedBeforeMs`, were not given back and whose lease is over, the oldest first,
    /// at most `limit`: their carriers have died. Nothing is changed; whoever goes on claims the key.
    virtual StoreResult<std::vector<StuckKey>> findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs,
                                                             std::size_t limit) = 0;
    /// Forgets keys that were claimed first before then and that nobody carries out; returns how many.
    virtual StoreResult<std::int64_t> forgetOldKeys(std::int64_t beforeMs) = 0;

    virtual StoreResult<std::optional<OrderRecord>> findOrder(std::string cliveTxId) = 0;
    /// A page of orders. It says nothing of secrets: the records come without theirs.
    virtual StoreResult<OrderPage> searchOrders(OrderSearch search) = 0;
    /// Order::apply in one transaction. Empty when there is no such order.
    virtual StoreResult<std::optional<OrderRecord>>
    applyEvent(std::string cliveTxId, domain::OrderEvent event, std::int64_t nowMs) = 0;
    /// Order::abandon in one transaction; the order is unchanged when it is too late, or while a phone may be confirming it.
    /// Empty when there is none.
    virtual StoreResult<std::optional<OrderRecord>> abandonOrder(std::string cliveTxId,
                                                                 std::int64_t nowMs) = 0;
    /// Order::stepOnPhone in one transaction. Empty when there is no such order.
    virtual StoreResult<std::optional<PhoneStepped>>
    stepOnPhone(std::string cliveTxId, domain::PhoneStep step, std::int64_t nowMs) = 0;
    /// Keeps a link to an order that has its secret, until the secret's own end at the latest. False when there is none.
    virtual StoreResult<bool> addPayLink(PayLink link) = 0;
    /// Also one that has expired, until it is forgotten.
    virtual StoreResult<std::optional<PayLink>> findPayLink(std::string tokenSha256) = 0;
    /// Forgets links that expired before then; returns how many.
    virtual StoreResult<std::int64_t> forgetOldPayLinks(std::int64_t beforeMs) = 0;
    /// Replaces the sealed secret of an order that is neither final nor abandoned.
    virtual StoreResult<void> replaceSecret(std::string cliveTxId, SealedSecret secret) = 0;
    /// Removes the secrets whose time is over; returns how many.
    virtual StoreResult<std::int64_t> forgetExpiredSecrets(std::int64_t nowMs) = 0;

    /// Orders that are not final and whose check is due, the longest due first, at most `limit`. The next check of each
    /// is planned in the same transaction (check_schedule.h). A new order's first one is checkFirstPauseMs after it. Of the
    /// processes on one store, one does this; the others get nothing.
    virtual StoreResult<std::vector<std::string>> takeDueChecks(std::int64_t nowMs, std::size_t limit) = 0;

    /// The webhook inbox: keeps the event unless it was seen, and applies it to its order in the same transaction. What
    /// cannot be applied yet is tried again on the schedule of webhook_schedule.h and ends as a dead letter.
    virtual StoreResult<InboxResult> acceptWebhook(InboxEntry entry) = 0;
    /// Tries what is due, at most `limit`.
    virtual StoreResult<RetriedWebhooks> retryWebhooks(std::int64_t nowMs, std::size_t limit) = 0;
    /// What is not applied and not tried again by itself, with an id above `afterId`, in their order.
    virtual StoreResult<std::vector<KeptWebhook>> listDeadLetters(std::int64_t afterId,
                                                                  std::size_t limit) = 0;
    virtual StoreResult<std::optional<KeptWebhook>> findKeptWebhook(std::int64_t id) = 0;
    /// Applies a kept webhook as it was read anew from its body. One that is applied already is left alone (a duplicate);
    /// one without its order goes through the schedule again. Empty when there is none with this id.
    virtual StoreResult<std::optional<InboxResult>> replayWebhook(std::int64_t id, InboxEntry readAgain) = 0;
    /// Forgets applied webhooks that came before then; returns how many.
    virtual StoreResult<std::int64_t> forgetOldWebhooks(std::int64_t beforeMs) = 0;
    virtual StoreResult<InboxDepth> inboxDepth() = 0;

    /// A code that a device of this name may be enrolled with once, until then. It voids the name's last code.
    virtual StoreResult<void> addEnrolment(std::string name, std::string codeSha256,
                                           std::int64_t expiresAtMs) = 0;
    /// The name of the device that has this token from now on; its former token is void. Empty when there is no such code.
    virtual StoreResult<std::optional<std::string>>
    redeemEnrolment(std::string codeSha256, std::string tokenSha256, std::int64_t nowMs) = 0;
    /// Whose token this is; empty when it is nobody's or was revoked.
    virtual StoreResult<std::optional<std::string>> findDevice(std::string tokenSha256) = 0;
    virtual StoreResult<std::vector<DeviceRecord>> listDevices() = 0;
    /// False when no good device has this name. Its open code is void too.
    virtual StoreResult<bool> revokeDevice(std::string name, std::int64_t nowMs) = 0;

    /// Puts the catalogue in the place of the one there is, all of it or nothing; returns how many items that one had.
    /// Codes are unique.
    virtual StoreResult<std::int64_t> replaceCatalogue(Catalogue catalogue) = 0;
    /// Without the items.
    virtual StoreResult<std::string> catalogueDigest() = 0;
    virtual StoreResult<Catalogue> readCatalogue() = 0;
    /// Likewise for bookings, whose references are unique whatever their capitals.
    virtual StoreResult<std::int64_t> replaceBookings(std::vector<domain::Booking> bookings) = 0;
    /// By its reference in any capitals, with what claimKey() would find of its payments now. Empty when there is none.
    virtual StoreResult<std::optional<BookingRecord>> findBooking(std::string reference,
                                                                  std::int64_t nowMs) = 0;

    virtual StoreResult<OrderDepth> orderDepth() = 0;

    /// Writes and reads back a row, for `/readyz`.
    virtual StoreResult<void> probe(std::int64_t nowMs) = 0;

    /// Called on the io thread after an order's version moved, by whichever process. An empty id: any order may have
    /// changed, because something may have been missed.
    using OrderChanged = std::function<void(const std::string &cliveTxId, std::int64_t version)>;
    virtual void setOrderChanged(OrderChanged handler) = 0;

    /// Called on the io thread after every call: which one (`claim_key`, `find_order`, ...), whether it succeeded, and how
    /// long it took with all waiting. For metrics; a store that measures nothing need not call it.
    using CallObserver = std::function<void(std::string_view operation, bool succeeded,
                                            std::chrono::steady_clock::duration took)>;
    virtual void setCallObserver(CallObserver) {}
};

} // namespace tillwright::backend::store
