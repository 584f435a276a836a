#include "kiosk/qa/row_roles.h"
#include "support/fake_ports.h"
#include "support/fake_sandbox.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::qa;
using namespace Qt::StringLiterals;
using Link = QaDesk::Link;

namespace {

const QUrl loopback(u"http://127.0.0.1:4711"_s);

struct Bench {
    testing::FakeSandbox sandbox;
    testing::FakeKioskFaults own;
    testing::FakePlayer player;
    testing::FakeClock clock;
    QaDesk desk{*QaAccess::ask(true, loopback),          sandbox, own, player, clock,
                [](const QString &text) { return text; }};

    void start()
    {
        desk.start();
        sandbox.settle();
    }
    void wait(qint64 ms)
    {
        clock.advance(ms);
        sandbox.settle();
    }
};

} // namespace

/// The desk as a whole, its access, and the parts that have no test of their own.
class TestQaDesk : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsNoAccessWithoutASandbox()
    {
        QVERIFY(QaAccess::ask(true, loopback));
        QVERIFY(QaAccess::ask(true, QUrl(u"http://[::1]:4711"_s)));
        // Live, however it is put.
        QVERIFY(!QaAccess::ask(false, loopback));
        QVERIFY(!QaAccess::ask(false, std::nullopt));
        QVERIFY(!QaAccess::ask(true, std::nullopt));
        for (const auto &elsewhere : {u"https://api.clive.example"_s, u"http://10.0.0.5:80"_s,
                                      u"http://127.0.0.1.evil.example"_s, u""_s})
            QVERIFY2(!QaAccess::ask(true, QUrl(elsewhere)), qPrintable(elsewhere));
        QVERIFY(QaAccess::isTestKey(u"pk_test_x"_s));
        for (const auto &key : {u"pk_live_x"_s, u"sk_test_x"_s, u""_s})
            QVERIFY2(!QaAccess::isTestKey(key), qPrintable(key));
    }

    void somethingWithLiveKeysIsNoSandbox()
    {
        Bench bench;
        bench.sandbox.about.publishableKey = u"pk_live_secret"_s;
        bench.start();
        QCOMPARE(bench.desk.link(), Link::Refused);
        QVERIFY(!bench.desk.problem().contains(u"secret"_s));
        QCOMPARE(bench.desk.cards().rowCount(), 0);
        QVERIFY(!bench.desk.faults().find(u"clive.webhook"_s, u"drop"_s));
        // For good.
        bench.sandbox.about.publishableKey = u"pk_test_x"_s;
        bench.wait(60'000);
        bench.start();
        bench.wait(60'000);
        QCOMPARE(bench.desk.link(), Link::Refused);
        QCOMPARE(bench.sandbox.liveCount, 0);
    }

    void asksWhileSomebodyLooks()
    {
        Bench bench;
        QCOMPARE(bench.desk.link(), Link::Connecting);
        bench.start();
        QCOMPARE(bench.desk.link(), Link::Connected);
        QCOMPARE(bench.sandbox.liveCount, 1);
        bench.wait(liveEveryMs);
        QCOMPARE(bench.sandbox.liveCount, 2);
        bench.desk.start();
        bench.wait(liveEveryMs);
        QCOMPARE(bench.sandbox.liveCount, 3);
        bench.desk.stop();
        bench.wait(10 * liveEveryMs);
        QCOMPARE(bench.sandbox.liveCount, 3);
        bench.start();
        QCOMPARE(bench.sandbox.liveCount, 4);
    }

    void takesWhatIsNewOnce()
    {
        Bench bench;
        bench.sandbox.say({{u"what"_s, u"stripe.load"_s}, {u"at_ms"_s, 1}});
        bench.start();
        QCOMPARE(bench.desk.timeline().rowCount(), 1);
        bench.wait(liveEveryMs);
        bench.sandbox.say({{u"what"_s, u"stripe.load"_s}, {u"at_ms"_s, 2}});
        bench.wait(liveEveryMs);
        bench.wait(liveEveryMs);
        QCOMPARE(bench.desk.timeline().rowCount(), 2);
    }

    void survivesThatTheSandboxGoesAndComesBack()
    {
        Bench bench;
        bench.sandbox.say({{u"what"_s, u"stripe.load"_s}, {u"at_ms"_s, 1}});
        bench.sandbox.faults = {{u"clive.webhook"_s, u"drop"_s, 0, 500, 0}};
        bench.start();
        QCOMPARE(bench.desk.faults().onCount(), 1);
        bench.sandbox.isGone = true;
        bench.wait(liveEveryMs);
        QCOMPARE(bench.desk.link(), Link::Gone);
        QCOMPARE(bench.desk.problem(), u"Connection refused"_s);
        // What was known stays to be looked at.
        QCOMPARE(bench.desk.timeline().rowCount(), 1);
        bench.wait(goneAskAgainMs);
        QCOMPARE(bench.desk.link(), Link::Gone);
        // Another one has taken its place: it counts from the beginning, and nothing is wrong with it.
        bench.sandbox.isGone = false;
        bench.sandbox.run = u"run_2"_s;
        bench.sandbox.faults.clear();
        bench.sandbox.events = {};
        bench.sandbox.say({{u"what"_s, u"clive.status"_s}, {u"at_ms"_s, 2}});
        bench.wait(goneAskAgainMs);
        QCOMPARE(bench.desk.link(), Link::Connected);
        QVERIFY(bench.desk.problem().isEmpty());
        QCOMPARE(bench.desk.faults().onCount(), 0);
        QCOMPARE(bench.desk.timeline().rowCount(), 2);
    }

    void isSilentOnceItIsGone()
    {
        testing::FakeSandbox sandbox;
        testing::FakeKioskFaults own;
        testing::FakePlayer player;
        testing::FakeClock clock;
        {
            QaDesk desk(*QaAccess::ask(true, loopback), sandbox, own, player, clock,
                        [](const QString &text) { return text; });
            desk.start();
            desk.faults().clearAll();
            desk.clock().advance(1000);
        }
        sandbox.settle();
        clock.advance(60'000);
        QCOMPARE(clock.timerCount(), std::size_t(0));
    }

    void whatIsDoneHereIsInTheTimeline()
    {
        Bench bench;
        bench.start();
        bench.desk.faults().setOn(u"clive.webhook"_s, u"never"_s, true);
        bench.desk.clock().advance(60'000);
        bench.wait(liveEveryMs);
        QCOMPARE(bench.desk.timeline().rowCount(), 2);
        QVERIFY(bench.desk.timeline().index(0).data().toString().contains(u"Clive: webhook, Never"_s));
        QCOMPARE(bench.desk.timeline().index(1).data().toString(), u"You · 1 min pass at Clive and Stripe"_s);
    }

    void movesTheClock()
    {
        Bench bench;
        bench.start();
        auto &clock = bench.desk.clock();
        QCOMPARE(clock.offsetText(), QString());
        QCOMPARE(clock.now().toMSecsSinceEpoch(), bench.clock.nowMs());
        clock.advance(3'600'000 + 300'000);
        bench.wait(liveEveryMs);
        QCOMPARE(bench.sandbox.advancedMs, 3'900'000);
        QCOMPARE(clock.offsetText(), u"+1 h 5 min"_s);
        QCOMPARE(clock.now().toMSecsSinceEpoch(), bench.clock.nowMs() + 3'900'000);
        clock.set(bench.clock.nowMs() > 0
                      ? QDateTime::fromMSecsSinceEpoch(bench.clock.nowMs() - 30'000, Qt::UTC)
                      : QDateTime());
        bench.wait(liveEveryMs);
        QCOMPARE(clock.offsetText(), u"−30 s"_s);
        clock.putRight();
        bench.wait(liveEveryMs);
        QCOMPARE(clock.offsetText(), QString());
        QSignalSpy failed(&bench.desk, &QaDesk::failed);
        bench.sandbox.isStubborn = true;
        clock.advance(1000);
        bench.sandbox.settle();
        QCOMPARE(failed.size(), 1);
    }

    void readsATime()
    {
        const auto time = ClockDesk::parse(u" 2026-11-26 16:30:00 "_s);
        QVERIFY(time);
        QCOMPARE(time->toString(Qt::ISODate), u"2026-11-26T16:30:00Z"_s);
        for (const auto &text : {u""_s, u"tomorrow"_s, u"2026-13-01 00:00:00"_s, u"2026-11-26"_s})
            QVERIFY2(!ClockDesk::parse(text), qPrintable(text));
    }

    void sortsTheCardsByWhatTheyDo()
    {
        Bench bench;
        bench.start();
        auto &cards = bench.desk.cards();
        QCOMPARE(cards.rowCount(), 4);
        const auto says = [&cards](int row, int role) { return cards.index(row).data(role).toString(); };
        QCOMPARE(says(0, Qt::DisplayRole), u"4242 4242 4242 4242"_s);
        QCOMPARE(says(0, CardShelf::NumberRole), u"4242424242424242"_s);
        QCOMPARE(says(1, Qt::DisplayRole), u"3782 822463 10005"_s);
        QCOMPARE(says(1, TrailingRole), u"American Express"_s);
        QCOMPARE(says(2, SubtitleRole), u"The bank asks (3-D Secure), then it pays"_s);
        QCOMPARE(says(3, SubtitleRole), u"Declined: generic decline"_s);
    }
};

QTEST_GUILESS_MAIN(TestQaDesk)
#include "tst_qa_desk.moc"
