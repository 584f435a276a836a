#pragma once

#include <QByteArray>
#include <QObject>
#include <QTimer>
#include <chrono>
#include <functional>

namespace tillwright::kiosk {

/// Tells whoever started the program as a service (systemd, by its protocol of sd_notify(3)) that the register is there,
/// and from then on that its event loop still turns. A register that hangs is ended and started anew by the service manager.
/// Does nothing where nobody wants to know.
class ServiceManager : public QObject
{
public:
    /// Takes bytes for the manager's socket. False when they did not go out, which is the manager's loss.
    using Send = std::function<bool(const QByteArray &)>;

    struct Wishes {
        QByteArray socket;                       ///< address as in $NOTIFY_SOCKET; empty: nobody listens
        std::chrono::microseconds watchdogUs{0}; ///< the longest silence; 0: no watchdog
    };
    /// Reads $NOTIFY_SOCKET and $WATCHDOG_USEC and removes them, so that no child speaks for this program. $WATCHDOG_PID is
    /// not looked at: it names the compositor, which the kiosk is the only program of.
    [[nodiscard]] static Wishes wishesOfTheEnvironment();

    explicit ServiceManager(const Wishes &wishes, QObject *parent = nullptr);
    /// With another way to the manager.
    ServiceManager(const Wishes &wishes, Send send, QObject *parent = nullptr);

    /// The register can be used. Call it once.
    void ready();
    /// How often the manager hears of us, in ms; 0 when it does not want to.
    [[nodiscard]] int intervalMs() const;

private:
    Send m_send;
    QTimer m_alive;
};

} // namespace tillwright::kiosk
