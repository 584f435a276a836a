#pragma once

#include "domain/currency.h"
#include "domain/secret.h"
#include "kiosk/printer_config.h"
#include "kiosk/scanner_config.h"
#include "kiosk/terminal_config.h"

#include <QSet>
#include <QString>
#include <QStringList>
#include <QUrl>
#include <tl/expected.hpp>

namespace tillwright::kiosk {

/// Who stands before it (`--mode`).
enum class Mode { Register, Terminal };

/// What a kiosk is told (contracts: Programs). `--sandbox` needs none of it and makes its own.
struct KioskConfig {
    QUrl backendUrl;
    domain::Secret deviceToken;
    /// Where the token is kept.
    QString tokenFile;
    /// PEM file of the only authorities to be trusted; empty: the system's.
    QString backendCaFile;
    /// `light`, `dark`, or `auto`: as the system is.
    QString theme = QStringLiteral("light");
    /// BCP 47.
    QString locale = QStringLiteral("en");
    QString dataFolder;
    domain::Currency currency = domain::Currency::usd();
    /// How a payment reads on the customer's statement; shown before the sale.
    QString statementText;
    /// Of the counter itself, for customers who give none; empty: one has to be typed.
    QString defaultEmail;
    QString merchantName = QStringLiteral("Tillwright");
    QStringList merchantAddress;
    QString deviceName = QStringLiteral("register-1");
    PrinterConfig printer;
    /// Where the customer's display is: `off`, `auto`, `window` or a screen's name (customer_screen.h).
    QString customerScreen = QStringLiteral("off");
    /// The register locks when nobody touches it for so long; 0: never.
    int lockAfterMin = 15;
    register_face::ScannerOptions scanner;
    /// The least Chromium whose security fixes the engine must have, by its first number; 0: any.
    int engineFloor = 130;
    /// An engine below it takes cards all the same.
    bool takesCardsBelowFloor = false;
    /// Whether a scan that is refused is heard.
    bool hasScanSound = true;
    /// The settings (presentation/register_settings.h) that the file fixes: they cannot be changed at the register.
    QSet<QString> fixedSettings;
    /// Of the command line, not of the file.
    Mode mode = Mode::Register;
    TerminalConfig terminal;
};

/// Reads the file strictly: unknown keys and wrong types are errors that name file, line and key. All of them are
/// told at once.
enum class DeviceToken { Needed, NotYet };
[[nodiscard]] tl::expected<KioskConfig, QStringList>
loadKioskConfig(const QString &fileName, DeviceToken deviceToken = DeviceToken::Needed);

} // namespace tillwright::kiosk
