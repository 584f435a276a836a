#include "staff_fixture.h"

#include "../support/fake_speech.h"
#include "kiosk/presentation/speaker.h"

#include <QTimer>

using namespace tillwright;
using kiosk::presentation::cornerHoldMs;
using kiosk::presentation::cornerIdleMs;
using kiosk::presentation::IdleSettings;
using testing::heardOf;
using testing::lookAt;
using testing::StaffedTerminal;
using Kind = domain::PaymentStatus::Kind;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

constexpr QSize portrait(1080, 1920);
constexpr QPoint inCorner(20, 20);

} // namespace

class TerminalStaffTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aHandThatRestsInTheCornerOpensIt();
    void aTouchDoesNot();
    void notInTheAccessibleMode();
    void keysOpenIt();
    void withoutSupervisorsItIsOff();
    void nothingHappensWithoutThePin();
    void wrongPinsWait();
    void aSupervisorOfSeveralIsChosen();
    void thePinIsTypedByTouchAlone();
    void thePinIsToldToNobody();
    void closedStaysClosed();
    void closesNothingThatCannotBeKept();
    void itsActsAreInTheAudit();
    void aPaymentIsNeitherLostNorCancelled();
    void nothingCoversTheBanksQuestions();
    void theProgramIsEndedBetweenPaymentsOnly();
    void shutsItselfWhenNobodyIsThere();
    void aRightPinThatComesTooLateOpensNothing();
    void showsDiagnostics();
    void everyScreen_data();
    void everyScreen();
};

void TerminalStaffTest::aHandThatRestsInTheCornerOpensIt()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.languages.select(s("ar"));
    fixture.terminal.begin();
    fixture.settle();
    QTest::mousePress(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    fixture.fakes.clock.advance(cornerHoldMs - 1);
    QVERIFY(!fixture.corner->isOpen());
    fixture.fakes.clock.advance(1);
    QCOMPARE(fixture.place(), s("pin"));
    fixture.settle();
    QVERIFY(fixture.find(s("staffScreen")));
    // What lay under the hand (in Arabic, help) is not pressed.
    QTest::mouseRelease(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    fixture.press(s("staffBack"));
    QCOMPARE(fixture.screen(), s("findBooking"));
    QVERIFY(!fixture.find(s("staffScreen")));
}

void TerminalStaffTest::aTouchDoesNot()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    QTest::mousePress(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    fixture.fakes.clock.advance(cornerHoldMs - 1);
    QTest::mouseRelease(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    fixture.fakes.clock.advance(cornerHoldMs);
    QVERIFY(!fixture.corner->isOpen());
    // A hand that wanders off.
    QTest::mousePress(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    QTest::mouseMove(&fixture.window.face(), inCorner + QPoint(300, 0));
    fixture.fakes.clock.advance(cornerHoldMs);
    QVERIFY(!fixture.corner->isOpen());
    QTest::mouseRelease(&fixture.window.face(), Qt::LeftButton, {}, inCorner + QPoint(300, 0));
    // Elsewhere.
    QTest::mousePress(&fixture.window.face(), Qt::LeftButton, {}, QPoint(1000, 20));
    fixture.fakes.clock.advance(cornerHoldMs);
    QVERIFY(!fixture.corner->isOpen());
    QTest::mouseRelease(&fixture.window.face(), Qt::LeftButton, {}, QPoint(1000, 20));
}

void TerminalStaffTest::notInTheAccessibleMode()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.press(s("accessibilityButton"));
    QTest::mousePress(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    fixture.fakes.clock.advance(cornerHoldMs);
    QVERIFY(!fixture.corner->isOpen());
    QTest::mouseRelease(&fixture.window.face(), Qt::LeftButton, {}, inCorner);
    // Nor by any key of a keypad.
    for (const auto key : {Qt::Key_F12, Qt::Key_Escape, Qt::Key_Home, Qt::Key_Asterisk, Qt::Key_NumberSign})
        QTest::keyClick(&fixture.window.face(), key);
    QVERIFY(!fixture.corner->isOpen());
}

void TerminalStaffTest::keysOpenIt()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    QTest::keyClick(&fixture.window.face(), Qt::Key_F12, Qt::ControlModifier | Qt::ShiftModifier);
    fixture.settle();
    QCOMPARE(fixture.place(), s("pin"));
    fixture.typePin(StaffedTerminal::zoesPin);
    QCOMPARE(fixture.place(), s("menu"));
    // The first choice has the focus; Tab and Enter do the rest.
    QTest::keyClick(&fixture.window.face(), Qt::Key_Tab);
    QTest::keyClick(&fixture.window.face(), Qt::Key_Return);
    fixture.settle();
    QVERIFY(fixture.sign.isUp());
    QTest::keyClick(&fixture.window.face(), Qt::Key_Escape);
    QVERIFY(!fixture.corner->isOpen());
    QVERIFY(!fixture.session->who());
}

void TerminalStaffTest::withoutSupervisorsItIsOff()
{
    StaffedTerminal fixture(0);
    fixture.showAt(portrait);
    fixture.corner->ask();
    QVERIFY(!fixture.corner->isOpen());
    // Whoever was added meanwhile can come in.
    QVERIFY(
        fixture.store->add("Zoe Martin", kiosk::shift::Role::Supervisor, {}, domain::Secret("5093"), "test"));
    fixture.corner->ask();
    QVERIFY(fixture.corner->isOpen());
}

void TerminalStaffTest::nothingHappensWithoutThePin()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    const auto tryAll = [&fixture] {
        for (const char *name : {"close", "open", "restart", "leave", "diagnostics", "bundle", "selfTest"}) {
            fixture.corner->choose(s(name));
            fixture.corner->choose(s(name));
        }
        QVERIFY(!fixture.sign.isUp());
        QCOMPARE(fixture.restarts + fixture.ends, 0);
        QVERIFY(fixture.corner->report().isEmpty());
    };
    tryAll();
    fixture.corner->ask();
    fixture.settle();
    tryAll();
    fixture.typePin("5094");
    QCOMPARE(fixture.place(), s("pin"));
    tryAll();
    // Right, and a cashier's.
    fixture.corner->back();
    fixture.corner->ask();
    fixture.settle();
    fixture.typePin("4071");
    QCOMPARE(fixture.place(), s("pin"));
    QVERIFY(!fixture.session->who());
    tryAll();
    // Once it is shut, what was allowed is not allowed any more.
    fixture.fakes.clock.advance(5'000);
    fixture.typePin(StaffedTerminal::zoesPin);
    fixture.corner->back();
    tryAll();
}

void TerminalStaffTest::wrongPinsWait()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.corner->ask();
    fixture.settle();
    fixture.typePin("5094");
    QVERIFY(fixture.corner->notice().contains(s("4 tries are left")));
    fixture.typePin("5095");
    QVERIFY(fixture.corner->notice().startsWith(s("Wait 5 s")));
    fixture.typeKeys(StaffedTerminal::zoesPin);
    QVERIFY(!fixture.corner->canEnter());
    fixture.fakes.clock.advance(5'000);
    QCOMPARE(fixture.corner->notice(), QString());
    QVERIFY(fixture.corner->canEnter());
    QVERIFY(fixture.hasAct("wrong_pin"));
}

void TerminalStaffTest::aSupervisorOfSeveralIsChosen()
{
    StaffedTerminal fixture(2);
    fixture.showAt(portrait);
    fixture.corner->ask();
    fixture.settle();
    QCOMPARE(fixture.place(), s("people"));
    QVERIFY(!fixture.find(s("staff_person_ada-obi")));
    fixture.press(s("staff_person_zoe-martin"));
    QCOMPARE(fixture.corner->title(), s("Zoe Martin"));
    fixture.typePin("7146");
    QCOMPARE(fixture.place(), s("pin"));
    fixture.typePin(StaffedTerminal::zoesPin);
    QCOMPARE(fixture.place(), s("menu"));
}

void TerminalStaffTest::thePinIsTypedByTouchAlone()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.corner->ask();
    fixture.settle();
    for (const char *key : {"pin_5", "pin_0", "pin_9", "pin_7", "pin_erase", "pin_3"})
        fixture.press(s(key));
    QCOMPARE(fixture.corner->pinLength(), 4);
    fixture.press(s("pin_enter"));
    QTRY_COMPARE(fixture.place(), s("menu"));
}

void TerminalStaffTest::thePinIsToldToNobody()
{
    StaffedTerminal fixture;
    testing::FakeSpeech speech;
    kiosk::presentation::Speaker speaker(speech);
    fixture.window.setSpeaker(speaker);
    fixture.showAt(portrait);
    fixture.press(s("accessibilityButton"));
    QTRY_VERIFY(!speech.said.empty());
    QTest::keyClick(&fixture.window.face(), Qt::Key_F12, Qt::ControlModifier | Qt::ShiftModifier);
    fixture.settle();
    QCOMPARE(fixture.place(), s("pin"));
    const auto saidBefore = speech.said.size();
    const QStringList heardBefore = heardOf(fixture.window.face());
    QVERIFY(heardBefore.contains(s("Zoe Martin")));
    QVERIFY(!heardBefore.contains(s("5")));
    for (const char *key : {"5", "0", "9", "3"}) {
        fixture.typeKeys(key);
        QCOMPARE(heardOf(fixture.window.face()), heardBefore);
    }
    for (const char *key : {"pin_5", "pin_0"}) {
        fixture.press(s(key));
        QCOMPARE(heardOf(fixture.window.face()), heardBefore);
    }
    QTest::keyClick(&fixture.window.face(), Qt::Key_F5);
    // Longer than the voice takes to look.
    bool isLate = false;
    QTimer::singleShot(1'000, &fixture.window, [&isLate] { isLate = true; });
    QTRY_VERIFY(isLate);
    QCOMPARE(speech.said.size(), saidBefore);
    // The traveller hears where they are when it is theirs again.
    fixture.corner->back();
    QTRY_VERIFY(speech.said.size() > saidBefore);
}

void TerminalStaffTest::closedStaysClosed()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.toMenu();
    fixture.press(s("staff_close"));
    QVERIFY(kiosk::ClosedSign(fixture.folder.path()).isUp());
    QVERIFY(fixture.corner->text().startsWith(s("Travellers are sent elsewhere")));
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::Paper, true);
    fixture.corner->look();
    QVERIFY(fixture.corner->text().startsWith(s("paper: ")));
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::Paper, false);
    fixture.press(s("staffBack"));
    QCOMPARE(fixture.screen(), s("outOfService"));
    QVERIFY(fixture.terminal.outOfServiceText().startsWith(s("This terminal is closed.")));
    fixture.toMenu();
    fixture.press(s("staff_open"));
    QVERIFY(!kiosk::ClosedSign(fixture.folder.path()).isUp());
    fixture.press(s("staffBack"));
    QCOMPARE(fixture.screen(), s("attract"));
}

void TerminalStaffTest::closesNothingThatCannotBeKept()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.toMenu();
    // In its way, whoever runs this test.
    QVERIFY(QDir(fixture.folder.path()).mkpath(s("closed-by-staff/x")));
    QVERIFY(fixture.sign.isUp());
    QVERIFY(!fixture.sign.set(true));
    fixture.press(s("staff_close"));
    QVERIFY(!fixture.corner->notice().isEmpty());
    QVERIFY(fixture.availability.isAvailable());
}

void TerminalStaffTest::itsActsAreInTheAudit()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.toMenu();
    fixture.press(s("staff_close"));
    fixture.press(s("staff_open"));
    fixture.press(s("staff_diagnostics"));
    fixture.press(s("staffBack"));
    fixture.press(s("staff_restart"));
    fixture.press(s("staffBack"));
    fixture.press(s("staff_leave"));
    QCOMPARE(fixture.ends, 0);
    fixture.press(s("staff_leave"));
    QCOMPARE(fixture.ends, 1);
    QCOMPARE(fixture.restarts, 0);
    for (const char *act : {"signed_in", "terminal_closed", "terminal_opened", "diagnostics_opened",
                            "program_left", "signed_out"})
        QVERIFY2(fixture.hasAct(act), act);
    QVERIFY(!fixture.hasAct("program_restarted"));
}

void TerminalStaffTest::aPaymentIsNeitherLostNorCancelled()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    const auto answer = fixture.toCard();
    fixture.settle();
    QVERIFY(fixture.page->isVisible());
    fixture.toMenu();
    // The card form is hidden with what was typed, and is neither made anew nor taken away.
    QVERIFY(!fixture.page->isVisible());
    const auto shown = fixture.fakes.page.shown.size();
    fixture.press(s("staff_close"));
    fixture.press(s("staff_diagnostics"));
    // Longer than a traveller may be away.
    const IdleSettings idle;
    for (int s = 0; s < 3 * (idle.quietS + idle.warningS); s += 20) {
        fixture.fakes.clock.advance(20'000);
        fixture.corner->touched();
    }
    fixture.fakes.clock.advance(cornerIdleMs);
    QVERIFY(!fixture.corner->isOpen());
    fixture.settle();
    QCOMPARE(fixture.screen(), s("pay"));
    QVERIFY(fixture.page->isVisible());
    QCOMPARE(fixture.fakes.page.shown.size(), shown);
    QCOMPARE(fixture.fakes.backend.abandon.asked.size(), 0);
    // Closed or not, whoever has begun can end.
    QVERIFY(fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId}));
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.fakes.backend.status.answerLatest(testing::exampleState(answer, Kind::Paid));
    QCOMPARE(fixture.screen(), s("done"));
    fixture.terminal.finish();
    QCOMPARE(fixture.screen(), s("outOfService"));
}

void TerminalStaffTest::nothingCoversTheBanksQuestions()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    const auto answer = fixture.toCard();
    QVERIFY(fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId}));
    fixture.corner->ask();
    QVERIFY(!fixture.corner->isOpen());
    QTest::keyClick(&fixture.window.face(), Qt::Key_F12, Qt::ControlModifier | Qt::ShiftModifier);
    QVERIFY(!fixture.corner->isOpen());
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.corner->ask();
    QVERIFY(!fixture.corner->isOpen());
}

void TerminalStaffTest::theProgramIsEndedBetweenPaymentsOnly()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.toMenu();
    fixture.press(s("staff_leave"));
    QCOMPARE(fixture.place(), s("leave"));
    // Whoever is at their phone begins while staff stand here.
    fixture.corner->back();
    fixture.corner->back();
    fixture.toCard();
    fixture.toMenu();
    for (const char *name : {"staff_leave", "staff_restart"}) {
        QVERIFY(!fixture.find(s(name))->isEnabled());
        fixture.corner->choose(s(name).section(u'_', 1));
        QCOMPARE(fixture.place(), s("menu"));
    }
    QVERIFY(fixture.corner->text().startsWith(s("A traveller’s payment is under way")));
    QCOMPARE(fixture.ends + fixture.restarts, 0);
}

void TerminalStaffTest::shutsItselfWhenNobodyIsThere()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.corner->ask();
    fixture.settle();
    fixture.typeKeys("509");
    fixture.fakes.clock.advance(cornerIdleMs);
    QVERIFY(!fixture.corner->isOpen());
    fixture.corner->ask();
    fixture.settle();
    QCOMPARE(fixture.corner->pinLength(), 0);
    fixture.typePin(StaffedTerminal::zoesPin);
    fixture.fakes.clock.advance(cornerIdleMs - 1);
    // Any touch is a sign of life.
    QTest::mouseClick(&fixture.window.face(), Qt::LeftButton, {}, QPoint(5, 900));
    fixture.fakes.clock.advance(cornerIdleMs - 1);
    QCOMPARE(fixture.place(), s("menu"));
    fixture.fakes.clock.advance(1);
    QVERIFY(!fixture.corner->isOpen());
    QVERIFY(!fixture.session->who());
}

void TerminalStaffTest::aRightPinThatComesTooLateOpensNothing()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.corner->ask();
    fixture.settle();
    fixture.typeKeys(StaffedTerminal::zoesPin);
    bool isAnswered = false;
    QObject::connect(fixture.session.get(), &kiosk::presentation::StaffSession::pinAnswered, &fixture.window,
                     [&isAnswered] { isAnswered = true; });
    fixture.corner->enterPin();
    fixture.corner->back();
    fixture.corner->ask();
    QTRY_VERIFY(isAnswered);
    QCOMPARE(fixture.place(), s("pin"));
    QVERIFY(!fixture.session->who());
}

void TerminalStaffTest::showsDiagnostics()
{
    StaffedTerminal fixture;
    fixture.showAt(portrait);
    fixture.toMenu();
    fixture.press(s("staff_diagnostics"));
    QVERIFY(!fixture.corner->report().isEmpty());
    fixture.press(s("staff_selfTest"));
    QCOMPARE(fixture.corner->report().front().toMap().value(s("title")).toString(), s("Self-test"));
    fixture.press(s("staff_bundle"));
    QCOMPARE(fixture.corner->notice(), s("The support bundle is /var/lib/x.tar.gz."));
    fixture.press(s("staff_testPrint"));
    QVERIFY(fixture.corner->notice().startsWith(s("A test print")));
}

void TerminalStaffTest::everyScreen_data()
{
    QTest::addColumn<bool>("isAccessible");
    QTest::newRow("normal") << false;
    QTest::newRow("accessible") << true;
}

void TerminalStaffTest::everyScreen()
{
    QFETCH(bool, isAccessible);
    const QString mode = isAccessible ? s("-accessible") : QString();
    StaffedTerminal fixture(2);
    fixture.showAt(portrait);
    if (isAccessible)
        fixture.press(s("accessibilityButton"));
    const auto look = [&](const char *name) { lookAt(fixture, s(name), mode, {s("en")}); };
    fixture.corner->setHint(s("SANDBOX – Ada Obi: PIN 4071 · Zoe Martin: PIN 5093"));
    fixture.corner->ask();
    fixture.settle();
    look("staff-people");
    fixture.press(s("staff_person_zoe-martin"));
    fixture.typePin("5094");
    fixture.typeKeys("509");
    look("staff-pin");
    fixture.typePin("3");
    look("staff-menu");
    fixture.press(s("staff_close"));
    look("staff-menu-closed");
    fixture.press(s("staff_leave"));
    look("staff-leave");
    fixture.press(s("staffBack"));
    fixture.press(s("staff_diagnostics"));
    fixture.press(s("staff_selfTest"));
    look("staff-diagnostics");
}

QTEST_MAIN(TerminalStaffTest)
#include "tst_staff.moc"
