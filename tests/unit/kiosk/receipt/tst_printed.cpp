#include "example_receipts.h"

#include "kiosk/receipt/escpos_layout.h"
#include "kiosk/receipt/raster.h"
#include "kiosk/receipt/text_layout.h"
#include "kiosk/receipt/words.h"
#include "kiosk/virtual_printer/code_tables.h"
#include "kiosk/virtual_printer/virtual_printer.h"

#include <QFile>
#include <QTest>
#include <algorithm>

using namespace tillwright;
using namespace tillwright::kiosk::receipt;
using kiosk::virtual_printer::Behaviour;
using kiosk::virtual_printer::Slip;
using kiosk::virtual_printer::VirtualPrinter;
using testing::exampleMerchant;
using testing::exampleReceiptData;

namespace {

struct Paper {
    Slip slip;
    QStringList problems;
    int drawerPulses = 0;
};

Paper print(const Receipt &receipt, const EscPosOptions &options)
{
    Behaviour behaviour;
    behaviour.columns = options.columns;
    VirtualPrinter printer(behaviour);
    printer.receive(layoutEscPos(receipt, options));
    Paper paper{printer.slips().value(0), printer.problems(), printer.drawerPulses()};
    // Look at them: TILLWRIGHT_SLIPS names a folder.
    if (const QString folder = qEnvironmentVariable("TILLWRIGHT_SLIPS"); !folder.isEmpty())
        pictureOf(paper.slip, printerDots(options.columns))
            .save(QStringLiteral("%1/%2-%3-%4.png")
                      .arg(folder, QString::fromLatin1(QTest::currentTestFunction()),
                           QString::fromUtf8(QTest::currentDataTag()), receipt.language));
    return paper;
}

Receipt receiptIn(const QString &language, Copy copy = Copy::Customer)
{
    auto merchant = exampleMerchant();
    merchant.language = language;
    return paidReceipt(exampleReceiptData(), merchant, copy);
}

Receipt basketIn(const QString &language, Copy copy = Copy::Customer)
{
    auto data = exampleReceiptData();
    data.sale = testing::exampleBasket();
    auto merchant = exampleMerchant();
    merchant.language = language;
    return paidReceipt(data, merchant, copy);
}

Receipt pendingBasketIn(const QString &language)
{
    auto unresolved = testing::exampleUnresolved();
    unresolved.attempt.sale = testing::exampleBasket();
    return pendingSlip(unresolved, exampleMerchant(), testing::FakeClock::startMs, language);
}

/// The picture blocks of a slip, below each other.
QList<QImage> picturesOf(const Slip &slip)
{
    QList<QImage> pictures;
    for (const auto &element : slip.elements) {
        if (const auto *picture = std::get_if<kiosk::virtual_printer::Picture>(&element))
            pictures.append(picture->dots);
    }
    return pictures;
}

/// Columns of dots at the left and right that have no ink.
std::pair<int, int> freeSides(const QImage &picture)
{
    int left = picture.width();
    int right = picture.width();
    for (int y = 0; y < picture.height(); ++y) {
        for (int x = 0; x < picture.width(); ++x) {
            if (picture.pixelIndex(x, y) == 0)
                continue;
            left = std::min(left, x);
            right = std::min(right, picture.width() - 1 - x);
        }
    }
    return {left, right};
}

} // namespace

/// What our bytes look like on paper, by a printer that was written apart from them.
class PrintedTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void everyWidthAndLanguage_data();
    void everyWidthAndLanguage();
    void everyLineIsPrinted_data();
    void everyLineIsPrinted();
    void westernLettersStayText();
    void codePagesAreTheirTables_data();
    void codePagesAreTheirTables();
    void codePageIsChosenPerText();
    void customersLanguage();
    void whatNoCodePageSaysIsDrawn();
    void arabicIsDrawnFromTheRight();
    void realTimeCommandsCannotHideInPictures();
    void drawerWithTheFirstReceiptOnly();
    void withoutCut();
};

void PrintedTest::golden_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("language");
    for (const int columns : {32, 42, 48}) {
        for (const QString &language : receiptLanguages())
            QTest::addRow("%d %s", columns, qPrintable(language)) << columns << language;
    }
}

/// The papers as text, and those of a sale with lines. After a change that is meant, TILLWRIGHT_GOLDEN=write writes the files; look at them.
void PrintedTest::golden()
{
    QFETCH(int, columns);
    QFETCH(QString, language);
    Receipt duplicate = receiptIn(language);
    duplicate.duplicate = true;
    QString text;
    for (const Receipt &receipt :
         {receiptIn(language), duplicate, receiptIn(language, Copy::Merchant),
          pendingSlip(testing::exampleUnresolved(), exampleMerchant(), testing::FakeClock::startMs, language),
          basketIn(language), pendingBasketIn(language)})
        text += layoutText(receipt, columns).join(u'\n') + QStringLiteral("\n\n");
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/tests/unit/kiosk/receipt/golden/%1-%2.txt")
                   .arg(language)
                   .arg(columns));
    if (qEnvironmentVariable("TILLWRIGHT_GOLDEN") == QStringLiteral("write")) {
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(text.toUtf8());
        return;
    }
    QVERIFY2(file.open(QIODevice::ReadOnly), qPrintable(file.fileName()));
    QCOMPARE(text, QString::fromUtf8(file.readAll()));
}

void PrintedTest::everyWidthAndLanguage_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("language");
    QTest::addColumn<int>("copy");
    for (const int columns : {32, 42, 48}) {
        for (const QString &language : receiptLanguages()) {
            for (const auto &[copy, name] :
                 {std::pair(Copy::Customer, "customer"), std::pair(Copy::Merchant, "merchant"),
                  std::pair(Copy::Pending, "pending")})
                QTest::addRow("%d %s %s", columns, qPrintable(language), name)
                    << columns << language << int(copy);
        }
    }
}

void PrintedTest::everyWidthAndLanguage()
{
    QFETCH(int, columns);
    QFETCH(QString, language);
    QFETCH(int, copy);
    const Receipt receipt = Copy(copy) == Copy::Pending
        ? pendingSlip(testing::exampleUnresolved(), exampleMerchant(), testing::FakeClock::startMs, language)
        : receiptIn(language, Copy(copy));
    const Paper paper = print(receipt, {.columns = columns});
    QCOMPARE(paper.problems, QStringList());
    QVERIFY(paper.slip.isCut);
    const QStringList lines = textOf(paper.slip, columns);
    QCOMPARE(lines.filter(QStringLiteral("[QR %1]").arg(receipt.searchText())).size(), 1);
    for (const QString &line : lines)
        QVERIFY2(line.size() <= columns || line.startsWith(u'['), qPrintable(line));
    for (const QImage &picture : picturesOf(paper.slip))
        QCOMPARE(picture.width(), printerDots(columns));
}

void PrintedTest::everyLineIsPrinted_data()
{
    everyWidthAndLanguage_data();
}

void PrintedTest::everyLineIsPrinted()
{
    QFETCH(int, columns);
    QFETCH(QString, language);
    QFETCH(int, copy);
    const Receipt receipt =
        Copy(copy) == Copy::Pending ? pendingBasketIn(language) : basketIn(language, Copy(copy));
    const Paper paper = print(receipt, {.columns = columns});
    QCOMPARE(paper.problems, QStringList());
    for (const QImage &picture : picturesOf(paper.slip))
        QCOMPARE(picture.width(), printerDots(columns));
    const QString text = layoutText(receipt, columns).join(u'\n');
    for (const char *part : {"Bagage en soute", "2 × $45.00", "$90.00", "12 × $12.50", "$150.00", "$250.00",
                             "$0.00", "Open amount", "$260.00", "$750.00"})
        QVERIFY2(text.contains(QString::fromUtf8(part)), part);
    const auto lines = text.split(u'\n');
    for (const QString &line : lines)
        QVERIFY2(line.size() <= columns, qPrintable(line));
}

void PrintedTest::westernLettersStayText()
{
    for (const char *language : {"en", "fr", "es"}) {
        const Paper paper = print(receiptIn(QLatin1String(language)), {.columns = 42});
        QVERIFY2(picturesOf(paper.slip).isEmpty(), language);
    }
    const QStringList french = textOf(print(receiptIn(QStringLiteral("fr")), {.columns = 42}).slip, 42);
    QVERIFY2(french.contains(QStringLiteral("Référence                          EZ12345")),
             qPrintable(french.join(u'\n')));
    QVERIFY(french.contains(QStringLiteral("            ECHEZONA* AIRPEACE")));
}

void PrintedTest::codePagesAreTheirTables_data()
{
    QTest::addColumn<int>("page");
    QTest::newRow("437") << int(CodePage::Cp437);
    QTest::newRow("858") << int(CodePage::Cp858);
    QTest::newRow("1252") << int(CodePage::Cp1252);
}

/// Ours against those of the virtual printer, which were written apart.
void PrintedTest::codePagesAreTheirTables()
{
    QFETCH(int, page);
    int known = 0;
    for (int byte = 0x80; byte <= 0xff; ++byte) {
        const QChar letter = kiosk::virtual_printer::decode(static_cast<unsigned char>(byte), page);
        if (letter == QChar(QChar::ReplacementCharacter))
            continue;
        ++known;
        // Greek and Ohm, micro and mu are one letter each to people, and to Unicode's composition.
        const QString text = QString(letter).normalized(QString::NormalizationForm_C);
        QVERIFY2(isEncodable(letter, CodePage(page)), qPrintable(QString::number(byte)));
        const QByteArray bytes = encodeForPrinter(text, CodePage(page));
        QCOMPARE(bytes.size(), 1);
        QCOMPARE(int(uchar(bytes[0])), byte);
    }
    QVERIFY(known >= 123);
}

void PrintedTest::customersLanguage()
{
    auto merchant = exampleMerchant();
    merchant.language = QStringLiteral("fr");
    const auto titleOf = [](const Receipt &receipt) { return receipt.items[0].text.section(u' ', 0, 0); };
    QCOMPARE(titleOf(paidReceipt(exampleReceiptData(), merchant, Copy::Customer)),
             QStringLiteral("Commande"));
    QCOMPARE(titleOf(paidReceipt(exampleReceiptData(), merchant, Copy::Customer, QStringLiteral("es"))),
             QStringLiteral("Pedido"));
    // The one that the sale was made in, whenever and however often it is printed.
    auto inSpanish = exampleReceiptData();
    inSpanish.sale.meta["receipt_language"] = "es";
    QCOMPARE(titleOf(paidReceipt(inSpanish, merchant, Copy::Customer)), QStringLiteral("Pedido"));
    QCOMPARE(titleOf(paidReceipt(inSpanish, merchant, Copy::Merchant)), QStringLiteral("Commande"));
    auto unresolved = testing::exampleUnresolved();
    unresolved.attempt.sale.meta["receipt_language"] = "es";
    QCOMPARE(titleOf(pendingSlip(unresolved, merchant, testing::FakeClock::startMs)),
             QStringLiteral("Pedido"));
    // A partner may mean something else by the word.
    inSpanish.sale.meta["receipt_language"] = "tlh";
    QCOMPARE(titleOf(paidReceipt(inSpanish, merchant, Copy::Customer)), QStringLiteral("Commande"));
    // The shop reads its own copy.
    QCOMPARE(titleOf(paidReceipt(exampleReceiptData(), merchant, Copy::Merchant, QStringLiteral("es"))),
             QStringLiteral("Commande"));
    // A language that nobody has written is answered in English.
    QCOMPARE(titleOf(paidReceipt(exampleReceiptData(), merchant, Copy::Customer, QStringLiteral("tlh"))),
             QStringLiteral("Order"));
}

void PrintedTest::codePageIsChosenPerText()
{
    Receipt receipt = receiptIn(QStringLiteral("en"));
    receipt.items = {{QStringLiteral("Crème brûlée €5"), receipt.total},   // 858
                     {QStringLiteral("Šunka a žampióny"), receipt.total}}; // 1252 only
    const Paper paper = print(receipt, {.columns = 42});
    QCOMPARE(paper.problems, QStringList());
    QVERIFY(picturesOf(paper.slip).isEmpty());
    const QStringList lines = textOf(paper.slip, 42);
    QCOMPARE(lines.filter(QStringLiteral("Crème brûlée €5")).size(), 1);
    QCOMPARE(lines.filter(QStringLiteral("Šunka a žampióny")).size(), 1);
    // A printer that has the oldest page only gets a drawing instead of wrong letters.
    const Paper old = print(receipt, {.columns = 42, .codePages = {CodePage::Cp437}});
    QCOMPARE(old.problems, QStringList());
    QVERIFY(picturesOf(old.slip).size() >= 2);
    QVERIFY(textOf(old.slip, 42).filter(QStringLiteral("?")).isEmpty());
}

void PrintedTest::whatNoCodePageSaysIsDrawn()
{
    Receipt receipt = receiptIn(QStringLiteral("en"));
    receipt.items = {{QStringLiteral("Příliš žluťoučký kůň"), receipt.total},
                     {QStringLiteral("قهوة عربية"), receipt.total}};
    const Paper paper = print(receipt, {.columns = 42});
    QCOMPARE(paper.problems, QStringList());
    const auto pictures = picturesOf(paper.slip);
    QCOMPARE(pictures.size(), 2);
    for (const QImage &picture : pictures) {
        // From the left edge to the right one, as the rows in letters beside them.
        const auto [left, right] = freeSides(picture);
        QVERIFY2(left < 4 && right < 4, qPrintable(QStringLiteral("%1 %2").arg(left).arg(right)));
    }
    QVERIFY(textOf(paper.slip, 42).contains(QStringLiteral("Reference                          EZ12345")));
}

void PrintedTest::arabicIsDrawnFromTheRight()
{
    Receipt receipt = pendingSlip(testing::exampleUnresolved(), exampleMerchant(),
                                  testing::FakeClock::startMs, QStringLiteral("ar-EG"));
    const Paper paper = print(receipt, {.columns = 42});
    // Nothing but rules is left in the printer's own letters.
    for (const QString &line : textOf(paper.slip, 42))
        QVERIFY2(line.isEmpty() || line.startsWith(u'[') || line.startsWith(u'-'), qPrintable(line));
    // The advice takes several lines, which all begin at the right edge and end somewhere.
    const auto pictures = picturesOf(paper.slip);
    const auto advice =
        std::max_element(pictures.begin(), pictures.end(),
                         [](const QImage &a, const QImage &b) { return a.height() < b.height(); });
    QVERIFY(advice != pictures.end() && advice->height() > 60);
    const int lastLineTop = advice->height() / 2;
    const auto [left, right] = freeSides(advice->copy(0, lastLineTop, advice->width(), advice->height()));
    QVERIFY2(right < 4, qPrintable(QString::number(right)));
    Q_UNUSED(left)
}

void PrintedTest::realTimeCommandsCannotHideInPictures()
{
    // Dots that are DLE EOT, DLE ENQ and, across the end of a row, DLE DC4.
    QImage picture(16, 4, QImage::Format_Mono);
    picture.setColorTable({qRgb(255, 255, 255), qRgb(0, 0, 0)});
    const uchar rows[4][2] = {{0x10, 0x04}, {0x10, 0x05}, {0x00, 0x10}, {0x14, 0x00}};
    for (int y = 0; y < 4; ++y)
        std::copy_n(rows[y], 2, picture.scanLine(y));
    const QByteArray bytes = rasterCommands(picture);
    for (const char *obeyed : {"\x10\x04", "\x10\x05", "\x10\x14"})
        QVERIFY(!bytes.contains(obeyed));
    VirtualPrinter printer;
    printer.receive(bytes);
    QCOMPARE(printer.problems(), QStringList());
    // What is left is the picture, with a dot more in each of three places.
    const auto pictures = picturesOf(printer.hanging());
    QCOMPARE(pictures.size(), 1);
    int changed = 0;
    for (int y = 0; y < 4; ++y) {
        for (int x = 0; x < 16; ++x) {
            changed += pictures[0].pixelIndex(x, y) != picture.pixelIndex(x, y);
            QVERIFY(pictures[0].pixelIndex(x, y) >= picture.pixelIndex(x, y));
        }
    }
    QCOMPARE(changed, 3);
}

void PrintedTest::drawerWithTheFirstReceiptOnly()
{
    const EscPosOptions options{.drawer = true};
    QCOMPARE(print(receiptIn(QStringLiteral("en")), options).drawerPulses, 1);
    QCOMPARE(print(receiptIn(QStringLiteral("en")), {}).drawerPulses, 0);
    QCOMPARE(print(receiptIn(QStringLiteral("en"), Copy::Merchant), options).drawerPulses, 0);
    QCOMPARE(print(testing::examplePendingSlip(), options).drawerPulses, 0);
    Receipt duplicate = receiptIn(QStringLiteral("en"));
    duplicate.duplicate = true;
    QCOMPARE(print(duplicate, options).drawerPulses, 0);
}

void PrintedTest::withoutCut()
{
    VirtualPrinter printer;
    printer.receive(layoutEscPos(receiptIn(QStringLiteral("en")), {.cut = false}));
    QVERIFY(printer.slips().isEmpty());
    QVERIFY(!printer.hanging().isEmpty());
    QCOMPARE(printer.problems(), QStringList());
}

QTEST_MAIN(PrintedTest)
#include "tst_printed.moc"
