#include "example_receipts.h"

#include "kiosk/qr_code/qr_code.h"
#include "kiosk/receipt/paint_layout.h"
#include "version/version.h"

#include <QBuffer>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryFile>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::receipt;
using namespace tillwright::kiosk::qr_code;
using testing::examplePendingSlip;
using testing::exampleReceipt;

class PdfTest : public QObject
{
    Q_OBJECT

private:
    static QByteArray pdfOf(const Receipt &receipt);
    /// By poppler's tools (Debian package poppler-utils), as a customer's program reads it.
    static QString run(const QString &tool, const QStringList &options, const QByteArray &pdf);

private Q_SLOTS:
    void initTestCase();
    void hasTheText();
    void marksSurviveCopying();
    void isOnePageOfTheRollsWidth();
    void feesOnTheMerchantCopyOnly();
    void duplicateAndPending();
    void pictureIsAsWideAsAskedFor_data();
    void pictureIsAsWideAsAskedFor();
    void longIdsMakeItLonger();
    void qrCodeStructure();
    void pictureHoldsTheQrCode();
};

void PdfTest::initTestCase()
{
    QVERIFY2(!run(QStringLiteral("pdftotext"), {QStringLiteral("-v")}, {}).isNull(),
             "pdftotext is missing: install poppler-utils");
}

QByteArray PdfTest::pdfOf(const Receipt &receipt)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    const auto written = writePdf(receipt, buffer);
    return written ? buffer.data() : QByteArray();
}

QString PdfTest::run(const QString &tool, const QStringList &options, const QByteArray &pdf)
{
    QTemporaryFile file;
    if (!file.open() || file.write(pdf) != pdf.size() || !file.flush())
        return {};
    QProcess process;
    QStringList arguments = options;
    arguments.append(file.fileName());
    if (tool == QStringLiteral("pdftotext"))
        arguments.append(QStringLiteral("-"));
    process.start(tool, arguments);
    if (!process.waitForFinished())
        return {};
    const QByteArray output = process.readAllStandardOutput();
    return output.isNull() ? QStringLiteral("") : QString::fromUtf8(output);
}

void PdfTest::hasTheText()
{
    const QString text =
        run(QStringLiteral("pdftotext"), {QStringLiteral("-layout")}, pdfOf(exampleReceipt()));
    for (const char *expected : {"Echezona Travel", "Terminal 2, Departures", "EZ12345", "clv_tx_1", "17",
                                 "24 Nov 2026 09:00 UTC", "register-1", "Total USD", "$750.00",
                                 "It appears on your statement as", "ECHEZONA* AIRPEACE", "Thank you"})
        QVERIFY2(text.contains(QLatin1String(expected)), qPrintable(QLatin1String(expected) + u'\n' + text));
    static const QRegularExpression receiptRow(QStringLiteral("Receipt\\s+17\n"));
    QVERIFY2(text.contains(receiptRow), qPrintable(text));
}

/// Fonts swap marks between digits and capitals for other glyphs; what is copied must still find the payment.
void PdfTest::marksSurviveCopying()
{
    Receipt receipt = exampleReceipt();
    receipt.reference = QStringLiteral("TW-20261124-4F7K2QXZ/A_1.2-B");
    receipt.cliveTxId = QStringLiteral("CLV-2X3-(A)@1:2");
    const QString text = run(QStringLiteral("pdftotext"), {QStringLiteral("-layout")}, pdfOf(receipt));
    QVERIFY2(text.contains(receipt.reference), qPrintable(text));
    QVERIFY2(text.contains(receipt.cliveTxId), qPrintable(text));
}

void PdfTest::isOnePageOfTheRollsWidth()
{
    const QString info = run(QStringLiteral("pdfinfo"), {}, pdfOf(exampleReceipt()));
    QVERIFY2(info.contains(QRegularExpression(QStringLiteral("Pages:\\s+1\n"))), qPrintable(info));
    QVERIFY(info.contains(QStringLiteral("Receipt 17")));
    QVERIFY2(info.contains(QStringLiteral("Tillwright ") + QString::fromStdString(version::text())),
             qPrintable(info));
    const auto size = QRegularExpression(QStringLiteral("Page size:\\s+([0-9.]+) x ([0-9.]+)")).match(info);
    QVERIFY2(size.hasMatch(), qPrintable(info));
    const double pointsPerMm = 72 / 25.4;
    QVERIFY(qAbs(size.captured(1).toDouble() - 80 * pointsPerMm) < 1.0);
    const double heightMm = size.captured(2).toDouble() / pointsPerMm;
    QVERIFY2(heightMm > 80 && heightMm < 200, qPrintable(info));
}

void PdfTest::feesOnTheMerchantCopyOnly()
{
    const QString customer = run(QStringLiteral("pdftotext"), {}, pdfOf(exampleReceipt()));
    QVERIFY(!customer.contains(QStringLiteral("22.05")) && !customer.contains(QStringLiteral("fees")));
    const QString merchant = run(QStringLiteral("pdftotext"), {}, pdfOf(exampleReceipt(Copy::Merchant)));
    QVERIFY(merchant.contains(QStringLiteral("$22.05"))
            && merchant.contains(QStringLiteral("MERCHANT COPY")));
}

void PdfTest::duplicateAndPending()
{
    Receipt receipt = exampleReceipt();
    receipt.duplicate = true;
    QCOMPARE(run(QStringLiteral("pdftotext"), {}, pdfOf(receipt)).count(QStringLiteral("DUPLICATE")), 2);
    const QString slip = run(QStringLiteral("pdftotext"), {}, pdfOf(examplePendingSlip()));
    QCOMPARE(slip.count(QStringLiteral("NOT PAID")), 2);
    QVERIFY(!slip.contains(QStringLiteral("Paid by card")));
    QVERIFY(run(QStringLiteral("pdfinfo"), {}, pdfOf(examplePendingSlip()))
                .contains(QStringLiteral("Payment slip EZ12345")));
}

void PdfTest::pictureIsAsWideAsAskedFor_data()
{
    QTest::addColumn<int>("asked");
    QTest::addColumn<int>("width");
    QTest::newRow("screen") << 380 << 380;
    QTest::newRow("dense screen") << 760 << 760;
    QTest::newRow("too narrow") << 0 << 80;
    QTest::newRow("too wide") << 100'000 << 4000;
}

void PdfTest::pictureIsAsWideAsAskedFor()
{
    QFETCH(int, asked);
    QFETCH(int, width);
    const QImage picture = paintReceipt(exampleReceipt(), asked);
    QCOMPARE(picture.width(), width);
    QVERIFY(picture.height() > picture.width());
    QCOMPARE(picture.pixelColor(0, 0), QColor(Qt::white));
    QCOMPARE(picture.pixelColor(picture.width() - 1, picture.height() - 1), QColor(Qt::white));
}

void PdfTest::longIdsMakeItLonger()
{
    Receipt receipt = exampleReceipt();
    const int before = paintReceipt(receipt, 400).height();
    receipt.cliveTxId = QString(120, u'c');
    const QImage longer = paintReceipt(receipt, 400);
    QVERIFY(longer.height() > before);
    // Nothing runs over the edge of the paper.
    for (int y = 0; y < longer.height(); ++y)
        QCOMPARE(longer.pixelColor(longer.width() - 10, y), QColor(Qt::white));
}

void PdfTest::qrCodeStructure()
{
    const QrCode code = makeQrCode(QStringLiteral("TW1 17 EZ12345 clv_tx_1"));
    QVERIFY(code.size >= 21 && (code.size - 21) % 4 == 0);
    // The three finder patterns, and none in the fourth corner.
    for (const auto &[x, y] : {std::pair(0, 0), std::pair(code.size - 7, 0), std::pair(0, code.size - 7)}) {
        for (int i = 0; i < 7; ++i)
            QVERIFY(code.isDark(x + i, y) && code.isDark(x, y + i) && code.isDark(x + i, y + 6));
        QVERIFY(!code.isDark(x + 1, y + 1) && code.isDark(x + 3, y + 3));
    }
    QCOMPARE(makeQrCode(QString(5000, u'x')).size, 0);
}

void PdfTest::pictureHoldsTheQrCode()
{
    const QImage picture = paintReceipt(exampleReceipt(), 800);
    const QrCode code = makeQrCode(exampleReceipt().searchText());
    // The code stands in the middle; its first row begins with seven dark squares after white.
    int top = -1;
    int left = -1;
    const int expectedSquare = qRound(230.0 / code.size);
    const int expectedLeft = 400 - expectedSquare * code.size / 2;
    for (int y = 0; y < picture.height() && top < 0; ++y) {
        int run = 0;
        while (picture.pixelColor(expectedLeft + run, y) == QColor(Qt::black))
            ++run;
        if (run == 7 * expectedSquare) {
            top = y;
            left = expectedLeft;
        }
    }
    QVERIFY(top > 0);
    for (int y = 0; y < code.size; ++y) {
        for (int x = 0; x < code.size; ++x) {
            const QPoint centre(left + x * expectedSquare + expectedSquare / 2,
                                top + y * expectedSquare + expectedSquare / 2);
            QCOMPARE(picture.pixelColor(centre) == QColor(Qt::black), code.isDark(x, y));
        }
    }
}

QTEST_MAIN(PdfTest)
#include "tst_pdf.moc"
