#pragma once

#include "backend/store/store.h"
#include "backend/store/store_engine.h"
#include "pending.h"

#include <map>
#include <set>

namespace tillwright::simulation {

/// The backend's disk: what survives its process, and what the laws have to know about it.
struct BackendDisk {
    std::string path; ///< of the database file
    /// Webhooks that are in the inbox, by dedupe key.
    std::set<std::string> webhooks;
    /// Of those, the ones for which there was no order, by transaction: they are under attention until it comes.
    std::map<std::string, std::vector<domain::OrderEvent>> unmatched;
    /// What was stored of each order: as it was made, and every event it was given since.
    struct History {
        domain::Order made;
        std::vector<domain::OrderEvent> events;
        bool wasPaid = false;
    };
    std::map<std::string, History> orders;
};

/// Store over the real SQLite engine, on virtual time, with crashes, a full disk and lost answers. What ThreadedStore does
/// on a thread of its own happens here in an action of the world, so that a crash can come before or after the commit.
class SimulatedStore final : public backend::store::Store
{
public:
    using Engine = backend::store::StoreEngine;
    /// Called when a crash has struck: ends the process that owns this store.
    using Crash = std::function<void()>;

    /// A transaction takes virtual time; at once is for tests that have no world to wait in.
    enum class Pace { VirtualTime, AtOnce };

    SimulatedStore(World &world, ProcessContext &context, Engine &engine, BackendDisk &disk, Crash crash,
                   Pace pace = Pace::VirtualTime)
        : m_world(world), m_context(context), m_engine(engine), m_disk(disk), m_crash(std::move(crash)),
          m_pace(pace)
    {
    }

    backend::store::StoreResult<backend::store::KeyClaim>
    claimKey(backend::store::ClaimRequest request) override;
    backend::store::StoreResult<backend::store::OrderRecord>
    completeKey(backend::store::CheckoutKey key, backend::store::OrderRecord record) override;
    backend::store::StoreResult<void> answerKey(backend::store::CheckoutKey key, int status,
                                                std::string body) override;
    backend::store::StoreResult<void> releaseKey(backend::store::CheckoutKey key) override;
    backend::store::StoreResult<std::optional<backend::store::OrderRecord>>
    findOrder(std::string cliveTxId) override;
    backend::store::StoreResult<std::optional<backend::store::OrderRecord>>
    applyEvent(std::string cliveTxId, domain::OrderEvent event, std::int64_t nowMs) override;
    backend::store::StoreResult<std::optional<backend::store::OrderRecord>>
    abandonOrder(std::string cliveTxId, std::int64_t nowMs) override;
    backend::store::StoreResult<std::optional<backend::store::PhoneStepped>>
    stepOnPhone(std::string cliveTxId, domain::PhoneStep step, std::int64_t nowMs) override;
    backend::store::StoreResult<bool> addPayLink(backend::store::PayLink link) override;
    backend::store::StoreResult<std::optional<backend::store::PayLink>>
    findPayLink(std::string tokenSha256) override;
    backend::store::StoreResult<std::int64_t> forgetOldPayLinks(std::int64_t beforeMs) override;
    backend::store::StoreResult<void> replaceSecret(std::string cliveTxId,
                                                    backend::store::SealedSecret secret) override;
    backend::store::StoreResult<std::int64_t> forgetExpiredSecrets(std::int64_t nowMs) override;
    backend::store::StoreResult<backend::store::OrderPage>
    searchOrders(backend::store::OrderSearch search) override;
    backend::store::StoreResult<std::vector<std::string>> takeDueChecks(std::int64_t nowMs,
                                                                        std::size_t limit) override;
    backend::store::StoreResult<backend::store::InboxResult>
    acceptWebhook(backend::store::InboxEntry entry) override;
    backend::store::StoreResult<std::vector<backend::store::StuckKey>>
    findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs, std::size_t limit) override;
    backend::store::StoreResult<std::int64_t> forgetOldKeys(std::int64_t beforeMs) override;
    backend::store::StoreResult<backend::store::RetriedWebhooks> retryWebhooks(std::int64_t nowMs,
                                                                               std::size_t limit) override;
    backend::store::StoreResult<std::vector<backend::store::KeptWebhook>>
    listDeadLetters(std::int64_t afterId, std::size_t limit) override;
    backend::store::StoreResult<std::optional<backend::store::KeptWebhook>>
    findKeptWebhook(std::int64_t id) override;
    backend::store::StoreResult<std::optional<backend::store::InboxResult>>
    replayWebhook(std::int64_t id, backend::store::InboxEntry readAgain) override;
    backend::store::StoreResult<std::int64_t> forgetOldWebhooks(std::int64_t beforeMs) override;
    backend::store::StoreResult<backend::store::InboxDepth> inboxDepth() override;
    backend::store::StoreResult<void> addEnrolment(std::string name, std::string codeSha256,
                                                   std::int64_t expiresAtMs) override;
    backend::store::StoreResult<std::optional<std::string>>
    redeemEnrolment(std::string codeSha256, std::string tokenSha256, std::int64_t nowMs) override;
    backend::store::StoreResult<std::optional<std::string>> findDevice(std::string tokenSha256) override;
    backend::store::StoreResult<std::vector<backend::store::DeviceRecord>> listDevices() override;
    backend::store::StoreResult<bool> revokeDevice(std::string name, std::int64_t nowMs) override;
    backend::store::StoreResult<std::int64_t> replaceCatalogue(backend::store::Catalogue catalogue) override;
    backend::store::StoreResult<std::string> catalogueDigest() override;
    backend::store::StoreResult<backend::store::Catalogue> readCatalogue() override;
    backend::store::StoreResult<std::int64_t> replaceBookings(std::vector<domain::Booking> bookings) override;
    backend::store::StoreResult<std::optional<backend::store::BookingRecord>>
    findBooking(std::string reference, std::int64_t nowMs) override;
    backend::store::StoreResult<backend::store::OrderDepth> orderDepth() override;
    backend::store::StoreResult<void> probe(std::int64_t nowMs) override;
    void setOrderChanged(OrderChanged handler) override { m_orderChanged = std::move(handler); }

private:
    template<typename T> using Result = tl::expected<T, backend::store::StoreError>;
    template<typename T> using Operation = Pending<Result<T>>;

    template<typename T>
    std::shared_ptr<Operation<T>> begin(std::string_view what, bool writes, std::function<Result<T>()> job);
    template<typename T>
    backend::store::StoreResult<T> run(std::string_view what, bool writes, std::function<Result<T>()> job);
    template<typename T>
    void carryOut(Operation<T> &operation, std::string_view what, bool writes,
                  const std::function<Result<T>()> &job);
    void tellChanges();
    void noteEvent(const std::string &cliveTxId, const domain::OrderEvent &event,
                   const std::optional<backend::store::OrderRecord> &record);

    World &m_world;
    ProcessContext &m_context;
    Engine &m_engine;
    BackendDisk &m_disk;
    Crash m_crash;
    Pace m_pace;
    OrderChanged m_orderChanged;
};

} // namespace tillwright::simulation
