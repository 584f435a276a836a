#include "flow_words.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;

/// Paid, NotPaid and Refused.
class TestTransitionEnded : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theReceiptNeedsItsNumber()
    {
        const auto numbered = transition(paid(), event::ReceiptNumbered{attemptId, 7});
        QCOMPARE(storyOf(numbered), (QStringList{"Paid", "receipt 7"}));
        const auto &receipt = std::get<effect::IssueReceipt>(numbered.effects.front()).receipt;
        QVERIFY(receipt == (ReceiptData{7, exampleSale(), theIds(), 2205, FakeClock::startMs}));
        QCOMPARE(storyOf(transition(numbered.state, event::ReceiptNumbered{attemptId, 8})),
                 QStringList{"Paid (not accepted)"});
    }

    void theReceiptIsNotedOnce()
    {
        const auto made = transition(paid(7), event::ReceiptMade{attemptId});
        QCOMPARE(storyOf(made), (QStringList{"Paid", "journal paid with receipt"}));
        QVERIFY(made.state == State(paid(7, true)));
        QCOMPARE(storyOf(transition(made.state, event::ReceiptMade{attemptId})),
                 QStringList{"Paid (not accepted)"});
    }

    void aReceiptThatFailsAlarmsAndThePaymentStands()
    {
        const auto failed = transition(paid(7), event::ReceiptFailed{attemptId, "no paper"});
        QCOMPARE(storyOf(failed), (QStringList{"Paid", "alarm"}));
        QCOMPARE(std::get<state::Paid>(failed.state).receiptProblem, std::string("no paper"));
        QVERIFY(!std::get<state::Paid>(failed.state).receiptIssued);
    }

    /// Without its row a payment has no number and no receipt: it waits until the journal can be written.
    void paidWithoutAJournalWaits()
    {
        const auto failed = transition(paid(), event::JournalFailed{attemptId, "full"});
        QCOMPARE(storyOf(failed), (QStringList{"Unresolved", "alarm", "reset page", "NextCheck in 5000 ms"}));
        QCOMPARE(storyOf(transition(failed.state, known(theStatus(domain::PaymentStatus::Kind::Paid)))),
                 (QStringList{"Paid", "stop timers", "journal paid", "reset page"}));
        QCOMPARE(storyOf(transition(paid(7, true), event::JournalFailed{attemptId, "full"})),
                 (QStringList{"Paid", "alarm"}));
    }

    void endedSalesOnlyAlarmAndClean()
    {
        for (const State &state : {State(notPaid()), State(refused())}) {
            const auto failed = transition(state, event::JournalFailed{attemptId, "full"});
            QCOMPARE(effectsOf(failed), (QStringList{"alarm", "reset page"}));
            QVERIFY(failed.state == state);
            QVERIFY(transition(state, event::Dismissed{}).state == State(state::Idle{}));
        }
    }
};

QTEST_APPLESS_MAIN(TestTransitionEnded)
#include "tst_transition_ended.moc"
