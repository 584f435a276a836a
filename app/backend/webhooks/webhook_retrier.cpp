#include "backend/webhooks/webhook_retrier.h"

#include <spdlog/spdlog.h>
#include <utility>

namespace tillwright::backend::webhooks {

bool WebhookRetrier::isWorthALook()
{
    const auto unmatched = m_intake.unmatchedCount();
    const bool isNew = std::exchange(m_unmatchedSeen, unmatched) != unmatched;
    if (!isNew && !m_somethingWaits && m_roundsToSkip > 0) {
        --m_roundsToSkip;
        return false;
    }
    m_roundsToSkip = retryIdleRounds - 1;
    return true;
}

boost::asio::awaitable<void> WebhookRetrier::retryDue()
{
    if (!isWorthALook())
        co_return;
    bool mayBeMore = true;
    while (mayBeMore) {
        const auto retried = co_await m_store.retryWebhooks(m_nowMs(), retryBatchMax);
        if (!retried) {
            spdlog::error("the webhooks that are due again cannot be tried: {}", retried.error().cause);
            co_return;
        }
        for (const auto &dedupeKey : retried->dead)
            spdlog::error("webhook {} is a dead letter: it was tried for the last time", dedupeKey);
        mayBeMore = retried->count() == retryBatchMax;
    }
    const auto depth = co_await m_store.inboxDepth();
    m_somethingWaits = !depth || depth->waiting > 0;
}

} // namespace tillwright::backend::webhooks
