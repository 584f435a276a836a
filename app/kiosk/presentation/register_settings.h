#pragma once

#include <QList>
#include <QMap>
#include <QSet>
#include <QString>

namespace tillwright::kiosk::presentation {

/// What a supervisor may change at the register itself (decision 015). Each has a name in `settings.toml`: a key of
/// settingKeys().
struct RegisterSettings {
    QString theme = QStringLiteral("light"); ///< `light`, `dark`, or `auto`: as the system is
    int lockAfterMin = 15;                   ///< 0: never
    bool hasScanSound = true;
    bool printsReceipts = true; ///< by themselves
    bool printsMerchantCopy = false;
    friend bool operator==(const RegisterSettings &, const RegisterSettings &) = default;
};

/// Values by key, as text: `dark`, `15`, `true`.
using SettingValues = QMap<QString, QString>;

struct SettingChoice {
    QString value;
    QString words;
};

/// One of them as a face shows it.
struct Setting {
    QString key;
    QString name;
    QString help;
    QList<SettingChoice> choices;
    QString value;
    bool isFixed = false; ///< by the configuration
};

[[nodiscard]] QStringList settingKeys();
/// All of them, as text.
[[nodiscard]] SettingValues valuesOf(const RegisterSettings &settings);
/// What is wrong with a value and what would be right; empty: it is one. Technical, for whoever wrote the file.
[[nodiscard]] QString problemOf(const QString &key, const QString &value);
/// With these values in place of its own; such as are none are left out.
[[nodiscard]] RegisterSettings with(RegisterSettings settings, const SettingValues &values);
/// Those that make sense here, for a person to choose from. A value that no choice has (of a file) is one more.
[[nodiscard]] QList<Setting> settingsOf(const RegisterSettings &settings, const QSet<QString> &fixed,
                                        bool hasPrinter);
/// `theme: light -> dark`, for the audit.
[[nodiscard]] QString changeText(const SettingValues &before, const SettingValues &changes);

} // namespace tillwright::kiosk::presentation
