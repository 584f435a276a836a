#include "example_receipts.h"

#include "kiosk/receipt/escpos_layout.h"
#include "kiosk/receipt/text_layout.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::receipt;
using testing::examplePendingSlip;
using testing::exampleReceipt;

namespace {

/// What a printer would make of the bytes. Anything that is no command we know is an error, so that a stray byte
/// cannot hide.
struct Printed {
    QString problem;
    QStringList commands; ///< in their order, such as `ESC t 19`
    QStringList lines;    ///< text in Latin-1, as far as these tests look at it
    QByteArray qrData;
    bool boldAtEnd = false;
    bool cut = false;
};

class Printer
{
public:
    static Printed print(const QByteArray &bytes)
    {
        Printer printer(bytes);
        while (printer.m_at < bytes.size() && printer.m_result.problem.isEmpty())
            printer.step();
        return printer.m_result;
    }

private:
    explicit Printer(const QByteArray &bytes) : m_bytes(bytes) {}

    unsigned char next()
    {
        if (m_at >= m_bytes.size()) {
            m_result.problem = QStringLiteral("the bytes end inside a command");
            return 0;
        }
        return static_cast<unsigned char>(m_bytes[m_at++]);
    }

    void step()
    {
        const unsigned char byte = next();
        if (m_result.cut)
            m_result.problem = QStringLiteral("bytes after the cut");
        else if (byte == 0x1b)
            escape();
        else if (byte == 0x1d)
            group();
        else if (byte == '\n')
            endLine();
        else if (byte < 0x20)
            m_result.problem = QStringLiteral("stray control byte %1").arg(byte);
        else
            m_line += QLatin1Char(char(byte));
    }

    void endLine()
    {
        m_result.lines.append(m_line);
        m_line.clear();
    }

    void escape()
    {
        const unsigned char command = next();
        if (command == '@') {
            m_result.commands.append(QStringLiteral("ESC @"));
            return;
        }
        const unsigned char value = next();
        if (QByteArray("taEd").contains(char(command)))
            m_result.commands.append(QStringLiteral("ESC %1 %2").arg(QLatin1Char(char(command))).arg(value));
        else
            m_result.problem = QStringLiteral("unknown ESC %1").arg(command);
        if (command == 'E')
            m_result.boldAtEnd = value != 0;
    }

    void group()
    {
        const unsigned char command = next();
        if (command == '(') {
            symbol();
            return;
        }
        const unsigned char value = next();
        if (QByteArray("!BV").contains(char(command)))
            m_result.commands.append(QStringLiteral("GS %1 %2").arg(QLatin1Char(char(command))).arg(value));
        else
            m_result.problem = QStringLiteral("unknown GS %1").arg(command);
        m_result.cut = command == 'V';
    }

    void symbol()
    {
        if (next() != 'k')
            m_result.problem = QStringLiteral("GS ( without k");
        const int low = next();
        const int length = low + 256 * next();
        const QByteArray body = m_bytes.mid(m_at, length);
        m_at += length;
        if (body.size() != length || length < 3 || body[0] != '1') {
            m_result.problem = QStringLiteral("malformed GS ( k");
            return;
        }
        m_result.commands.append(QStringLiteral("QR %1").arg(int(body[1])));
        if (body[1] == 80)
            m_result.qrData = body.mid(3);
    }

    QByteArray m_bytes;
    qsizetype m_at = 0;
    QString m_line;
    Printed m_result;
};

} // namespace

class EscPosTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void framedByInitAndCut();
    void textIsTheLayouts();
    void qrCodeFindsThePayment();
    void longQrData();
    void modesAreLeftAgain();
    void codePages();
    void noCommandGetsIn();
    void bannersOfTheCopies();
};

void EscPosTest::framedByInitAndCut()
{
    const auto printed = Printer::print(layoutEscPos(exampleReceipt(), {}));
    QCOMPARE(printed.problem, QString());
    QCOMPARE(printed.commands.mid(0, 2), QStringList({QStringLiteral("ESC @"), QStringLiteral("ESC t 19")}));
    QCOMPARE(printed.commands.mid(printed.commands.size() - 2),
             QStringList({QStringLiteral("ESC d 4"), QStringLiteral("GS V 1")}));
    QVERIFY(printed.cut);
    const auto old = Printer::print(layoutEscPos(exampleReceipt(), {32, {CodePage::Cp437}, 4}));
    QCOMPARE(old.commands[1], QStringLiteral("ESC t 0"));
}

void EscPosTest::textIsTheLayouts()
{
    for (const int columns : {32, 42, 48}) {
        const auto printed = Printer::print(layoutEscPos(exampleReceipt(), {columns, {CodePage::Cp858}, 5}));
        QCOMPARE(printed.problem, QString());
        for (const QString &line : printed.lines)
            QVERIFY2(line.size() <= columns, qPrintable(line));
        const auto expected = layoutText(exampleReceipt(), columns);
        for (const QString &row : expected) {
            const bool isRow = row.startsWith(QStringLiteral("Receipt"))
                || row.startsWith(QStringLiteral("TOTAL")) || row.startsWith(QStringLiteral("Clive"))
                || row.startsWith(u'-');
            if (isRow)
                QVERIFY2(printed.lines.contains(row), qPrintable(row));
        }
    }
}

void EscPosTest::qrCodeFindsThePayment()
{
    const auto printed = Printer::print(layoutEscPos(exampleReceipt(), {}));
    QCOMPARE(printed.qrData, QByteArray("TW1 17 EZ12345 clv_tx_1"));
    // Model, size, correction, store, print: the printer wants them in this order.
    QCOMPARE(printed.commands.filter(QStringLiteral("QR")),
             QStringList({QStringLiteral("QR 65"), QStringLiteral("QR 67"), QStringLiteral("QR 69"),
                          QStringLiteral("QR 80"), QStringLiteral("QR 81")}));
}

void EscPosTest::longQrData()
{
    Receipt receipt = exampleReceipt();
    receipt.cliveTxId = QString(300, u'c');
    const auto printed = Printer::print(layoutEscPos(receipt, {}));
    QCOMPARE(printed.problem, QString());
    QCOMPARE(printed.qrData, receipt.searchText().toUtf8());
}

void EscPosTest::modesAreLeftAgain()
{
    const auto printed = Printer::print(layoutEscPos(exampleReceipt(Copy::Merchant), {}));
    QVERIFY(!printed.boldAtEnd);
    for (const char *mode : {"ESC E", "ESC a", "GS !", "GS B"}) {
        const auto uses = printed.commands.filter(QLatin1String(mode));
        QVERIFY2(!uses.isEmpty() && uses.last().endsWith(QStringLiteral(" 0")), mode);
    }
}

void EscPosTest::codePages()
{
    QCOMPARE(encodeForPrinter(QStringLiteral("café €5"), CodePage::Cp858),
             QByteArray("caf\x82 \xd5"
                        "5"));
    QCOMPARE(encodeForPrinter(QStringLiteral("café €5"), CodePage::Cp437), QByteArray("caf\x82 ?5"));
    QCOMPARE(encodeForPrinter(QStringLiteral("Clive’s – “fees” —"), CodePage::Cp437),
             QByteArray("Clive's - \"fees\" -"));
    // A letter with an accent that the page lacks keeps the letter; what has no neighbour is shown as missing.
    QCOMPARE(encodeForPrinter(QStringLiteral("Šimůnek, 東京, 😀"), CodePage::Cp858),
             QByteArray("Simunek, ??, ?"));
    // Written as letter and accent it is the same letter.
    QCOMPARE(encodeForPrinter(QStringLiteral("cafe\u0301"), CodePage::Cp858), QByteArray("caf\x82"));
}

void EscPosTest::noCommandGetsIn()
{
    Receipt receipt = exampleReceipt();
    receipt.merchant.name = QStringLiteral("Evil\u001b@\u001dV\u0001\nShop");
    const auto printed = Printer::print(layoutEscPos(receipt, {}));
    QCOMPARE(printed.problem, QString());
    QCOMPARE(printed.commands.filter(QStringLiteral("GS V")).size(), 1);
    QCOMPARE(printed.lines.filter(QStringLiteral("Evil?@?V??Shop")).size(), 1);
}

void EscPosTest::bannersOfTheCopies()
{
    Receipt duplicate = exampleReceipt();
    duplicate.duplicate = true;
    QCOMPARE(Printer::print(layoutEscPos(duplicate, {})).lines.filter(QStringLiteral(" DUPLICATE ")).size(),
             2);
    const auto pending = Printer::print(layoutEscPos(examplePendingSlip(), {}));
    QCOMPARE(pending.problem, QString());
    QCOMPARE(pending.lines.filter(QStringLiteral(" PENDING - NOT PAID ")).size(), 2);
    const auto customer = Printer::print(layoutEscPos(exampleReceipt(), {}));
    QVERIFY(customer.lines.filter(QStringLiteral("22.05")).isEmpty());
    const auto merchant = Printer::print(layoutEscPos(exampleReceipt(Copy::Merchant), {}));
    QCOMPARE(merchant.lines.filter(QStringLiteral("$22.05")).size(), 1);
}

QTEST_GUILESS_MAIN(EscPosTest)
#include "tst_escpos.moc"
