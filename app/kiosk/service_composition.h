#pragma once

#include "checkout/attempt_history.h"
#include "checkout/checkout_desk.h"
#include "kiosk/kiosk_config.h"
#include "kiosk/presentation/diagnostics_view_model.h"
#include "kiosk/presentation/settings_view_model.h"
#include "kiosk/self_test/self_test.h"

#include <functional>

namespace tillwright::kiosk {

class BackendHealth;
class BackendWord;
class ReceiptPrinting;
class StaffParts;
namespace presentation {
class CheckoutViewModel;
}
namespace printing {
class Printer;
}
namespace support_bundle {
class LogMemory;
}
namespace register_face {
class RegisterWindow;
enum class Scheme;
} // namespace register_face

/// Light or dark; `auto` is what the system's own colours are.
[[nodiscard]] register_face::Scheme schemeOf(const QString &theme);

/// The configuration with what `settings.toml` in its data folder changes of what it does not fix. A file that is not right
/// changes nothing; its errors go to `problems`, for staff.
[[nodiscard]] KioskConfig withSettings(KioskConfig config, QStringList &problems);

/// What diagnostics and settings are made of; everything must outlive them.
struct ServiceRooms {
    KioskConfig &config; ///< what holds now; settings change it
    bool isSandbox = false;
    presentation::Engine engine;
    QString engineOrigin;
    BackendWord &word;
    BackendHealth &backend;
    checkout::CheckoutDesk &desk;
    presentation::CheckoutViewModel &checkout;
    checkout::Clock &clock;
    StaffParts &staff;
    printing::Printer *printer = nullptr; ///< null without a printer, as what follows
    ReceiptPrinting *printing = nullptr;
    QString journalTrouble; ///< what was wrong with it at the start
    const checkout::AttemptHistory &journal;
    const support_bundle::LogMemory &log;
};

/// Diagnostics and settings, put together: what is known of the register, and what can be changed at it.
class ServiceComposition : public QObject
{
    Q_OBJECT

public:
    /// The window takes the screens. `setScheme` gives the colours to whatever else has some.
    ServiceComposition(const ServiceRooms &rooms, register_face::RegisterWindow &window,
                       std::function<void(register_face::Scheme)> setScheme);

protected:
    /// The system's own colours change.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    [[nodiscard]] presentation::DiagnosticFacts look() const;
    void check();
    void testPrint();
    void selfTest(std::function<void(const QList<presentation::DiagnosticLine> &)> tell);
    void makeBundle(const std::function<void(const QString &)> &tell);
    [[nodiscard]] presentation::RegisterSettings current() const;
    /// What is wrong, when nothing was changed.
    [[nodiscard]] QString keep(const presentation::SettingValues &changes);
    void use(const presentation::RegisterSettings &settings);
    void useScheme();

    const ServiceRooms m_rooms;
    register_face::RegisterWindow &m_window;
    const std::function<void(register_face::Scheme)> m_setScheme;
    /// As of the last check: the chain is read as a whole.
    QString m_auditTrouble;
    self_test::SelfTest m_selfTest;
    /// Who waits for it.
    std::function<void(const QList<presentation::DiagnosticLine> &)> m_tellSelfTest;
    presentation::DiagnosticsViewModel m_diagnostics;
    presentation::SettingsViewModel m_settings;
};

} // namespace tillwright::kiosk
