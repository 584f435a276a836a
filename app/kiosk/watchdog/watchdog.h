#pragma once

#include "checkout/ports.h"
#include "kiosk/watchdog/notify_socket.h"

namespace tillwright::kiosk::watchdog {

/// Tells systemd that the kiosk is up, and from then on that it is alive: that its UI thread turns, because this runs on it,
/// and that the payment page answers. Whoever hangs is not spoken for, and systemd ends the program and starts it again.
/// A page that hangs or dies is replaced by its own room within seconds; only when that does not help is it missed here.
/// Lives on the clock's thread, which must outlive it.
class Watchdog
{
public:
    /// Longer than a page takes to be found out and replaced, three times over, on a slow machine.
    static constexpr std::int64_t pageSilenceMaxMs = 30'000;
    /// How soon somebody who was missed is looked for again.
    static constexpr std::int64_t retryMs = 1'000;

    Watchdog(ServiceManager manager, checkout::Clock &clock);
    ~Watchdog();
    Watchdog(const Watchdog &) = delete;
    Watchdog &operator=(const Watchdog &) = delete;

    /// The first screen is painted: READY=1, and the watching begins. Later calls do nothing.
    void ready();
    /// The page has answered, or a fresh one has come up.
    void pageAnswered();
    /// STOPPING=1; nobody is spoken for any more, so that an end that hangs is noticed too.
    void stopping();

private:
    void feed();
    void feedAfter(std::int64_t delayMs);
    void send(const char *message);

    ServiceManager m_manager;
    checkout::Clock &m_clock;
    checkout::TimerId m_timer = 0;
    checkout::TimerId m_pageTimer = 0;
    bool m_isReady = false;
    /// For pageSilenceMaxMs nothing was heard of it.
    bool m_isPageMissed = false;
};

} // namespace tillwright::kiosk::watchdog
