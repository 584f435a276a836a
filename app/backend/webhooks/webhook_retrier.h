#pragma once

#include "backend/webhooks/webhook_intake.h"

#include <chrono>
#include <functional>

namespace tillwright::backend::webhooks {

/// Between two rounds; the shortest pause of a webhook's schedule.
inline constexpr std::chrono::milliseconds retryPauseMs{5'000};
/// While nothing is known to wait, the store is asked in every so many rounds only: what another process has kept and
/// left behind is found then.
inline constexpr int retryIdleRounds = 12;
/// As many are taken from the store at a time.
inline constexpr std::size_t retryBatchMax = 50;

/// Tries the events of kept webhooks on their orders again (store/webhook_schedule.h). Several processes share the work.
class WebhookRetrier
{
public:
    WebhookRetrier(store::Store &store, const WebhookIntake &intake, std::function<std::int64_t()> nowMs)
        : m_store(store), m_intake(intake), m_nowMs(std::move(nowMs))
    {
    }
    /// One round.
    boost::asio::awaitable<void> retryDue();

private:
    [[nodiscard]] bool isWorthALook();

    store::Store &m_store;
    const WebhookIntake &m_intake;
    std::function<std::int64_t()> m_nowMs;
    int m_roundsToSkip = 0;
    bool m_somethingWaits = false;
    std::uint64_t m_unmatchedSeen = 0;
};

} // namespace tillwright::backend::webhooks
