#include "kiosk/printer_config.h"

#include <QUrl>

#include <map>

namespace tillwright::kiosk {

using namespace Qt::StringLiterals;
using configuration::ConfigTable;

namespace {

constexpr int widthDefault = 42;
constexpr int baudDefault = 9600;
constexpr int baudMin = 1200;
constexpr int baudMax = 115200;

/// The value of a word of the file; an error that lists the words when it is none of them.
template<typename Value>
Value oneOf(const ConfigTable &table, const char *key, const std::string &fallback,
            const std::map<std::string, Value> &words)
{
    const std::string word = table.string(key, fallback);
    if (const auto found = words.find(word); found != words.end())
        return found->second;
    std::string known;
    for (const auto &[name, value] : words)
        known += (known.empty() ? "" : ", ") + name;
    table.fail(key, word + " is not known here", "write one of: " + known);
    return words.at(fallback);
}

void readAddress(const ConfigTable &table, const QString &address, printing::PrinterSettings &settings)
{
    constexpr int rawPort = 9100;
    const QUrl url(u"tcp://"_s + address, QUrl::StrictMode);
    const bool isGood = url.isValid() && !url.host().isEmpty() && url.path().isEmpty()
        && url.userInfo().isEmpty() && !url.hasQuery() && url.port(rawPort) > 0;
    settings.host = url.host();
    settings.port = quint16(url.port(rawPort));
    if (!isGood)
        table.fail("address", address.isEmpty() ? "it is missing" : "it is no address of a printer",
                   R"(write it like "192.168.1.50" or "printer.shop:9100")");
}

void requireDevice(const ConfigTable &table, const QString &device)
{
    if (!device.startsWith(u"/dev/"_s))
        table.fail("device", device.isEmpty() ? "it is missing" : "it is no device",
                   R"(write it like "/dev/usb/lp0", serial: "/dev/ttyS0" or "/dev/serial/by-id/...")");
}

QList<receipt::CodePage> readCodePages(const ConfigTable &table)
{
    using receipt::CodePage;
    return oneOf<QList<CodePage>>(table, "code_page", "auto",
                                  {{"auto", {CodePage::Cp858, CodePage::Cp1252}},
                                   {"cp437", {CodePage::Cp437}},
                                   {"cp858", {CodePage::Cp858}},
                                   {"cp1252", {CodePage::Cp1252}},
                                   {"none", {}}});
}

int readWidth(const ConfigTable &table)
{
    const auto width = table.integer("width", widthDefault, 1, 1000);
    if (width != 32 && width != 42 && width != 48)
        table.fail("width", "no paper has so many letters in a line", "write 32 (58 mm), 42 or 48 (80 mm)");
    return int(width);
}

} // namespace

PrinterConfig readPrinterConfig(const ConfigTable &table)
{
    using printing::Confirmation;
    using printing::FlowControl;
    using printing::PrinterKind;
    PrinterConfig config;
    auto &printer = config.printer;
    printer.kind = oneOf<PrinterKind>(table, "kind", "none",
                                      {{"none", PrinterKind::None},
                                       {"tcp", PrinterKind::Tcp},
                                       {"device", PrinterKind::Device},
                                       {"serial", PrinterKind::Serial},
                                       {"cups", PrinterKind::Cups}});
    // All are read whatever the kind is, so that none of them is an unknown key.
    const QString address = QString::fromStdString(table.string("address"));
    printer.device = QString::fromStdString(table.string("device"));
    printer.queue.name = QString::fromStdString(table.string("queue"));
    printer.queue.server = QString::fromStdString(table.string("server"));
    config.isPdf = oneOf<bool>(table, "format", "escpos", {{"escpos", false}, {"pdf", true}});
    printer.queue.isRaw = !config.isPdf;
    printer.line.baud = int(table.integer("baud", baudDefault, baudMin, baudMax));
    if (!printing::isSerialRate(printer.line.baud))
        table.fail("baud", "no printer speaks at that rate",
                   "write what its self-test prints, such as 9600 or 19200");
    printer.line.flow = oneOf<FlowControl>(table, "flow", "hardware",
                                           {{"none", FlowControl::None},
                                            {"hardware", FlowControl::Hardware},
                                            {"software", FlowControl::Software}});
    printer.confirmation = oneOf<Confirmation>(table, "confirm", "status",
                                               {{"status", Confirmation::Status},
                                                {"process_id", Confirmation::ProcessId},
                                                {"none", Confirmation::None}});
    config.layout.columns = readWidth(table);
    config.layout.codePages = readCodePages(table);
    config.layout.cut = table.boolean("cut", true);
    config.layout.drawer = table.boolean("drawer", false);
    config.printsMerchantCopy = table.boolean("merchant_copy", false);
    config.printsReceipts = table.boolean("receipts", true);

    if (printer.kind == PrinterKind::Tcp)
        readAddress(table, address, printer);
    if (printer.kind == PrinterKind::Device || printer.kind == PrinterKind::Serial)
        requireDevice(table, printer.device);
    if (printer.kind == PrinterKind::Cups && printer.queue.name.isEmpty())
        table.fail("queue", "it is missing", "write the name of a queue; lpstat -p lists them");
    if (printer.kind != PrinterKind::Cups && config.isPdf)
        table.fail("format", "only a CUPS queue can print a PDF",
                   R"(write kind = "cups", or format = "escpos")");
    return config;
}

QString printerText(const printing::PrinterSettings &printer)
{
    using printing::PrinterKind;
    switch (printer.kind) {
    case PrinterKind::None:
        return {};
    case PrinterKind::Tcp:
        return u"tcp %1:%2"_s.arg(printer.host).arg(printer.port);
    case PrinterKind::Device:
        return u"device %1"_s.arg(printer.device);
    case PrinterKind::Serial:
        return u"serial %1, %2 baud"_s.arg(printer.device).arg(printer.line.baud);
    case PrinterKind::Cups:
        return u"cups %1"_s.arg(printer.queue.name);
    }
    return {};
}

} // namespace tillwright::kiosk
