#include "backend/checkouts/checkout_problems.h"
#include "backend/checkouts/checkout_service.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

namespace asio = boost::asio;

contract::CheckoutState stateOf(const store::OrderRecord &record, std::int64_t nowMs)
{
    const auto &order = record.order;
    contract::CheckoutState state{order.cliveTxId,        order.stripePaymentIntentId,
                                  order.reference.text(), order.amount,
                                  order.suffix,           order.status,
                                  order.version,          order.abandoned,
                                  order.feesMinor,        {}};
    for (const auto attention : order.attention)
        state.attention.emplace(domain::attentionWord(attention));
    // A phone that has not been heard of for too long holds nobody up: whoever follows may cancel again.
    const bool isOutdated = order.phone == domain::PhoneStage::Confirming && record.phoneUntilMs <= nowMs;
    state.phone = isOutdated ? domain::PhoneStage::Opened : order.phone;
    return state;
}

namespace {

/// Why it was not abandoned although it is neither final nor processing.
bool isHeldUpByPhone(const store::OrderRecord &record, std::int64_t nowMs)
{
    const auto &order = record.order;
    return !order.abandoned && !order.status.isFinal()
        && order.status.kind() != domain::PaymentStatus::Kind::Processing && record.phoneUntilMs > nowMs;
}

} // namespace

CheckoutService::AnswerResult CheckoutService::answerOf(const store::OrderRecord &record) const
{
    const auto &order = record.order;
    const bool over =
        order.status.isFinal() || order.abandoned || !record.secret || record.secret->expiresAtMs <= m_now();
    if (over)
        return tl::unexpected(problems::secretGone());
    auto secret = m_secretBox.open(record.secret->bytes, order.cliveTxId);
    if (!secret)
        return tl::unexpected(problems::secretGone());
    return contract::CheckoutAnswer{order.cliveTxId,
                                    order.stripePaymentIntentId,
                                    *std::move(secret),
                                    m_options.stripePublishableKey,
                                    order.reference.text(),
                                    order.amount,
                                    order.suffix,
                                    order.status,
                                    order.version,
                                    // A link is for who answers to make: PayPage::linkTo().
                                    {}};
}

asio::awaitable<CheckoutResult<ReadAnswer>> CheckoutService::read(std::string cliveTxId, ReadOptions options)
{
    const auto deadline = m_time.now() + std::chrono::seconds(options.waitS);
    const bool held = options.waitS > 0;
    OrderWatch::Waiter waiter(m_watch, cliveTxId);
    OrderRefresher::Flight asking;
    auto askAt = m_time.now();
    bool asked = !options.refresh;
    bool refreshFailed = false;
    std::optional<std::int64_t> versionAtEntry;
    while (true) {
        // Before the order is read, so that what Clive's answer changed is seen.
        if (asking && asking->result()) {
            refreshFailed = !*asking->result();
            asked = true;
            asking.reset();
        }
        const auto found = co_await m_store.findOrder(cliveTxId);
        if (!found) {
            spdlog::error("order {} cannot be read: {}", cliveTxId, found.error().cause);
            co_return tl::unexpected(problems::storeUnavailable());
        }
        if (!*found)
            co_return tl::unexpected(problems::noSuchCheckout());
        const auto version = (*found)->order.version;
        if (!versionAtEntry)
            versionAtEntry = version;

        const auto now = m_time.now();
        const bool moved = version > options.afterVersion;
        const bool timeIsUp = held && now >= deadline;
        const bool enough = asked && (!held || moved || timeIsUp);
        // A webhook may overtake the question to Clive: then nobody waits for Clive.
        const bool overtaken = moved && version > *versionAtEntry;
        if (enough || overtaken || timeIsUp || m_watch.isClosed())
            co_return ReadAnswer{stateOf(**found, m_now()), refreshFailed || (!asked && !overtaken)};

        if (options.refresh && !asking && now >= askAt) {
            asking = m_refresher.start(cliveTxId);
            askAt = now + heldRefreshIntervalMs;
        }
        auto until = held ? deadline : SteadyTime::Point::max();
        if (options.refresh && !asking)
            until = std::min(until, askAt);
        co_await waiter.waitUntil(until);
    }
}

asio::awaitable<CheckoutResult<contract::CheckoutAnswer>> CheckoutService::resume(std::string device,
                                                                                  std::string cliveTxId)
{
    const auto found = co_await m_store.findOrder(cliveTxId);
    if (!found) {
        spdlog::error("order {} cannot be read: {}", cliveTxId, found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (!*found)
        co_return tl::unexpected(problems::noSuchCheckout());
    if ((*found)->order.device != device)
        co_return tl::unexpected(problems::otherDevice());
    co_return answerOf(**found);
}

asio::awaitable<CheckoutResult<ReadAnswer>> CheckoutService::abandon(std::string device,
                                                                     std::string cliveTxId)
{
    auto found = co_await m_store.findOrder(cliveTxId);
    if (found && *found && (*found)->order.device != device)
        co_return tl::unexpected(problems::otherDevice());
    bool refreshed = false;
    if (found && *found) {
        // It may have been confirmed already: Clive is asked before anybody calls it abandoned.
        refreshed = co_await m_refresher.refresh(cliveTxId);
        found = co_await m_store.abandonOrder(cliveTxId, m_now());
    }
    if (!found) {
        spdlog::error("order {} cannot be abandoned: {}", cliveTxId, found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (!*found)
        co_return tl::unexpected(problems::noSuchCheckout());
    if (isHeldUpByPhone(**found, m_now()))
        co_return tl::unexpected(problems::beingPaidOnPhone());
    co_return ReadAnswer{stateOf(**found, m_now()), !refreshed};
}

} // namespace tillwright::backend::checkouts
