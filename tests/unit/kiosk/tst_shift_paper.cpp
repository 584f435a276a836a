#include "shift/sales_examples.h"

#include "kiosk/receipt/escpos_layout.h"
#include "kiosk/receipt/paint_layout.h"
#include "kiosk/receipt/text_layout.h"
#include "kiosk/shift_paper.h"

#include <QBuffer>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::ReportPaper;
using kiosk::shift::Report;
using Status = domain::PaymentStatus::Kind;

namespace {

/// With something in every section.
Report fullReport()
{
    const auto a = journalSale("a", Phase::Paid, "120.00");
    const auto b = journalSale("b", Phase::Paid, "99999.99", "zoe");
    const auto c = journalSale("c", Phase::NotPaid);
    const auto d = journalSale("d", Phase::Unresolved, "45.50");
    const auto e = journalSale("e", Phase::Paid, "80.00", "", "EUR");
    const auto old = journalSale("old", Phase::Unresolved, "7.00", "ada", "USD", shiftFromMs - 90'000'000);
    auto settled = old;
    settled.phase = Phase::Paid;
    const auto carried =
        kiosk::shift::figuresOf({{shiftFromMs - 99'000'000, shiftFromMs}, {old}, std::nullopt, {}})
            .unresolved;
    Report report = kiosk::shift::figuresOf(
        {{shiftFromMs, shiftToMs},
         {a, b, c, d, e, settled},
         {{orderOf(a, Status::Paid, 380), orderOf(b, Status::Paid), orderOf(c, Status::Failed),
           orderOf(d, Status::Processing), orderOf(settled, Status::Paid, 50)}},
         carried});
    report.zNumber = 12;
    report.shift = 12;
    report.registerName = "register-1";
    report.period = {shiftFromMs, shiftToMs};
    report.openedAtMs = shiftFromMs;
    report.openedBy = "ada";
    report.closedBy = "zoe";
    report.note = "float 200.00, counted twice";
    report.auditNumber = 128;
    report.auditHash = std::string(64, 'f');
    return report;
}

ReportPaper paper(bool isDuplicate = false)
{
    ReportPaper paper;
    paper.merchant.name = QStringLiteral("Echezona Travel");
    paper.merchant.addressLines = {QStringLiteral("Terminal 2, Departures")};
    paper.nameOf = [](const std::string &id) { return QString::fromStdString(id == "ada" ? "Ada Obi" : id); };
    paper.isDuplicate = isDuplicate;
    paper.merchant.timeZone = QTimeZone::utc();
    return paper;
}

} // namespace

/// What a report says on paper, in every width.
class ShiftPaperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysEverySection();
    void fitsEveryWidth_data();
    void fitsEveryWidth();
    void aDuplicateSaysSo();
    void whatWasNotComparedSaysSo();
    void aLaterComparisonIsAdded();
    void anEmptyShiftSaysSo();
    void isAPdf();
};

void ShiftPaperTest::saysEverySection()
{
    const auto lines = layoutText(blocksOf(fullReport(), paper()), 42);
    const QString text = lines.join(u'\n');
    for (const char *words : {"*** Z REPORT 12 ***",
                              "Register                        register-1",
                              "From                     24 Nov 2026 09:00",
                              "To                       24 Nov 2026 17:00",
                              "Opened by                          Ada Obi",
                              "float 200.00, counted twice",
                              "Paid sales                               2",
                              "GROSS USD                      $100,119.99",
                              "Fees not told yet, sales                 1",
                              "Ada Obi (1)                        $120.00",
                              "zoe (1)                         $99,999.99",
                              "declined                                 1",
                              "Sales (1)                            $7.00",
                              "Unresolved: still being checked, in no",
                              "REF-d                               $45.50",
                              "clv-d",
                              "From earlier shifts, resolved since",
                              "REF-old                              $7.00",
                              "Differences between backend and journal",
                              "REF-e                  Only in the journal",
                              "Journal                     paid EUR 80.00",
                              "Audit line                             128",
                              "Audit hash                ffffffffffffffff"})
        QVERIFY2(text.contains(QLatin1String(words)), qPrintable(QLatin1String(words) + u'\n' + text));
}

void ShiftPaperTest::fitsEveryWidth_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {32, 42, 48})
        QTest::addRow("%d", columns) << columns;
}

void ShiftPaperTest::fitsEveryWidth()
{
    QFETCH(int, columns);
    const auto blocks = blocksOf(fullReport(), paper(true));
    const auto lines = layoutText(blocks, columns);
    for (const QString &line : lines)
        QVERIFY2(line.size() <= columns, qPrintable(line));
    kiosk::receipt::EscPosOptions options;
    options.columns = columns;
    options.drawer = true;
    const QByteArray bytes = layoutEscPos(blocks, options);
    QVERIFY(bytes.contains("Z REPORT 12") && bytes.contains("DUPLICATE"));
    // A report opens no drawer.
    QVERIFY(!bytes.contains(QByteArray("\x1bp", 2)));
}

void ShiftPaperTest::aDuplicateSaysSo()
{
    QVERIFY(
        !layoutText(blocksOf(fullReport(), paper()), 42).join(u'\n').contains(QStringLiteral("DUPLICATE")));
    QCOMPARE(
        layoutText(blocksOf(fullReport(), paper(true)), 42).join(u'\n').count(QStringLiteral("DUPLICATE")),
        2);
}

void ShiftPaperTest::whatWasNotComparedSaysSo()
{
    auto report = fullReport();
    report.isCompared = false;
    QVERIFY(layoutText(blocksOf(report, paper()), 42)
                .contains(QStringLiteral("           *** NOT COMPARED ***")));
}

void ShiftPaperTest::aLaterComparisonIsAdded()
{
    auto report = fullReport();
    report.isCompared = false;
    auto with = paper(true);
    with.comparison = kiosk::shift::Comparison{shiftToMs + 60'000, fullReport()};
    const QString text = layoutText(blocksOf(report, with), 48).join(u'\n');
    QVERIFY2(text.contains(QStringLiteral("Compared on 24 Nov 2026 17:01. Differences: 1")),
             qPrintable(text));
    QVERIFY2(text.contains(QStringLiteral("Gross USD by the backend             $100,119.99")),
             qPrintable(text));
}

void ShiftPaperTest::anEmptyShiftSaysSo()
{
    Report report;
    report.isCompared = true;
    const QString text = layoutText(blocksOf(report, paper()), 42).join(u'\n');
    QVERIFY(text.contains(QStringLiteral("X REPORT")) && text.contains(QStringLiteral("Nothing was sold.")));
    QVERIFY(!text.contains(QStringLiteral("Audit")));
}

void ShiftPaperTest::isAPdf()
{
    QBuffer pdf;
    QVERIFY(pdf.open(QIODevice::WriteOnly));
    QVERIFY(writePdf(blocksOf(fullReport(), paper()), QStringLiteral("Z report 12"), pdf));
    QVERIFY(pdf.data().startsWith("%PDF-1.6"));
    const auto picture = kiosk::receipt::paintBlocks(blocksOf(fullReport(), paper()), 400);
    QCOMPARE(picture.width(), 400);
    const QString directory = qEnvironmentVariable("TILLWRIGHT_SCREENSHOT_DIR");
    if (!directory.isEmpty())
        QVERIFY(kiosk::receipt::paintBlocks(blocksOf(fullReport(), paper(true)), 560)
                    .save(directory + QStringLiteral("/z-paper.png")));
}

QTEST_MAIN(ShiftPaperTest)
#include "tst_shift_paper.moc"
