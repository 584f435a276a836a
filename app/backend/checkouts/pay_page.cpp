#include "backend/checkouts/pay_page.h"

#include "backend/checkouts/checkout_problems.h"
#include "backend/checkouts/pay_token.h"
#include "contract/webhook_signature.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

namespace asio = boost::asio;
using Kind = domain::PaymentStatus::Kind;

namespace {

constexpr std::string_view anyPort = ":0";

contract::PayState payStateOf(const store::OrderRecord &record, bool linkLives, std::int64_t nowMs)
{
    using contract::PayState;
    const auto &order = record.order;
    switch (order.status.kind()) {
    case Kind::Paid:
        return PayState::Paid;
    case Kind::Failed:
        return PayState::Failed;
    case Kind::Cancelled:
        return PayState::Cancelled;
    case Kind::Processing:
    case Kind::Unknown:
        return PayState::Checking;
    case Kind::Created:
    case Kind::Pending:
        break;
    }
    if (order.abandoned)
        return PayState::Abandoned;
    if (linkLives && record.secret && record.secret->expiresAtMs > nowMs)
        return PayState::Open;
    // Pay was pressed in time; how it ended is not known yet.
    return record.phoneUntilMs > nowMs ? PayState::Checking : PayState::Expired;
}

} // namespace

void PayPage::setPort(unsigned short port)
{
    if (m_options.publicUrl.ends_with(anyPort))
        m_options.publicUrl.replace(m_options.publicUrl.size() - 1, 1, std::to_string(port));
}

store::PayLink PayPage::keptLink(const std::string &token, std::string cliveTxId, std::int64_t expiresAtMs)
{
    return {contract::sha256Hex(token), std::move(cliveTxId), expiresAtMs};
}

asio::awaitable<std::string> PayPage::linkTo(std::string cliveTxId)
{
    if (!isOn())
        co_return std::string();
    const auto token = m_makeToken();
    auto link = keptLink(token, cliveTxId, m_now() + m_options.linkTtlMs);
    const auto added = co_await m_store.addPayLink(std::move(link));
    if (!added)
        spdlog::error("no link to the pay page of {} could be kept: {}", cliveTxId, added.error().cause);
    if (!added || !*added)
        co_return std::string();
    co_return m_options.publicUrl + "/pay/" + token;
}

asio::awaitable<CheckoutResult<store::PayLink>> PayPage::find(std::string token)
{
    if (!isPayToken(token)) {
        ++m_counters.unknown;
        co_return tl::unexpected(problems::noSuchPayLink());
    }
    auto hash = contract::sha256Hex(token);
    const auto found = co_await m_store.findPayLink(std::move(hash));
    if (!found) {
        spdlog::error("a link to the pay page cannot be looked up: {}", found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (!*found) {
        ++m_counters.unknown;
        co_return tl::unexpected(problems::noSuchPayLink());
    }
    ++(lives(**found) ? m_counters.live : m_counters.expired);
    co_return **found;
}

asio::awaitable<PayPage::Found> PayPage::recordOf(std::string cliveTxId)
{
    auto found = co_await m_store.findOrder(cliveTxId);
    if (!found) {
        spdlog::error("order {} cannot be read: {}", cliveTxId, found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (!*found)
        co_return tl::unexpected(problems::noSuchPayLink());
    co_return **std::move(found);
}

contract::PayView PayPage::viewOf(const store::PayLink &link, const store::OrderRecord &record) const
{
    const auto &order = record.order;
    return {payStateOf(record, lives(link), m_now()),
            order.cliveTxId,
            m_options.merchant,
            order.reference.text(),
            order.amount,
            order.version,
            std::nullopt};
}

asio::awaitable<PayPage::Result> PayPage::open(std::string token)
{
    const auto link = co_await find(std::move(token));
    if (!link)
        co_return tl::unexpected(link.error());
    const auto found = co_await recordOf(link->cliveTxId);
    if (!found)
        co_return tl::unexpected(found.error());
    auto view = viewOf(*link, *found);
    if (view.state != contract::PayState::Open)
        co_return view;
    const auto answer = co_await m_checkouts.resume(found->order.device, link->cliveTxId);
    if (!answer) {
        // The backend was restarted without a key file: nobody has the secret any more.
        view.state = contract::PayState::Expired;
        co_return view;
    }
    const auto stepped = co_await m_store.stepOnPhone(link->cliveTxId, domain::PhoneStep::Open, m_now());
    if (!stepped || !*stepped)
        co_return tl::unexpected(problems::storeUnavailable());
    view = viewOf(*link, (*stepped)->record);
    if (view.state == contract::PayState::Open)
        view.secrets = contract::PaySecrets{answer->clientSecret, answer->stripePublishableKey};
    co_return view;
}

asio::awaitable<PayPage::Result> PayPage::read(std::string token, ReadOptions options)
{
    const auto link = co_await find(std::move(token));
    if (!link)
        co_return tl::unexpected(link.error());
    const auto state = co_await m_checkouts.read(link->cliveTxId, options);
    if (!state)
        co_return tl::unexpected(state.error());
    const auto found = co_await recordOf(link->cliveTxId);
    if (!found)
        co_return tl::unexpected(found.error());
    co_return viewOf(*link, *found);
}

asio::awaitable<PayPage::Result> PayPage::step(std::string token, domain::PhoneStep step)
{
    const auto link = co_await find(std::move(token));
    if (!link)
        co_return tl::unexpected(link.error());
    if (step == domain::PhoneStep::Confirm && !lives(*link))
        co_return tl::unexpected(problems::notOpenForPhone());
    const auto stepped = co_await m_store.stepOnPhone(link->cliveTxId, step, m_now());
    if (!stepped) {
        spdlog::error("the phone's step of {} cannot be kept: {}", link->cliveTxId, stepped.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    if (!*stepped || !(*stepped)->accepted)
        co_return tl::unexpected(problems::notOpenForPhone());
    co_return viewOf(*link, (*stepped)->record);
}

asio::awaitable<PayPage::Result> PayPage::confirm(std::string token)
{
    return step(std::move(token), domain::PhoneStep::Confirm);
}

asio::awaitable<PayPage::Result> PayPage::declined(std::string token)
{
    return step(std::move(token), domain::PhoneStep::Declined);
}

asio::awaitable<PayPage::Result> PayPage::cancel(std::string token)
{
    const auto link = co_await find(std::move(token));
    if (!link)
        co_return tl::unexpected(link.error());
    if (!lives(*link))
        co_return tl::unexpected(problems::notOpenForPhone());
    auto found = co_await recordOf(link->cliveTxId);
    if (!found)
        co_return tl::unexpected(found.error());
    const auto abandoned = co_await m_checkouts.abandon(found->order.device, link->cliveTxId);
    if (!abandoned)
        co_return tl::unexpected(abandoned.error());
    found = co_await recordOf(link->cliveTxId);
    if (!found)
        co_return tl::unexpected(found.error());
    co_return viewOf(*link, *found);
}

} // namespace tillwright::backend::checkouts
