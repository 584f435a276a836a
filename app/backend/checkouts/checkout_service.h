#pragma once

#include "backend/checkouts/order_refresher.h"
#include "backend/store/secret_box.h"
#include "contract/backend_messages.h"
#include "domain/descriptor_suffix.h"

#include <chrono>
#include <vector>

namespace tillwright::backend::checkouts {

/// While a request with `refresh=1` is held, Clive is asked again this often, so that a lost webhook costs little.
inline constexpr std::chrono::milliseconds heldRefreshIntervalMs{1000};
/// A claimed key belongs to its carrier this long; longer than all tries at Clive together can take.
inline constexpr std::int64_t keyLeaseMs = 240'000;

struct CheckoutOptions {
    std::string partnerId;
    std::string clientId;
    domain::DescriptorPrefix descriptorPrefix = *domain::DescriptorPrefix::parse("ECHEZONA");
    /// Checked against the prefix.
    domain::DescriptorSuffix defaultSuffix = *domain::DescriptorSuffix::parse("AIRPEACE", descriptorPrefix);
    std::string stripePublishableKey;
    /// Currencies that may be charged. Never empty; the first is the kiosk's default.
    std::vector<domain::Currency> currencies{domain::Currency::usd()};
    std::int64_t secretTtlMs = 24LL * 60 * 60 * 1000;
    /// Pauses before each try at Clive; as many tries as pauses.
    std::vector<std::chrono::milliseconds> clivePausesMs{
        std::chrono::milliseconds(0), std::chrono::milliseconds(200), std::chrono::milliseconds(800)};
};

template<typename T> using CheckoutResult = tl::expected<T, contract::ProblemDetails>;

struct ReadOptions {
    bool refresh = false;
    int waitS = 0; ///< 0 to contract::statusWaitMaxS
    std::int64_t afterVersion = 0;
};

struct ReadAnswer {
    contract::CheckoutState state;
    /// Clive was to be asked first and gave no good answer: the state is what is stored.
    bool refreshFailed = false;
};

/// The life of a checkout (contracts: Partner backend). For one thread; no call blocks it.
class CheckoutService
{
public:
    CheckoutService(boost::asio::any_io_executor executor, SteadyTime &time, store::Store &store,
                    clive::CliveApi &clive, store::SecretBox secretBox, contract::CliveStatusMap statuses,
                    OrderRefresher &refresher, OrderWatch &watch, CheckoutOptions options, NowMs now);

    /// Goes on to its end even when the caller goes away. `key` is what the device sent, not empty.
    boost::asio::awaitable<CheckoutResult<contract::CheckoutAnswer>> create(store::CheckoutKey key,
                                                                            domain::Sale sale);
    /// Carries out a key whose carrier has died. The order is abandoned from its first moment on, and no secret of it leaves,
    /// not even to a device that asks with the same key meanwhile. True when there is an order now.
    boost::asio::awaitable<bool> completeForNobody(store::CheckoutKey key, domain::Sale sale);
    boost::asio::awaitable<CheckoutResult<ReadAnswer>> read(std::string cliveTxId, ReadOptions options);
    boost::asio::awaitable<CheckoutResult<contract::CheckoutAnswer>> resume(std::string device,
                                                                            std::string cliveTxId);
    /// What is stored, of this device alone; Clive is not asked.
    boost::asio::awaitable<CheckoutResult<contract::CheckoutPage>> search(std::string device,
                                                                          contract::CheckoutSearch search);
    boost::asio::awaitable<CheckoutResult<ReadAnswer>> abandon(std::string device, std::string cliveTxId);

    /// Returns once no checkout is being made any more.
    boost::asio::awaitable<void> drain() { return m_creations.drain(); }

    [[nodiscard]] const CheckoutOptions &options() const noexcept { return m_options; }
    [[nodiscard]] OrderRefresher::CliveReach cliveReach() const noexcept { return m_refresher.cliveReach(); }

private:
    using AnswerResult = CheckoutResult<contract::CheckoutAnswer>;
    struct Creation {
        store::CheckoutKey key;
        domain::Sale sale;
        std::string suffix;
        std::string requestHash;
        std::string cliveKey;
        bool isForNobody = false;
    };
    /// By key and request hash: the same key with another request is for the store to refuse.
    using Creations = SharedFlights<std::pair<store::CheckoutKey, std::string>, AnswerResult>;

    // What is not a coroutine here is so on purpose: GCC 12 copies temporaries of aggregates and captures bit by
    // bit in coroutines, so those are made in plain functions.
    [[nodiscard]] CheckoutResult<Creation> prepare(store::CheckoutKey key, domain::Sale sale) const;
    [[nodiscard]] Creations::FlightPtr start(Creation creation);
    [[nodiscard]] store::OrderRecord newRecord(const Creation &creation,
                                               const contract::CheckoutIntentAnswer &answer) const;
    [[nodiscard]] contract::CheckoutIntentRequest requestAgain(const domain::Order &order) const;
    boost::asio::awaitable<AnswerResult> carryOut(Creation creation);
    boost::asio::awaitable<tl::expected<store::KeyClaim, store::StoreError>> claim(const Creation &creation);
    boost::asio::awaitable<AnswerResult> askCliveAndStore(Creation creation, store::claim::Go go);
    clive::CliveResult<contract::CheckoutIntentAnswer> askClive(contract::CheckoutIntentRequest request,
                                                                std::string cliveKey);
    boost::asio::awaitable<AnswerResult> replay(store::claim::Ordered ordered);
    boost::asio::awaitable<AnswerResult> refuse(store::CheckoutKey key, clive::CliveError error);
    /// Law 2 with Clive's own word: whether any of these orders is paid or being paid.
    boost::asio::awaitable<bool> anyIsBeingPaid(std::vector<std::string> cliveTxIds);
    boost::asio::awaitable<void> release(store::CheckoutKey key);
    [[nodiscard]] contract::CheckoutIntentRequest intentRequest(const domain::Sale &sale,
                                                                const std::string &suffix) const;
    [[nodiscard]] AnswerResult answerOf(const store::OrderRecord &record) const;

    SteadyTime &m_time;
    store::Store &m_store;
    clive::CliveApi &m_clive;
    store::SecretBox m_secretBox;
    contract::CliveStatusMap m_statuses;
    OrderRefresher &m_refresher;
    OrderWatch &m_watch;
    CheckoutOptions m_options;
    NowMs m_now;
    Creations m_creations;
};

/// An order as the kiosk is told of it.
[[nodiscard]] contract::CheckoutState stateOf(const store::OrderRecord &record, std::int64_t nowMs);

} // namespace tillwright::backend::checkouts
