#pragma once

#include "backend/store/store.h"
#include "contract/clive_messages.h"
#include "contract/webhook_signature.h"

#include <functional>
#include <map>

namespace tillwright::backend::webhooks {

struct WebhookOptions {
    contract::SignatureScheme scheme = contract::SignatureScheme::Timestamped;
    /// Several at once while one is being replaced.
    std::vector<domain::Secret> secrets;
    contract::AmountUnit amountUnit = contract::AmountUnit::Major;
    contract::CliveStatusMap statuses;
};

/// What came of a webhook.
enum class WebhookResult {
    Applied,      ///< durable, and its order has it
    Duplicate,    ///< seen before: nothing was changed
    Unmatched,    ///< durable; no such order (yet): tried again on a schedule, applied should the order come
    Unreadable,   ///< rightly signed and durable, but not what we understand: a dead letter
    BadSignature, ///< nothing was changed
    NotStored,    ///< the store failed: Clive shall send it again
};
[[nodiscard]] std::string_view webhookResultWord(WebhookResult result) noexcept;

struct WebhookOutcome {
    WebhookResult result = WebhookResult::NotStored;
    /// For BadSignature.
    contract::SignatureError signatureError = contract::SignatureError::Missing;
};

/// Counted since the start of the program, for `/metrics`.
struct WebhookCounters {
    std::map<WebhookResult, std::uint64_t> results;
    std::map<contract::SignatureError, std::uint64_t> rejected;
};

/// `POST /webhooks/clive`: verified over the raw bytes, durable and applied before it is acknowledged (laws 5, 8).
class WebhookIntake
{
public:
    /// `nowMs`: milliseconds since 1970, UTC.
    WebhookIntake(store::Store &store, WebhookOptions options, std::function<std::int64_t()> nowMs);

    boost::asio::awaitable<WebhookOutcome> accept(std::string signatureHeader, std::string rawBody);
    /// Reads a kept webhook anew, as this version and this configuration understand it, and applies it. Doing it twice
    /// changes nothing the second time. Empty when there is none with this id.
    store::StoreResult<std::optional<store::InboxResult>> replay(std::int64_t id);
    [[nodiscard]] const WebhookCounters &counters() const noexcept { return m_counters; }
    /// How many have been kept for which there was no order.
    [[nodiscard]] std::uint64_t unmatchedCount() const noexcept;

private:
    [[nodiscard]] store::InboxEntry entryOf(std::string rawBody) const;

    store::Store &m_store;
    WebhookOptions m_options;
    std::function<std::int64_t()> m_nowMs;
    WebhookCounters m_counters;
};

} // namespace tillwright::backend::webhooks
