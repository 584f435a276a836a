#include "kiosk/watchdog_composition.h"

#include <QCoreApplication>
#include <QEvent>
#include <QWidget>

#include <utility>

namespace tillwright::kiosk {

WatchdogComposition::WatchdogComposition(watchdog::ServiceManager manager, checkout::Clock &clock)
    : m_watchdog(std::move(manager), clock)
{
}

std::unique_ptr<WatchdogComposition> WatchdogComposition::create(checkout::Clock &clock)
{
    auto manager = watchdog::takeServiceManager();
    if (!manager)
        return nullptr;
    return std::unique_ptr<WatchdogComposition>(new WatchdogComposition(*std::move(manager), clock));
}

void WatchdogComposition::attach(QWidget &window)
{
    m_window = &window;
    // Of the whole program, because a window that is covered by its screen is not painted itself.
    qApp->installEventFilter(this);
    connect(qApp, &QCoreApplication::aboutToQuit, this, [this] { m_watchdog.stopping(); });
}

bool WatchdogComposition::eventFilter(QObject *watched, QEvent *event)
{
    if (event->type() != QEvent::Paint)
        return false;
    const auto *widget = qobject_cast<QWidget *>(watched);
    if (!widget || !m_window || widget->window() != m_window)
        return false;
    qApp->removeEventFilter(this);
    // Once it is painted, and the event loop has turned.
    QMetaObject::invokeMethod(
        this, [this] { m_watchdog.ready(); }, Qt::QueuedConnection);
    return false;
}

} // namespace tillwright::kiosk
