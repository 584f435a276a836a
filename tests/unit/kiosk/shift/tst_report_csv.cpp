#include "sales_examples.h"

using namespace tillwright;
using namespace tillwright::testing;

class ReportCsvTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasItsColumns();
    void cellsAreQuotedAndNoFormulas();
};

namespace {

kiosk::shift::Report report()
{
    using checkout::Phase;
    using Status = domain::PaymentStatus::Kind;
    const auto a = journalSale("a", Phase::Paid, "12.00");
    const auto b = journalSale("b", Phase::NotPaid);
    const auto c = journalSale("c", Phase::Unresolved, "99.00", "zoe");
    auto made = kiosk::shift::figuresOf({{shiftFromMs, shiftToMs},
                                         {a, b, c},
                                         {{orderOf(a, Status::Paid, 65), orderOf(b, Status::Failed)}},
                                         {}});
    made.zNumber = 12;
    made.period = {shiftFromMs, shiftToMs};
    made.registerName = "register-1";
    return made;
}

} // namespace

void ReportCsvTest::hasItsColumns()
{
    const auto lines =
        QString::fromStdString(kiosk::shift::reportCsv(report())).split(QStringLiteral("\r\n"));
    QCOMPARE(
        lines.first(),
        QStringLiteral("section,currency,name,count,gross_minor,fees_minor,net_minor,fees_missing,reference,"
                       "clive_tx_id,operator,time,detail"));
    for (const auto &line :
         {"report,,number,,,,,,,,,,12", "report,,to,,,,,,,,,,2026-11-24T17:00:00Z",
          "report,,compared,,,,,,,,,,yes", "paid,USD,,1,1200,65,1135,0,,,,,",
          "operator,USD,,1,1200,65,1135,0,,,ada,,", "not_paid,USD,declined,1,,,,,,,,,",
          "unresolved,USD,,,9900,,,,REF-c,clv-c,zoe,2026-11-24T09:00:01Z,unresolved",
          "difference,,only_in_journal,,,,,,REF-c,clv-c,,,backend: ; journal: unresolved USD 99.00"})
        QVERIFY2(lines.contains(QLatin1String(line)), line);
    for (const auto &line : lines)
        QVERIFY2(line.isEmpty() || line.count(QLatin1Char(',')) == 12, qPrintable(line));
}

void ReportCsvTest::cellsAreQuotedAndNoFormulas()
{
    auto made = report();
    made.note = "till 2, \"new\"";
    made.registerName = "=HYPERLINK(1)";
    const auto csv = kiosk::shift::reportCsv(made);
    QVERIFY(csv.find("report,,note,,,,,,,,,,\"till 2, \"\"new\"\"\"\r\n") != std::string::npos);
    QVERIFY(csv.find("report,,register,,,,,,,,,,'=HYPERLINK(1)\r\n") != std::string::npos);
}

QTEST_GUILESS_MAIN(ReportCsvTest)
#include "tst_report_csv.moc"
