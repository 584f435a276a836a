#include "kiosk/printer_config.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk;
using printing::Confirmation;
using printing::FlowControl;
using printing::PrinterKind;

namespace {

/// The configuration, or the errors a line each.
std::pair<PrinterConfig, QString> read(const QByteArray &keys)
{
    const auto file = configuration::ConfigFile::parse(("[printer]\n" + keys).toStdString(), "kiosk.toml");
    if (!file)
        return {{}, QString::fromStdString(file.error().text())};
    PrinterConfig config = readPrinterConfig(file->root().table("printer"));
    QString errors;
    for (const auto &error : file->finish())
        errors += QString::fromStdString(error.text()) + u'\n';
    return {config, errors};
}

} // namespace

class PrinterConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingMeansNoPrinter();
    void tcp();
    void serial();
    void cups();
    void errors_data();
    void errors();
};

void PrinterConfigTest::nothingMeansNoPrinter()
{
    const auto [config, errors] = read("");
    QCOMPARE(errors, QString());
    QCOMPARE(config.printer.kind, PrinterKind::None);
    QVERIFY(!printing::makePrinter(config.printer));
    QCOMPARE(config.layout.columns, 42);
    QVERIFY(config.layout.cut && !config.layout.drawer && !config.printsMerchantCopy);
}

void PrinterConfigTest::tcp()
{
    const auto [config, errors] =
        read("kind = 'tcp'\naddress = '192.168.1.50'\nwidth = 48\ncode_page = 'cp437'\n"
             "drawer = true\ncut = false\nconfirm = 'process_id'\nmerchant_copy = true\n");
    QCOMPARE(errors, QString());
    QCOMPARE(config.printer.kind, PrinterKind::Tcp);
    QCOMPARE(config.printer.host, QStringLiteral("192.168.1.50"));
    QCOMPARE(config.printer.port, 9100);
    QCOMPARE(config.printer.confirmation, Confirmation::ProcessId);
    QCOMPARE(config.layout.columns, 48);
    QCOMPARE(config.layout.codePages, QList{receipt::CodePage::Cp437});
    QVERIFY(config.layout.drawer && !config.layout.cut && config.printsMerchantCopy);
    QVERIFY(printing::makePrinter(config.printer));
    QCOMPARE(read("kind = 'tcp'\naddress = 'printer.shop:9101'\n").first.printer.port, 9101);
    QCOMPARE(read("kind = 'tcp'\naddress = '[fe80::1]:9101'\n").first.printer.host,
             QStringLiteral("fe80::1"));
}

void PrinterConfigTest::serial()
{
    const auto [config, errors] =
        read("kind = 'serial'\ndevice = '/dev/ttyS0'\nbaud = 38400\nflow = 'software'\nconfirm = 'none'\n");
    QCOMPARE(errors, QString());
    QCOMPARE(config.printer.line.baud, 38400);
    QCOMPARE(config.printer.line.flow, FlowControl::Software);
    QCOMPARE(config.printer.confirmation, Confirmation::None);
    QVERIFY(printing::makePrinter(config.printer));
}

void PrinterConfigTest::cups()
{
    const auto [config, errors] = read("kind = 'cups'\nqueue = 'counter'\nformat = 'pdf'\n");
    QCOMPARE(errors, QString());
    QVERIFY(config.isPdf && !config.printer.queue.isRaw);
    QVERIFY(read("kind = 'cups'\nqueue = 'counter'\n").first.printer.queue.isRaw);
}

void PrinterConfigTest::errors_data()
{
    QTest::addColumn<QByteArray>("keys");
    QTest::addColumn<QString>("expected");
    const auto row = [](const char *name, const char *keys, const char *expected) {
        QTest::newRow(name) << QByteArray(keys) << QString::fromLatin1(expected);
    };
    row("unknown kind", "kind = 'usb'\n",
        "kiosk.toml:2: [printer].kind: usb is not known here; write one of: cups, device, none, serial, tcp\n");
    row("no address", "kind = 'tcp'\n", "[printer].address: it is missing; write it like \"192.168.1.50\"");
    row("bad address", "kind = 'tcp'\naddress = 'a printer'\n",
        "kiosk.toml:3: [printer].address: it is no address of a printer; ");
    row("address with a path", "kind = 'tcp'\naddress = 'printer/raw'\n",
        "kiosk.toml:3: [printer].address: ");
    row("no device", "kind = 'device'\n", "[printer].device: it is missing; ");
    row("device elsewhere", "kind = 'device'\ndevice = '/tmp/lp'\n",
        "kiosk.toml:3: [printer].device: it is no device; ");
    row("no queue", "kind = 'cups'\n", "[printer].queue: it is missing; ");
    row("PDF to a receipt printer", "kind = 'tcp'\naddress = 'p'\nformat = 'pdf'\n",
        "kiosk.toml:4: [printer].format: only a CUPS queue can print a PDF; ");
    row("width", "width = 40\n",
        "kiosk.toml:2: [printer].width: no paper has so many letters in a line; write 32");
    row("code page", "code_page = 'utf-8'\n", "kiosk.toml:2: [printer].code_page: utf-8 is not known here; ");
    row("rate", "baud = 9601\n", "kiosk.toml:2: [printer].baud: no printer speaks at that rate; ");
    row("type", "cut = 'yes'\n", "kiosk.toml:2: [printer].cut: ");
    row("confirm", "confirm = 'always'\n", "kiosk.toml:2: [printer].confirm: always is not known here; ");
    row("unknown key", "paper = 80\n", "kiosk.toml:2: [printer].paper: no such key; known here: address, ");
}

void PrinterConfigTest::errors()
{
    QFETCH(QByteArray, keys);
    QFETCH(QString, expected);
    const QString errors = read(keys).second;
    QVERIFY2(errors.contains(expected), qPrintable(errors));
    QCOMPARE(errors.count(u'\n'), 1);
}

QTEST_GUILESS_MAIN(PrinterConfigTest)
#include "tst_printer_config.moc"
