#include "staff_face.h"

#include <QSqlDatabase>
#include <QSqlQuery>

using namespace tillwright;
using kiosk::presentation::StaffAct;
using kiosk::register_face::Scheme;
using kiosk::shift::Role;
using testing::lookAtEverySize;
using testing::StaffFace;
using testing::two;

namespace {

const StaffAct voidSale{
    QStringLiteral("sale_voided"), QStringLiteral("EZ1"), {}, QStringLiteral("Void the sale of $12.00")};

} // namespace

/// Acts that need a supervisor: who is asked, what is kept, and that nothing happens without its audit line.
class ApprovalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOperatorsItIsOnlyWrittenDown();
    void aSupervisorSaysWhy();
    void aSupervisorIsNotAskedTwice();
    void aCashierNeedsASupervisor();
    void fingersAlone();
    void escapeRefuses();
    void aPaymentSendsTheQuestionAway();
    void noLineNoAct();
    void everyScreen_data();
    void everyScreen();

private:
    bool isAsked(const StaffFace &face) const { return face.fixture.find("approvalPanel")->isVisible(); }
    kiosk::shift::AuditEntry lastLine(const StaffFace &face) const
    {
        return face.store->auditLines(1)->front().entry;
    }
};

void ApprovalTest::withoutOperatorsItIsOnlyWrittenDown()
{
    StaffFace face({});
    face.fixture.showActive();
    int done = 0;
    face.approval->allow(voidSale, [&] { ++done; });
    QCOMPARE(done, 1);
    QCOMPARE(lastLine(face), (kiosk::shift::AuditEntry{"sale_voided", "EZ1", {}, {}, {}}));
}

void ApprovalTest::aSupervisorSaysWhy()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    int done = 0;
    face.approval->allow(voidSale, [&] { ++done; });
    QVERIFY(isAsked(face) && !face.fixture.find("approvalPicker")->isVisible());
    QCOMPARE(face.fixture.textOf("approvalPrompt"), QStringLiteral("Void the sale of $12.00"));
    // The keyboard is in the reason already; an empty one is none.
    face.press(Qt::Key_Return);
    QVERIFY(isAsked(face) && done == 0);
    QCOMPARE(face.fixture.textOf("approvalReasonError"), QStringLiteral("Say why. It is kept in the audit."));
    face.type("rung up twice");
    face.press(Qt::Key_Return);
    QVERIFY(!isAsked(face));
    QCOMPARE(done, 1);
    QCOMPARE(lastLine(face),
             (kiosk::shift::AuditEntry{"sale_voided", "EZ1", "rung up twice", "zoe-martin", "zoe-martin"}));
    QCOMPARE(face.fixture.window.focusWidget()->objectName(), QStringLiteral("saleAmount"));
}

void ApprovalTest::aSupervisorIsNotAskedTwice()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    StaffAct act = voidSale;
    act.reason = QStringLiteral("rung up twice");
    int done = 0;
    face.approval->allow(act, [&] { ++done; });
    QVERIFY(!isAsked(face));
    QCOMPARE(done, 1);
    QCOMPARE(lastLine(face).reason, std::string("rung up twice"));
}

void ApprovalTest::aCashierNeedsASupervisor()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    int done = 0;
    face.approval->allow(voidSale, [&] { ++done; });
    QVERIFY(isAsked(face));
    // Only supervisors can be chosen, and the window's keys rest.
    QVERIFY(!face.fixture.window.findChild<QWidget *>(QStringLiteral("approvalTile_ada-obi")));
    face.fixture.form.setAmount(QStringLiteral("12.00"));
    face.press(Qt::Key_F2);
    QCOMPARE(face.fixture.form.amount(), QStringLiteral("12.00"));
    face.type("rung up twice");
    face.press(Qt::Key_Return);
    face.type("4071");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(face.fixture.textOf("approvalMessage").contains(QStringLiteral("not the PIN")));
    QVERIFY(isAsked(face) && done == 0);
    face.type("5093");
    face.press(Qt::Key_Return);
    QTRY_COMPARE(done, 1);
    QVERIFY(!isAsked(face));
    QCOMPARE(lastLine(face),
             (kiosk::shift::AuditEntry{"sale_voided", "EZ1", "rung up twice", "ada-obi", "zoe-martin"}));
    // The cashier is still the one who is signed in.
    QCOMPARE(face.approval->operatorId(), QStringLiteral("ada-obi"));
}

void ApprovalTest::fingersAlone()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    int done = 0;
    face.approval->allow(voidSale, [&] { ++done; });
    for (const char *key :
         {"approvalReason2", "approvalKey5", "approvalKey0", "approvalKey9", "approvalKey3", "approvalAllow"})
        face.fixture.press(key);
    QTRY_COMPARE(done, 1);
    QCOMPARE(lastLine(face).reason, std::string("Customer left"));
}

void ApprovalTest::escapeRefuses()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    int done = 0;
    const auto linesBefore = face.acts();
    face.approval->allow(voidSale, [&] { ++done; });
    face.press(Qt::Key_Escape);
    QVERIFY(!isAsked(face));
    face.approval->allow(voidSale, [&] { ++done; });
    face.fixture.press("approvalRefuse");
    QVERIFY(!isAsked(face));
    // An answer that comes after its question was withdrawn allows nothing.
    face.approval->allow(voidSale, [&] { ++done; });
    face.type("why");
    face.press(Qt::Key_Return);
    face.type("5093");
    face.press(Qt::Key_Return);
    face.press(Qt::Key_Escape);
    QTRY_VERIFY(!face.approval->isChecking());
    QCOMPARE(done, 0);
    QCOMPARE(face.acts(), linesBefore);
}

void ApprovalTest::aPaymentSendsTheQuestionAway()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.approval->allow(voidSale, [] { QFAIL("allowed"); });
    face.fixture.form.setAmount(QStringLiteral("750.00"));
    face.fixture.form.setEmail(QStringLiteral("buyer@example.com"));
    QVERIFY(face.fixture.form.submit());
    QVERIFY(!isAsked(face));
    QCOMPARE(face.fixture.screen(), QStringLiteral("paymentScreen"));
}

void ApprovalTest::noLineNoAct()
{
    StaffFace face({});
    face.fixture.showActive();
    {
        auto database = QSqlDatabase::database(face.store->connection(), false);
        QSqlQuery query(database);
        QVERIFY(query.exec(QStringLiteral(
            "CREATE TRIGGER full BEFORE UPDATE ON audit_head BEGIN SELECT RAISE(ABORT, 'full'); END")));
    }
    face.approval->allow(voidSale, [] { QFAIL("allowed"); });
    QVERIFY(face.fixture.find("alarmBar")->isVisible());
}

void ApprovalTest::everyScreen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void ApprovalTest::everyScreen()
{
    QFETCH(Scheme, scheme);
    StaffFace face(two, 0, {}, scheme);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.approval->allow(voidSale, [] {});
    face.type("rung up twice");
    face.press(Qt::Key_Return);
    face.type("509");
    lookAtEverySize(face.fixture.window, QStringLiteral("approval"));
    face.press(Qt::Key_Escape);
    StaffAct act = voidSale;
    act.prompt =
        QStringLiteral("Resolve the payment of EUR 1,234,567.89 for the reference TW-20261124-4F7K2QXZ as "
                       "paid outside this register");
    face.approval->allow(act, [] {});
    face.type("because");
    face.press(Qt::Key_Return);
    face.type("9999");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.approval->isChecking());
    lookAtEverySize(face.fixture.window, QStringLiteral("approval-long"));
    face.press(Qt::Key_Escape);
    face.press(Qt::Key_F10);
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    face.approval->allow(act, [] {});
    face.press(Qt::Key_Return);
    lookAtEverySize(face.fixture.window, QStringLiteral("approval-reason"));
}

QTEST_MAIN(ApprovalTest)
#include "tst_approval.moc"
