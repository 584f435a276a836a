#include "../../../support/sqlite_faults.h"
#include "staff_fixture.h"

#include "kiosk/staff/shift_store.h"

using namespace tillwright;
using kiosk::shift::Difference;
using kiosk::shift::Report;
using kiosk::shift::StaffError;
using kiosk::staff::ShiftStore;
using testing::StaffFolder;

namespace {

Report exampleReport(std::int64_t shift, std::int64_t toMs)
{
    Report report;
    report.registerName = "register-1";
    report.shift = shift;
    report.period = {testing::FakeClock::startMs, toMs};
    report.openedBy = "ada";
    report.closedBy = "zoe";
    report.note = "\"quoted\", 日本";
    report.isCompared = true;
    kiosk::shift::CurrencyFigures usd;
    // Beyond what a double keeps.
    usd.paid = {3, 9'007'199'254'740'993, 185, 1};
    usd.byOperator = {{"ada", usd.paid}};
    usd.notPaid = {{"declined", 2}};
    usd.earlierPaid = {1, 700, 7, 0};
    report.currencies = {usd};
    report.unresolved = {{"attempt", "REF", "clv", "ada", {1'234, domain::Currency::usd()}, 5, "processing"}};
    report.earlier = {{"attempt-2", "REF-2", "clv-2", "ada", {700, domain::Currency::usd()}, 6, "paid"}};
    report.differences = {
        {Difference::Kind::OtherAmount, "REF-3", "clv-3", "paid USD 1.00", "paid USD 1.01"}};
    return report;
}

} // namespace

/// Shifts and Z reports on the disk: no gap, no change, nothing lost between two shifts.
class ShiftsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aShiftOpensOnce();
    void theNextOneBeginsWhereTheLastEnded();
    void aZReportStaysAsItWas();
    void closingIsOneTransaction();
    void numbersHaveNoGapsWhateverFails();
    void aCrashWhileClosingLeavesNoGap();
    void whatWasNotComparedIsComparedLater();
    void thePastCannotBeChanged_data();
    void thePastCannotBeChanged();

private:
    /// Opens a shift and closes it.
    static kiosk::shift::StaffResult<Report> closeOne(StaffFolder &folder)
    {
        ShiftStore shifts(folder.store->connection(), folder.clock);
        if (!shifts.current().value())
            static_cast<void>(shifts.openShift("ada", {}));
        folder.clock.advance(1'000);
        const auto open = shifts.current().value();
        return shifts.closeShift(exampleReport(open ? open->id : 0, folder.clock.nowMs()));
    }
};

void ShiftsTest::aShiftOpensOnce()
{
    StaffFolder folder;
    ShiftStore shifts(folder.store->connection(), folder.clock);
    QVERIFY(!shifts.current().value());
    const auto opened = shifts.openShift("ada", "float 200.00");
    QVERIFY(opened);
    QCOMPARE(opened->coversFromMs, folder.clock.nowMs());
    QCOMPARE(shifts.openShift("zoe", {}).error().kind, StaffError::Kind::Exists);
    QCOMPARE(shifts.current().value(), *opened);
    const auto line = folder.store->auditLines(1)->front().entry;
    QCOMPARE(line, (kiosk::shift::AuditEntry{"shift_opened", "shift 1", "float 200.00", "ada", {}}));
}

void ShiftsTest::theNextOneBeginsWhereTheLastEnded()
{
    StaffFolder folder;
    const auto first = closeOne(folder).value();
    folder.clock.advance(60'000);
    ShiftStore shifts(folder.store->connection(), folder.clock);
    const auto second = shifts.openShift("ada", {}).value();
    QCOMPARE(second.id, std::int64_t(2));
    QCOMPARE(second.coversFromMs, first.period.toMs);
    QCOMPARE(second.openedAtMs, folder.clock.nowMs());
}

void ShiftsTest::aZReportStaysAsItWas()
{
    StaffFolder folder;
    const auto headBefore = folder.store->verifyAudit().value();
    const auto closed = closeOne(folder).value();
    QCOMPARE(closed.zNumber, std::int64_t(1));
    QCOMPARE(closed.auditNumber, headBefore.number + 1); // the line of the opening
    QCOMPARE(closed.auditHash.size(), std::size_t(64));
    folder.open();
    ShiftStore shifts(folder.store->connection(), folder.clock);
    QCOMPARE(shifts.zReport(1).value(), closed);
    QCOMPARE(shifts.zReports()->size(), std::size_t(1));
    QVERIFY(shifts.zReports()->front().isCompared);
    QCOMPARE(shifts.zReport(2).error().kind, StaffError::Kind::NotFound);
    QCOMPARE(folder.acts().back(), std::string("shift_closed"));
    // Past the triggers: seen all the same.
    folder.runRaw(QStringLiteral("DROP TRIGGER z_reports_are_not_changed"));
    QCOMPARE(folder.runRaw(QStringLiteral("UPDATE z_reports SET document = replace(document, 'zoe', 'ada')")),
             QString());
    QVERIFY(shifts.zReport(1).error().cause.find("not as it was written") != std::string::npos);
}

void ShiftsTest::closingIsOneTransaction()
{
    StaffFolder folder;
    QVERIFY(closeOne(folder));
    ShiftStore shifts(folder.store->connection(), folder.clock);
    QVERIFY(shifts.openShift("ada", {}));
    const auto linesBefore = folder.acts().size();
    folder.runRaw(
        QStringLiteral("CREATE TRIGGER full BEFORE INSERT ON audit BEGIN SELECT RAISE(ABORT, 'full'); END"));
    QVERIFY(!closeOne(folder));
    folder.runRaw(QStringLiteral("DROP TRIGGER full"));
    QVERIFY(shifts.current().value());
    QCOMPARE(shifts.zReports()->size(), std::size_t(1));
    QCOMPARE(folder.acts().size(), linesBefore);
    QCOMPARE(closeOne(folder)->zNumber, std::int64_t(2));
    // A shift that is not open closes nothing.
    QCOMPARE(shifts.closeShift(exampleReport(2, 0)).error().kind, StaffError::Kind::NotFound);
}

void ShiftsTest::numbersHaveNoGapsWhateverFails()
{
    testing::SqliteFaults faults;
    StaffFolder folder;
    std::int64_t expected = 0;
    int failures = 0;
    // The disk fills up at another write each time.
    for (int goodWrites = 0; goodWrites < 30; ++goodWrites) {
        ShiftStore shifts(folder.store->connection(), folder.clock);
        if (!shifts.current().value())
            QVERIFY(shifts.openShift("ada", {}));
        faults.failWrites(SQLITE_FULL, goodWrites);
        const auto failed = closeOne(folder);
        faults.heal();
        failures += failed ? 0 : 1;
        expected += failed ? 1 : 0;
        folder.open();
        const auto closed = closeOne(folder);
        QVERIFY(closed);
        QCOMPARE(closed->zNumber, ++expected);
    }
    QVERIFY(failures > 3);
    ShiftStore shifts(folder.store->connection(), folder.clock);
    const auto reports = shifts.zReports().value();
    for (std::size_t i = 0; i < reports.size(); ++i)
        QCOMPARE(reports[i].number, std::int64_t(reports.size() - i));
    QVERIFY(folder.store->verifyAudit());
}

void ShiftsTest::aCrashWhileClosingLeavesNoGap()
{
    StaffFolder folder;
    QVERIFY(closeOne(folder));
    {
        // Another program that dies in the middle: its transaction is begun, the number is taken, and it is gone.
        auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("dying"));
        database.setDatabaseName(folder.file());
        QVERIFY(database.open());
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral("BEGIN IMMEDIATE")));
        QVERIFY(query.exec(QStringLiteral("UPDATE z_counter SET last_number = last_number + 1")));
        query.clear();
        database.close();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("dying"));
    QCOMPARE(closeOne(folder)->zNumber, std::int64_t(2));
}

void ShiftsTest::whatWasNotComparedIsComparedLater()
{
    StaffFolder folder;
    ShiftStore shifts(folder.store->connection(), folder.clock);
    const auto shift = shifts.openShift("ada", {}).value();
    auto report = exampleReport(shift.id, folder.clock.nowMs() + 1);
    report.isCompared = false;
    QVERIFY(shifts.closeShift(report));
    QVERIFY(!shifts.zReports()->front().isCompared);
    QVERIFY(!shifts.comparison(1).value());
    folder.clock.advance(5'000);
    report.isCompared = true;
    QVERIFY(shifts.keepComparison(1, report));
    QVERIFY(shifts.zReports()->front().isCompared);
    QCOMPARE(shifts.comparison(1).value()->atMs, folder.clock.nowMs());
    QCOMPARE(shifts.comparison(1).value()->report, report);
    // The Z itself stays as it was printed, and is compared once.
    QVERIFY(!shifts.zReport(1)->isCompared);
    QVERIFY(!shifts.keepComparison(1, report));
}

void ShiftsTest::thePastCannotBeChanged_data()
{
    QTest::addColumn<QString>("statement");
    QTest::newRow("update") << QStringLiteral("UPDATE z_reports SET document = '{}'");
    QTest::newRow("delete") << QStringLiteral("DELETE FROM z_reports");
    QTest::newRow("gap") << QStringLiteral("INSERT INTO z_reports SELECT 3, 9, 0, 0, '', ''");
    QTest::newRow("replace") << QStringLiteral(
        "INSERT OR REPLACE INTO z_reports SELECT number, shift, 0, 0, '', '' FROM z_reports");
}

void ShiftsTest::thePastCannotBeChanged()
{
    QFETCH(QString, statement);
    StaffFolder folder;
    QVERIFY(closeOne(folder));
    QVERIFY2(folder.runRaw(statement).contains(QStringLiteral("Z report")),
             qPrintable(folder.runRaw(statement)));
}

QTEST_GUILESS_MAIN(ShiftsTest)
#include "tst_shifts.moc"
