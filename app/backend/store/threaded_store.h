#pragma once

#include "backend/store/store.h"
#include "backend/store/store_threads.h"

namespace tillwright::backend::store {

/// Store over blocking engines on threads of their own: one engine for SQLite, where transactions that meet become durable
/// together, several for PostgreSQL.
class ThreadedStore : public Store
{
public:
    explicit ThreadedStore(std::vector<std::unique_ptr<StoreEngine>> engines);
    explicit ThreadedStore(std::unique_ptr<StoreEngine> engine);
    ~ThreadedStore() override;

    StoreResult<KeyClaim> claimKey(ClaimRequest request) override;
    StoreResult<OrderRecord> completeKey(CheckoutKey key, OrderRecord record) override;
    StoreResult<void> answerKey(CheckoutKey key, int status, std::string body) override;
    StoreResult<void> releaseKey(CheckoutKey key) override;
    StoreResult<std::vector<StuckKey>> findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs,
                                                     std::size_t limit) override;
    StoreResult<std::int64_t> forgetOldKeys(std::int64_t beforeMs) override;
    StoreResult<std::optional<OrderRecord>> findOrder(std::string cliveTxId) override;
    StoreResult<OrderPage> searchOrders(OrderSearch search) override;
    StoreResult<std::optional<OrderRecord>> applyEvent(std::string cliveTxId, domain::OrderEvent event,
                                                       std::int64_t nowMs) override;
    StoreResult<std::optional<OrderRecord>> abandonOrder(std::string cliveTxId, std::int64_t nowMs) override;
    StoreResult<std::optional<PhoneStepped>> stepOnPhone(std::string cliveTxId, domain::PhoneStep step,
                                                         std::int64_t nowMs) override;
    StoreResult<bool> addPayLink(PayLink link) override;
    StoreResult<std::optional<PayLink>> findPayLink(std::string tokenSha256) override;
    StoreResult<std::int64_t> forgetOldPayLinks(std::int64_t beforeMs) override;
    StoreResult<void> replaceSecret(std::string cliveTxId, SealedSecret secret) override;
    StoreResult<std::int64_t> forgetExpiredSecrets(std::int64_t nowMs) override;
    StoreResult<std::vector<std::string>> takeDueChecks(std::int64_t nowMs, std::size_t limit) override;
    StoreResult<InboxResult> acceptWebhook(InboxEntry entry) override;
    StoreResult<RetriedWebhooks> retryWebhooks(std::int64_t nowMs, std::size_t limit) override;
    StoreResult<std::vector<KeptWebhook>> listDeadLetters(std::int64_t afterId, std::size_t limit) override;
    StoreResult<std::optional<KeptWebhook>> findKeptWebhook(std::int64_t id) override;
    StoreResult<std::optional<InboxResult>> replayWebhook(std::int64_t id, InboxEntry readAgain) override;
    StoreResult<std::int64_t> forgetOldWebhooks(std::int64_t beforeMs) override;
    StoreResult<InboxDepth> inboxDepth() override;
    StoreResult<void> addEnrolment(std::string name, std::string codeSha256,
                                   std::int64_t expiresAtMs) override;
    StoreResult<std::optional<std::string>> redeemEnrolment(std::string codeSha256, std::string tokenSha256,
                                                            std::int64_t nowMs) override;
    StoreResult<std::optional<std::string>> findDevice(std::string tokenSha256) override;
    StoreResult<std::vector<DeviceRecord>> listDevices() override;
    StoreResult<bool> revokeDevice(std::string name, std::int64_t nowMs) override;
    StoreResult<std::int64_t> replaceCatalogue(Catalogue catalogue) override;
    StoreResult<std::string> catalogueDigest() override;
    StoreResult<Catalogue> readCatalogue() override;
    StoreResult<std::int64_t> replaceBookings(std::vector<domain::Booking> bookings) override;
    StoreResult<std::optional<BookingRecord>> findBooking(std::string reference, std::int64_t nowMs) override;
    StoreResult<OrderDepth> orderDepth() override;
    StoreResult<void> probe(std::int64_t nowMs) override;
    void setOrderChanged(OrderChanged handler) override;
    void setCallObserver(CallObserver observer) override;

protected:
    [[nodiscard]] const OrderChanged &orderChanged() const noexcept { return m_orderChanged; }

private:
    /// `operation`: a literal.
    template<typename T, typename Job> StoreResult<T> run(std::string_view operation, Job job);

    OrderChanged m_orderChanged;
    CallObserver m_callObserver;
    /// Last, so that it finishes its jobs before the rest goes.
    std::unique_ptr<StoreThreads> m_threads;
};

} // namespace tillwright::backend::store
