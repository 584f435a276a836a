#include "webhook_sender.h"

#include "contract/webhook_signature.h"

namespace tillwright::simulation {

namespace {

constexpr Ms webhookTimeLimitMs = 10'000;
constexpr std::array<Ms, 6> triesAgainMs{1'000, 10'000, 60'000, 300'000, 900'000, 1'800'000};
constexpr Ms badAfterMaxMs = 120'000;
constexpr Ms lateReplayMaxMs = 900'000;
constexpr std::int64_t msPerS = 1000;
/// A few seconds beyond the tolerance, because the message travels.
constexpr std::int64_t expiredByS = contract::signatureToleranceS + 1;

std::uint64_t sumOf(const backend::webhooks::WebhookCounters &counters)
{
    std::uint64_t sum = 0;
    for (const auto &[result, count] : counters.results)
        sum += count;
    return sum;
}

} // namespace

std::string WebhookSender::bodyOf(const contract::CliveWebhook &webhook)
{
    return contract::writeCliveWebhook(webhook, contract::AmountUnit::Major);
}

std::string WebhookSender::sign(const std::string &body, std::int64_t nowMs) const
{
    return contract::signWebhook(contract::SignatureScheme::Timestamped, body,
                                 domain::Secret(BackendProcess::webhookSecret), nowMs / msPerS);
}

void WebhookSender::publish(const contract::CliveWebhook &webhook)
{
    deliverBad(webhook);
    if (m_world.strikes(Fault::WebhookNeverSent))
        return;
    deliver(bodyOf(webhook), 0);
}

void WebhookSender::deliver(const std::string &body, int tries)
{
    // Signed when it is sent, by Clive's clock, which is right.
    const auto signature = sign(body, rightWallMs(m_world));
    post(
        body, [signature] { return signature; }, Expected::Accepted,
        [this, body, signature, tries](int status) {
            if (status == 200)
                m_acknowledged.push_back({body, signature});
            else if (static_cast<std::size_t>(tries) < triesAgainMs.size())
                m_world.after(triesAgainMs[static_cast<std::size_t>(tries)],
                              [this, body, tries] { deliver(body, tries + 1); });
        });
}

void WebhookSender::deliverBad(const contract::CliveWebhook &webhook)
{
    const auto stranger = "evt_bad_" + std::to_string(++m_strangers);
    auto paid = webhook;
    paid.eventId = stranger;
    paid.transaction.status = "succeeded";
    const auto body = bodyOf(paid);
    const auto later = [this](Ms maxMs, std::function<void()> action) {
        m_world.after(m_world.random().between(0, maxMs), std::move(action));
    };
    const auto ignore = [](int) {};
    if (m_world.strikes(Fault::WebhookForged))
        later(badAfterMaxMs, [=, this] {
            post(
                body,
                [this, body] {
                    return contract::signWebhook(contract::SignatureScheme::Timestamped, body,
                                                 domain::Secret("whsec_guessed"),
                                                 m_backend.wallMs() / msPerS);
                },
                Expected::Rejected, ignore);
        });
    if (m_world.strikes(Fault::WebhookAltered))
        later(badAfterMaxMs, [=, this] {
            post(
                body, [=, this] { return sign(bodyOf(webhook), m_backend.wallMs()); }, Expected::Rejected,
                ignore);
        });
    if (m_world.strikes(Fault::WebhookExpired))
        later(badAfterMaxMs, [=, this] {
            post(
                body, [=, this] { return sign(body, m_backend.wallMs() - expiredByS * msPerS); },
                Expected::Rejected, ignore);
        });
    if (m_world.strikes(Fault::WebhookReplayed))
        later(m_world.random().chance(500) ? badAfterMaxMs : lateReplayMaxMs, [=, this] {
            if (m_acknowledged.empty())
                return;
            const auto sent = m_acknowledged[static_cast<std::size_t>(
                m_world.random().between(0, static_cast<std::int64_t>(m_acknowledged.size()) - 1))];
            post(
                sent.body, [sent] { return sent.signature; }, Expected::Replayed, ignore);
        });
    if (m_world.strikes(Fault::WebhookOfUnknownTransaction)) {
        auto unknown = paid;
        unknown.eventId = "evt_unknown_" + std::to_string(m_strangers);
        unknown.transaction.cliveTxId = "ctx_unknown_" + std::to_string(m_strangers);
        deliver(bodyOf(unknown), 0);
    }
    if (m_world.strikes(Fault::WebhookUnreadable))
        deliver(R"({"id": "evt_unreadable_)" + std::to_string(m_strangers) + R"(", "data": "what?"})", 0);
}

void WebhookSender::post(const std::string &body, std::function<std::string()> sign, Expected expected,
                         std::function<void(int status)> done)
{
    m_network.call<int>(
        Channel::Webhook, webhookTimeLimitMs,
        [this, body, sign = std::move(sign), expected](std::function<void(Network::Result<int>)> answer) {
            auto request = BackendProcess::request("POST", std::string(webhookPath));
            request.headers.set(contract::cliveSignatureHeader, sign());
            request.body = body;
            const auto before = m_backend.webhookCounters();
            m_backend.handle(std::move(request),
                             [this, body, expected, before, answer](http::Response response) {
                                 check(expected, body, response, before);
                                 answer(response.status);
                             });
        },
        [done = std::move(done)](Network::Result<int> status) { done(status ? *status : 0); });
}

void WebhookSender::check(Expected expected, const std::string &body, const http::Response &response,
                          const backend::webhooks::WebhookCounters &before)
{
    m_world.note("webhook", std::to_string(response.status) + " " + webhookKeyOf(body));
    const bool isRejected = response.status == 400 || response.status == 401;
    const bool isDuplicate = response.body.find("duplicate") != std::string::npos;
    // A store that fails says nothing about the webhook.
    if (response.status == 503)
        return;
    if (expected == Expected::Rejected && !isRejected)
        m_world.violate(Law::Webhook, "a bad webhook was answered " + std::to_string(response.status));
    if (expected == Expected::Replayed && !isRejected && !isDuplicate)
        m_world.violate(Law::Webhook, "a replayed webhook was taken as new: " + response.body);
    if (expected == Expected::Rejected && m_backend.disk().webhooks.contains(webhookKeyOf(body)))
        m_world.violate(Law::Webhook, "a bad webhook is in the inbox");
    if (sumOf(m_backend.webhookCounters()) <= sumOf(before))
        m_world.violate(Law::Webhook, "a webhook was not counted");
}

} // namespace tillwright::simulation
