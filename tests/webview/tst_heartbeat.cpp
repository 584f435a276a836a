#include "kiosk/payment_page/heartbeat.h"
#include "kiosk/payment_page/renderer_process.h"

#include <QtCore/QProcess>
#include <QtTest/QtTest>
#include <csignal>

using namespace tillwright::kiosk::payment_page;
using Action = Heartbeat::Action;

namespace {

constexpr HeartbeatLimits limits{250, 1'000, 4'000};
constexpr int startTimeoutMs = 20'000;

ThreadSample asleep(std::int64_t cpuMs = 0)
{
    return {false, false, cpuMs};
}
ThreadSample running(std::int64_t cpuMs)
{
    return {true, false, cpuMs};
}

/// A heartbeat that has just asked, at 0.
Heartbeat asked(const std::optional<ThreadSample> &sample = asleep())
{
    Heartbeat heartbeat(limits);
    if (heartbeat.tick(0, sample, false) != Action::Ask)
        qFatal("the first tick did not ask");
    return heartbeat;
}

} // namespace

class TestHeartbeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksAgainOnceItIsAnswered()
    {
        Heartbeat heartbeat = asked();
        QCOMPARE(heartbeat.openPing(), 1);
        heartbeat.answered();
        QCOMPARE(heartbeat.openPing(), 0);
        QCOMPARE(heartbeat.tick(250, asleep(), false), Action::Ask);
        QCOMPARE(heartbeat.openPing(), 2);
        // An earlier silence is forgotten with its answer.
        QCOMPARE(heartbeat.tick(500, asleep(), false), Action::Wait);
        heartbeat.answered();
        QCOMPARE(heartbeat.tick(750, asleep(), false), Action::Ask);
        for (int nowMs = 1'000; nowMs < 1'750; nowMs += 250)
            QCOMPARE(heartbeat.tick(nowMs, asleep(), false), Action::Wait);
        QCOMPARE(heartbeat.tick(1'750, asleep(), false), Action::Hung);
    }

    void aStoppedPageHangs_data()
    {
        QTest::addColumn<bool>("isKnown");
        QTest::newRow("as the system says") << true;
        QTest::newRow("where it says nothing") << false;
    }
    void aStoppedPageHangs()
    {
        QFETCH(const bool, isKnown);
        const auto sample = isKnown ? std::optional(asleep()) : std::nullopt;
        Heartbeat heartbeat = asked(sample);
        for (int nowMs = 250; nowMs < 1'000; nowMs += 250)
            QCOMPARE(heartbeat.tick(nowMs, sample, false), Action::Wait);
        QCOMPARE(heartbeat.tick(1'000, sample, false), Action::Hung);
    }

    void aPageThatMountsTheElementMayTakeLonger()
    {
        Heartbeat heartbeat = asked();
        for (int nowMs = 250; nowMs < 4'000; nowMs += 250)
            QCOMPARE(heartbeat.tick(nowMs, asleep(), true), Action::Wait);
        QCOMPARE(heartbeat.tick(4'000, asleep(), true), Action::Hung);
    }

    void aKioskThatWasBlockedAccusesNobody()
    {
        Heartbeat heartbeat = asked();
        // The answer may lie there already, behind the late tick.
        QCOMPARE(heartbeat.tick(60'000, asleep(), false), Action::Wait);
        heartbeat.answered();
        QCOMPARE(heartbeat.tick(60'250, asleep(), false), Action::Ask);
    }

    void anEndlessLoopHangsWhateverShareOfTheProcessorItGets()
    {
        Heartbeat heartbeat = asked(running(0));
        // A third of a processor: 1,000 ms of it take 3,000 ms.
        std::int64_t nowMs = 0;
        std::int64_t cpuMs = 0;
        Action action = Action::Wait;
        while (action == Action::Wait && nowMs < 10'000) {
            nowMs += 300;
            cpuMs += 100;
            action = heartbeat.tick(nowMs, running(cpuMs), false);
        }
        QCOMPARE(action, Action::Hung);
        QCOMPARE(nowMs, 3'000);
    }

    void aPageThatGetsNoTurnIsNotAccused()
    {
        Heartbeat starved = asked(running(0));
        Heartbeat onDisk = asked(asleep());
        for (int nowMs = 250; nowMs <= 60'000; nowMs += 250) {
            QCOMPARE(starved.tick(nowMs, running(0), false), Action::Wait);
            QCOMPARE(onDisk.tick(nowMs, ThreadSample{false, true, 0}, false), Action::Wait);
        }
    }

    void looksAtAProcess()
    {
        const auto self = sampleMainThread(QCoreApplication::applicationPid());
        QVERIFY(self);
        QVERIFY(self->isRunnable);
        QVERIFY(!sampleMainThread(0));
        QVERIFY(!sampleMainThread(-1));

        QProcess loop;
        loop.start(QStringLiteral("sh"),
                   {QStringLiteral("-c"), QStringLiteral("echo go; while :; do :; done")});
        QTRY_VERIFY_WITH_TIMEOUT(loop.canReadLine(), startTimeoutMs);
        const auto first = sampleMainThread(loop.processId());
        QVERIFY(first);
        QTRY_VERIFY_WITH_TIMEOUT(sampleMainThread(loop.processId())->cpuMs > first->cpuMs, startTimeoutMs);
        // Stopped it neither runs nor waits for the disk, and it can be ended all the same.
        ::kill(static_cast<pid_t>(loop.processId()), SIGSTOP);
        QTRY_VERIFY_WITH_TIMEOUT(!sampleMainThread(loop.processId())->isRunnable, startTimeoutMs);
        QVERIFY(!sampleMainThread(loop.processId())->isOnDisk);
        endRenderer(loop.processId());
        QVERIFY(loop.waitForFinished(startTimeoutMs));
        endRenderer(0);
    }
};

QTEST_GUILESS_MAIN(TestHeartbeat)
#include "tst_heartbeat.moc"
