#include "backend/http/metrics_text.h"

namespace tillwright::backend::http {

namespace {

template<typename Map, typename Key> std::string countOf(const Map &counts, Key key)
{
    const auto found = counts.find(key);
    return std::to_string(found == counts.end() ? 0 : found->second);
}

} // namespace

std::string metricsText(const webhooks::WebhookCounters &webhooks, std::size_t heldRequests)
{
    using contract::SignatureError;
    using webhooks::WebhookResult;
    std::string text = "# HELP tillwright_webhooks_total Webhooks by what came of them.\n"
                       "# TYPE tillwright_webhooks_total counter\n";
    for (const auto result : {WebhookResult::Applied, WebhookResult::Duplicate, WebhookResult::Unmatched,
                              WebhookResult::Unreadable, WebhookResult::NotStored}) {
        text += "tillwright_webhooks_total{result=\"";
        text += webhookResultWord(result);
        text += "\"} " + countOf(webhooks.results, result) + "\n";
    }
    text += "# HELP tillwright_webhooks_rejected_total Webhooks that were rejected for their signature.\n"
            "# TYPE tillwright_webhooks_rejected_total counter\n";
    for (const auto error : {SignatureError::Missing, SignatureError::Malformed, SignatureError::Mismatch,
                             SignatureError::Expired}) {
        text += "tillwright_webhooks_rejected_total{reason=\"";
        text += contract::signatureErrorWord(error);
        text += "\"} " + countOf(webhooks.rejected, error) + "\n";
    }
    text += "# HELP tillwright_held_requests Status requests that are held at this moment.\n"
            "# TYPE tillwright_held_requests gauge\n"
            "tillwright_held_requests "
        + std::to_string(heldRequests) + "\n";
    return text;
}

} // namespace tillwright::backend::http
