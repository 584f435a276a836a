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

/// How often this machine's network is looked at.
inline constexpr std::int64_t networkLookIntervalMs = 5'000;

/// This machine has a connection, whatever it leads to. Its own loopback is none.
[[nodiscard]] bool hasNetwork();

/// What the backend says, and whether it does: shown in a register window's strip, and the statement's words wherever they are.
class BackendWord : public QObject
{
    Q_OBJECT

public:
    /// All must outlive it.
    BackendWord(const KioskConfig &config, BackendHealth &health, checkout::Clock &clock,
                std::function<bool()> hasNetwork = &kiosk::hasNetwork);
    ~BackendWord() override;

    /// All must outlive this.
    void attach(register_face::RegisterWindow &window, presentation::SaleFormViewModel &form,
                const presentation::CheckoutViewModel &checkout);
    /// The backend is asked when a sale ends in a way that may be Clive's.
    void followSale(const presentation::CheckoutViewModel &checkout);
    /// Asks the backend, and goes on asking; at once when this machine's network comes or goes.
    void start();

    [[nodiscard]] device_config::DeviceConfigKeeper &keeper() { return m_keeper; }
    /// Whether the last request was answered, whatever it was about; nothing before the first.
    [[nodiscard]] std::optional<bool> isReached() const { return m_isReached; }
    /// The last request was not answered, and this machine had no network.
    [[nodiscard]] bool lacksNetwork() const { return m_lacksNetwork; }
    /// `ECHEZONA* AIRPEACE`: what the backend said last, what the configuration says before it has.
    [[nodiscard]] QString statementText() const;
    /// `ECHEZONA`.
    [[nodiscard]] QString statementPrefix() const;
    /// Where the backend's word differs from this register's configuration, for staff.
    [[nodiscard]] QStringList differences(bool isSandbox) const;

Q_SIGNALS:
    /// A request was answered or was not, or the backend has said how Clive is.
    void changed();
    void statementTextChanged();
    /// A request has failed in a way that staff should know of: technical.
    void failed(const QString &cause);

private:
    void report(bool reachable, const checkout::BackendError *failure);
    void showClive();
    void watchNetwork();

    const KioskConfig &m_config;
    const std::function<bool()> m_hasNetwork;
    checkout::Clock &m_clock;
    device_config::DeviceConfigKeeper m_keeper;
    register_face::RegisterWindow *m_window = nullptr;
    std::optional<bool> m_isReached;
    bool m_lacksNetwork = false;
    bool m_hadNetwork = true;
    checkout::TimerId m_networkTimer = 0;
};

} // namespace tillwright::kiosk
