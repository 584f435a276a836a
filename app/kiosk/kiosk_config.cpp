#include "kiosk/kiosk_config.h"

#include "configuration/configuration.h"
#include "domain/email_address.h"

#include <QFile>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

constexpr qint64 tokenFileMaxBytes = 4096;

QString readString(const configuration::ConfigTable &table, const char *key, const QString &fallback)
{
    return QString::fromStdString(table.string(key, fallback.toStdString()));
}

QUrl readBackendUrl(const configuration::ConfigTable &table)
{
    const QUrl url(QString::fromStdString(table.requireString("url")), QUrl::StrictMode);
    const bool loopback =
        url.host() == "127.0.0.1"_L1 || url.host() == "localhost"_L1 || url.host() == "::1"_L1;
    if (!url.isValid() || (url.scheme() != "https"_L1 && !(url.scheme() == "http"_L1 && loopback)))
        table.fail("url", "it is not an https address",
                   "write it like https://backend.example (http only to this machine)");
    return url;
}

QString readDefaultEmail(const configuration::ConfigTable &table)
{
    const auto text = table.string("default_email");
    if (text.empty())
        return {};
    const auto email = domain::EmailAddress::parse(text);
    if (!email)
        table.fail("default_email", email.error().problem, email.error().wayOut);
    return QString::fromStdString(text);
}

domain::Secret readToken(const configuration::ConfigTable &table, const std::string &fileName)
{
    QFile file(QString::fromStdString(fileName));
    if (!file.open(QIODevice::ReadOnly)) {
        if (!fileName.empty())
            table.fail("token_file", "it cannot be read: " + file.errorString().toStdString(),
                       "enrol this device: tillwright --config FILE --enroll CODE");
        return {};
    }
    domain::Secret token(file.read(tokenFileMaxBytes).trimmed().toStdString());
    if (token.isEmpty())
        table.fail("token_file", "it is empty", "put the device's token into it");
    return token;
}

} // namespace

tl::expected<KioskConfig, QStringList> loadKioskConfig(const QString &fileName, DeviceToken deviceToken)
{
    const auto file = configuration::ConfigFile::load(fileName.toStdString());
    if (!file)
        return tl::unexpected(QStringList{QString::fromStdString(file.error().text())});
    KioskConfig config;
    const auto root = file->root();
    const auto backend = root.table("backend");
    config.backendUrl = readBackendUrl(backend);
    const auto tokenFile = backend.requireString("token_file");
    config.tokenFile = QString::fromStdString(tokenFile);
    if (deviceToken == DeviceToken::Needed)
        config.deviceToken = readToken(backend, tokenFile);
    config.backendCaFile = readString(backend, "ca_file", {});

    const auto kiosk = root.table("kiosk");
    config.deviceName = readString(kiosk, "device", config.deviceName);
    config.theme = readString(kiosk, "theme", config.theme);
    if (config.theme != "light"_L1 && config.theme != "dark"_L1 && config.theme != "auto"_L1)
        kiosk.fail("theme", "it is none of light, dark and auto", "write one of them");
    config.locale = readString(kiosk, "locale", config.locale);
    config.dataFolder = readString(kiosk, "data_folder", {});

    const auto sale = root.table("sale");
    const auto currency = domain::Currency::parse(sale.string("currency", "USD"));
    if (currency)
        config.currency = *currency;
    else
        sale.fail("currency", currency.error().problem, currency.error().wayOut);
    config.statementText = readString(sale, "statement_text", {});
    config.defaultEmail = readDefaultEmail(sale);

    const auto merchant = root.table("merchant");
    config.merchantName = readString(merchant, "name", config.merchantName);
    for (const auto &line : merchant.strings("address"))
        config.merchantAddress.append(QString::fromStdString(line));

    config.printer = readPrinterConfig(root.table("printer"));
    config.customerScreen = readString(root.table("customer_display"), "screen", config.customerScreen);

    constexpr int lockAfterMaxMin = 24 * 60;
    config.lockAfterMin =
        int(root.table("staff").integer("lock_after_min", config.lockAfterMin, 0, lockAfterMaxMin));
    config.hasScanSound = root.table("scanner").boolean("sound", config.hasScanSound);
    config.scanner = readScannerConfig(root.table("scanner"));
    const auto fix = [&](const char *table, const char *key, const char *setting) {
        if (root.table(table).has(key))
            config.fixedSettings.insert(QLatin1String(setting));
    };
    fix("kiosk", "theme", "theme");
    fix("staff", "lock_after_min", "lock_after_min");
    fix("scanner", "sound", "scan_sound");
    fix("printer", "receipts", "print_receipts");
    fix("printer", "merchant_copy", "merchant_copy");

    const auto engine = root.table("engine");
    constexpr int floorMax = 1000;
    config.engineFloor = int(engine.integer("floor", config.engineFloor, 0, floorMax));
    const auto belowFloor = engine.string("below_floor", "refuse");
    config.takesCardsBelowFloor = belowFloor == "warn";
    if (belowFloor != "refuse" && belowFloor != "warn")
        engine.fail("below_floor", "it is neither refuse nor warn",
                    "write refuse, or warn to take cards all the same");
    config.terminal = readTerminalConfig(root.table("terminal"));

    QStringList errors;
    for (const auto &error : file->finish())
        errors.append(QString::fromStdString(error.text()));
    if (!errors.isEmpty())
        return tl::unexpected(errors);
    return config;
}

} // namespace tillwright::kiosk
