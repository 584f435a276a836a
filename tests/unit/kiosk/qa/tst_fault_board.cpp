#include "kiosk/qa/fault_words.h"
#include "support/fake_sandbox.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk;
using namespace Qt::StringLiterals;
using autopilot::Fault;
using qa::FaultBoard;

namespace {

struct Bench {
    testing::FakeSandbox sandbox;
    testing::FakeKioskFaults own;
    FaultBoard board{sandbox, own};

    Bench() { board.setPlaces(sandbox.about.faults); }
    void readBack()
    {
        sandbox.settle();
        board.readBack(sandbox.faults, board.generation());
    }
    bool isOn(const QString &at, const QString &action) const { return board.find(at, action)->isOn; }
};

} // namespace

class TestFaultBoard : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void hasASwitchForEveryFaultAndNoOther()
    {
        Bench bench;
        QStringList wanted;
        for (const auto &place : bench.sandbox.about.faults + bench.own.known) {
            for (const auto &action : place.actions)
                wanted.append(place.at + u' ' + action);
        }
        QStringList there;
        for (const auto &known : bench.board.switches())
            there.append(known.fault.at + u' ' + known.fault.action);
        QCOMPARE(there, wanted);
        // Another sandbox, another version: it knows more here and less there.
        bench.board.setPlaces({{u"clive.refund"_s, {u"drop"_s}}});
        QVERIFY(bench.board.find(u"clive.refund"_s, u"drop"_s));
        QVERIFY(!bench.board.find(u"clive.webhook"_s, u"drop"_s));
        QVERIFY(bench.board.find(u"backend.request"_s, u"drop"_s));
    }

    void everyFaultIsCalledSomething()
    {
        const auto &places = autopilot::actionsByPlace();
        for (auto it = places.begin(); it != places.end(); ++it) {
            QVERIFY2(qa::placeTitle(it.key()) != it.key(), qPrintable(it.key()));
            QVERIFY2(!qa::placeWords(it.key()).isEmpty(), qPrintable(it.key()));
            QSet<QString> titles;
            for (const auto &action : it.value()) {
                const QString title = qa::actionTitle(it.key(), action);
                QVERIFY2(title != action && !titles.contains(title), qPrintable(it.key() + u' ' + action));
                QVERIFY2(!qa::actionWords(it.key(), action).isEmpty(), qPrintable(it.key() + u' ' + action));
                titles.insert(title);
            }
        }
        // What is new shows its own word rather than nothing.
        QCOMPARE(qa::placeTitle(u"clive.refund"_s), u"clive.refund"_s);
        QCOMPARE(qa::actionTitle(u"clive.refund"_s, u"explode"_s), u"explode"_s);
    }

    void isOnWhenTheSandboxSaysSo()
    {
        Bench bench;
        bench.board.setDelayMs(u"clive.webhook"_s, u"delay"_s, 7000);
        bench.board.setTimes(u"clive.webhook"_s, u"delay"_s, 2);
        // Parameters alone switch nothing on.
        bench.readBack();
        QVERIFY(bench.sandbox.faults.isEmpty());
        bench.board.setOn(u"clive.webhook"_s, u"delay"_s, true);
        QCOMPARE(bench.board.onCount(), 1);
        bench.sandbox.settle();
        QCOMPARE(bench.sandbox.faults.size(), 1);
        QCOMPARE(bench.sandbox.faults[0].delayMs, 7000);
        QCOMPARE(bench.sandbox.faults[0].times, 2);
        bench.sandbox.faults[0].times = 1;
        bench.readBack();
        QCOMPARE(bench.board.find(u"clive.webhook"_s, u"delay"_s)->fault.times, 1);
        // Used up: off by itself, and as it was set when it is wanted again.
        bench.sandbox.faults.clear();
        bench.readBack();
        QVERIFY(!bench.isOn(u"clive.webhook"_s, u"delay"_s));
        QCOMPARE(bench.board.find(u"clive.webhook"_s, u"delay"_s)->fault.times, 2);
        // Somebody else, such as a script, has switched one on.
        bench.sandbox.faults = {{u"stripe.load"_s, u"fail"_s, 0, 404, 0}};
        bench.readBack();
        QVERIFY(bench.isOn(u"stripe.load"_s, u"fail"_s));
        QCOMPARE(bench.board.find(u"stripe.load"_s, u"fail"_s)->fault.status, 404);
    }

    void anotherSwitchLeavesWhatIsLeftOfTheTimes()
    {
        Bench bench;
        bench.board.setTimes(u"clive.webhook"_s, u"drop"_s, 3);
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, true);
        bench.sandbox.settle();
        bench.sandbox.faults[0].times = 1;
        bench.readBack();
        bench.board.setOn(u"stripe.load"_s, u"never"_s, true);
        bench.sandbox.settle();
        QCOMPARE(bench.sandbox.faults.size(), 2);
        QCOMPARE(bench.sandbox.faults[0].times, 1);
    }

    void anAnswerFromBeforeIsNotBelieved()
    {
        Bench bench;
        const int before = bench.board.generation();
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, true);
        bench.board.readBack({}, before);
        QVERIFY(bench.isOn(u"clive.webhook"_s, u"drop"_s));
        bench.sandbox.settle();
        bench.board.readBack({}, before);
        QVERIFY(bench.isOn(u"clive.webhook"_s, u"drop"_s));
        bench.readBack();
        QVERIFY(bench.isOn(u"clive.webhook"_s, u"drop"_s));
    }

    void switchesDoNotOvertakeEachOther()
    {
        Bench bench;
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, true);
        bench.board.setOn(u"stripe.load"_s, u"never"_s, true);
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, false);
        // The first alone is on its way; what came after it goes as one.
        QCOMPARE(bench.sandbox.waitingCount(), std::size_t(1));
        bench.sandbox.settle();
        QCOMPARE(bench.sandbox.setCount, 2);
        QCOMPARE(bench.sandbox.faults.size(), 1);
        QCOMPARE(bench.sandbox.faults[0].at, u"stripe.load"_s);
    }

    void norIsOneThatOvertookTheSwitch()
    {
        Bench bench;
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, true);
        // Asked after it was sent, and answered by a sandbox that had not got it yet.
        const int meanwhile = bench.board.generation();
        bench.sandbox.settle();
        bench.board.readBack({}, meanwhile);
        QVERIFY(bench.isOn(u"clive.webhook"_s, u"drop"_s));
    }

    void whatIsRefusedIsSaidAndGoesOffAgain()
    {
        Bench bench;
        QSignalSpy failed(&bench.board, &FaultBoard::failed);
        bench.sandbox.isStubborn = true;
        bench.board.setOn(u"clive.webhook"_s, u"forge"_s, true);
        bench.readBack();
        QCOMPARE(failed.size(), 1);
        QVERIFY(failed[0][0].toString().contains(u"422"_s));
        QVERIFY(!bench.isOn(u"clive.webhook"_s, u"forge"_s));
    }

    void theKiosksOwnGoToTheKiosk()
    {
        Bench bench;
        bench.board.setOn(u"backend.request"_s, u"drop"_s, true);
        bench.readBack();
        QVERIFY(bench.sandbox.faults.isEmpty());
        QCOMPARE(bench.own.set_.size(), 1);
        QVERIFY(bench.isOn(u"backend.request"_s, u"drop"_s));
        // What happens at once is over at once; with an event it waits.
        bench.board.setOn(u"page.renderer"_s, u"crash"_s, true);
        QCOMPARE(bench.own.strikes, 1);
        QVERIFY(!bench.isOn(u"page.renderer"_s, u"crash"_s));
        bench.board.setEvent(u"page.renderer"_s, u"crash"_s, u" state:Confirming "_s);
        bench.board.setOn(u"page.renderer"_s, u"crash"_s, true);
        QCOMPARE(bench.own.strikes, 1);
        QCOMPARE(bench.own.set_.last().event, u"state:Confirming"_s);
        QVERIFY(bench.isOn(u"page.renderer"_s, u"crash"_s));
        // Where there is no printer none can go wrong.
        bench.board.setOn(u"printer"_s, u"paper_out"_s, true);
        QVERIFY(!bench.isOn(u"printer"_s, u"paper_out"_s));
        QCOMPARE(bench.board.find(u"printer"_s, u"paper_out"_s)->whyNot, u"There is no printer."_s);
    }

    void parametersStayWithinTheirBounds()
    {
        Bench bench;
        const auto fault = [&bench](const QString &action) {
            return bench.board.find(u"clive.webhook"_s, action)->fault;
        };
        bench.board.setDelayMs(u"clive.webhook"_s, u"delay"_s, 0);
        QCOMPARE(fault(u"delay"_s).delayMs, 1);
        bench.board.setDelayMs(u"clive.webhook"_s, u"delay"_s, 99'999'999);
        QCOMPARE(fault(u"delay"_s).delayMs, 600'000);
        bench.board.setStatus(u"clive.webhook"_s, u"fail"_s, 200);
        QCOMPARE(fault(u"fail"_s).status, 400);
        bench.board.setStatus(u"clive.webhook"_s, u"fail"_s, 700);
        QCOMPARE(fault(u"fail"_s).status, 599);
        bench.board.setTimes(u"clive.webhook"_s, u"fail"_s, -1);
        QCOMPARE(fault(u"fail"_s).times, 0);
        bench.board.setTimes(u"no.place"_s, u"fail"_s, 1);
    }

    void clearAllClearsAll()
    {
        Bench bench;
        QSignalSpy switched(&bench.board, &FaultBoard::switched);
        bench.board.setOn(u"clive.webhook"_s, u"drop"_s, true);
        bench.board.setOn(u"stripe.load"_s, u"never"_s, true);
        bench.board.setOn(u"backend.request"_s, u"drop"_s, true);
        bench.readBack();
        QCOMPARE(bench.board.onCount(), 3);
        QVERIFY(switched.last()[0].toString().contains(qa::placeTitle(u"stripe.load"_s)));
        bench.board.clearAll();
        bench.readBack();
        QCOMPARE(bench.board.onCount(), 0);
        QVERIFY(bench.sandbox.faults.isEmpty());
        QVERIFY(bench.own.set_.isEmpty());
    }
};

QTEST_GUILESS_MAIN(TestFaultBoard)
#include "tst_fault_board.moc"
