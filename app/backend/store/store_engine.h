#pragma once

#include "backend/store/records.h"
#include "backend/store/sql_session.h"

#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace tillwright::backend::store {

/// The transactions of Store, blocking, over one connection, for one thread at a time. They are written once for both
/// engines; what differs is SqlSession's. Each is one transaction; see Store for what it does. They throw SqlError.
class StoreEngine
{
public:
    explicit StoreEngine(std::unique_ptr<SqlSession> session) : m_session(std::move(session)) {}

    // store_engine_keys.cpp
    KeyClaim claimKey(const ClaimRequest &request);
    tl::expected<OrderRecord, StoreError> completeKey(const CheckoutKey &key, OrderRecord record);
    void answerKey(const CheckoutKey &key, int status, const std::string &body);
    void releaseKey(const CheckoutKey &key);
    std::vector<StuckKey> findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs, std::size_t limit);
    std::int64_t forgetOldKeys(std::int64_t beforeMs);

    // store_engine_orders.cpp
    tl::expected<std::optional<OrderRecord>, StoreError> findOrder(const std::string &cliveTxId);
    tl::expected<OrderPage, StoreError> searchOrders(const OrderSearch &search);
    tl::expected<std::optional<OrderRecord>, StoreError>
    applyEvent(const std::string &cliveTxId, const domain::OrderEvent &event, std::int64_t nowMs);
    tl::expected<std::optional<OrderRecord>, StoreError> abandonOrder(const std::string &cliveTxId,
                                                                      std::int64_t nowMs);
    void replaceSecret(const std::string &cliveTxId, const SealedSecret &secret);
    std::int64_t forgetExpiredSecrets(std::int64_t nowMs);
    std::vector<std::string> takeDueChecks(std::int64_t nowMs, std::size_t limit);
    OrderDepth orderDepth();
    void probe(std::int64_t nowMs);

    // store_engine_pay.cpp
    tl::expected<std::optional<PhoneStepped>, StoreError>
    stepOnPhone(const std::string &cliveTxId, domain::PhoneStep step, std::int64_t nowMs);
    bool addPayLink(const PayLink &link);
    std::optional<PayLink> findPayLink(const std::string &tokenSha256);
    std::int64_t forgetOldPayLinks(std::int64_t beforeMs);

    // store_engine_webhooks.cpp
    tl::expected<InboxResult, StoreError> acceptWebhook(const InboxEntry &entry);
    tl::expected<RetriedWebhooks, StoreError> retryWebhooks(std::int64_t nowMs, std::size_t limit);
    std::vector<KeptWebhook> listDeadLetters(std::int64_t afterId, std::size_t limit);
    std::optional<KeptWebhook> findKeptWebhook(std::int64_t id);
    tl::expected<std::optional<InboxResult>, StoreError> replayWebhook(std::int64_t id,
                                                                       const InboxEntry &readAgain);
    std::int64_t forgetOldWebhooks(std::int64_t beforeMs);
    InboxDepth inboxDepth();

    // store_engine_devices.cpp
    void addEnrolment(const std::string &name, const std::string &codeSha256, std::int64_t expiresAtMs);
    std::optional<std::string> redeemEnrolment(const std::string &codeSha256, const std::string &tokenSha256,
                                               std::int64_t nowMs);
    std::optional<std::string> findDevice(const std::string &tokenSha256);
    std::vector<DeviceRecord> listDevices();
    bool revokeDevice(const std::string &name, std::int64_t nowMs);

    // store_engine_imports.cpp
    std::int64_t replaceCatalogue(const Catalogue &catalogue);
    std::string catalogueDigest();
    tl::expected<Catalogue, StoreError> readCatalogue();
    std::int64_t replaceBookings(const std::vector<domain::Booking> &bookings);
    tl::expected<std::optional<BookingRecord>, StoreError> findBooking(const std::string &reference,
                                                                       std::int64_t nowMs);

    // Several transactions that become durable as one (SqlSession).
    void beginGroup() { m_session->beginGroup(); }
    [[nodiscard]] bool isGroupWhole() const { return m_session->isGroupWhole(); }
    void commitGroup() { m_session->commitGroup(); }
    void rollbackGroup() noexcept { m_session->rollbackGroup(); }

    /// Orders whose version moved since the last call, with their new version, as far as no other way tells it.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> takeChanges();

private:
    enum class For { Reading, Changing };
    tl::expected<std::optional<OrderRecord>, StoreError> selectOrder(const std::string &cliveTxId,
                                                                     For purpose);
    /// Law 2: what stands against a new checkout, apart from this key.
    struct ReferenceState {
        std::vector<std::string> busyOrders;
        std::vector<std::string> abandonedOrders;
        /// One of the busy ones is paid.
        bool isPaid = false;
    };
    ReferenceState referenceState(const std::string &reference);
    /// Whether a key of the reference is being carried out, apart from `own`.
    bool isKeyInFlight(const std::string &reference, const CheckoutKey &own, std::int64_t nowMs);
    domain::BookingPayments paymentsOf(const std::string &reference, std::int64_t nowMs);
    bool insertOrder(const OrderRecord &record);
    void updateOrder(OrderRecord &record, std::int64_t nowMs);
    tl::expected<void, StoreError> applyEarlierWebhooks(OrderRecord &record);
    void keepWebhook(const InboxEntry &entry, InboxState state, const std::string &problem);

    std::unique_ptr<SqlSession> m_session;
};

} // namespace tillwright::backend::store
