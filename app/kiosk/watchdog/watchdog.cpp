#include "kiosk/watchdog/watchdog.h"

#include <QLoggingCategory>

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::watchdog {

namespace {

Q_LOGGING_CATEGORY(lcWatchdog, "tillwright.watchdog")

constexpr std::int64_t usPerMs = 1'000;

} // namespace

Watchdog::Watchdog(ServiceManager manager, checkout::Clock &clock)
    : m_manager(std::move(manager)), m_clock(clock)
{
}

Watchdog::~Watchdog()
{
    m_clock.cancel(m_timer);
    m_clock.cancel(m_pageTimer);
}

void Watchdog::ready()
{
    if (std::exchange(m_isReady, true))
        return;
    send("READY=1");
    if (!m_manager.watchdogUs)
        return;
    pageAnswered();
    feed();
}

void Watchdog::pageAnswered()
{
    if (!m_isReady || !m_manager.watchdogUs)
        return;
    if (std::exchange(m_isPageMissed, false))
        qCInfo(lcWatchdog) << "the payment page answers again";
    m_clock.cancel(m_pageTimer);
    m_pageTimer = m_clock.after(pageSilenceMaxMs, [this] {
        m_isPageMissed = true;
        qCWarning(lcWatchdog) << "the payment page has not answered for" << pageSilenceMaxMs / 1'000
                              << "s: the service manager is told nothing until it does";
    });
}

void Watchdog::stopping()
{
    m_clock.cancel(m_timer);
    m_clock.cancel(m_pageTimer);
    send("STOPPING=1");
}

void Watchdog::feed()
{
    if (m_isPageMissed) {
        feedAfter(retryMs);
        return;
    }
    send("WATCHDOG=1");
    // Half of it, as sd_watchdog_enabled(3) wants it.
    feedAfter(std::max<std::int64_t>(*m_manager.watchdogUs / usPerMs / 2, 1));
}

void Watchdog::feedAfter(std::int64_t delayMs)
{
    m_timer = m_clock.after(delayMs, [this] { feed(); });
}

void Watchdog::send(const char *message)
{
    if (!notify(m_manager.notifySocket, message))
        qCWarning(lcWatchdog) << "the service manager could not be told" << message;
}

} // namespace tillwright::kiosk::watchdog
