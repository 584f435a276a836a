#include "service_face.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollArea>
#include <QScrollBar>
#include <QToolButton>

using namespace tillwright;
using namespace kiosk::presentation;
using kiosk::register_face::Scheme;
using kiosk::shift::Role;
using testing::lookAtEverySize;
using testing::ServiceFace;
using testing::StaffFace;
using testing::two;
using namespace Qt::StringLiterals;

/// Diagnostics and settings: who gets to see them, what is kept of it, and what they do.
class ServiceScreensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCashierNeedsASupervisor();
    void escapeRefuses();
    void aSupervisorIsNotAsked();
    void withoutOperatorsItIsOnlyWrittenDown();
    void nobodyIsAskedTwiceForWhatIsOpen();
    void locksAway();
    void neverOverAPayment();
    void diagnosticsFollowWhatHappens();
    void theSelfTestStandsFirst();
    void diagnosticsByKeyboardAlone();
    void settingsHoldOnceTheyAreAllowed();
    void settingsByKeyboardAlone();
    void escapeDropsTheDraftFirst();
    void fixedSettingsSaySo();
    void aDiskThatTakesNothingIsSaid();
    void keysAreInTheHelp();
    void everyScreen_data();
    void everyScreen();
};

void ServiceScreensTest::aCashierNeedsASupervisor()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"ada-obi"_s, "4071");
    for (const auto &[key, screen, act] : {std::tuple(Qt::Key_F8, "diagnosticsScreen", "diagnostics_opened"),
                                           std::tuple(Qt::Key_F11, "settingsScreen", "settings_opened")}) {
        face.staff.press(key);
        QVERIFY(face.isAsked() && !face.isShown(screen));
        QVERIFY(face.lastAct() != act);
        face.allow();
        QVERIFY(!face.isAsked() && face.isShown(screen));
        QCOMPARE(face.lastAct(), std::string(act));
        const auto line = face.staff.store->auditLines(1)->front().entry;
        QCOMPARE(line.signedIn, std::string("ada-obi"));
        QCOMPARE(line.allowedBy, std::string("zoe-martin"));
        face.staff.press(Qt::Key_Escape);
        QCOMPARE(face.staff.fixture.screen(), u"saleScreen"_s);
    }
}

void ServiceScreensTest::escapeRefuses()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"ada-obi"_s, "4071");
    auto *button = face.staff.fixture.find<QToolButton>("diagnosticsRailButton");
    QTest::mouseClick(button, Qt::LeftButton);
    QVERIFY(face.isAsked());
    // The rail does not say that it has led there.
    QVERIFY(!button->isChecked());
    face.staff.press(Qt::Key_Escape);
    QVERIFY(!face.isAsked() && !face.isShown("diagnosticsScreen"));
    QCOMPARE(face.staff.fixture.screen(), u"saleScreen"_s);
    QCOMPARE(face.lastAct(), std::string("signed_in"));
}

void ServiceScreensTest::aSupervisorIsNotAsked()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    QTest::mouseClick(face.staff.fixture.find<QToolButton>("diagnosticsRailButton"), Qt::LeftButton);
    QVERIFY(!face.isAsked() && face.isShown("diagnosticsScreen"));
    QCOMPARE(face.lastAct(), std::string("diagnostics_opened"));
}

void ServiceScreensTest::withoutOperatorsItIsOnlyWrittenDown()
{
    ServiceFace face(std::vector<StaffFace::Person>{});
    face.staff.fixture.showActive();
    face.staff.press(Qt::Key_F11);
    QVERIFY(face.isShown("settingsScreen"));
    QCOMPARE(face.staff.acts(), std::vector<std::string>{"settings_opened"});
}

void ServiceScreensTest::nobodyIsAskedTwiceForWhatIsOpen()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"ada-obi"_s, "4071");
    face.staff.press(Qt::Key_F8);
    face.allow();
    const auto acts = face.staff.acts().size();
    face.staff.press(Qt::Key_F8);
    QVERIFY(!face.isAsked() && face.isShown("diagnosticsScreen"));
    QCOMPARE(face.staff.acts().size(), acts);
}

void ServiceScreensTest::locksAway()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F8);
    QVERIFY(face.isShown("diagnosticsScreen"));
    face.staff.press(Qt::Key_F10);
    face.staff.press(Qt::Key_F8);
    QVERIFY(!face.isShown("diagnosticsScreen"));
    face.staff.signIn(u"ada-obi"_s, "4071");
    QVERIFY(!face.isShown("diagnosticsScreen"));
    QCOMPARE(face.staff.fixture.screen(), u"saleScreen"_s);
}

void ServiceScreensTest::neverOverAPayment()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.fixture.toCard();
    const auto acts = face.staff.acts().size();
    QTest::keyClick(&face.staff.fixture.window, Qt::Key_F8);
    QTest::keyClick(&face.staff.fixture.window, Qt::Key_F11);
    QCOMPARE(face.staff.fixture.screen(), u"paymentScreen"_s);
    QCOMPARE(face.staff.acts().size(), acts);
}

void ServiceScreensTest::diagnosticsFollowWhatHappens()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F8);
    const auto says = [&face](const QString &words) {
        const auto labels = face.staff.fixture.find("diagnosticsList")->findChildren<QLabel *>();
        return std::any_of(labels.begin(), labels.end(), [&words](const QLabel *label) {
            return label->isVisible() && label->accessibleName() == words;
        });
    };
    QVERIFY(says(u"Backend: answers (fine)"_s));
    face.facts.isBackendReached = false;
    face.diagnostics.addError(u"connection refused"_s);
    QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
    QVERIFY(says(u"Backend: does not answer (wrong)"_s) && !says(u"Backend: answers (fine)"_s));
    face.staff.fixture.press("diagnosticsTestPrint");
    QCOMPARE(face.testPrints, 1);
    QVERIFY(face.staff.fixture.textOf("diagnosticsPrint").contains(u"on its way"_s));
    face.staff.fixture.press("diagnosticsBundle");
    QVERIFY(face.staff.fixture.textOf("diagnosticsPrint").contains(u"a.tar.gz"_s));
    face.staff.fixture.press("diagnosticsCheck");
    QCOMPARE(face.checks, 1);
    face.staff.fixture.press("diagnosticsCopy");
    QVERIFY(QGuiApplication::clipboard()->text().contains(u"!! Backend: does not answer"_s));
}

void ServiceScreensTest::theSelfTestStandsFirst()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F8);
    const auto first = [&face] { return face.diagnostics.groups().front(); };
    face.staff.fixture.press("diagnosticsSelfTest");
    QCOMPARE(first().title, u"Self-test"_s);
    QVERIFY(first().lines[0].value.contains(u"20 s"_s));
    // Once at a time.
    const auto tell = std::exchange(face.tellSelfTest, nullptr);
    face.staff.fixture.press("diagnosticsSelfTest");
    QVERIFY(!face.tellSelfTest);
    tell({{u"Printer"_s, u"no paper"_s, FactTone::Bad}});
    QCOMPARE(first().lines[0].value, u"no paper"_s);
    face.staff.fixture.press("diagnosticsCopy");
    QVERIFY(QGuiApplication::clipboard()->text().startsWith(u"Self-test\n  !! Printer: no paper\n"_s));
    // It is of its moment: whoever comes back finds none.
    face.staff.press(Qt::Key_Escape);
    face.staff.press(Qt::Key_F8);
    QVERIFY(first().title != u"Self-test"_s);
}

void ServiceScreensTest::diagnosticsByKeyboardAlone()
{
    ServiceFace face;
    face.breakEverything();
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F8);
    QCOMPARE(face.staff.fixture.window.focusWidget()->objectName(), u"diagnosticsCheck"_s);
    face.staff.press(Qt::Key_Return);
    QCOMPARE(face.checks, 1);
    // The next stop is what is read: the arrows move it.
    face.staff.press(Qt::Key_Tab);
    auto *list = face.staff.fixture.find<QScrollArea>("diagnosticsList");
    QVERIFY(list->hasFocus());
    QVERIFY(list->verticalScrollBar()->maximum() > 0);
    face.staff.press(Qt::Key_PageDown);
    QVERIFY(list->verticalScrollBar()->value() > 0);
    // What is looked at anew stays where it is.
    const int place = list->verticalScrollBar()->value();
    face.diagnostics.look();
    QCOMPARE(list->verticalScrollBar()->value(), place);
}

void ServiceScreensTest::settingsHoldOnceTheyAreAllowed()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"ada-obi"_s, "4071");
    face.staff.press(Qt::Key_F11);
    face.allow();
    face.staff.fixture.press("setting_theme_dark");
    face.staff.fixture.press("setting_lock_after_min_5");
    QVERIFY(face.now == RegisterSettings());
    face.staff.fixture.press("settingsSave");
    QVERIFY(face.isAsked() && face.now == RegisterSettings());
    face.allow();
    QVERIFY(face.now.theme == u"dark"_s && face.now.lockAfterMin == 5);
    const auto line = face.staff.store->auditLines(1)->front().entry;
    QCOMPARE(line.act, std::string("settings_changed"));
    QCOMPARE(line.reason, std::string("lock_after_min: 15 -> 5; theme: light -> dark"));
    QCOMPARE(line.allowedBy, std::string("zoe-martin"));
    QVERIFY(face.staff.fixture.textOf("settingsDone").contains(u"after a restart"_s));
    QVERIFY(!face.staff.fixture.find("settingsSave")->isEnabled());
}

void ServiceScreensTest::settingsByKeyboardAlone()
{
    ServiceFace face(std::vector<StaffFace::Person>{});
    face.staff.fixture.showActive();
    face.staff.press(Qt::Key_F11);
    QCOMPARE(face.staff.fixture.window.focusWidget()->objectName(), u"setting_theme_light"_s);
    face.staff.press(Qt::Key_Tab);
    face.staff.press(Qt::Key_Space);
    auto *dark = face.staff.fixture.find<QPushButton>("setting_theme_dark");
    QVERIFY(dark->isChecked() && dark->hasFocus());
    QVERIFY(!face.staff.fixture.find<QPushButton>("setting_theme_light")->isChecked());
    for (int i = 0; i < 40 && !face.staff.fixture.find("settingsSave")->hasFocus(); ++i)
        face.staff.press(Qt::Key_Tab);
    face.staff.press(Qt::Key_Return);
    QCOMPARE(face.now.theme, u"dark"_s);
}

void ServiceScreensTest::escapeDropsTheDraftFirst()
{
    ServiceFace face;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F11);
    face.staff.fixture.press("setting_scan_sound_false");
    QVERIFY(face.settings.hasChanges());
    face.staff.press(Qt::Key_Escape);
    QVERIFY(!face.settings.hasChanges() && face.isShown("settingsScreen"));
    QVERIFY(face.staff.fixture.find<QPushButton>("setting_scan_sound_true")->isChecked());
    face.staff.press(Qt::Key_Escape);
    QVERIFY(!face.isShown("settingsScreen"));
}

void ServiceScreensTest::fixedSettingsSaySo()
{
    ServiceFace face;
    face.fixed = {u"theme"_s};
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F11);
    QVERIFY(face.isShown("settingFixed_theme"));
    QVERIFY(!face.staff.fixture.find("setting_theme_dark")->isEnabled());
    // The keyboard begins where there is something to do.
    QCOMPARE(face.staff.fixture.window.focusWidget()->objectName(), u"setting_lock_after_min_0"_s);
}

void ServiceScreensTest::aDiskThatTakesNothingIsSaid()
{
    ServiceFace face;
    face.problem = u"settings.toml: No space left on device"_s;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F11);
    face.staff.fixture.press("setting_theme_dark");
    face.staff.fixture.press("settingsSave");
    QVERIFY(face.isShown("settingsProblem"));
    QVERIFY(face.staff.fixture.textOf("settingsProblem").contains(face.problem));
    QVERIFY(face.now == RegisterSettings());
}

void ServiceScreensTest::keysAreInTheHelp()
{
    ServiceFace face(std::vector<StaffFace::Person>{});
    face.staff.fixture.showActive();
    face.staff.press(Qt::Key_F1);
    QStringList keys;
    for (const auto *label : face.staff.fixture.find("helpOverlay")->findChildren<QLabel *>())
        keys.append(label->text());
    QVERIFY(keys.contains(u"F8"_s) && keys.contains(u"F11"_s));
}

void ServiceScreensTest::everyScreen_data()
{
    QTest::addColumn<Scheme>("scheme");
    QTest::newRow("light") << Scheme::Light;
    QTest::newRow("dark") << Scheme::Dark;
}

void ServiceScreensTest::everyScreen()
{
    QFETCH(Scheme, scheme);
    ServiceFace face(two, scheme);
    auto &window = face.staff.fixture.window;
    face.staff.fixture.showActive();
    face.staff.signIn(u"zoe-martin"_s, "5093");
    face.staff.press(Qt::Key_F8);
    lookAtEverySize(window, u"diagnostics"_s);
    face.staff.fixture.press("diagnosticsSelfTest");
    face.tellSelfTest(
        {{u"Engine"_s, u"Chromium 132.0.6834.83; the floor is 130"_s, FactTone::Good},
         {u"Touch"_s, u"no touchscreen; keyboard and mouse do"_s, FactTone::Plain},
         {u"Printer"_s,
          u"tcp 192.168.1.50:9100: No paper → check power, cable, paper and [printer]; then again"_s,
          FactTone::Bad},
         {u"Clock"_s,
          u"31 s behind the backend’s → set the clock: systemctl enable --now systemd-timesyncd"_s,
          FactTone::Warning}});
    lookAtEverySize(window, u"diagnostics-self-test"_s);
    face.breakEverything();
    face.staff.fixture.press("diagnosticsTestPrint");
    lookAtEverySize(window, u"diagnostics-trouble"_s);
    face.staff.press(Qt::Key_F11);
    lookAtEverySize(window, u"settings"_s);
    face.staff.fixture.press("setting_theme_auto");
    face.staff.fixture.press("setting_lock_after_min_0");
    face.fixed = {u"merchant_copy"_s};
    lookAtEverySize(window, u"settings-draft"_s);
    face.problem = u"/var/lib/tillwright/settings.toml: No space left on device"_s;
    face.now.lockAfterMin = 7;
    face.settings.refresh();
    face.staff.fixture.press("setting_theme_dark");
    face.staff.fixture.press("settingsSave");
    lookAtEverySize(window, u"settings-problem"_s);
    face.staff.press(Qt::Key_F10);
    face.staff.signIn(u"ada-obi"_s, "4071");
    face.staff.press(Qt::Key_F8);
    lookAtEverySize(window, u"diagnostics-asked"_s);
    face.staff.press(Qt::Key_Escape);
    face.staff.press(Qt::Key_F1);
    lookAtEverySize(window, u"service-help"_s);
}

QTEST_MAIN(ServiceScreensTest)
#include "tst_service_screens.moc"
