#include "kiosk/presentation/register_settings.h"

#include <QCoreApplication>
#include <algorithm>
#include <array>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Settings)
};

constexpr int lockAfterMaxMin = 24 * 60;
constexpr std::array lockChoicesMin{0, 2, 5, 15, 60};

const auto themeKey = u"theme"_s;
const auto lockKey = u"lock_after_min"_s;
const auto soundKey = u"scan_sound"_s;
const auto receiptsKey = u"print_receipts"_s;
const auto merchantKey = u"merchant_copy"_s;

QString textOf(bool value)
{
    return value ? u"true"_s : u"false"_s;
}

QString minutesText(int minutes)
{
    return minutes == 0 ? Words::tr("Never") : Words::tr("%1 min").arg(minutes);
}

QList<SettingChoice> yesOrNo(const QString &yes, const QString &no)
{
    return {{textOf(true), yes}, {textOf(false), no}};
}

} // namespace

QStringList settingKeys()
{
    return {themeKey, lockKey, soundKey, receiptsKey, merchantKey};
}

SettingValues valuesOf(const RegisterSettings &settings)
{
    return {{themeKey, settings.theme},
            {lockKey, QString::number(settings.lockAfterMin)},
            {soundKey, textOf(settings.hasScanSound)},
            {receiptsKey, textOf(settings.printsReceipts)},
            {merchantKey, textOf(settings.printsMerchantCopy)}};
}

QString problemOf(const QString &key, const QString &value)
{
    if (key == themeKey) {
        const bool isOne = value == "light"_L1 || value == "dark"_L1 || value == "auto"_L1;
        return isOne ? QString() : u"it is none of light, dark and auto; write one of them"_s;
    }
    if (key == lockKey) {
        bool isNumber = false;
        const int minutes = value.toInt(&isNumber);
        return isNumber && minutes >= 0 && minutes <= lockAfterMaxMin
            ? QString()
            : u"it is no number from 0 to 1440; write minutes, 0 for never"_s;
    }
    if (!settingKeys().contains(key))
        return u"no such setting; known here: "_s + settingKeys().join(u", "_s);
    return value == "true"_L1 || value == "false"_L1 ? QString()
                                                     : u"it is neither true nor false; write one of them"_s;
}

RegisterSettings with(RegisterSettings settings, const SettingValues &values)
{
    for (auto value = values.begin(); value != values.end(); ++value) {
        if (!problemOf(value.key(), value.value()).isEmpty())
            continue;
        const bool isOn = value.value() == "true"_L1;
        if (value.key() == themeKey)
            settings.theme = value.value();
        else if (value.key() == lockKey)
            settings.lockAfterMin = value.value().toInt();
        else if (value.key() == soundKey)
            settings.hasScanSound = isOn;
        else if (value.key() == receiptsKey)
            settings.printsReceipts = isOn;
        else
            settings.printsMerchantCopy = isOn;
    }
    return settings;
}

QList<Setting> settingsOf(const RegisterSettings &settings, const QSet<QString> &fixed, bool hasPrinter)
{
    const auto values = valuesOf(settings);
    QList<Setting> list;
    const auto add = [&](const QString &key, const QString &name, const QString &help,
                         QList<SettingChoice> choices) {
        list.append({key, name, help, std::move(choices), values.value(key), fixed.contains(key)});
    };
    add(themeKey, Words::tr("Colours"), Words::tr("Automatic follows the system’s own setting."),
        {{u"light"_s, Words::tr("Light")},
         {u"dark"_s, Words::tr("Dark")},
         {u"auto"_s, Words::tr("Automatic")}});
    QList<SettingChoice> locks;
    QList<int> minutes(lockChoicesMin.begin(), lockChoicesMin.end());
    if (!minutes.contains(settings.lockAfterMin))
        minutes.append(settings.lockAfterMin);
    // Never comes first, because it is no time.
    std::sort(minutes.begin(), minutes.end());
    for (const int each : std::as_const(minutes))
        locks.append({QString::number(each), minutesText(each)});
    add(lockKey, Words::tr("Lock by itself"),
        Words::tr("When nobody touches the register for so long. Never during a payment."), locks);
    add(soundKey, Words::tr("Sound of a refused scan"),
        Words::tr("The line on the screen is shown either way."), yesOrNo(Words::tr("On"), Words::tr("Off")));
    if (hasPrinter) {
        add(receiptsKey, Words::tr("Receipts"),
            Words::tr("When asked for: F6, or Print again. Receipts are kept as files either way."),
            yesOrNo(Words::tr("Print by themselves"), Words::tr("When asked for")));
        add(merchantKey, Words::tr("The shop’s copy"),
            Words::tr("A second paper for the shop with every receipt, with Clive’s fees."),
            yesOrNo(Words::tr("Print"), Words::tr("Do not print")));
    }
    return list;
}

QString changeText(const SettingValues &before, const SettingValues &changes)
{
    QStringList parts;
    for (auto change = changes.begin(); change != changes.end(); ++change)
        parts.append(u"%1: %2 -> %3"_s.arg(change.key(), before.value(change.key()), change.value()));
    return parts.join(u"; "_s);
}

} // namespace tillwright::kiosk::presentation
