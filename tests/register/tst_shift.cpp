#include "shift_face.h"

#include <QToolButton>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::register_face::Scheme;
using kiosk::shift::Report;
using kiosk::shift::Role;
using Status = domain::PaymentStatus::Kind;

class ShiftScreenTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theFirstSignInOpensAShift();
    void withoutOperatorsItIsOpenedByHand();
    void anXReportClosesNothing();
    void closingAsksOnceMore();
    void closesWithoutTheBackendAndComparesLater();
    void aZReportIsShownAgain();
    void olderReportsAreFound();
    void aNumberFindsAReport();
    void everyScreen_data();
    void everyScreen();
};

void ShiftScreenTest::theFirstSignInOpensAShift()
{
    ShiftFace face;
    face.staff.fixture.showActive();
    QVERIFY(!face.store.current().value());
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    QCOMPARE(face.store.current().value()->openedBy, std::string("ada-obi"));
    face.staff.press(Qt::Key_F10);
    face.staff.signIn(QStringLiteral("zoe-martin"), "5093");
    QCOMPARE(face.store.current().value()->id, std::int64_t(1));
    face.staff.press(Qt::Key_F9);
    QCOMPARE(face.text("shiftTitle"), QStringLiteral("Shift 1"));
    QVERIFY(face.text("shiftFacts").contains(QStringLiteral("by ada-obi")));
}

void ShiftScreenTest::withoutOperatorsItIsOpenedByHand()
{
    ShiftFace face(std::vector<StaffFace::Person>{});
    face.staff.fixture.showActive();
    face.staff.press(Qt::Key_F9);
    QCOMPARE(face.text("shiftTitle"), QStringLiteral("No shift is open"));
    QVERIFY(!face.isShown("xReportButton") && !face.isShown("closeShiftButton"));
    // The keyboard is in the note already.
    face.staff.type("float 200.00");
    face.staff.press(Qt::Key_Return);
    QCOMPARE(face.store.current().value()->note, std::string("float 200.00"));
    QCOMPARE(face.text("shiftNote"), QStringLiteral("float 200.00"));
    QCOMPARE(face.staff.fixture.window.focusWidget()->objectName(), QStringLiteral("xReportButton"));
}

void ShiftScreenTest::anXReportClosesNothing()
{
    ShiftFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.fixture.fakes.journal.records = {journalSale("a", Phase::Paid)};
    face.staff.fixture.fakes.clock.advance(10'000);
    face.staff.press(Qt::Key_F9);
    face.staff.press(Qt::Key_Return);
    QVERIFY(face.text("shiftStatus").contains(QStringLiteral("Asking the backend")));
    QVERIFY(!face.staff.fixture.find("closeShiftButton")->isEnabled());
    face.answerOrders();
    QCOMPARE(face.text("reportTitle"), QStringLiteral("X report"));
    QVERIFY(face.isShown("reportPaper"));
    QVERIFY(face.store.current().value() && face.store.zReports()->empty());
    QCOMPARE(face.printed, 0);
    face.staff.press(Qt::Key_F6);
    QCOMPARE(face.printed, 1);
}

void ShiftScreenTest::closingAsksOnceMore()
{
    ShiftFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.fixture.fakes.clock.advance(10'000);
    face.staff.press(Qt::Key_F9);
    face.staff.fixture.press("closeShiftButton");
    QVERIFY(face.isShown("closeWords") && face.isShown("closeBackButton") && !face.isShown("xReportButton"));
    face.staff.press(Qt::Key_Escape);
    QVERIFY(!face.isShown("closeWords") && face.screen->isVisible());
    face.staff.fixture.press("closeShiftButton");
    // Enter on the safe button goes back.
    face.staff.press(Qt::Key_Return);
    QVERIFY(!face.isShown("closeWords"));
    face.staff.fixture.press("closeShiftButton");
    face.staff.fixture.press("closeShiftButton");
    face.answerOrders();
    QCOMPARE(face.text("reportTitle"), QStringLiteral("Z report 1"));
    QCOMPARE(face.text("shiftTitle"), QStringLiteral("No shift is open"));
    QVERIFY(!face.store.current().value());
    QCOMPARE(face.staff.acts().back(), std::string("shift_closed"));
}

void ShiftScreenTest::closesWithoutTheBackendAndComparesLater()
{
    ShiftFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.fixture.fakes.journal.records = {journalSale("a", Phase::Paid)};
    face.staff.fixture.fakes.clock.advance(10'000);
    face.staff.press(Qt::Key_F9);
    face.staff.fixture.press("closeShiftButton");
    face.staff.fixture.press("closeShiftButton");
    face.staff.fixture.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
    QVERIFY(!face.store.zReport(1)->isCompared);
    QVERIFY(face.staff.fixture.find<QPushButton>("zReport1")
                ->text()
                .contains(QStringLiteral("not compared yet")));
    // The next sign-in opens the next shift, and the backend is there again.
    face.staff.press(Qt::Key_F10);
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    QCOMPARE(face.store.current().value()->id, std::int64_t(2));
    face.answerOrders();
    QVERIFY(face.store.comparison(1).value());
    face.staff.press(Qt::Key_F9);
    QVERIFY(!face.staff.fixture.find<QPushButton>("zReport1")
                 ->text()
                 .contains(QStringLiteral("not compared yet")));
    face.staff.fixture.press("zReport1");
    bool isTold = false;
    for (const auto &block : face.blocks())
        isTold = isTold || block.text.contains(QStringLiteral("no differences"));
    QVERIFY(isTold);
}

void ShiftScreenTest::aZReportIsShownAgain()
{
    ShiftFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    for (int i = 0; i < 3; ++i) {
        face.staff.fixture.fakes.clock.advance(10'000);
        if (!face.store.current().value())
            QVERIFY(face.desk.open("ada-obi", {}));
        face.model.close();
        face.answerOrders();
    }
    face.staff.press(Qt::Key_F9);
    face.staff.fixture.press("zReport1");
    QCOMPARE(face.text("reportTitle"), QStringLiteral("Z report 1"));
    face.staff.fixture.press("printReportButton");
    QCOMPARE(face.printed, 1);
}

void ShiftScreenTest::olderReportsAreFound()
{
    ShiftFace face;
    face.closeShifts(120);
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.press(Qt::Key_F9);
    const auto has = [&face](int number) {
        return face.screen->findChild<QPushButton *>(QStringLiteral("zReport%1").arg(number)) != nullptr;
    };
    QCOMPARE(face.text("zPage"), QStringLiteral("1–50 of 120"));
    QVERIFY(has(120) && has(71) && !has(70));
    QVERIFY(!face.staff.fixture.find("newerZButton")->isEnabled());
    face.staff.fixture.press("olderZButton");
    QVERIFY(has(70) && has(21) && !has(71) && !has(20));
    face.staff.fixture.press("olderZButton");
    QCOMPARE(face.text("zPage"), QStringLiteral("101–120 of 120"));
    QVERIFY(has(20) && has(1));
    QVERIFY(!face.staff.fixture.find("olderZButton")->isEnabled());
    face.staff.fixture.press("zReport1");
    QCOMPARE(face.text("reportTitle"), QStringLiteral("Z report 1"));
    face.staff.press(Qt::Key_F6);
    QCOMPARE(face.printed, 1);
    face.staff.fixture.press("newerZButton");
    QCOMPARE(face.text("zPage"), QStringLiteral("51–100 of 120"));
    // Whoever comes back begins with the newest.
    face.staff.press(Qt::Key_Escape);
    face.staff.press(Qt::Key_F9);
    QCOMPARE(face.text("zPage"), QStringLiteral("1–50 of 120"));
}

void ShiftScreenTest::aNumberFindsAReport()
{
    ShiftFace face;
    face.closeShifts(60);
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.press(Qt::Key_F9);
    face.staff.fixture.find("findZ")->setFocus();
    face.staff.type("7");
    face.staff.press(Qt::Key_Return);
    QCOMPARE(face.text("reportTitle"), QStringLiteral("Z report 7"));
    QCOMPARE(face.text("zPage"), QStringLiteral("51–60 of 60"));
    // The next number takes its place.
    face.staff.type("61");
    face.staff.press(Qt::Key_Return);
    QVERIFY(face.text("shiftStatus").contains(QStringLiteral("no Z report 61")));
    QCOMPARE(face.text("reportTitle"), QStringLiteral("Z report 7"));
}

void ShiftScreenTest::everyScreen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void ShiftScreenTest::everyScreen()
{
    QFETCH(Scheme, scheme);
    ShiftFace face(two, scheme);
    auto &window = face.staff.fixture.window;
    face.staff.fixture.showActive();
    face.staff.signIn(QStringLiteral("ada-obi"), "4071");
    face.staff.press(Qt::Key_F9);
    lookAtEverySize(window, QStringLiteral("shift-open"));
    auto &records = face.staff.fixture.fakes.journal.records;
    records = {journalSale("a", Phase::Paid, "120.00"),
               journalSale("b", Phase::Paid, "99999.99", "zoe-martin"), journalSale("c", Phase::NotPaid),
               journalSale("d", Phase::Unresolved, "45.50"),
               journalSale("e", Phase::Paid, "80.00", "", "EUR")};
    face.staff.fixture.fakes.clock.advance(10'000);
    face.staff.fixture.press("xReportButton");
    lookAtEverySize(window, QStringLiteral("shift-asking"));
    face.answerOrders();
    lookAtEverySize(window, QStringLiteral("shift-x"));
    face.staff.fixture.press("closeShiftButton");
    lookAtEverySize(window, QStringLiteral("shift-closing"));
    face.staff.fixture.press("closeShiftButton");
    face.staff.fixture.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
    lookAtEverySize(window, QStringLiteral("shift-closed"));
    for (int i = 0; i < 14; ++i) {
        QVERIFY(face.desk.open("ada-obi",
                               "the float was counted twice, 200.00 in the drawer, and the printer is new"));
        face.staff.fixture.fakes.clock.advance(10'000);
        face.model.close();
        while (face.staff.fixture.fakes.backend.search.waiting() > 0)
            face.answerOrders();
    }
    QVERIFY(face.desk.open("ada-obi",
                           "the float was counted twice, 200.00 in the drawer, and the printer is new"));
    face.model.refresh();
    lookAtEverySize(window, QStringLiteral("shift-many"));
    QVERIFY(face.store.closeShift([&face] {
        Report report;
        report.shift = face.store.current().value()->id;
        return report;
    }()));
    face.closeShifts(60);
    face.model.olderZ();
    lookAtEverySize(window, QStringLiteral("shift-pages"));
}

QTEST_MAIN(ShiftScreenTest)
#include "tst_shift.moc"
