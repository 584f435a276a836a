#include "../../../support/fake_ports.h"

#include "kiosk/presentation/idle_policy.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;

namespace {

constexpr std::int64_t secondMs = 1'000;

struct Traveller {
    testing::FakeClock clock;
    IdlePolicy policy{{.quietS = 40, .warningS = 20, .extensions = 10}, clock};
    QSignalSpy expired{&policy, &IdlePolicy::expired};
    QSignalSpy changed{&policy, &IdlePolicy::changed};

    Traveller() { policy.start(); }
    void wait(int seconds) { clock.advance(seconds * secondMs); }
};

} // namespace

/// What a customer notices of being taken for gone.
class IdlePolicyTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingHappensBeforeAStart()
    {
        testing::FakeClock clock;
        IdlePolicy policy({}, clock);
        QSignalSpy expired(&policy, &IdlePolicy::expired);
        policy.touched();
        policy.needMoreTime();
        clock.advance(3'600 * secondMs);
        QVERIFY(!policy.isWarning());
        QCOMPARE(expired.size(), 0);
        QCOMPARE(clock.timerCount(), std::size_t(0));
    }

    void itWarnsCountsDownAndEnds()
    {
        Traveller t;
        t.wait(39);
        QVERIFY(!t.policy.isWarning());
        QCOMPARE(t.policy.secondsLeft(), 0);
        t.wait(1);
        QVERIFY(t.policy.isWarning());
        QCOMPARE(t.policy.secondsLeft(), 20);
        t.wait(1);
        QCOMPARE(t.policy.secondsLeft(), 19);
        t.wait(18);
        QCOMPARE(t.policy.secondsLeft(), 1);
        QCOMPARE(t.expired.size(), 0);
        t.wait(1);
        QCOMPARE(t.expired.size(), 1);
        QVERIFY(!t.policy.isWarning());
        QVERIFY(!t.policy.isRunning());
        // Once is enough.
        t.wait(3'600);
        QCOMPARE(t.expired.size(), 1);
        QCOMPARE(t.clock.timerCount(), std::size_t(0));
    }

    void everySecondIsTold()
    {
        Traveller t;
        t.wait(40);
        t.changed.clear();
        t.wait(19);
        QCOMPARE(t.changed.size(), 19);
    }

    void aTouchStartsTheQuietTimeAnew()
    {
        Traveller t;
        for (int i = 0; i < 50; ++i) {
            t.wait(39);
            t.policy.touched();
        }
        QVERIFY(!t.policy.isWarning());
        t.wait(40);
        QVERIFY(t.policy.isWarning());
    }

    void aWarningCanBeAnsweredTenTimes()
    {
        Traveller t;
        for (int i = 1; i <= 10; ++i) {
            t.wait(40 + 19);
            QVERIFY(t.policy.isWarning());
            t.policy.needMoreTime();
            QVERIFY(!t.policy.isWarning());
            QCOMPARE(t.policy.extensionsLeft(), 10 - i);
        }
        t.wait(40);
        QVERIFY(t.policy.isWarning());
        t.policy.needMoreTime();
        t.policy.touched();
        QVERIFY(t.policy.isWarning());
        QCOMPARE(t.policy.secondsLeft(), 20);
        t.wait(20);
        QCOMPARE(t.expired.size(), 1);
    }

    void anyTouchAnswersTheWarning()
    {
        Traveller t;
        t.wait(40);
        t.policy.touched();
        // The press answered it; the button's own click comes after that.
        t.policy.needMoreTime();
        QVERIFY(!t.policy.isWarning());
        QCOMPARE(t.policy.extensionsLeft(), 9);
    }

    void whoeverUsesTheScreenGetsTheAnswersBack()
    {
        Traveller t;
        t.wait(40);
        t.policy.needMoreTime();
        // The same hand, lifted.
        t.policy.touched();
        QCOMPARE(t.policy.extensionsLeft(), 9);
        t.clock.advance(IdlePolicy::answeringHandMs);
        t.policy.touched();
        QCOMPARE(t.policy.extensionsLeft(), 10);
    }

    void aConfirmingPaymentIsNeverLeft()
    {
        Traveller t;
        t.policy.setHeld(true);
        t.wait(3'600);
        QVERIFY(!t.policy.isWarning());
        QCOMPARE(t.expired.size(), 0);
        t.policy.touched();
        t.wait(3'600);
        QVERIFY(!t.policy.isWarning());
        t.policy.setHeld(false);
        t.wait(39);
        QVERIFY(!t.policy.isWarning());
        t.wait(1);
        QVERIFY(t.policy.isWarning());
    }

    void holdingEndsAWarning()
    {
        Traveller t;
        t.wait(40 + 19);
        t.policy.setHeld(true);
        QVERIFY(!t.policy.isWarning());
        t.wait(3'600);
        QCOMPARE(t.expired.size(), 0);
    }

    void aStartWhileHeldWaits()
    {
        Traveller t;
        t.policy.stop();
        t.policy.setHeld(true);
        t.policy.start();
        t.wait(3'600);
        QVERIFY(!t.policy.isWarning());
        t.policy.setHeld(false);
        t.wait(40);
        QVERIFY(t.policy.isWarning());
    }

    void theNextCustomerStartsAnew()
    {
        Traveller t;
        t.wait(40);
        t.policy.needMoreTime();
        t.wait(40);
        t.policy.start();
        QVERIFY(!t.policy.isWarning());
        QCOMPARE(t.policy.extensionsLeft(), 10);
        t.wait(40);
        t.policy.stop();
        QVERIFY(!t.policy.isWarning());
        t.wait(3'600);
        QCOMPARE(t.expired.size(), 0);
        QVERIFY(!t.policy.isRunning());
    }

    /// The wall clock is set, as it is when the network comes up.
    void aSettingOfTheClockIsNoWaiting()
    {
        Traveller t;
        t.clock.jump(24 * 3'600 * secondMs);
        t.wait(1);
        QVERIFY(!t.policy.isWarning());
    }

    /// Nobody can make a terminal that throws people out.
    void settingsHaveBounds()
    {
        testing::FakeClock clock;
        IdlePolicy policy({.quietS = 0, .warningS = 1, .extensions = 0}, clock);
        QCOMPARE(policy.extensionsLeft(), IdleSettings::extensionsMin);
        policy.start();
        clock.advance(IdleSettings::quietMinS * secondMs - 1);
        QVERIFY(!policy.isWarning());
        clock.advance(1);
        QCOMPARE(policy.secondsLeft(), IdleSettings::warningMinS);
    }

    void nothingIsLeftBehind()
    {
        testing::FakeClock clock;
        {
            IdlePolicy policy({}, clock);
            policy.start();
            clock.advance(60 * secondMs);
            policy.needMoreTime();
        }
        QCOMPARE(clock.timerCount(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(IdlePolicyTest)
#include "tst_idle_policy.moc"
