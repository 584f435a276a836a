#include "kiosk/payment_page/heartbeat.h"

#include <algorithm>

namespace tillwright::kiosk::payment_page {

Heartbeat::Action Heartbeat::tick(std::int64_t nowMs, const std::optional<ThreadSample> &sample, bool isBusy)
{
    const auto gapMs = nowMs - m_lastTickMs;
    m_lastTickMs = nowMs;
    if (m_isOpen)
        m_silentMs += silenceSince(gapMs, sample);
    m_lastSample = sample;
    if (!m_isOpen) {
        m_isOpen = true;
        ++m_count;
        m_silentMs = 0;
        return Action::Ask;
    }
    return m_silentMs >= (isBusy ? m_limits.busySilenceMaxMs : m_limits.silenceMaxMs) ? Action::Hung
                                                                                      : Action::Wait;
}

void Heartbeat::answered()
{
    m_isOpen = false;
}

std::int64_t Heartbeat::silenceSince(std::int64_t gapMs, const std::optional<ThreadSample> &sample) const
{
    const auto countedMs = std::min<std::int64_t>(gapMs, m_limits.intervalMs);
    if (!sample || !m_lastSample)
        return countedMs;
    if (sample->isOnDisk)
        return 0;
    return sample->isRunnable ? std::clamp<std::int64_t>(sample->cpuMs - m_lastSample->cpuMs, 0, countedMs)
                              : countedMs;
}

} // namespace tillwright::kiosk::payment_page
