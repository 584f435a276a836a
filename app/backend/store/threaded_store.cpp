#include "backend/store/threaded_store.h"

#include "backend/store/group_commit_thread.h"
#include "backend/store/pooled_threads.h"

#include <boost/asio/associated_executor.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <exception>
#include <optional>

namespace tillwright::backend::store {

namespace asio = boost::asio;

namespace {

/// A transaction that the database gave up for another one's sake is done again this often.
constexpr int repetitionsMax = 5;

template<typename T> struct Outcome {
    tl::expected<T, StoreError> result;
    std::vector<std::pair<std::string, std::int64_t>> changes;
};

/// Jobs return T, expected<T> or, for T = void, nothing.
template<typename T, typename Job> tl::expected<T, StoreError> carryOut(StoreEngine &engine, Job &job)
{
    for (int repetition = 0;; ++repetition) {
        try {
            if constexpr (std::is_void_v<T>) {
                job(engine);
                return {};
            } else {
                return job(engine);
            }
        } catch (const SqlError &error) {
            if (error.kind() != SqlError::Kind::Repeatable || repetition == repetitionsMax)
                return tl::unexpected(StoreError{error.what()});
        } catch (const std::exception &exception) {
            return tl::unexpected(StoreError{exception.what()});
        }
    }
}

template<typename T, typename Job, typename Handler> class WaitedJob final : public StoreJob
{
public:
    WaitedJob(Job job, Handler handler)
        : m_job(std::move(job)), m_guard(asio::make_work_guard(asio::get_associated_executor(handler))),
          m_handler(std::move(handler))
    {
    }
    void carryOut(StoreEngine &engine) override
    {
        auto result = store::carryOut<T>(engine, m_job);
        m_outcome.emplace(Outcome<T>{std::move(result), engine.takeChanges()});
    }
    void handOver() override
    {
        auto executor = m_guard.get_executor();
        asio::post(executor,
                   [handler = std::move(m_handler), outcome = *std::move(m_outcome),
                    guard = std::move(m_guard)]() mutable { std::move(handler)(std::move(outcome)); });
    }

private:
    Job m_job;
    /// Keeps the io context running until the outcome is back on it.
    asio::executor_work_guard<asio::associated_executor_t<Handler>> m_guard;
    Handler m_handler;
    std::optional<Outcome<T>> m_outcome;
};

/// Once posted a job runs to its end, even when the waiting coroutine is cancelled. Not a coroutine: GCC 12 copies the
/// captures of a lambda in a coroutine bit by bit.
template<typename T, typename Job> asio::awaitable<Outcome<T>> start(StoreThreads &threads, Job job)
{
    return asio::async_initiate<const asio::use_awaitable_t<>, void(Outcome<T>)>(
        [&threads](auto handler, Job work) {
            threads.post(
                std::make_unique<WaitedJob<T, Job, decltype(handler)>>(std::move(work), std::move(handler)));
        },
        asio::use_awaitable, std::move(job));
}

} // namespace

ThreadedStore::ThreadedStore(std::vector<std::unique_ptr<StoreEngine>> engines)
    : m_threads(std::make_unique<PooledThreads>(std::move(engines)))
{
}

ThreadedStore::ThreadedStore(std::unique_ptr<StoreEngine> engine)
    : m_threads(std::make_unique<GroupCommitThread>(std::move(engine)))
{
}

ThreadedStore::~ThreadedStore() = default;

template<typename T, typename Job> StoreResult<T> ThreadedStore::run(std::string_view operation, Job job)
{
    const auto begin = std::chrono::steady_clock::now();
    auto outcome = co_await start<T>(*m_threads, std::move(job));
    for (const auto &[cliveTxId, version] : outcome.changes) {
        if (m_orderChanged)
            m_orderChanged(cliveTxId, version);
    }
    if (m_callObserver)
        m_callObserver(operation, outcome.result.has_value(), std::chrono::steady_clock::now() - begin);
    co_return std::move(outcome.result);
}

void ThreadedStore::setOrderChanged(OrderChanged handler)
{
    m_orderChanged = std::move(handler);
}

void ThreadedStore::setCallObserver(CallObserver observer)
{
    m_callObserver = std::move(observer);
}

StoreResult<KeyClaim> ThreadedStore::claimKey(ClaimRequest request)
{
    return run<KeyClaim>("claim_key", [request = std::move(request)](StoreEngine &engine) {
        return engine.claimKey(request);
    });
}

StoreResult<OrderRecord> ThreadedStore::completeKey(CheckoutKey key, OrderRecord record)
{
    return run<OrderRecord>("complete_key",
                            [key = std::move(key), record = std::move(record)](StoreEngine &engine) {
                                return engine.completeKey(key, record);
                            });
}

StoreResult<void> ThreadedStore::answerKey(CheckoutKey key, int status, std::string body)
{
    return run<void>("answer_key",
                     [key = std::move(key), status, body = std::move(body)](StoreEngine &engine) {
                         engine.answerKey(key, status, body);
                     });
}

StoreResult<void> ThreadedStore::releaseKey(CheckoutKey key)
{
    return run<void>("release_key", [key = std::move(key)](StoreEngine &engine) { engine.releaseKey(key); });
}

StoreResult<std::vector<StuckKey>>
ThreadedStore::findStuckKeys(std::int64_t nowMs, std::int64_t claimedBeforeMs, std::size_t limit)
{
    return run<std::vector<StuckKey>>("find_stuck_keys",
                                      [nowMs, claimedBeforeMs, limit](StoreEngine &engine) {
                                          return engine.findStuckKeys(nowMs, claimedBeforeMs, limit);
                                      });
}

StoreResult<std::int64_t> ThreadedStore::forgetOldKeys(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget_old_keys",
                             [beforeMs](StoreEngine &engine) { return engine.forgetOldKeys(beforeMs); });
}

StoreResult<std::optional<OrderRecord>> ThreadedStore::findOrder(std::string cliveTxId)
{
    return run<std::optional<OrderRecord>>(
        "find_order",
        [cliveTxId = std::move(cliveTxId)](StoreEngine &engine) { return engine.findOrder(cliveTxId); });
}

StoreResult<OrderPage> ThreadedStore::searchOrders(OrderSearch search)
{
    return run<OrderPage>("search_orders", [search = std::move(search)](StoreEngine &engine) {
        return engine.searchOrders(search);
    });
}

StoreResult<std::optional<OrderRecord>>
ThreadedStore::applyEvent(std::string cliveTxId, domain::OrderEvent event, std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>(
        "apply_event",
        [cliveTxId = std::move(cliveTxId), event = std::move(event), nowMs](StoreEngine &engine) {
            return engine.applyEvent(cliveTxId, event, nowMs);
        });
}

StoreResult<std::optional<OrderRecord>> ThreadedStore::abandonOrder(std::string cliveTxId, std::int64_t nowMs)
{
    return run<std::optional<OrderRecord>>("abandon_order",
                                           [cliveTxId = std::move(cliveTxId), nowMs](StoreEngine &engine) {
                                               return engine.abandonOrder(cliveTxId, nowMs);
                                           });
}

StoreResult<std::optional<PhoneStepped>>
ThreadedStore::stepOnPhone(std::string cliveTxId, domain::PhoneStep step, std::int64_t nowMs)
{
    return run<std::optional<PhoneStepped>>(
        "step_on_phone", [cliveTxId = std::move(cliveTxId), step, nowMs](StoreEngine &engine) {
            return engine.stepOnPhone(cliveTxId, step, nowMs);
        });
}

StoreResult<bool> ThreadedStore::addPayLink(PayLink link)
{
    return run<bool>("add_pay_link",
                     [link = std::move(link)](StoreEngine &engine) { return engine.addPayLink(link); });
}

StoreResult<std::optional<PayLink>> ThreadedStore::findPayLink(std::string tokenSha256)
{
    return run<std::optional<PayLink>>("find_pay_link",
                                       [tokenSha256 = std::move(tokenSha256)](StoreEngine &engine) {
                                           return engine.findPayLink(tokenSha256);
                                       });
}

StoreResult<std::int64_t> ThreadedStore::forgetOldPayLinks(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget_old_pay_links",
                             [beforeMs](StoreEngine &engine) { return engine.forgetOldPayLinks(beforeMs); });
}

StoreResult<void> ThreadedStore::replaceSecret(std::string cliveTxId, SealedSecret secret)
{
    return run<void>("replace_secret",
                     [cliveTxId = std::move(cliveTxId), secret = std::move(secret)](StoreEngine &engine) {
                         engine.replaceSecret(cliveTxId, secret);
                     });
}

StoreResult<std::int64_t> ThreadedStore::forgetExpiredSecrets(std::int64_t nowMs)
{
    return run<std::int64_t>("forget_expired_secrets",
                             [nowMs](StoreEngine &engine) { return engine.forgetExpiredSecrets(nowMs); });
}

StoreResult<std::vector<std::string>> ThreadedStore::takeDueChecks(std::int64_t nowMs, std::size_t limit)
{
    return run<std::vector<std::string>>("take_due_checks", [nowMs, limit](StoreEngine &engine) {
        return engine.takeDueChecks(nowMs, limit);
    });
}

StoreResult<InboxResult> ThreadedStore::acceptWebhook(InboxEntry entry)
{
    return run<InboxResult>("accept_webhook", [entry = std::move(entry)](StoreEngine &engine) {
        return engine.acceptWebhook(entry);
    });
}

StoreResult<RetriedWebhooks> ThreadedStore::retryWebhooks(std::int64_t nowMs, std::size_t limit)
{
    return run<RetriedWebhooks>(
        "retry_webhooks", [nowMs, limit](StoreEngine &engine) { return engine.retryWebhooks(nowMs, limit); });
}

StoreResult<std::vector<KeptWebhook>> ThreadedStore::listDeadLetters(std::int64_t afterId, std::size_t limit)
{
    return run<std::vector<KeptWebhook>>("list_dead_letters", [afterId, limit](StoreEngine &engine) {
        return engine.listDeadLetters(afterId, limit);
    });
}

StoreResult<std::optional<KeptWebhook>> ThreadedStore::findKeptWebhook(std::int64_t id)
{
    return run<std::optional<KeptWebhook>>("find_kept_webhook",
                                           [id](StoreEngine &engine) { return engine.findKeptWebhook(id); });
}

StoreResult<std::optional<InboxResult>> ThreadedStore::replayWebhook(std::int64_t id, InboxEntry readAgain)
{
    return run<std::optional<InboxResult>>("replay_webhook",
                                           [id, readAgain = std::move(readAgain)](StoreEngine &engine) {
                                               return engine.replayWebhook(id, readAgain);
                                           });
}

StoreResult<std::int64_t> ThreadedStore::forgetOldWebhooks(std::int64_t beforeMs)
{
    return run<std::int64_t>("forget_old_webhooks",
                             [beforeMs](StoreEngine &engine) { return engine.forgetOldWebhooks(beforeMs); });
}

StoreResult<InboxDepth> ThreadedStore::inboxDepth()
{
    return run<InboxDepth>("inbox_depth", [](StoreEngine &engine) { return engine.inboxDepth(); });
}

StoreResult<void> ThreadedStore::addEnrolment(std::string name, std::string codeSha256,
                                              std::int64_t expiresAtMs)
{
    return run<void>("add_enrolment",
                     [name = std::move(name), codeSha256 = std::move(codeSha256), expiresAtMs](
                         StoreEngine &engine) { engine.addEnrolment(name, codeSha256, expiresAtMs); });
}

StoreResult<std::optional<std::string>>
ThreadedStore::redeemEnrolment(std::string codeSha256, std::string tokenSha256, std::int64_t nowMs)
{
    return run<std::optional<std::string>>(
        "redeem_enrolment",
        [codeSha256 = std::move(codeSha256), tokenSha256 = std::move(tokenSha256),
         nowMs](StoreEngine &engine) { return engine.redeemEnrolment(codeSha256, tokenSha256, nowMs); });
}

StoreResult<std::optional<std::string>> ThreadedStore::findDevice(std::string tokenSha256)
{
    return run<std::optional<std::string>>("find_device",
                                           [tokenSha256 = std::move(tokenSha256)](StoreEngine &engine) {
                                               return engine.findDevice(tokenSha256);
                                           });
}

StoreResult<std::vector<DeviceRecord>> ThreadedStore::listDevices()
{
    return run<std::vector<DeviceRecord>>("list_devices",
                                          [](StoreEngine &engine) { return engine.listDevices(); });
}

StoreResult<bool> ThreadedStore::revokeDevice(std::string name, std::int64_t nowMs)
{
    return run<bool>("revoke_device", [name = std::move(name), nowMs](StoreEngine &engine) {
        return engine.revokeDevice(name, nowMs);
    });
}

StoreResult<std::int64_t> ThreadedStore::replaceCatalogue(Catalogue catalogue)
{
    return run<std::int64_t>("replace_catalogue", [catalogue = std::move(catalogue)](StoreEngine &engine) {
        return engine.replaceCatalogue(catalogue);
    });
}

StoreResult<std::string> ThreadedStore::catalogueDigest()
{
    return run<std::string>("catalogue_digest", [](StoreEngine &engine) { return engine.catalogueDigest(); });
}

StoreResult<Catalogue> ThreadedStore::readCatalogue()
{
    return run<Catalogue>("read_catalogue", [](StoreEngine &engine) { return engine.readCatalogue(); });
}

StoreResult<std::int64_t> ThreadedStore::replaceBookings(std::vector<domain::Booking> bookings)
{
    return run<std::int64_t>("replace_bookings", [bookings = std::move(bookings)](StoreEngine &engine) {
        return engine.replaceBookings(bookings);
    });
}

StoreResult<std::optional<BookingRecord>> ThreadedStore::findBooking(std::string reference,
                                                                     std::int64_t nowMs)
{
    return run<std::optional<BookingRecord>>("find_booking",
                                             [reference = std::move(reference), nowMs](StoreEngine &engine) {
                                                 return engine.findBooking(reference, nowMs);
                                             });
}

StoreResult<OrderDepth> ThreadedStore::orderDepth()
{
    return run<OrderDepth>("order_depth", [](StoreEngine &engine) { return engine.orderDepth(); });
}

StoreResult<void> ThreadedStore::probe(std::int64_t nowMs)
{
    return run<void>("probe", [nowMs](StoreEngine &engine) { engine.probe(nowMs); });
}

} // namespace tillwright::backend::store
