#include "sandbox/clive/webhook_sender.h"

#include "contract/clive_messages.h"
#include "contract/webhook_signature.h"
#include "sandbox/random_token.h"

#include <algorithm>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <spdlog/spdlog.h>

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t eventIdCharacters = 20;
constexpr std::chrono::milliseconds attemptTimeoutMs{5'000};

} // namespace

WebhookSender::WebhookSender(asio::any_io_executor executor, const CliveConfig &config, FaultPlan &faults,
                             Timeline &timeline, SandboxClock &clock)
    : m_executor(executor), m_config(config), m_faults(faults), m_timeline(timeline), m_clock(clock),
      m_url(config.webhookUrl), m_urlKnown(executor, asio::steady_timer::time_point::max()),
      m_drained(executor, asio::steady_timer::time_point::max())
{
}

void WebhookSender::queue(const contract::Transaction &transaction)
{
    contract::CliveWebhook webhook;
    webhook.eventId = randomToken("evt_", eventIdCharacters);
    webhook.createdS = m_clock.nowS();
    webhook.transaction = transaction;
    auto delivery = std::make_shared<Delivery>();
    delivery->eventId = webhook.eventId;
    delivery->cliveTxId = transaction.cliveTxId;
    delivery->body = contract::writeCliveWebhook(webhook, m_config.amountUnit);
    m_deliveries.insert(delivery);
    asio::co_spawn(
        m_executor, deliver(delivery),
        asio::bind_cancellation_slot(delivery->cancel.slot(), [this, delivery](std::exception_ptr) {
            // An exception here is the cancellation of cancelAll().
            m_deliveries.erase(delivery);
            if (m_deliveries.empty())
                m_drained.cancel();
        }));
}

void WebhookSender::setUrl(std::string url)
{
    m_url = std::move(url);
    m_urlKnown.cancel();
}

void WebhookSender::cancelAll()
{
    // A copy, because a delivery that ends takes itself off the set.
    const auto deliveries = m_deliveries;
    for (const auto &delivery : deliveries)
        delivery->cancel.emit(asio::cancellation_type::terminal);
}

asio::awaitable<void> WebhookSender::stop()
{
    cancelAll();
    boost::system::error_code ignored;
    if (!m_deliveries.empty())
        co_await m_drained.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
}

asio::awaitable<void> WebhookSender::deliver(std::shared_ptr<Delivery> delivery)
{
    auto retryMs = webhookRetryFirstMs;
    for (int number = 1; number <= webhookAttemptsMax; ++number) {
        while (m_url.empty()) {
            boost::system::error_code ignored;
            co_await m_urlKnown.async_wait(asio::redirect_error(asio::use_awaitable, ignored));
            // Throws when it was this delivery that was cancelled, not the wait.
            co_await asio::post(asio::use_awaitable);
        }
        const auto fault = m_faults.take(FaultPoint::CliveWebhook);
        if (fault && fault->action == FaultAction::Never) {
            record(*delivery, number, "never sent");
            co_return;
        }
        if (co_await attempt(delivery, number, fault))
            co_return;
        co_await m_clock.wait(retryMs);
        retryMs = std::min(retryMs * 2, webhookRetryLongestMs);
    }
    spdlog::warn("webhook {} was given up after {} attempts", delivery->eventId, webhookAttemptsMax);
}

asio::awaitable<bool> WebhookSender::attempt(std::shared_ptr<Delivery> delivery, int number,
                                             std::optional<Fault> fault)
{
    if (!fault)
        co_return co_await send(delivery, number, Copy::Real);
    switch (fault->action) {
    case FaultAction::Drop:
        record(*delivery, number, "dropped");
        co_return false;
    case FaultAction::Fail:
        record(*delivery, number, fault->status);
        co_return false;
    case FaultAction::Delay:
        co_await m_clock.wait(fault->delayMs);
        break;
    case FaultAction::Forge:
        static_cast<void>(co_await send(delivery, number, Copy::Forged));
        break;
    case FaultAction::Duplicate:
        static_cast<void>(co_await send(delivery, number, Copy::Real));
        co_return co_await send(delivery, number, Copy::Duplicate);
    case FaultAction::Never:
        break; // deliver() has ended it.
    }
    co_return co_await send(delivery, number, Copy::Real);
}

asio::awaitable<bool> WebhookSender::send(std::shared_ptr<Delivery> delivery, int number, Copy copy)
{
    // A forger does not know the secret.
    const domain::Secret secret = copy == Copy::Forged
        ? domain::Secret(randomToken("whsec_forged_", eventIdCharacters))
        : m_config.webhookSecret;
    http::ClientRequest request;
    request.method = "POST";
    request.url = m_url;
    request.headers.add("Content-Type", "application/json");
    request.headers.add(
        std::string(contract::cliveSignatureHeader),
        contract::signWebhook(m_config.signatureScheme, delivery->body, secret, m_clock.nowS()));
    request.body = delivery->body;
    request.totalTimeoutMs = attemptTimeoutMs;
    const auto answer = co_await m_client.request(std::move(request));
    if (!answer) {
        record(*delivery, number, boost::json::string(clientErrorWord(answer.error().kind)), copy);
        co_return false;
    }
    record(*delivery, number, answer->status, copy);
    co_return answer->status >= 200 && answer->status < 300;
}

void WebhookSender::record(const Delivery &delivery, int number, boost::json::value answer, Copy copy)
{
    m_timeline.record("clive.webhook",
                      {{"event_id", delivery.eventId},
                       {"clive_tx_id", delivery.cliveTxId},
                       {"attempt", number},
                       {"answer", std::move(answer)},
                       {"forged", copy == Copy::Forged},
                       {"duplicate", copy == Copy::Duplicate}});
}

} // namespace tillwright::sandbox
