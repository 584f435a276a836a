#include "kiosk/service_composition.h"

#include "kiosk/receipt_printing.h"
#include "kiosk/register/diagnostics_screen.h"
#include "kiosk/register/register_window.h"
#include "kiosk/register/settings_screen.h"
#include "kiosk/settings_file.h"
#include "kiosk/staff_composition.h"

#include <QCoreApplication>
#include <QDir>
#include <QEvent>
#include <QGuiApplication>
#include <QLoggingCategory>
#include <QPalette>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using presentation::RegisterSettings;
using presentation::SettingValues;
using register_face::Scheme;

namespace {

Q_LOGGING_CATEGORY(lcService, "tillwright.service")

constexpr int middleLightness = 128;

QString settingsPath(const KioskConfig &config)
{
    return QDir(config.dataFolder).filePath(u"settings.toml"_s);
}

RegisterSettings settingsIn(const KioskConfig &config)
{
    return {config.theme, config.lockAfterMin, config.hasScanSound, config.printer.printsReceipts,
            config.printer.printsMerchantCopy};
}

void put(const RegisterSettings &settings, KioskConfig &config)
{
    config.theme = settings.theme;
    config.lockAfterMin = settings.lockAfterMin;
    config.hasScanSound = settings.hasScanSound;
    config.printer.printsReceipts = settings.printsReceipts;
    config.printer.printsMerchantCopy = settings.printsMerchantCopy;
}

/// Only what the configuration leaves open.
SettingValues openOnes(SettingValues values, const KioskConfig &config)
{
    for (const auto &key : config.fixedSettings)
        values.remove(key);
    return values;
}

} // namespace

Scheme schemeOf(const QString &theme)
{
    if (theme != "auto"_L1)
        return theme == "dark"_L1 ? Scheme::Dark : Scheme::Light;
    // Qt 6.4 cannot ask for the system's scheme, but its colours tell.
    const bool isDark = QGuiApplication::palette().color(QPalette::Window).lightness() < middleLightness;
    return isDark ? Scheme::Dark : Scheme::Light;
}

KioskConfig withSettings(KioskConfig config, QStringList &problems)
{
    const auto values = readSettings(settingsPath(config));
    if (!values) {
        for (const auto &error : values.error())
            qCWarning(lcService).noquote() << error;
        problems.append(QCoreApplication::translate(
                            "Kiosk",
                            "The register’s settings are not used, because their file is not right: "
                            "%1. Saving settings anew replaces it.")
                            .arg(values.error().join(u"; "_s)));
        return config;
    }
    put(with(settingsIn(config), openOnes(*values, config)), config);
    return config;
}

ServiceComposition::ServiceComposition(const ServiceRooms &rooms, register_face::RegisterWindow &window,
                                       std::function<void(Scheme)> setScheme)
    : m_rooms(rooms), m_window(window), m_setScheme(std::move(setScheme)),
      // Registers do not speak.
      m_diagnostics(m_rooms, [](const auto &tell) { tell({}); }),
      m_settings({[this] {
                      return settingsOf(current(), m_rooms.config.fixedSettings, m_rooms.printing != nullptr);
                  },
                  [this](const SettingValues &changes) { return keep(changes); }},
                 &rooms.staff.desk())
{
    window.addSideScreen(new register_face::DiagnosticsScreen(m_diagnostics.model()),
                         {u"diagnosticsRailButton"_s, tr("Diagnostics"), u"activity"_s, Qt::Key_F8,
                          tr("Diagnostics: how this register is (supervisor)"), u"diagnostics_opened"_s,
                          tr("Open the diagnostics")});
    window.addSideScreen(new register_face::SettingsScreen(m_settings),
                         {u"settingsRailButton"_s, tr("Settings"), u"settings"_s, Qt::Key_F11,
                          tr("Settings of this register (supervisor)"), u"settings_opened"_s,
                          tr("Open the settings")});
    m_window.setScanSound(m_rooms.config.hasScanSound);
    qApp->installEventFilter(this);
}

bool ServiceComposition::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == qApp && event->type() == QEvent::ApplicationPaletteChange)
        useScheme();
    return QObject::eventFilter(watched, event);
}

RegisterSettings ServiceComposition::current() const
{
    return settingsIn(m_rooms.config);
}

QString ServiceComposition::keep(const SettingValues &changes)
{
    const QString path = settingsPath(m_rooms.config);
    // Of a file that is not right nothing holds, so that nothing of it is kept.
    auto values = readSettings(path).value_or(SettingValues());
    values.insert(openOnes(changes, m_rooms.config));
    if (const auto written = writeSettings(path, values); !written)
        return written.error();
    use(with(current(), openOnes(changes, m_rooms.config)));
    return {};
}

void ServiceComposition::use(const RegisterSettings &settings)
{
    const auto before = current();
    put(settings, m_rooms.config);
    if (before.theme != settings.theme)
        useScheme();
    if (before.lockAfterMin != settings.lockAfterMin)
        m_rooms.staff.setLockAfterMin(settings.lockAfterMin);
    m_window.setScanSound(settings.hasScanSound);
    if (m_rooms.printing)
        m_rooms.printing->setPapers(settings.printsReceipts, settings.printsMerchantCopy);
}

void ServiceComposition::useScheme()
{
    const auto scheme = schemeOf(m_rooms.config.theme);
    if (m_window.scheme() == scheme)
        return;
    m_window.setScheme(scheme);
    // The next payment's page.
    m_rooms.desk.setTheme(scheme == Scheme::Dark ? "dark" : "light");
    m_setScheme(scheme);
}

} // namespace tillwright::kiosk
