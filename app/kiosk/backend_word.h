#pragma once

#include "kiosk/backend_health.h"
#include "kiosk/device_config/device_config_keeper.h"

#include <functional>

namespace tillwright::kiosk {

struct KioskConfig;

namespace presentation {
class CheckoutViewModel;
class SaleFormViewModel;
} // namespace presentation
namespace register_face {
class RegisterWindow;
}

/// This machine has a connection, whatever it leads to. Its own loopback is none.
[[nodiscard]] bool hasNetwork();

/// What the backend says, and whether it does: shown in the window's strip, and the statement's words wherever they are.
class BackendWord : public QObject
{
    Q_OBJECT

public:
    /// Both must outlive it.
    BackendWord(const KioskConfig &config, BackendHealth &health, checkout::Clock &clock,
                std::function<bool()> hasNetwork = &kiosk::hasNetwork);

    /// All must outlive this.
    void attach(register_face::RegisterWindow &window, presentation::SaleFormViewModel &form,
                const presentation::CheckoutViewModel &checkout);
    /// Asks the backend, and goes on asking.
    void start() { m_keeper.start(); }

    [[nodiscard]] device_config::DeviceConfigKeeper &keeper() { return m_keeper; }
    /// Whether the last request was answered, whatever it was about; nothing before the first.
    [[nodiscard]] std::optional<bool> isReached() const { return m_isReached; }
    /// `ECHEZONA* AIRPEACE`: what the backend said last, what the configuration says before it has.
    [[nodiscard]] QString statementText() const;
    /// `ECHEZONA`.
    [[nodiscard]] QString statementPrefix() const;
    /// Where the backend's word differs from this register's configuration, for staff.
    [[nodiscard]] QStringList differences(bool isSandbox) const;

Q_SIGNALS:
    void statementTextChanged();
    /// A request has failed in a way that staff should know of: technical.
    void failed(const QString &cause);

private:
    void report(bool reachable, const checkout::BackendError *failure);
    void showClive();

    const KioskConfig &m_config;
    const std::function<bool()> m_hasNetwork;
    device_config::DeviceConfigKeeper m_keeper;
    register_face::RegisterWindow *m_window = nullptr;
    std::optional<bool> m_isReached;
};

} // namespace tillwright::kiosk
