#include "flow_words.h"

#include <QTest>

#include <limits>

using namespace tillwright::checkout;
using namespace tillwright::testing;

class TestAttempt : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void phaseWordsReadBack()
    {
        QStringList words;
        for (int i = 0; i <= int(Phase::Refused); ++i) {
            const auto word = phaseWord(Phase(i));
            QVERIFY(phaseFromWord(word) == Phase(i));
            words.append(text(word));
            QCOMPARE(isFinal(Phase(i)),
                     Phase(i) == Phase::Paid || Phase(i) == Phase::NotPaid || Phase(i) == Phase::Refused);
        }
        // The journal's words: rows of an older version have to be read by a newer one.
        QCOMPARE(words,
                 (QStringList{"creating", "awaiting_payment", "confirming", "verifying", "unresolved", "paid",
                              "not_paid", "abandoning", "refused"}));
        QVERIFY(!phaseFromWord(""));
        QVERIFY(!phaseFromWord("Paid"));
    }

    /// A sale that a restart takes up while it is abandoned ends for the reason in its row.
    void notPaidReasonsReadBack()
    {
        using Reason = state::NotPaidReason;
        QStringList words;
        for (int i = 0; i <= int(Reason::PageFailed); ++i) {
            const auto word = notPaidReasonWord(Reason(i));
            QVERIFY(notPaidReasonFromWord(word) == Reason(i));
            words.append(text(word));
        }
        QCOMPARE(
            words,
            (QStringList{"declined", "cancelled", "expired", "abandoned", "amount_mismatch", "page_failed"}));
        QVERIFY(!notPaidReasonFromWord(""));
        QVERIFY(!notPaidReasonFromWord("Declined"));
    }

    void backOff()
    {
        QCOMPARE(backOffMs(500, 4'000, 0), std::int64_t(500));
        QCOMPARE(backOffMs(500, 4'000, 3), std::int64_t(4'000));
        QCOMPARE(backOffMs(500, 4'000, 4), std::int64_t(4'000));
        QCOMPARE(backOffMs(5'000, 60'000, std::numeric_limits<int>::max()), std::int64_t(60'000));
    }

    void statesTellTheirAttemptAndTransaction()
    {
        QVERIFY(!attemptOf(state::Idle{}));
        QCOMPARE(cliveTxIdOf(State(state::Creating{theAttempt(), 1, false})), std::string());
        for (const State &state : {State(awaiting()), State(confirming()), State(unresolved()), State(paid()),
                                   State(abandoning())})
            QCOMPARE(cliveTxIdOf(state), std::string("clv_1"));
        const State refusedState = refused();
        QVERIFY(attemptOf(refusedState) && *attemptOf(refusedState) == theAttempt());
    }
};

QTEST_APPLESS_MAIN(TestAttempt)
#include "tst_attempt.moc"
