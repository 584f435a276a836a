#pragma once

#include "kiosk/watchdog/watchdog.h"

#include <QObject>
#include <QPointer>
#include <memory>

class QWidget;

namespace tillwright::kiosk {

/// The kiosk under systemd: ready once its first screen is painted, watched from then on.
class WatchdogComposition : public QObject
{
    Q_OBJECT

public:
    /// Null where no service manager is to be told anything. Call it before the first other program is started: these are not to speak
    /// for this one.
    [[nodiscard]] static std::unique_ptr<WatchdogComposition> create(checkout::Clock &clock);

    /// Before it is shown.
    void attach(QWidget &window);
    void pageAnswered() { m_watchdog.pageAnswered(); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    WatchdogComposition(watchdog::ServiceManager manager, checkout::Clock &clock);

    watchdog::Watchdog m_watchdog;
    QPointer<QWidget> m_window;
};

} // namespace tillwright::kiosk
