#include "staff_face.h"

#include <QToolButton>

using namespace tillwright;
using kiosk::register_face::Scheme;
using kiosk::shift::Role;
using testing::lookAtEverySize;
using testing::RegisterFixture;
using testing::StaffFace;
using testing::two;

namespace {

} // namespace

/// Signing in, locking, and what happens to a sale meanwhile.
class StaffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutOperatorsNobodySignsIn();
    void theKeyboardSignsIn();
    void fingersSignIn();
    void aWrongPinIsToldAndWaits();
    void aLockedOperatorIsUnlockedByASupervisor();
    void salesCarryTheirOperator();
    void whatWasRungUpStaysForTheSamePerson();
    void linesThatSomebodyElseLosesAreInTheAudit();
    void keysRestWhileCovered();
    void locksWhenNobodyIsThere();
    void neverLocksOverAPayment();
    void aRecoveredPaymentComesFirst();
    void operatorsThatWereAddedMeanwhileAreShown();
    void everyScreen_data();
    void everyScreen();
};

void StaffTest::withoutOperatorsNobodySignsIn()
{
    StaffFace face({});
    face.fixture.showActive();
    QVERIFY(!face.isCovered());
    QCOMPARE(face.fixture.screen(), QStringLiteral("saleScreen"));
    QVERIFY(!face.fixture.find<QToolButton>("lockRailButton")->isVisible());
    face.press(Qt::Key_F10);
    QVERIFY(!face.isCovered());
    face.fixture.charge();
    QVERIFY(!face.fixture.fakes.backend.create.asked.back().sale.meta.contains("operator"));
}

void StaffTest::theKeyboardSignsIn()
{
    StaffFace face(two);
    face.fixture.showActive();
    QVERIFY(face.isCovered());
    // A letter chooses, Backspace takes a digit back.
    face.type("z50");
    QVERIFY(face.fixture.find<QPushButton>("signInTile_zoe-martin")->isChecked());
    face.press(Qt::Key_Backspace);
    face.type("093");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.isCovered());
    QCOMPARE(face.session->operatorId(), QStringLiteral("zoe-martin"));
    QVERIFY(face.session->isSupervisor());
    // The keyboard is back at the sale.
    QCOMPARE(face.fixture.window.focusWidget()->objectName(), QStringLiteral("saleAmount"));

    face.press(Qt::Key_F10);
    QVERIFY(face.isCovered());
    face.press(Qt::Key_Left);
    QVERIFY(face.fixture.find<QPushButton>("signInTile_ada-obi")->isChecked());
    face.type("9");
    face.press(Qt::Key_Escape);
    face.type("4071");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.isCovered());
    QCOMPARE(face.session->operatorId(), QStringLiteral("ada-obi"));
    const std::vector<std::string> expected{"operator_added", "operator_added", "signed_in", "signed_out",
                                            "signed_in"};
    QCOMPARE(face.acts(), expected);
}

void StaffTest::fingersSignIn()
{
    StaffFace face(two);
    face.fixture.showActive();
    for (const char *key : {"signInTile_zoe-martin", "signInKey5", "signInKey1", "signInKeyDelete",
                            "signInKey0", "signInKey9", "signInKey3", "signInKeyEnter"})
        face.fixture.press(key);
    QTRY_VERIFY(!face.isCovered());
    auto *lock = face.fixture.find<QToolButton>("lockRailButton");
    QVERIFY(lock->isVisible());
    QCOMPARE(lock->text(), QStringLiteral("Zoe Martin"));
    QCOMPARE(lock->accessibleName(), QStringLiteral("Lock the register: Zoe Martin is signed in"));
    QTest::mouseClick(lock, Qt::LeftButton);
    QVERIFY(face.isCovered());
}

void StaffTest::aWrongPinIsToldAndWaits()
{
    StaffFace face(two);
    face.fixture.showActive();
    // Too short: nothing is tried.
    face.type("407");
    face.press(Qt::Key_Return);
    QCOMPARE(face.fixture.textOf("signInMessage"), QStringLiteral("A PIN has 4 to 8 digits."));
    QCOMPARE(face.store->operators()->front().wrongPins, 0);
    face.press(Qt::Key_Escape);

    face.signIn(QStringLiteral("ada-obi"), "9999");
    QVERIFY(face.isCovered());
    QCOMPARE(face.fixture.textOf("signInMessage"), QStringLiteral("That is not the PIN. 4 tries are left."));
    face.signIn(QStringLiteral("ada-obi"), "9999");
    QCOMPARE(face.fixture.textOf("signInMessage"),
             QStringLiteral("Wait 5 s before the next try. 3 tries are left."));
    QVERIFY(!face.fixture.find("signInKey1")->isEnabled());
    face.fixture.fakes.clock.advance(3'000);
    QCOMPARE(face.fixture.textOf("signInMessage"),
             QStringLiteral("Wait 2 s before the next try. 3 tries are left."));
    // What is typed meanwhile is not kept for later.
    face.type("4071");
    face.press(Qt::Key_Return);
    face.fixture.fakes.clock.advance(2'000);
    QCOMPARE(face.fixture.textOf("signInMessage"), QString());
    QVERIFY(face.isCovered());
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QVERIFY(!face.isCovered());
}

void StaffTest::aLockedOperatorIsUnlockedByASupervisor()
{
    StaffFace face(two);
    face.fixture.showActive();
    for (int i = 0; i < kiosk::shift::wrongPinsMax; ++i) {
        face.fixture.fakes.clock.advance(60'000);
        face.signIn(QStringLiteral("ada-obi"), "9999");
    }
    QVERIFY2(face.fixture.textOf("signInMessage").contains(QStringLiteral("A supervisor can unlock it")),
             qPrintable(face.fixture.textOf("signInMessage")));
    QVERIFY(!face.fixture.find("signInKey1")->isEnabled());
    // Another person is not locked.
    face.press(Qt::Key_Right);
    QVERIFY(!face.fixture.find("unlockButton")->isVisible());
    face.press(Qt::Key_Left);
    face.fixture.press("unlockButton");
    QVERIFY(face.fixture.find("approvalPanel")->isVisible());
    face.type("5093");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.fixture.find("approvalPanel")->isVisible());
    QCOMPARE(face.acts().back(), std::string("operator_unlocked"));
    QVERIFY(face.isCovered());
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QVERIFY(!face.isCovered());
}

void StaffTest::salesCarryTheirOperator()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.fixture.charge();
    QCOMPARE(face.fixture.fakes.backend.create.asked.back().sale.meta.at("operator"), std::string("ada-obi"));
    QCOMPARE(face.fixture.fakes.journal.records.back().attempt.sale.meta.at("operator"),
             std::string("ada-obi"));
}

void StaffTest::whatWasRungUpStaysForTheSamePerson()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.fixture.form.setAmount(QStringLiteral("12.00"));
    face.press(Qt::Key_F10);
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QCOMPARE(face.fixture.form.amount(), QStringLiteral("12.00"));
    face.press(Qt::Key_F10);
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    QCOMPARE(face.fixture.form.amount(), QString());

    // A result that is still shown is the first person's, too.
    face.fixture.toPaid();
    face.press(Qt::Key_F10);
    QVERIFY(face.isCovered());
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    QCOMPARE(face.fixture.screen(), QStringLiteral("resultScreen"));
    face.press(Qt::Key_F10);
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QCOMPARE(face.fixture.screen(), QStringLiteral("saleScreen"));
}

void StaffTest::linesThatSomebodyElseLosesAreInTheAudit()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.fixture.form.setAmount(QStringLiteral("12.00"));
    QVERIFY(face.fixture.form.addOpenAmount());
    const std::string reference = face.fixture.form.reference().toStdString();
    face.press(Qt::Key_F10);
    face.signIn(QStringLiteral("zoe-martin"), "5093");
    QVERIFY(!face.fixture.form.hasLines());
    const auto lines = face.store->auditLines().value();
    const auto voided = std::find_if(lines.begin(), lines.end(),
                                     [](const auto &line) { return line.entry.act == "sale_voided"; });
    QVERIFY(voided != lines.end());
    QCOMPARE(voided->entry.subject, reference);
    QCOMPARE(voided->entry.signedIn, std::string("zoe-martin"));
}

void StaffTest::keysRestWhileCovered()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.fixture.form.setAmount(QStringLiteral("12.00"));
    face.fixture.form.setEmail(QStringLiteral("buyer@example.com"));
    face.press(Qt::Key_F10);
    for (const int key : {Qt::Key_F12, Qt::Key_F2, Qt::Key_F6, Qt::Key_Escape})
        face.press(key);
    QVERIFY(face.fixture.fakes.backend.create.asked.empty());
    QCOMPARE(face.fixture.form.amount(), QStringLiteral("12.00"));
    face.press(Qt::Key_F1);
    QVERIFY(face.fixture.find("helpOverlay")->isVisible());
    face.press(Qt::Key_Escape);
    QVERIFY(!face.fixture.find("helpOverlay")->isVisible());
    QVERIFY(face.isCovered());
    face.type("4071");
    face.press(Qt::Key_Return);
    QTRY_VERIFY(!face.isCovered());
}

void StaffTest::locksWhenNobodyIsThere()
{
    StaffFace face(two, 6);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    face.fixture.fakes.clock.advance(5 * 60'000);
    face.type("1");
    face.fixture.fakes.clock.advance(6 * 60'000);
    QVERIFY(!face.isCovered());
    face.fixture.fakes.clock.advance(60'000);
    QVERIFY(face.isCovered());
    QCOMPARE(face.store->auditLines(1)->front().entry.reason, std::string("nobody was at the register"));
}

void StaffTest::neverLocksOverAPayment()
{
    StaffFace face(two, 6);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    const auto answer = face.fixture.toCard();
    face.press(Qt::Key_F10);
    QVERIFY(!face.isCovered());
    face.fixture.fakes.clock.advance(60 * 60'000);
    QVERIFY(!face.isCovered());
    QCOMPARE(face.fixture.screen(), QStringLiteral("paymentScreen"));
    // It ends, and its result has the whole time for itself.
    face.fixture.checkout.cancel();
    face.fixture.answerAbandon(answer);
    QCOMPARE(face.fixture.screen(), QStringLiteral("resultScreen"));
    face.fixture.fakes.clock.advance(5 * 60'000);
    QVERIFY(!face.isCovered());
    face.fixture.fakes.clock.advance(2 * 60'000);
    QVERIFY(face.isCovered());
}

void StaffTest::aRecoveredPaymentComesFirst()
{
    StaffFace face(two);
    face.fixture.showActive();
    QVERIFY(face.isCovered());
    // As recovery does: a payment comes to the desk while nobody is signed in.
    face.fixture.form.setAmount(QStringLiteral("750.00"));
    face.fixture.form.setEmail(QStringLiteral("buyer@example.com"));
    QVERIFY(face.fixture.form.submit());
    QVERIFY(!face.isCovered());
    QCOMPARE(face.fixture.screen(), QStringLiteral("paymentScreen"));
    const auto answer = face.fixture.answerCreate();
    face.fixture.checkout.cancel();
    face.fixture.answerAbandon(answer);
    // The customer is told how it ended; everything beyond it needs somebody.
    QVERIFY(!face.isCovered());
    QCOMPARE(face.fixture.screen(), QStringLiteral("resultScreen"));
    QVERIFY(!face.fixture.find("navigationRail")->isEnabled());
    face.fixture.press("newSaleButton");
    QVERIFY(face.isCovered());
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QCOMPARE(face.fixture.screen(), QStringLiteral("saleScreen"));
    QVERIFY(face.fixture.find("navigationRail")->isEnabled());
}

void StaffTest::operatorsThatWereAddedMeanwhileAreShown()
{
    StaffFace face(two);
    face.fixture.showActive();
    face.signIn(QStringLiteral("ada-obi"), "4071");
    QVERIFY(face.store->add("Bo", Role::Cashier, {}, domain::Secret("4073"), "test"));
    QVERIFY(face.store->disable("zoe-martin", "test"));
    face.press(Qt::Key_F10);
    QVERIFY(face.fixture.find("signInTile_bo")->isVisible());
    QVERIFY(!face.fixture.window.findChild<QWidget *>(QStringLiteral("signInTile_zoe-martin")));
}

void StaffTest::everyScreen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void StaffTest::everyScreen()
{
    QFETCH(Scheme, scheme);
    {
        StaffFace face(two, 0, QStringLiteral("SANDBOX – Ada Obi: PIN 4071 · Zoe Martin: PIN 5093"), scheme);
        face.fixture.showActive();
        face.type("407");
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in"));
        face.press(Qt::Key_Escape);
        face.signIn(QStringLiteral("ada-obi"), "9999");
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in-wrong"));
        face.signIn(QStringLiteral("ada-obi"), "9999");
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in-wait"));
        for (int i = 0; i < 3; ++i) {
            face.fixture.fakes.clock.advance(60'000);
            face.signIn(QStringLiteral("ada-obi"), "9999");
        }
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in-locked"));
        face.fixture.press("unlockButton");
        lookAtEverySize(face.fixture.window, QStringLiteral("approval-unlock"));
        face.press(Qt::Key_Escape);
        face.signIn(QStringLiteral("zoe-martin"), "5093");
        lookAtEverySize(face.fixture.window, QStringLiteral("signed-in"));
        QTest::keyClick(&face.fixture.window, Qt::Key_F1);
        lookAtEverySize(face.fixture.window, QStringLiteral("signed-in-keys"));
    }
    {
        std::vector<StaffFace::Person> many;
        const std::vector<QByteArray> names{
            "Ada Obi",      "Bartholomew Featherstonehaugh-Cholmondeley the Younger",
            "Chidi",        "Dimitrios Papadopoulos",
            "Eve",          "Fatima az-Zahra",
            "Grace Hopper", "Hideo",
            "Ines",         "José María Fernández",
            "Kwame",        "Lucía",
            "Musa",         "Noor"};
        for (const auto &name : names)
            many.push_back({name.constData(), name.size() % 3 ? Role::Cashier : Role::Supervisor, "4071"});
        StaffFace face(many, 0, {}, scheme);
        face.fixture.showActive();
        face.type("b");
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in-many"));
    }
    {
        StaffFace face({{"Ada Obi", Role::Cashier, "4071"}}, 0, {}, scheme);
        face.fixture.showActive();
        lookAtEverySize(face.fixture.window, QStringLiteral("sign-in-one"));
    }
}

QTEST_MAIN(StaffTest)
#include "tst_staff.moc"
