#include "../../support/fake_ports.h"

#include "kiosk/leap_clock.h"

#include <QTest>

using namespace tillwright;

class LeapClockTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void goesWithTheOtherClock();
    void callsInItsOrderWhatItLeapsOver();
    void bringsNearerWhatIsStillToCome();
    void forgetsWhatIsCancelled();
};

void LeapClockTest::goesWithTheOtherClock()
{
    testing::FakeClock clock;
    kiosk::LeapClock leaps(clock);
    QStringList called;
    leaps.after(500, [&] { called.append(QStringLiteral("500")); });
    clock.advance(499);
    QCOMPARE(called, QStringList());
    clock.advance(1);
    QCOMPARE(called, QStringList(QStringLiteral("500")));
    QCOMPARE(leaps.nowMs(), clock.nowMs());
}

void LeapClockTest::callsInItsOrderWhatItLeapsOver()
{
    testing::FakeClock clock;
    kiosk::LeapClock leaps(clock);
    const auto startMs = leaps.nowMs();
    QStringList called;
    const auto note = [&](const char *what) {
        called.append(QStringLiteral("%1 at %2").arg(QLatin1String(what)).arg(leaps.nowMs() - startMs));
    };
    leaps.after(2000, [&] { note("second"); });
    leaps.after(1000, [&] {
        note("first");
        // Counts down, as the idle policy does.
        leaps.after(500, [&] { note("between"); });
    });
    leaps.after(3001, [&] { note("late"); });
    leaps.leap(3000);
    QCOMPARE(called,
             (QStringList{QStringLiteral("first at 1000"), QStringLiteral("between at 1500"),
                          QStringLiteral("second at 2000")}));
    QCOMPARE(leaps.nowMs() - startMs, 3000);
    QCOMPARE(clock.nowMs(), startMs);
}

void LeapClockTest::bringsNearerWhatIsStillToCome()
{
    testing::FakeClock clock;
    kiosk::LeapClock leaps(clock);
    int calls = 0;
    leaps.after(1000, [&] { ++calls; });
    leaps.leap(400);
    clock.advance(599);
    QCOMPARE(calls, 0);
    clock.advance(1);
    QCOMPARE(calls, 1);
    clock.advance(10'000);
    QCOMPARE(calls, 1);
}

void LeapClockTest::forgetsWhatIsCancelled()
{
    testing::FakeClock clock;
    int calls = 0;
    {
        kiosk::LeapClock leaps(clock);
        const auto timer = leaps.after(1000, [&] { ++calls; });
        leaps.after(2000, [&] { ++calls; });
        leaps.cancel(timer);
        leaps.leap(1500);
        QCOMPARE(calls, 0);
    }
    clock.advance(10'000);
    QCOMPARE(calls, 0);
}

QTEST_APPLESS_MAIN(LeapClockTest)
#include "tst_leap_clock.moc"
