#include "kiosk/shift/operators.h"

#include <QTest>

using namespace tillwright::kiosk::shift;

class OperatorsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void newPins_data();
    void newPins();
    void waitsGrow();
    void aClockThatIsSetBackLengthensNothing();
    void idsAreMadeOfNames();
    void namesAndIds();
};

void OperatorsTest::newPins_data()
{
    QTest::addColumn<QByteArray>("pin");
    QTest::addColumn<PinProblem>("problem");
    const auto row = [](const char *pin, PinProblem problem) {
        QTest::newRow(pin) << QByteArray(pin) << problem;
    };
    for (const char *pin : {"4071", "135799", "70915", "48213907", "1124"})
        row(pin, PinProblem::None);
    for (const char *pin :
         {"0000", "1111", "1234", "4321", "7890", "0987", "2468", "99999999", "1212", "123123", "40714071"})
        row(pin, PinProblem::Trivial);
    for (const char *pin : {"", "407", "482139075"})
        row(pin, PinProblem::Length);
    for (const char *pin : {"407a", " 4071", "-4071", "40\xd9\xa1"})
        row(pin, PinProblem::NotDigits);
}

void OperatorsTest::newPins()
{
    QFETCH(QByteArray, pin);
    QFETCH(PinProblem, problem);
    QCOMPARE(checkNewPin(std::string_view(pin.constData(), std::size_t(pin.size()))), problem);
}

void OperatorsTest::waitsGrow()
{
    constexpr std::int64_t nowMs = 1'000'000'000;
    const auto gate = [&](int wrong, std::int64_t agoMs) {
        return gateOf({"ada", "Ada", Role::Cashier, false, wrong, nowMs - agoMs}, nowMs);
    };
    QCOMPARE(gate(0, 0), (PinGate{0, false, 5}));
    QCOMPARE(gate(1, 0), (PinGate{0, false, 4}));
    QCOMPARE(gate(2, 0), (PinGate{5'000, false, 3}));
    QCOMPARE(gate(2, 4'999), (PinGate{1, false, 3}));
    QCOMPARE(gate(2, 5'000), (PinGate{0, false, 3}));
    QCOMPARE(gate(3, 0), (PinGate{15'000, false, 2}));
    QCOMPARE(gate(4, 0), (PinGate{45'000, false, 1}));
    QCOMPARE(gate(5, 0), (PinGate{lockMs, true, 0}));
    QCOMPARE(gate(5, lockMs - 1), (PinGate{1, true, 0}));
    QCOMPARE(gate(5, lockMs), (PinGate{0, false, 0}));
    QCOMPARE(gate(6, 0), (PinGate{lockMs, true, 0}));
}

void OperatorsTest::aClockThatIsSetBackLengthensNothing()
{
    const Operator ada{"ada", "Ada", Role::Cashier, false, 3, 10'000'000};
    QCOMPARE(gateOf(ada, 1'000).waitMs, std::int64_t(15'000));
}

void OperatorsTest::idsAreMadeOfNames()
{
    QCOMPARE(operatorIdFrom("Ada Obi"), std::string("ada-obi"));
    QCOMPARE(operatorIdFrom("  J. R. O'Hara-Smith  "), std::string("j-r-o-hara-smith"));
    QCOMPARE(operatorIdFrom("عائشة"), std::string("operator"));
    QVERIFY(isOperatorId(operatorIdFrom(std::string(60, 'x'))));
}

void OperatorsTest::namesAndIds()
{
    QVERIFY(isOperatorName("عائشة"));
    QVERIFY(!isOperatorName("  ") && !isOperatorName("") && !isOperatorName("a\nb")
            && !isOperatorName(std::string(61, 'x')));
    QVERIFY(isOperatorId("ada-2") && !isOperatorId("-ada") && !isOperatorId("Ada") && !isOperatorId("")
            && !isOperatorId(std::string(33, 'a')));
}

QTEST_GUILESS_MAIN(OperatorsTest)
#include "tst_operators.moc"
