#include "backend/clive/circuit.h"

#include <QtTest>

using namespace tillwright::backend::clive;
using namespace std::chrono_literals;
using Sign = Circuit::Sign;

namespace {

constexpr int failuresMax = 3;

/// A circuit with a clock that the test moves.
struct Rig {
    Circuit circuit{BreakerOptions{failuresMax, 5s}};
    Circuit::Point now{1h};

    bool call(Sign sign)
    {
        const auto pass = circuit.admit(now);
        if (pass)
            circuit.settle(*pass, sign, now);
        return pass.has_value();
    }
    void open()
    {
        for (int i = 0; i < failuresMax; ++i)
            QVERIFY(call(Sign::Fails));
        QCOMPARE(circuit.state(), CircuitState::Open);
    }
};

} // namespace

class TestCircuit : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void opensAfterFailuresInARow()
    {
        Rig rig;
        for (int i = 1; i < failuresMax; ++i) {
            QVERIFY(rig.call(Sign::Fails));
            QCOMPARE(rig.circuit.state(), CircuitState::Closed);
            QCOMPARE(rig.circuit.failuresInARow(), i);
        }
        QVERIFY(rig.call(Sign::Fails));
        QCOMPARE(rig.circuit.state(), CircuitState::Open);
        QCOMPARE(rig.circuit.openedCount(), std::uint64_t(1));
    }

    void anAnswerBreaksTheRow()
    {
        Rig rig;
        for (int i = 0; i < 20; ++i) {
            rig.call(Sign::Fails);
            rig.call(Sign::Fails);
            rig.call(Sign::Works);
        }
        QCOMPARE(rig.circuit.state(), CircuitState::Closed);
        QCOMPARE(rig.circuit.openedCount(), std::uint64_t(0));
    }

    void whatTellsNothingChangesNothing()
    {
        Rig rig;
        rig.call(Sign::Fails);
        for (int i = 0; i < 20; ++i)
            rig.call(Sign::Nothing);
        QCOMPARE(rig.circuit.failuresInARow(), 1);
        QCOMPARE(rig.circuit.state(), CircuitState::Closed);
    }

    void failsFastWhileOpen()
    {
        Rig rig;
        rig.open();
        QCOMPARE(rig.circuit.remainingMs(rig.now), 5'000ms);
        rig.now += 4'999ms;
        QVERIFY(!rig.circuit.admit(rig.now));
        QVERIFY(!rig.circuit.admit(rig.now));
        QCOMPARE(rig.circuit.remainingMs(rig.now), 1ms);
        QCOMPARE(rig.circuit.rejectedCount(), std::uint64_t(2));
    }

    void oneProbeAtATime()
    {
        Rig rig;
        rig.open();
        rig.now += 5s;
        const auto probe = rig.circuit.admit(rig.now);
        QVERIFY(probe);
        QCOMPARE(rig.circuit.state(), CircuitState::HalfOpen);
        rig.now += 1h;
        QVERIFY(!rig.circuit.admit(rig.now));
        rig.circuit.settle(*probe, Sign::Works, rig.now);
        QCOMPARE(rig.circuit.state(), CircuitState::Closed);
        QCOMPARE(rig.circuit.failuresInARow(), 0);
        QVERIFY(rig.circuit.admit(rig.now));
    }

    void aProbeThatFailsOpensForTheWholeTimeAgain_data()
    {
        QTest::addColumn<int>("sign");
        QTest::newRow("fails") << int(Sign::Fails);
        QTest::newRow("was given up") << int(Sign::Nothing);
    }
    void aProbeThatFailsOpensForTheWholeTimeAgain()
    {
        QFETCH(int, sign);
        Rig rig;
        rig.open();
        rig.now += 5s;
        QVERIFY(rig.call(Sign(sign)));
        QCOMPARE(rig.circuit.state(), CircuitState::Open);
        QCOMPARE(rig.circuit.openedCount(), std::uint64_t(2));
        rig.now += 4'999ms;
        QVERIFY(!rig.circuit.admit(rig.now));
        rig.now += 1ms;
        QVERIFY(rig.call(Sign::Works));
        QCOMPARE(rig.circuit.state(), CircuitState::Closed);
    }

    /// Calls from before the circuit opened come back late: they say nothing of how it is now.
    void lateResultsDoNotCount()
    {
        Rig rig;
        std::vector<Circuit::Pass> passes;
        for (int i = 0; i < failuresMax + 2; ++i)
            passes.push_back(*rig.circuit.admit(rig.now));
        for (int i = 0; i < failuresMax; ++i)
            rig.circuit.settle(passes[std::size_t(i)], Sign::Fails, rig.now);
        rig.now += 3s;
        rig.circuit.settle(passes[failuresMax], Sign::Fails, rig.now);
        QCOMPARE(rig.circuit.remainingMs(rig.now), 2'000ms);
        rig.circuit.settle(passes[failuresMax + 1], Sign::Works, rig.now);
        QCOMPARE(rig.circuit.state(), CircuitState::Open);
        QCOMPARE(rig.circuit.openedCount(), std::uint64_t(1));
    }
};

QTEST_GUILESS_MAIN(TestCircuit)
#include "test_circuit.moc"
