#include "backend/webhooks/webhook_intake.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::webhooks {

namespace {

constexpr std::int64_t msPerS = 1000;
/// An event id is Clive's to choose; one longer than this is taken for no id at all.
constexpr std::size_t eventIdMaxBytes = 255;

/// JSON may carry it; a database's text may not.
bool hasNul(std::string_view text)
{
    return text.find('\0') != std::string_view::npos;
}

WebhookResult resultOf(const store::InboxResult &inbox)
{
    if (inbox.duplicate)
        return WebhookResult::Duplicate;
    switch (inbox.state) {
    case store::InboxState::Applied:
        return WebhookResult::Applied;
    case store::InboxState::Unmatched:
        return WebhookResult::Unmatched;
    case store::InboxState::Unreadable:
        return WebhookResult::Unreadable;
    }
    return WebhookResult::Unreadable;
}

} // namespace

std::string_view webhookResultWord(WebhookResult result) noexcept
{
    switch (result) {
    case WebhookResult::Applied:
        return "applied";
    case WebhookResult::Duplicate:
        return "duplicate";
    case WebhookResult::Unmatched:
        return "unmatched";
    case WebhookResult::Unreadable:
        return "unreadable";
    case WebhookResult::BadSignature:
        return "bad_signature";
    case WebhookResult::NotStored:
        return "not_stored";
    }
    return "not_stored";
}

WebhookIntake::WebhookIntake(store::Store &store, WebhookOptions options, std::function<std::int64_t()> nowMs)
    : m_store(store), m_options(std::move(options)), m_nowMs(std::move(nowMs))
{
}

store::InboxEntry WebhookIntake::entryOf(std::string rawBody) const
{
    store::InboxEntry entry{
        "sha256:" + contract::sha256Hex(rawBody), std::move(rawBody), m_nowMs(), {}, {}, {}};
    const auto webhook = contract::parseCliveWebhook(entry.body, m_options.amountUnit);
    if (!webhook) {
        entry.problem = webhook.error().text();
        return entry;
    }
    if (!webhook->eventId.empty() && webhook->eventId.size() <= eventIdMaxBytes && !hasNul(webhook->eventId))
        entry.dedupeKey = "id:" + webhook->eventId;
    const auto &transaction = webhook->transaction;
    if (hasNul(transaction.cliveTxId) || hasNul(transaction.status)
        || hasNul(transaction.echezonaReference)) {
        entry.problem = "transaction: a text holds a NUL character";
        return entry;
    }
    entry.cliveTxId = transaction.cliveTxId;
    entry.event = transaction.toOrderEvent(m_options.statuses);
    return entry;
}

std::uint64_t WebhookIntake::unmatchedCount() const noexcept
{
    const auto found = m_counters.results.find(WebhookResult::Unmatched);
    return found == m_counters.results.end() ? 0 : found->second;
}

store::StoreResult<std::optional<store::InboxResult>> WebhookIntake::replay(std::int64_t id)
{
    auto kept = co_await m_store.findKeptWebhook(id);
    if (!kept)
        co_return tl::unexpected(kept.error());
    if (!*kept)
        co_return std::optional<store::InboxResult>();
    auto readAgain = entryOf(std::move((*kept)->body));
    // It stays the webhook that it was, whatever it is read as now.
    readAgain.dedupeKey = (*kept)->dedupeKey;
    co_return co_await m_store.replayWebhook(id, std::move(readAgain));
}

boost::asio::awaitable<WebhookOutcome> WebhookIntake::accept(std::string signatureHeader, std::string rawBody)
{
    const auto verified = contract::verifyWebhookSignature(m_options.scheme, signatureHeader, rawBody,
                                                           m_options.secrets, m_nowMs() / msPerS);
    if (!verified) {
        ++m_counters.results[WebhookResult::BadSignature];
        ++m_counters.rejected[verified.error()];
        spdlog::warn("a webhook was rejected: signature {}", contract::signatureErrorWord(verified.error()));
        const WebhookOutcome rejected{WebhookResult::BadSignature, verified.error()};
        co_return rejected;
    }
    auto entry = entryOf(std::move(rawBody));
    const auto dedupeKey = entry.dedupeKey;
    const auto problem = entry.problem;
    const auto inbox = co_await m_store.acceptWebhook(std::move(entry));
    const auto result = inbox ? resultOf(*inbox) : WebhookResult::NotStored;
    ++m_counters.results[result];
    if (!inbox)
        spdlog::error("webhook {} could not be stored: {}", dedupeKey, inbox.error().cause);
    else if (result == WebhookResult::Unreadable)
        spdlog::error("webhook {} is a dead letter: {}", dedupeKey, problem);
    else if (result == WebhookResult::Unmatched)
        spdlog::warn("webhook {} waits: no order has its transaction", dedupeKey);
    const WebhookOutcome outcome{result, {}};
    co_return outcome;
}

} // namespace tillwright::backend::webhooks
