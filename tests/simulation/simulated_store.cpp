#include "simulated_store.h"

namespace tillwright::simulation {

using namespace backend::store;

namespace {

constexpr Ms transactionMaxMs = 4;
constexpr Ms slowMaxMs = 8'000;

template<typename T>
tl::expected<T, StoreError> guarded(const std::function<tl::expected<T, StoreError>()> &job)
{
    try {
        return job();
    } catch (const std::exception &exception) {
        // As ThreadedStore does.
        return tl::unexpected(StoreError{exception.what()});
    }
}

} // namespace

template<typename T>
std::shared_ptr<SimulatedStore::Operation<T>> SimulatedStore::begin(std::string_view what, bool writes,
                                                                    std::function<Result<T>()> job)
{
    auto operation = std::make_shared<Operation<T>>(m_context);
    if (m_pace == Pace::AtOnce) {
        carryOut<T>(*operation, what, writes, job);
        return operation;
    }
    Ms delayMs = m_world.random().between(0, transactionMaxMs);
    if (m_world.strikes(Fault::StoreSlow))
        delayMs += m_world.random().between(0, slowMaxMs);
    // Weak: the coroutine owns it, and both end with the process.
    m_world.after(delayMs,
                  [this, weak = std::weak_ptr<Operation<T>>(operation), what, writes, job = std::move(job)] {
                      if (const auto alive = weak.lock())
                          carryOut<T>(*alive, what, writes, job);
                  });
    return operation;
}

template<typename T>
void SimulatedStore::carryOut(Operation<T> &operation, std::string_view what, bool writes,
                              const std::function<Result<T>()> &job)
{
    if (writes && m_world.strikes(Fault::BackendCrashBeforeCommit)) {
        m_crash();
        return;
    }
    if (writes && m_world.strikes(Fault::StoreFull)) {
        operation.resolve(tl::unexpected(StoreError{"database or disk is full"}));
        return;
    }
    auto result = guarded<T>(job);
    m_world.note("store", what);
    if (writes && m_world.strikes(Fault::BackendCrashAfterCommit)) {
        m_crash();
        return;
    }
    if (writes && m_world.strikes(Fault::StoreAnswerLost))
        result = tl::unexpected(StoreError{"the connection to the store broke"});
    tellChanges();
    operation.resolve(std::move(result));
}

template<typename T>
StoreResult<T> SimulatedStore::run(std::string_view what, bool writes, std::function<Result<T>()> job)
{
    return Operation<T>::wait(begin<T>(what, writes, std::move(job)));
}

void SimulatedStore::tellChanges()
{
    for (const auto &[cliveTxId, version] : m_engine.takeChanges()) {
        if (m_orderChanged)
            m_orderChanged(cliveTxId, version);
    }
}

void SimulatedStore::noteEvent(const std::string &cliveTxId, const domain::OrderEvent &event,
                               const std::optional<OrderRecord> &record)
{
    const auto known = m_disk.orders.find(cliveTxId);
    if (!record || known == m_disk.orders.end())
        return;
    auto &history = known->second;
    history.events.push_back(event);
    const bool isPaid = record->order.status.isPaid();
    if (history.wasPaid && !isPaid)
        m_world.violate(Law::Order, cliveTxId + " was paid and is " + record->order.status.word());
    history.wasPaid |= isPaid;
}

StoreResult<KeyClaim> SimulatedStore::claimKey(ClaimRequest request)
{
    return run<KeyClaim>("claim", true,
                         [this, request = std::move(request)] { return m_engine.claimKey(request); });
}

StoreResult<OrderRecord> SimulatedStore::completeKey(CheckoutKey key, OrderRecord record)
{
    return run<OrderRecord>("complete", true, [this, key = std::move(key), record = std::move(record)] {
        auto kept = m_engine.completeKey(key, record);
        if (!kept)
            return kept;
        const auto &id = kept->order.cliveTxId;
        auto &history =
            m_disk.orders.insert_or_assign(id, BackendDisk::History{record.order, {}, false}).first->second;
        if (const auto early = m_disk.unmatched.extract(id))
            history.events = early.mapped();
        history.wasPaid = kept->order.status.isPaid();
        return kept;
    });
}

StoreResult<void> SimulatedStore::answerKey(CheckoutKey key, int status, std::string body)
{
    return run<void>("answer key", true,
                     [this, key = std::move(key), status, body = std::move(body)]() -> Result<void> {
                         m_engine.answerKey(key, status, body);
                         return {};
                     });
}

StoreResult<void> SimulatedStore::releaseKey(CheckoutKey key)
{
    return run<void>("release key", true, [this, key = std::move(key)]() -> Result<void> {
        m_engine.releaseKey(key);
        return {};
    });
}

StoreResult<std::optional<OrderRecord>> SimulatedStore::findOrder(std::string cliveTxId)
{
    return run<std::optional<OrderRecord>>(
        "find", false, [this, id = std::move(cliveTxId)] { return m_engine.findOrder(id); });
}

StoreResult<std::optional<OrderRecord>>
SimulatedStore::applyEvent(std::string cliveTxId, domain::OrderEvent event, std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>(
        "apply", true, [this, id = std::move(cliveTxId), event = std::move(event), nowMs] {
            auto record = m_engine.applyEvent(id, event, nowMs);
            if (record)
                noteEvent(id, event, *record);
            return record;
        });
}

StoreResult<std::optional<OrderRecord>> SimulatedStore::abandonOrder(std::string cliveTxId,
                                                                     std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>("abandon", true, [this, id = std::move(cliveTxId), nowMs] {
        return m_engine.abandonOrder(id, nowMs);
    });
}

StoreResult<std::optional<PhoneStepped>>
SimulatedStore::stepOnPhone(std::string cliveTxId, domain::PhoneStep step, std::int64_t nowMs)
{
    return run<std::optional<PhoneStepped>>(
        "step on phone", true,
        [this, cliveTxId = std::move(cliveTxId), step, nowMs]() -> Result<std::optional<PhoneStepped>> {
            return m_engine.stepOnPhone(cliveTxId, step, nowMs);
        });
}

StoreResult<bool> SimulatedStore::addPayLink(PayLink link)
{
    return run<bool>("add pay link", true,
                     [this, link = std::move(link)]() -> Result<bool> { return m_engine.addPayLink(link); });
}

StoreResult<std::optional<PayLink>> SimulatedStore::findPayLink(std::string tokenSha256)
{
    return run<std::optional<PayLink>>(
        "find pay link", false,
        [this, tokenSha256 = std::move(tokenSha256)]() -> Result<std::optional<PayLink>> {
            return m_engine.findPayLink(tokenSha256);
        });
}

StoreResult<std::int64_t> SimulatedStore::forgetOldPayLinks(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget old pay links", true, [this, beforeMs]() -> Result<std::int64_t> {
        return m_engine.forgetOldPayLinks(beforeMs);
    });
}

StoreResult<void> SimulatedStore::replaceSecret(std::string cliveTxId, SealedSecret secret)
{
    return run<void>("replace secret", true,
                     [this, id = std::move(cliveTxId), secret = std::move(secret)]() -> Result<void> {
                         m_engine.replaceSecret(id, secret);
                         return {};
                     });
}

StoreResult<std::int64_t> SimulatedStore::forgetExpiredSecrets(std::int64_t nowMs)
{
    return run<std::int64_t>("forget secrets", true, [this, nowMs]() -> Result<std::int64_t> {
        return m_engine.forgetExpiredSecrets(nowMs);
    });
}

StoreResult<OrderPage> SimulatedStore::searchOrders(OrderSearch search)
{
    return run<OrderPage>("search", false, [this, search = std::move(search)]() -> Result<OrderPage> {
        return m_engine.searchOrders(search);
    });
}

StoreResult<std::vector<std::string>> SimulatedStore::takeDueChecks(std::int64_t nowMs, std::size_t limit)
{
    return run<std::vector<std::string>>("take due checks", true,
                                         [this, nowMs, limit]() -> Result<std::vector<std::string>> {
                                             return m_engine.takeDueChecks(nowMs, limit);
                                         });
}

StoreResult<InboxResult> SimulatedStore::acceptWebhook(InboxEntry entry)
{
    return run<InboxResult>("webhook", true, [this, entry = std::move(entry)] {
        auto result = m_engine.acceptWebhook(entry);
        if (!result)
            return result;
        m_disk.webhooks.insert(entry.dedupeKey);
        if (!result->duplicate && entry.event) {
            noteEvent(entry.cliveTxId, *entry.event, result->record);
            if (result->state == InboxState::Unmatched)
                m_disk.unmatched[entry.cliveTxId].push_back(*entry.event);
        }
        return result;
    });
}

StoreResult<std::vector<StuckKey>>
SimulatedStore::findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs, std::size_t limit)
{
    return run<std::vector<StuckKey>>(
        "find stuck keys", false, [this, nowMs, claimedBeforeMs, limit]() -> Result<std::vector<StuckKey>> {
            return m_engine.findStuckKeys(nowMs, claimedBeforeMs, limit);
        });
}

StoreResult<std::int64_t> SimulatedStore::forgetOldKeys(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget keys", true, [this, beforeMs]() -> Result<std::int64_t> {
        return m_engine.forgetOldKeys(beforeMs);
    });
}

StoreResult<RetriedWebhooks> SimulatedStore::retryWebhooks(std::int64_t nowMs, std::size_t limit)
{
    return run<RetriedWebhooks>("retry webhooks", true, [this, nowMs, limit]() -> Result<RetriedWebhooks> {
        return m_engine.retryWebhooks(nowMs, limit);
    });
}

StoreResult<std::vector<KeptWebhook>> SimulatedStore::listDeadLetters(std::int64_t afterId, std::size_t limit)
{
    return run<std::vector<KeptWebhook>>("list dead letters", false,
                                         [this, afterId, limit]() -> Result<std::vector<KeptWebhook>> {
                                             return m_engine.listDeadLetters(afterId, limit);
                                         });
}

StoreResult<std::optional<KeptWebhook>> SimulatedStore::findKeptWebhook(std::int64_t id)
{
    return run<std::optional<KeptWebhook>>(
        "find webhook", false,
        [this, id]() -> Result<std::optional<KeptWebhook>> { return m_engine.findKeptWebhook(id); });
}

StoreResult<std::optional<InboxResult>> SimulatedStore::replayWebhook(std::int64_t id, InboxEntry readAgain)
{
    return run<std::optional<InboxResult>>(
        "replay webhook", true,
        [this, id, readAgain = std::move(readAgain)]() -> Result<std::optional<InboxResult>> {
            return m_engine.replayWebhook(id, readAgain);
        });
}

StoreResult<std::int64_t> SimulatedStore::forgetOldWebhooks(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget webhooks", true, [this, beforeMs]() -> Result<std::int64_t> {
        return m_engine.forgetOldWebhooks(beforeMs);
    });
}

StoreResult<InboxDepth> SimulatedStore::inboxDepth()
{
    return run<InboxDepth>("inbox depth", false,
                           [this]() -> Result<InboxDepth> { return m_engine.inboxDepth(); });
}

StoreResult<void> SimulatedStore::addEnrolment(std::string name, std::string codeSha256,
                                               std::int64_t expiresAtMs)
{
    return run<void>(
        "add enrolment", true,
        [this, name = std::move(name), codeSha256 = std::move(codeSha256), expiresAtMs]() -> Result<void> {
            m_engine.addEnrolment(name, codeSha256, expiresAtMs);
            return {};
        });
}

StoreResult<std::optional<std::string>>
SimulatedStore::redeemEnrolment(std::string codeSha256, std::string tokenSha256, std::int64_t nowMs)
{
    return run<std::optional<std::string>>(
        "redeem enrolment", true,
        [this, codeSha256 = std::move(codeSha256), tokenSha256 = std::move(tokenSha256),
         nowMs]() -> Result<std::optional<std::string>> {
            return m_engine.redeemEnrolment(codeSha256, tokenSha256, nowMs);
        });
}

StoreResult<std::optional<std::string>> SimulatedStore::findDevice(std::string tokenSha256)
{
    return run<std::optional<std::string>>(
        "find device", false,
        [this, tokenSha256 = std::move(tokenSha256)]() -> Result<std::optional<std::string>> {
            return m_engine.findDevice(tokenSha256);
        });
}

StoreResult<std::vector<DeviceRecord>> SimulatedStore::listDevices()
{
    return run<std::vector<DeviceRecord>>(
        "list devices", false,
        [this]() -> Result<std::vector<DeviceRecord>> { return m_engine.listDevices(); });
}

StoreResult<bool> SimulatedStore::revokeDevice(std::string name, std::int64_t nowMs)
{
    return run<bool>("revoke device", true, [this, name = std::move(name), nowMs]() -> Result<bool> {
        return m_engine.revokeDevice(name, nowMs);
    });
}

StoreResult<std::int64_t> SimulatedStore::replaceCatalogue(Catalogue catalogue)
{
    return run<std::int64_t>("replace catalogue", true,
                             [this, catalogue = std::move(catalogue)]() -> Result<std::int64_t> {
                                 return m_engine.replaceCatalogue(catalogue);
                             });
}

StoreResult<std::string> SimulatedStore::catalogueDigest()
{
    return run<std::string>("catalogue digest", false,
                            [this]() -> Result<std::string> { return m_engine.catalogueDigest(); });
}

StoreResult<Catalogue> SimulatedStore::readCatalogue()
{
    return run<Catalogue>("read catalogue", false,
                          [this]() -> Result<Catalogue> { return m_engine.readCatalogue(); });
}

StoreResult<std::int64_t> SimulatedStore::replaceBookings(std::vector<domain::Booking> bookings)
{
    return run<std::int64_t>("replace bookings", true,
                             [this, bookings = std::move(bookings)]() -> Result<std::int64_t> {
                                 return m_engine.replaceBookings(bookings);
                             });
}

StoreResult<std::optional<BookingRecord>> SimulatedStore::findBooking(std::string reference,
                                                                      std::int64_t nowMs)
{
    return run<std::optional<BookingRecord>>(
        "find booking", false,
        [this, reference = std::move(reference), nowMs]() -> Result<std::optional<BookingRecord>> {
            return m_engine.findBooking(reference, nowMs);
        });
}

StoreResult<OrderDepth> SimulatedStore::orderDepth()
{
    return run<OrderDepth>("order depth", false,
                           [this]() -> Result<OrderDepth> { return m_engine.orderDepth(); });
}

StoreResult<void> SimulatedStore::probe(std::int64_t nowMs)
{
    return run<void>("probe", true, [this, nowMs]() -> Result<void> {
        m_engine.probe(nowMs);
        return {};
    });
}

} // namespace tillwright::simulation
