#pragma once

#include <cstdint>
#include <optional>

namespace tillwright::kiosk::payment_page {

/// What the system says of the renderer's main thread at one moment.
struct ThreadSample {
    bool isRunnable = false; ///< it runs, or waits for a processor
    bool isOnDisk = false;   ///< it waits for the disk
    std::int64_t cpuMs = 0;  ///< processor time so far, in steps of 10 ms
};

struct HeartbeatLimits {
    int intervalMs = 0;
    int silenceMaxMs = 0;
    /// While the page mounts the Element, which may keep its thread busy for a while.
    int busySilenceMaxMs = 0;
};

/// Decides when a page counts as hanging: a ping is asked at every tick whose predecessor was answered, and an open one
/// adds up silence. The silence is the page's own, not the machine's. A tick that comes late because the kiosk was
/// blocked counts as one interval, a thread that wants to run counts for the processor time it got, and one that
/// waits for the disk does not count.
class Heartbeat
{
public:
    enum class Action { Ask, Wait, Hung };

    explicit Heartbeat(HeartbeatLimits limits) : m_limits(limits) {}

    /// Every intervalMs. `nowMs`: of any clock that does not jump. `sample`: empty where the system tells nothing; then
    /// plain time counts.
    [[nodiscard]] Action tick(std::int64_t nowMs, const std::optional<ThreadSample> &sample, bool isBusy);
    /// The ping that is open was answered.
    void answered();
    /// The ping that is open, or 0.
    [[nodiscard]] std::int64_t openPing() const noexcept { return m_isOpen ? m_count : 0; }

private:
    [[nodiscard]] std::int64_t silenceSince(std::int64_t gapMs,
                                            const std::optional<ThreadSample> &sample) const;

    HeartbeatLimits m_limits;
    std::int64_t m_count = 0;
    bool m_isOpen = false;
    std::int64_t m_lastTickMs = 0;
    std::int64_t m_silentMs = 0;
    std::optional<ThreadSample> m_lastSample;
};

} // namespace tillwright::kiosk::payment_page
