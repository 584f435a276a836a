#pragma once

#include "kiosk/machine_diagnostics.h"
#include "kiosk/presentation/settings_view_model.h"

namespace tillwright::kiosk {

namespace register_face {
class RegisterWindow;
enum class Scheme;
} // namespace register_face

/// Light or dark; `auto` is what the system's own colours are.
[[nodiscard]] register_face::Scheme schemeOf(const QString &theme);

/// The configuration with what `settings.toml` in its data folder changes of what it does not fix. A file that is not right
/// changes nothing; its errors go to `problems`, for staff.
[[nodiscard]] KioskConfig withSettings(KioskConfig config, QStringList &problems);

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
    [[nodiscard]] presentation::RegisterSettings current() const;
    /// What is wrong, when nothing was changed.
    [[nodiscard]] QString keep(const presentation::SettingValues &changes);
    void use(const presentation::RegisterSettings &settings);
    void useScheme();

    const ServiceRooms m_rooms;
    register_face::RegisterWindow &m_window;
    const std::function<void(register_face::Scheme)> m_setScheme;
    MachineDiagnostics m_diagnostics;
    presentation::SettingsViewModel m_settings;
};

} // namespace tillwright::kiosk
