#include "kiosk/qa_panel/panel_window.h"
#include "panel_checks.h"
#include "support/fake_ports.h"
#include "support/fake_sandbox.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QListView>
#include <QPushButton>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QTabBar>
#include <QTemporaryDir>

using namespace tillwright;
using namespace tillwright::kiosk;
using namespace Qt::StringLiterals;
using qa_panel::PanelWindow;
using register_face::Scheme;
using testing::lookAtPanel;

namespace {

constexpr int patienceMs = 10'000;
const QString builtIn = QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/scenarios");
const QString longText =
    u"thisisonewordwithoutanyblankthatgoesonandonandonforalongtimeandthenonalittlemore"_s;

class Bench
{
public:
    explicit Bench(Scheme scheme = Scheme::Light, const QString &folder = builtIn)
    {
        // As many places as there are.
        sandbox.about.faults.clear();
        const auto &places = autopilot::actionsByPlace();
        own.known.clear();
        for (auto it = places.begin(); it != places.end(); ++it) {
            const bool isSandboxs = it.key().startsWith(u"clive."_s) || it.key().startsWith(u"stripe."_s);
            (isSandboxs ? sandbox.about.faults : own.known).append({it.key(), it.value()});
        }
        desk.scenarios().setFolder(folder);
        panel = std::make_unique<PanelWindow>(desk, builtIn, scheme);
        panel->show();
        panel->activateWindow();
        if (!QTest::qWaitForWindowActive(panel.get()))
            qFatal("the panel does not become active");
        sandbox.settle();
    }
    void wait(qint64 ms)
    {
        clock.advance(ms);
        sandbox.settle();
    }
    template<typename Widget = QWidget> Widget *find(const QString &name) const
    {
        auto *widget = panel->findChild<Widget *>(name);
        if (!widget)
            qFatal("there is no %s", qPrintable(name));
        return widget;
    }
    void press(const QString &name) const { QTest::mouseClick(find(name), Qt::LeftButton); }
    QString text(const QString &name) const { return find<QLabel>(name)->text().remove(QChar(0x200b)); }
    void open(int page) const { find<QTabBar>(u"qaTabs"_s)->setCurrentIndex(page); }
    void makeASale()
    {
        auto &timeline = desk.timeline();
        const qint64 now = clock.nowMs();
        timeline.addKiosk(now, u"state:Creating"_s, {});
        timeline.addKiosk(now + 3, u"backend:create"_s, {});
        sandbox.say({{u"what"_s, u"clive.checkout_intent"_s},
                     {u"at_ms"_s, now + 40},
                     {u"status"_s, 201},
                     {u"clive_tx_id"_s, u"ctx_Yh2kq0LwzT4bV9sAaB1c"_s},
                     {u"payment_intent_id"_s, u"pi_3kXw0Lq2eZvKYlo2C0p7Rt9s"_s},
                     {u"idempotency_key"_s, u"0b54f3c8-1111-4222-8333-444455556666"_s}});
        timeline.add({now + 52,
                      qa::Party::Backend,
                      u"checkout: pending"_s,
                      u"ctx_Yh2kq0LwzT4bV9sAaB1c"_s,
                      u"pi_3kXw0Lq2eZvKYlo2C0p7Rt9s"_s,
                      {{u"version"_s, u"1"_s}}});
        timeline.addKiosk(now + 60, u"state:AwaitingPayment"_s, u"ctx_Yh2kq0LwzT4bV9sAaB1c"_s);
        sandbox.say({{u"what"_s, u"stripe.confirm"_s},
                     {u"at_ms"_s, now + 9400},
                     {u"status"_s, 402},
                     {u"code"_s, u"card_declined"_s},
                     {u"decline_code"_s, u"insufficient_funds"_s},
                     {u"payment_intent_id"_s, u"pi_3kXw0Lq2eZvKYlo2C0p7Rt9s"_s}});
        sandbox.say({{u"what"_s, u"clive.webhook"_s},
                     {u"at_ms"_s, now + 12000},
                     {u"attempt"_s, 1},
                     {u"answer"_s, 200},
                     {u"clive_tx_id"_s, u"ctx_Another0000000000000"_s},
                     {u"event_id"_s, u"evt_000000000000000000AA"_s}});
        wait(qa::liveEveryMs);
    }

    testing::FakeSandbox sandbox;
    testing::FakeKioskFaults own;
    testing::FakePlayer player;
    testing::FakeClock clock;
    qa::QaDesk desk{*qa::QaAccess::ask(true, QUrl(u"http://127.0.0.1:1"_s)),
                    sandbox,
                    own,
                    player,
                    clock,
                    [](const QString &text) { return text; }};
    std::unique_ptr<PanelWindow> panel;
};

QString nameOf(Scheme scheme)
{
    return scheme == Scheme::Light ? u"light"_s : u"dark"_s;
}

enum Page { Scenarios, Faults, Timeline, Cards, Clock };

} // namespace

class TestPanelWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void saysSandboxOnEveryPage()
    {
        Bench bench;
        QVERIFY(bench.panel->windowTitle().contains(u"SANDBOX"_s));
        for (int page = 0; page < 5; ++page) {
            bench.open(page);
            QVERIFY(bench.find<QLabel>(u"sandboxBadge"_s)->isVisible());
            QVERIFY(bench.text(u"sandboxBadge"_s).contains(u"SANDBOX"_s));
        }
    }

    void looksRight_data()
    {
        QTest::addColumn<Scheme>("scheme");
        QTest::newRow("light") << Scheme::Light;
        QTest::newRow("dark") << Scheme::Dark;
    }

    void looksRight()
    {
        QFETCH(Scheme, scheme);
        Bench bench(scheme);
        const QString name = nameOf(scheme);
        bench.find<QLineEdit>(u"qaScenarioListSearch"_s)->setText(u"webhook"_s);
        bench.find<QListView>(u"qaScenarioList"_s)
            ->setCurrentIndex(bench.find<QListView>(u"qaScenarioList"_s)->model()->index(3, 0));
        lookAtPanel(*bench.panel, u"scenarios"_s, name);
        bench.open(Faults);
        bench.desk.faults().setOn(u"clive.webhook"_s, u"delay"_s, true);
        bench.desk.faults().setOn(u"clive.status"_s, u"fail"_s, true);
        bench.desk.clock().advance(3'600'000);
        bench.wait(qa::liveEveryMs);
        lookAtPanel(*bench.panel, u"faults"_s, name);
        bench.open(Timeline);
        lookAtPanel(*bench.panel, u"timeline-empty"_s, name);
        bench.makeASale();
        bench.find<QListView>(u"qaTimelineList"_s)
            ->setCurrentIndex(bench.find<QListView>(u"qaTimelineList"_s)->model()->index(3, 0));
        lookAtPanel(*bench.panel, u"timeline"_s, name);
        bench.open(Cards);
        lookAtPanel(*bench.panel, u"cards"_s, name);
        bench.open(Clock);
        lookAtPanel(*bench.panel, u"clock"_s, name);
        bench.find<QLineEdit>(u"qaClockTime"_s)->setText(u"tomorrow"_s);
        bench.press(u"qaClockSet"_s);
        bench.sandbox.isGone = true;
        bench.wait(qa::liveEveryMs);
        lookAtPanel(*bench.panel, u"gone"_s, name);
    }

    void longTextsFit()
    {
        QTemporaryDir folder;
        QFile file(folder.filePath(longText + u".json"_s));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("{\"" + longText.toUtf8() + "\": 1}");
        file.close();
        Bench bench(Scheme::Light, folder.path());
        auto *list = bench.find<QListView>(u"qaScenarioList"_s);
        list->setCurrentIndex(list->model()->index(0, 0));
        QVERIFY(bench.text(u"qaScenarioProblem"_s).contains(longText));
        bench.player.problem = longText;
        lookAtPanel(*bench.panel, u"scenarios-long"_s, u"light"_s);
        bench.desk.timeline().add({bench.clock.nowMs(), qa::Party::Clive, longText + longText, {}, {}});
        bench.open(Timeline);
        auto *lines = bench.find<QListView>(u"qaTimelineList"_s);
        lines->setCurrentIndex(lines->model()->index(0, 0));
        lookAtPanel(*bench.panel, u"timeline-long"_s, u"light"_s);
    }

    void everyFaultHasItsSwitch()
    {
        Bench bench;
        bench.open(Faults);
        int count = 0;
        for (const auto &place : bench.sandbox.about.faults) {
            for (const auto &action : place.actions) {
                auto *button = bench.find<QPushButton>(u"fault:%1:%2"_s.arg(place.at, action));
                QVERIFY(button->isEnabled() && button->isCheckable());
                button->click();
                bench.sandbox.settle();
                QCOMPARE(bench.sandbox.faults.size(), ++count);
            }
        }
        QVERIFY(bench.text(u"qaFaultCount"_s).endsWith(QString::number(count)));
        bench.press(u"qaClearFaults"_s);
        bench.sandbox.settle();
        QVERIFY(bench.sandbox.faults.isEmpty());
        // The kiosk's own.
        bench.find<QPushButton>(u"fault:backend.request:drop"_s)->click();
        QCOMPARE(bench.own.set_.size(), 1);
        QVERIFY(!bench.find<QPushButton>(u"fault:printer:paper_out"_s)->isEnabled());
        QVERIFY(bench.find(u"faultWhyNot:printer"_s)->isVisibleTo(bench.panel.get()));
    }

    void aFaultsParametersAreTyped()
    {
        Bench bench;
        bench.open(Faults);
        bench.find<QPushButton>(u"fault:clive.webhook:delay"_s)->click();
        auto *delay =
            bench.find<QLineEdit>(u"faultField:clive.webhook:delay:%1"_s.arg(int(qa::FaultParameter::Delay)));
        QVERIFY(delay->isVisible());
        delay->setFocus();
        delay->selectAll();
        QTest::keyClicks(delay, u"12000"_s);
        QTest::keyClick(delay, Qt::Key_Return);
        bench.sandbox.settle();
        QCOMPARE(bench.sandbox.faults.size(), 1);
        QCOMPARE(bench.sandbox.faults[0].delayMs, 12'000);
        // What the sandbox has left shows, but not under somebody's fingers.
        auto *times =
            bench.find<QLineEdit>(u"faultField:clive.webhook:delay:%1"_s.arg(int(qa::FaultParameter::Times)));
        times->setFocus();
        times->selectAll();
        QTest::keyClicks(times, u"3"_s);
        bench.wait(qa::liveEveryMs);
        QCOMPARE(times->text(), u"3"_s);
        QTest::keyClick(times, Qt::Key_Return);
        bench.sandbox.settle();
        bench.sandbox.faults[0].times = 2;
        bench.wait(qa::liveEveryMs);
        QCOMPARE(times->text(), u"2"_s);
    }

    void aCardIsCopiedByOnePress()
    {
        Bench bench;
        bench.open(Cards);
        auto *list = bench.find<QListView>(u"qaCardList"_s);
        const auto index = list->model()->index(0, 0);
        QTest::mouseClick(list->viewport(), Qt::LeftButton, {}, list->visualRect(index).center());
        QCOMPARE(QGuiApplication::clipboard()->text(), u"4242424242424242"_s);
        QCOMPARE(bench.text(u"qaFoot"_s), u"4242 4242 4242 4242 is copied."_s);
        // By the keyboard: typed, walked to, taken.
        auto *search = bench.find<QLineEdit>(u"qaCardListSearch"_s);
        QTest::keyClicks(search, u"declined"_s);
        QTest::keyClick(search, Qt::Key_Return);
        QCOMPARE(QGuiApplication::clipboard()->text(), u"4000000000000002"_s);
        QTest::keyClick(search, Qt::Key_Escape);
        QVERIFY(search->text().isEmpty());
        QVERIFY(!bench.text(u"qaFoot"_s).isEmpty());
        bench.open(Faults);
        QVERIFY(bench.text(u"qaFoot"_s).isEmpty());
    }

    void theTimelineIsOfOneSaleAndIsCopiedAndSaved()
    {
        Bench bench;
        bench.makeASale();
        bench.open(Timeline);
        auto *list = bench.find<QListView>(u"qaTimelineList"_s);
        const int all = list->model()->rowCount();
        QCOMPARE(all, 7);
        QVERIFY(!bench.find<QPushButton>(u"qaOneSale"_s)->isEnabled());
        list->setCurrentIndex(list->model()->index(2, 0));
        QVERIFY(bench.text(u"qaTimelineDetail"_s).contains(u"ctx_Yh2kq0LwzT4bV9sAaB1c"_s));
        bench.press(u"qaOneSale"_s);
        QCOMPARE(list->model()->rowCount(), all - 1);
        bench.press(u"qaTimelineCopy"_s);
        const QString copied = QGuiApplication::clipboard()->text();
        QCOMPARE(copied.count(u'\n'), all - 1);
        QVERIFY(!copied.contains(u"ctx_Another"_s) && copied.contains(u"insufficient_funds"_s));
        bench.press(u"qaOneSale"_s);
        QCOMPARE(list->model()->rowCount(), all);
        bench.press(u"qaTimelineClear"_s);
        QCOMPARE(list->model()->rowCount(), 0);
        QVERIFY(bench.find(u"qaTimelineListWords"_s)->isVisible());
    }

    void aScenarioIsPlayedFromHere()
    {
        Bench bench;
        auto *search = bench.find<QLineEdit>(u"qaScenarioListSearch"_s);
        QVERIFY(!bench.find<QPushButton>(u"qaPlay"_s)->isEnabled());
        // With the keyboard alone.
        QVERIFY(search->hasFocus());
        QTest::keyClicks(search, u"webhook-never"_s);
        QTest::keyClick(search, Qt::Key_Down);
        QTest::keyClick(search, Qt::Key_Return);
        auto *play = bench.find<QPushButton>(u"qaPlay"_s);
        QVERIFY(play->hasFocus());
        QTest::keyClick(play, Qt::Key_Return);
        QCOMPARE(bench.player.asked, QStringList{builtIn + u"/webhook-never.json"_s});
        QVERIFY(!play->isEnabled());
        bench.press(u"qaStop"_s);
        QCOMPARE(bench.player.stops, 1);
        Q_EMIT bench.player.began(u"webhook-never"_s);
        QVERIFY(bench.text(u"qaPlayWords"_s).contains(u"webhook-never"_s));
        Q_EMIT bench.player.settled({u"webhook-never"_s, true, 4'000, {}});
        Q_EMIT bench.player.finished(u"/reports/index.html"_s, {});
        QVERIFY(bench.find(u"qaReport"_s)->isVisible());
        QCOMPARE(bench.text(u"qaPlayWords"_s), u"All passed: 1"_s);
        QTest::keyClick(search, Qt::Key_Escape);
        bench.press(u"qaPlayAll"_s);
        QCOMPARE(bench.player.asked.last(), builtIn);
    }

    void saysThatTheSandboxIsGoneAndThatItIsBack()
    {
        Bench bench;
        QVERIFY(!bench.find(u"qaTrouble"_s)->isVisible());
        bench.sandbox.isGone = true;
        bench.wait(qa::liveEveryMs);
        QVERIFY(bench.find(u"qaTrouble"_s)->isVisible());
        QVERIFY(bench.text(u"qaTrouble"_s).contains(u"Connection refused"_s));
        QCOMPARE(bench.text(u"qaState"_s), u"Sandbox is gone"_s);
        // A switch that cannot be set says so and does not stay on.
        bench.open(Faults);
        bench.find<QPushButton>(u"fault:stripe.load:never"_s)->click();
        bench.sandbox.settle();
        QVERIFY(bench.text(u"qaFoot"_s).startsWith(u"Not done"_s));
        bench.sandbox.isGone = false;
        bench.wait(qa::goneAskAgainMs);
        QVERIFY(!bench.find(u"qaTrouble"_s)->isVisible());
        QCOMPARE(bench.text(u"qaState"_s), u"Sandbox answers"_s);
        QVERIFY(!bench.find<QPushButton>(u"fault:stripe.load:never"_s)->isChecked());
    }

    void doesNothingWithWhatIsNoSandbox()
    {
        testing::FakeSandbox sandbox;
        sandbox.about.publishableKey = u"pk_live_x"_s;
        testing::FakeKioskFaults own;
        testing::FakePlayer player;
        testing::FakeClock clock;
        qa::QaDesk desk(*qa::QaAccess::ask(true, QUrl(u"http://127.0.0.1:1"_s)), sandbox, own, player, clock,
                        [](const QString &text) { return text; });
        PanelWindow panel(desk, builtIn, Scheme::Light);
        panel.show();
        sandbox.settle();
        QVERIFY(panel.findChild<QLabel *>(u"qaTrouble"_s)->text().contains(u"no sandbox"_s));
        auto *stack = panel.findChild<QStackedWidget *>();
        for (int page = 1; page < stack->count(); ++page)
            QVERIFY(!stack->widget(page)->isEnabled());
    }

    void theClockIsMoved()
    {
        Bench bench;
        bench.open(Clock);
        bench.press(u"qaAdvance300"_s);
        bench.wait(qa::liveEveryMs);
        QCOMPARE(bench.sandbox.advancedMs, 300'000);
        QCOMPARE(bench.text(u"qaClockOffset"_s), u"+5 min from this machine's."_s);
        auto *time = bench.find<QLineEdit>(u"qaClockTime"_s);
        time->setText(u"nonsense"_s);
        QTest::keyClick(time, Qt::Key_Return);
        QVERIFY(bench.find(u"qaClockProblem"_s)->isVisible());
        QCOMPARE(bench.sandbox.offsetMs, 300'000);
        time->setText(QDateTime::fromMSecsSinceEpoch(bench.clock.nowMs() + 120'000, Qt::UTC)
                          .toString(u"yyyy-MM-dd HH:mm:ss"_s));
        QTest::keyClick(time, Qt::Key_Return);
        bench.wait(qa::liveEveryMs);
        // Typed to the second.
        QVERIFY(qAbs(bench.sandbox.offsetMs - 120'000) < 1'000);
        QVERIFY(!bench.find(u"qaClockProblem"_s)->isVisible());
        bench.press(u"qaClockRight"_s);
        bench.wait(qa::liveEveryMs);
        QCOMPARE(bench.sandbox.offsetMs, 0);
    }

    void theKeyboardGetsEverywhere()
    {
        Bench bench;
        bench.makeASale();
        for (int page = 0; page < 5; ++page) {
            QTest::keyClick(bench.panel.get(), Qt::Key(Qt::Key_1 + page), Qt::ControlModifier);
            QCOMPARE(bench.find<QTabBar>(u"qaTabs"_s)->currentIndex(), page);
            auto *content = bench.panel->findChild<QStackedWidget *>()->currentWidget();
            QVERIFY(content->isAncestorOf(bench.panel->focusWidget()));
            QSet<QWidget *> reached;
            for (int i = 0; i < 300; ++i) {
                auto *focused = bench.panel->focusWidget();
                if (reached.contains(focused))
                    break;
                reached.insert(focused);
                QTest::keyClick(focused, Qt::Key_Tab);
            }
            for (auto *button : content->findChildren<QPushButton *>()) {
                if (button->isVisible() && button->isEnabled())
                    QVERIFY2(reached.contains(button), qPrintable(button->objectName()));
            }
            for (auto *edit : content->findChildren<QLineEdit *>()) {
                if (edit->isVisible())
                    QVERIFY2(reached.contains(edit), qPrintable(edit->objectName()));
            }
        }
        QTest::keyClick(bench.panel.get(), Qt::Key_W, Qt::ControlModifier);
        QTRY_VERIFY_WITH_TIMEOUT(!bench.panel->isVisible(), patienceMs);
        // Nobody looks.
        const int asked = bench.sandbox.liveCount;
        bench.wait(10 * qa::liveEveryMs);
        QCOMPARE(bench.sandbox.liveCount, asked);
    }
};

QTEST_MAIN(TestPanelWindow)
#include "tst_window.moc"
