#include "kiosk/configuration_text.h"

#include "kiosk/kiosk_config.h"
#include "kiosk/support_bundle/masker.h"

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;

namespace {

/// Sections and keys as the file has them (docs/operations.md), so that it can be laid beside it.
class Writer
{
public:
    void section(const char *name) { m_text += u"[%1]\n"_s.arg(QString::fromLatin1(name)); }
    void key(const char *name, const QString &value)
    {
        QString escaped = value;
        escaped.replace(u'\\', u"\\\\"_s)
            .replace(u'"', u"\\\""_s)
            .replace(u'\n', u"\\n"_s)
            .replace(u'\r', u"\\r"_s);
        m_text += u"%1 = \"%2\"\n"_s.arg(QString::fromLatin1(name), escaped);
    }
    void key(const char *name, int value)
    {
        m_text += u"%1 = %2\n"_s.arg(QString::fromLatin1(name)).arg(value);
    }
    void key(const char *name, bool value)
    {
        m_text += u"%1 = %2\n"_s.arg(QString::fromLatin1(name), value ? u"true"_s : u"false"_s);
    }
    void comment(const QString &text) { m_text += u"# %1\n"_s.arg(text); }
    [[nodiscard]] const QString &text() const { return m_text; }

private:
    QString m_text;
};

} // namespace

QString configurationText(const KioskConfig &config)
{
    Writer out;
    out.comment(u"As it holds: the file, and what was set at the register. Secrets are left out."_s);
    out.section("backend");
    // A user, a password or a question's part could be secrets.
    out.key("url",
            config.backendUrl.toString(QUrl::RemoveUserInfo | QUrl::RemoveQuery | QUrl::RemoveFragment));
    out.key("token_file", config.tokenFile);
    out.comment(config.deviceToken.isEmpty() ? u"there is no token"_s : u"there is a token"_s);
    out.key("ca_file", config.backendCaFile);
    out.section("kiosk");
    out.key("mode", config.mode == Mode::Terminal ? u"terminal"_s : u"register"_s);
    out.key("device", config.deviceName);
    out.key("theme", config.theme);
    out.key("locale", config.locale);
    out.key("data_folder", config.dataFolder);
    out.section("sale");
    out.key("currency", QString::fromStdString(config.currency.code()));
    out.key("statement_text", config.statementText);
    out.key("default_email", support_bundle::maskedEmail(config.defaultEmail));
    out.section("merchant");
    out.key("name", config.merchantName);
    out.comment(u"%1 lines of address"_s.arg(config.merchantAddress.size()));
    out.section("printer");
    out.comment(config.printer.printer.kind == printing::PrinterKind::None
                    ? u"none"_s
                    : printerText(config.printer.printer));
    out.key("columns", config.printer.layout.columns);
    out.key("cut", config.printer.layout.cut);
    out.key("drawer", config.printer.layout.drawer);
    out.key("pdf", config.printer.isPdf);
    out.key("receipts", config.printer.printsReceipts);
    out.key("merchant_copy", config.printer.printsMerchantCopy);
    out.section("customer_display");
    out.key("screen", config.customerScreen);
    out.section("staff");
    out.key("lock_after_min", config.lockAfterMin);
    out.section("scanner");
    out.key("sound", config.hasScanSound);
    out.key("prefix", config.scanner.prefix);
    out.key("suffix", config.scanner.suffix);
    out.key("max_gap_ms", config.scanner.maxGapMs);
    out.key("min_length", config.scanner.minLength);
    out.section("engine");
    out.key("floor", config.engineFloor);
    out.key("below_floor", config.takesCardsBelowFloor ? u"warn"_s : u"refuse"_s);
    out.section("terminal");
    out.key("idle_quiet_s", config.terminal.idle.quietS);
    out.key("idle_warning_s", config.terminal.idle.warningS);
    out.key("idle_extensions", config.terminal.idle.extensions);
    out.comment(config.terminal.help.isEmpty() ? u"no help of its own"_s : u"help of its own"_s);
    return out.text();
}

} // namespace tillwright::kiosk
