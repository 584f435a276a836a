#include "flow_words.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
namespace page = contract::page;
using Kind = domain::PaymentStatus::Kind;
using ErrorKind = BackendError::Kind;
using state::Evidence;

namespace {

const QStringList toVerifying{"Verifying", "stop timers", "journal verifying", "Budget in 60000 ms",
                              "ask clv_1 wait 0 after 0"};
const QStringList toPaid{"Paid", "stop timers", "journal paid", "reset page"};
const QStringList toPaymentAgain{"AwaitingPayment", "stop timers", "journal awaiting_payment", "show clv_1"};

QStringList toUnresolved(const QString &reason = {})
{
    const QString because = reason.isEmpty() ? QString() : " because " + reason;
    QStringList words{"Unresolved", "stop timers", "journal unresolved" + because, "reset page",
                      "NextCheck in 5000 ms"};
    return reason.isEmpty() ? words : words << "alarm";
}

QStringList toNotPaid(const QString &reason)
{
    return {"NotPaid", "stop timers", "journal not_paid because " + reason, "reset page"};
}

QStringList toAbandoning(const QString &reason)
{
    return {"Abandoning", "stop timers", "reset page", "journal abandoning because " + reason,
            "abandon clv_1"};
}

contract::CheckoutState abandonedStatus(domain::PaymentStatus status)
{
    auto answer = theStatus(std::move(status));
    answer.abandoned = true;
    return answer;
}

/// Clive says paid, but about something else (law 1).
void addMismatches()
{
    QTest::addColumn<contract::CheckoutState>("status");
    const auto paidStatus = theStatus(Kind::Paid);
    auto other = paidStatus;
    other.cliveTxId = "clv_0";
    QTest::newRow("other transaction") << other;
    other = paidStatus;
    other.reference = "EZ99999";
    QTest::newRow("other reference") << other;
    other = paidStatus;
    other.amount.minor = 750;
    QTest::newRow("a hundredth of the amount") << other;
    other = paidStatus;
    other.amount.minor += 1;
    QTest::newRow("one cent more") << other;
    other = paidStatus;
    other.amount.currency = domain::Currency::parse("EUR").value();
    QTest::newRow("other currency") << other;
    other = paidStatus;
    other.attention = {"amount_mismatch"};
    QTest::newRow("the backend saw another amount") << other;
    other = paidStatus;
    other.attention = {"reference_mismatch"};
    QTest::newRow("the backend saw another reference") << other;
}

} // namespace

Q_DECLARE_METATYPE(tillwright::contract::CheckoutState)

/// Confirming, Verifying, Unresolved and Abandoning, with the effects in their order.
class TestTransitionAfterPay : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void confirmingEnds_data()
    {
        QTest::addColumn<QString>("errorType");
        QTest::addColumn<QString>("code");
        QTest::addColumn<bool>("definite");
        QTest::newRow("declined") << "card_error"
                                  << "card_declined" << true;
        QTest::newRow("wrong input") << "validation_error"
                                     << "incomplete_cvc" << true;
        QTest::newRow("challenge not passed") << "invalid_request_error"
                                              << "payment_intent_authentication_failure" << true;
        QTest::newRow("no network") << "api_connection_error"
                                    << "" << false;
        QTest::newRow("Stripe's own trouble") << "api_error"
                                              << "" << false;
        QTest::newRow("of tomorrow") << "something_new"
                                     << "" << false;
        QTest::newRow("no type") << ""
                                 << "" << false;
    }
    void confirmingEnds()
    {
        QFETCH(const QString, errorType);
        QFETCH(const QString, code);
        QFETCH(const bool, definite);
        const page::Failed failed{"clv_1", errorType.toStdString(), code.toStdString(), "",
                                  "words for the customer"};
        const auto next = transition(confirming(), says(failed));
        if (definite) {
            // The element is still up: it is not shown again, and the journal says that nothing was charged.
            QCOMPARE(storyOf(next),
                     (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment"}));
            const auto &state = std::get<state::AwaitingPayment>(next.state);
            QVERIFY(state.lastFailure == failed);
            QVERIFY(state.amountChecked);
            QVERIFY(state.checkout == theCheckout());
        } else {
            QCOMPARE(storyOf(next), toVerifying);
            QCOMPARE(std::get<state::Verifying>(next.state).evidence, Evidence::Unknown);
            QVERIFY(std::get<state::Verifying>(next.state).checkout == theCheckout());
        }
    }

    void everyOtherWayOutOfConfirmingVerifies()
    {
        const auto evidenceAfter = [](const Event &event) {
            const auto next = transition(confirming(), event);
            return storyOf(next) == toVerifying
                ? std::optional(std::get<state::Verifying>(next.state).evidence)
                : std::nullopt;
        };
        QVERIFY(evidenceAfter(says(page::Confirmed{"clv_1", "succeeded"})) == Evidence::Confirmed);
        QVERIFY(evidenceAfter(says(page::Confirmed{"clv_1", "of_tomorrow"})) == Evidence::Confirmed);
        QVERIFY(evidenceAfter(event::PageReturned{}) == Evidence::Confirmed);
        QVERIFY(evidenceAfter(event::PageLost{"killed"}) == Evidence::Unknown);
        QVERIFY(evidenceAfter(event::TimerFired{attemptId, TimerKind::Budget}) == Evidence::Unknown);
    }

    /// A confirm whose answer got lost is found by asking, while the page still waits.
    void confirmingAsksQuietly()
    {
        QCOMPARE(storyOf(transition(confirming(), event::TimerFired{attemptId, TimerKind::NextCheck})),
                 (QStringList{"Confirming", "NextCheck in 10000 ms", "ask clv_1 wait 0 after 0"}));
        QCOMPARE(storyOf(transition(confirming(), known(theStatus(Kind::Pending)))),
                 (QStringList{"Confirming", "ask clv_1 (no refresh) wait 10 after 2"}));
        // Not at once: a backend that is down must not be asked without a pause. The timer is running.
        QCOMPARE(
            storyOf(transition(confirming(),
                               event::StatusFailed{attemptId, {BackendError::Kind::Unreachable, 0, {}, {}}})),
            QStringList{"Confirming"});
        QCOMPARE(storyOf(transition(confirming(), known(theStatus(Kind::Paid)))), toPaid);
        // The card before this one may be meant, until the page has kept silent for too long.
        for (const Kind unpaid : {Kind::Cancelled, Kind::Failed})
            QCOMPARE(storyOf(transition(confirming(), known(theStatus(unpaid)))), QStringList{"Confirming"});
        const auto silent =
            transition(confirming(), event::TimerFired{attemptId, TimerKind::NextCheck}).state;
        QCOMPARE(storyOf(transition(silent, known(theStatus(Kind::Cancelled)))), toNotPaid("cancelled"));
        QCOMPARE(storyOf(transition(silent, known(theStatus(Kind::Failed)))), toNotPaid("declined"));
    }

    /// A question that was held when the next one was asked: its final word counts, but it asks nothing on.
    void anEarlierQuestionAsksNothingOn()
    {
        const auto earlier = [](Kind kind) {
            return event::StatusKnown{attemptId, theStatus(kind), FakeClock::startMs, false};
        };
        QCOMPARE(storyOf(transition(confirming(), earlier(Kind::Pending))),
                 QStringList{"Confirming (not accepted)"});
        QCOMPARE(storyOf(transition(verifying(Evidence::Confirmed), earlier(Kind::Processing))),
                 QStringList{"Verifying (not accepted)"});
        QCOMPARE(storyOf(transition(confirming(), earlier(Kind::Paid))), toPaid);
        QCOMPARE(storyOf(transition(verifying(Evidence::Unknown), earlier(Kind::Paid))), toPaid);
    }

    void confirmingWithoutAJournalWalksAway()
    {
        QCOMPARE(storyOf(transition(confirming(), event::JournalFailed{attemptId, "full"})),
                 toAbandoning("cancelled") << "alarm");
    }

    void paidByAnother_data() { addMismatches(); }
    /// Law 1, at every place where Clive's word is heard.
    void paidByAnother()
    {
        QFETCH(const contract::CheckoutState, status);
        const auto event = known(status);
        const event::AbandonAnswered answered{attemptId, status, FakeClock::startMs};
        for (const auto &next :
             {transition(confirming(), event), transition(verifying(Evidence::Confirmed), event),
              transition(unresolved(), event), transition(unresolved(true), answered),
              transition(abandoning(), answered),
              transition(abandoning(state::NotPaidReason::AmountMismatch), answered)}) {
            const auto *state = std::get_if<state::Unresolved>(&next.state);
            QVERIFY2(state, text(stateName(next.state)).toUtf8());
            QVERIFY(!state->alarm.empty());
            QCOMPARE(storyOf(next), toUnresolved(text(state->alarm)));
        }
    }

    void verifyingHearsClivesWord()
    {
        const State from = verifying(Evidence::Confirmed);
        const auto paidNext = transition(from, known(theStatus(Kind::Paid)));
        QCOMPARE(storyOf(paidNext), toPaid);
        QVERIFY(paidNext.state == State(paid()));
        QCOMPARE(storyOf(transition(from, known(theStatus(Kind::Failed)))), toNotPaid("declined"));
        QCOMPARE(storyOf(transition(from, known(theStatus(Kind::Cancelled)))), toNotPaid("cancelled"));
    }

    /// After the page said "confirmed", "pending" only means that Clive has not heard yet: it is
    /// never offered again.
    void confirmedIsAwaitedToTheEndOfTheBudget()
    {
        State state = verifying(Evidence::Confirmed, true);
        for (int version = 2; version < 30; ++version) {
            const auto next = transition(state, known(theStatus(Kind::Pending, version)));
            QCOMPARE(storyOf(next),
                     (QStringList{"Verifying", QString("ask clv_1 wait 5 after %1").arg(version)}));
            state = next.state;
        }
        QCOMPARE(storyOf(transition(state, event::TimerFired{attemptId, TimerKind::Budget})), toUnresolved());
    }

    void anUnknownOutcomeIsOfferedAgainAfterItWasAskedEnough_data()
    {
        QTest::addColumn<bool>("withCheckout");
        QTest::addColumn<QStringList>("offer");
        QTest::newRow("the checkout is still in memory") << true << toPaymentAgain;
        QTest::newRow("after a restart the secret is asked for")
            << false << QStringList{"Verifying", "resume clv_1"};
    }
    void anUnknownOutcomeIsOfferedAgainAfterItWasAskedEnough()
    {
        QFETCH(const bool, withCheckout);
        QFETCH(const QStringList, offer);
        State state = verifying(Evidence::Unknown, withCheckout);
        for (int i = 0; i < unknownOutcomeAsksMax; ++i) {
            const auto next = transition(state, known(theStatus(Kind::Pending)));
            QCOMPARE(storyOf(next), (QStringList{"Verifying", "ask clv_1 wait 5 after 2"}));
            state = next.state;
        }
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Pending)))), offer);
        // Under way, or a word nobody knows: it may have been charged, so it is not offered.
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Processing)))),
                 (QStringList{"Verifying", "ask clv_1 wait 5 after 2"}));
        QCOMPARE(storyOf(transition(state, known(theStatus(domain::PaymentStatus::unknown("on_hold"))))),
                 (QStringList{"Verifying", "ask clv_1 wait 5 after 2"}));
        // Somebody walked away from it: it is not offered either.
        QCOMPARE(storyOf(transition(state, known(abandonedStatus(Kind::Pending)))),
                 toAbandoning("abandoned"));
    }

    void aLateConfirmedEndsTheOffer()
    {
        auto from = verifying(Evidence::Unknown, true);
        from.asked = unknownOutcomeAsksMax;
        for (const Event &event :
             {Event(says(page::Confirmed{"clv_1", "succeeded"})), Event(event::PageReturned{})}) {
            const auto next = transition(from, event);
            QCOMPARE(storyOf(next), QStringList{"Verifying"});
            QCOMPARE(storyOf(transition(next.state, known(theStatus(Kind::Pending)))),
                     (QStringList{"Verifying", "ask clv_1 wait 5 after 2"}));
        }
    }

    void resuming()
    {
        const State from = verifying(Evidence::None);
        QCOMPARE(storyOf(transition(from, known(theStatus(Kind::Pending)))),
                 (QStringList{"Verifying", "resume clv_1"}));
        const auto resumed = transition(from, event::CheckoutResumed{attemptId, theCheckout()});
        QCOMPARE(storyOf(resumed), toPaymentAgain);
        QVERIFY(!std::get<state::AwaitingPayment>(resumed.state).amountChecked);
        auto other = theCheckout();
        other.amount.minor = 1;
        QCOMPARE(storyOf(transition(from, event::CheckoutResumed{attemptId, other})),
                 toUnresolved("the resumed checkout is not this sale's"));
        other = theCheckout();
        other.cliveTxId = "clv_0";
        QCOMPARE(storyOf(transition(from, event::CheckoutResumed{attemptId, other})),
                 toUnresolved("the resumed checkout is not this sale's"));
        QCOMPARE(storyOf(transition(from, event::ResumeFailed{attemptId, errorOf(ErrorKind::Gone)})),
                 toAbandoning("expired"));
        QCOMPARE(storyOf(transition(from, event::ResumeFailed{attemptId, errorOf(ErrorKind::Unreachable)})),
                 (QStringList{"Verifying", "NextCheck in 1000 ms"}));
    }

    /// Nobody waits at a terminal that has just started, so a payment that can still be made there is walked
    /// away from and not put before whoever comes next.
    void aTerminalDoesNotOfferAfterARestart()
    {
        const AttemptRecord record{theAttempt(), Phase::Confirming, theIds(), {}, 0, false, {}, 0, 0};
        State state = transition(state::Idle{}, event::Restore{record, false}).state;
        for (int i = 0; i < unknownOutcomeAsksMax; ++i)
            state = transition(state, known(theStatus(Kind::Pending))).state;
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Pending)))), toAbandoning("abandoned"));
        state = transition(state::Idle{}, event::Restore{record, true}).state;
        for (int i = 0; i < unknownOutcomeAsksMax; ++i)
            state = transition(state, known(theStatus(Kind::Pending))).state;
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Pending)))),
                 (QStringList{"Verifying", "resume clv_1"}));
    }

    void verifyingGoesOnWithoutNetworkAndWithoutJournal()
    {
        const State from = verifying(Evidence::Unknown);
        QCOMPARE(storyOf(transition(from, event::StatusFailed{attemptId, errorOf(ErrorKind::Unreachable)})),
                 (QStringList{"Verifying", "NextCheck in 1000 ms"}));
        QCOMPARE(storyOf(transition(from, event::TimerFired{attemptId, TimerKind::NextCheck})),
                 (QStringList{"Verifying", "ask clv_1 wait 0 after 0"}));
        QCOMPARE(storyOf(transition(from, event::JournalFailed{attemptId, "full"})),
                 (QStringList{"Verifying", "alarm", "Budget in 60000 ms", "ask clv_1 wait 0 after 0"}));
    }

    void unresolvedBacksOffToAMinute()
    {
        State state = unresolved();
        QStringList delays;
        for (int i = 0; i < 6; ++i) {
            QCOMPARE(storyOf(transition(state, event::TimerFired{attemptId, TimerKind::NextCheck})),
                     (QStringList{"Unresolved", "ask clv_1 wait 0 after 0"}));
            const auto next = i % 2 == 0
                ? transition(state, known(theStatus(Kind::Processing)))
                : transition(state, event::StatusFailed{attemptId, errorOf(ErrorKind::Timeout)});
            delays += effectsOf(next);
            state = next.state;
        }
        QCOMPARE(delays,
                 (QStringList{"NextCheck in 10000 ms", "NextCheck in 20000 ms", "NextCheck in 40000 ms",
                              "NextCheck in 60000 ms", "NextCheck in 60000 ms", "NextCheck in 60000 ms"}));
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Paid)))), toPaid);
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Failed)))), toNotPaid("declined"));
        // Pending is no final word: nobody may charge it again yet.
        QCOMPARE(text(stateName(transition(state, known(theStatus(Kind::Pending))).state)),
                 QString("Unresolved"));
        QCOMPARE(text(stateName(transition(state, known(abandonedStatus(Kind::Pending))).state)),
                 QString("Unresolved"));
    }

    void aKnownMismatchAlarmsOnce()
    {
        auto other = theStatus(Kind::Paid);
        other.reference = "EZ99999";
        const auto first = transition(unresolved(), known(other));
        QVERIFY(effectsOf(first).contains("alarm"));
        const auto second = transition(first.state, known(other));
        QCOMPARE(storyOf(second), (QStringList{"Unresolved", "NextCheck in 10000 ms"}));
        other.reference = "EZ88888";
        QVERIFY(effectsOf(transition(second.state, known(other))).contains("alarm"));
    }

    void abandoningIsAnswered()
    {
        const auto answered = [](const State &from, const contract::CheckoutState &status) {
            return storyOf(transition(from, event::AbandonAnswered{attemptId, status, FakeClock::startMs}));
        };
        QCOMPARE(answered(abandoning(), abandonedStatus(Kind::Pending)), toNotPaid("cancelled"));
        QCOMPARE(answered(abandoning(state::NotPaidReason::AmountMismatch), abandonedStatus(Kind::Created)),
                 toNotPaid("amount_mismatch"));
        QCOMPARE(answered(abandoning(), theStatus(Kind::Paid)), toPaid);
        QCOMPARE(answered(abandoning(), abandonedStatus(Kind::Paid)), toPaid);
        QCOMPARE(answered(abandoning(), theStatus(Kind::Cancelled)), toNotPaid("cancelled"));
        // Too late, it was confirmed: whether or not the backend also noted that the kiosk walked away.
        QCOMPARE(answered(abandoning(), theStatus(Kind::Processing)), toVerifying);
        QCOMPARE(answered(abandoning(), abandonedStatus(Kind::Processing)), toVerifying);
        QCOMPARE(answered(abandoning(), abandonedStatus(domain::PaymentStatus::unknown("on_hold"))),
                 toVerifying);
    }

    /// A checkout over another amount was never shown, so a backend that says "abandoned" ends it, though it
    /// still tells the other amount.
    void aWrongAmountThatWasNeverShownIsAbandonedForGood()
    {
        auto status = abandonedStatus(Kind::Pending);
        status.amount.minor = 7'500'000;
        const event::AbandonAnswered answered{attemptId, status, FakeClock::startMs};
        QCOMPARE(storyOf(transition(abandoning(state::NotPaidReason::AmountMismatch), answered)),
                 toNotPaid("amount_mismatch"));
        QCOMPARE(text(stateName(transition(abandoning(), answered).state)), QString("Unresolved"));
        // Nor is it "cancelled, try again" when Clive ends it by itself.
        for (const Kind over : {Kind::Cancelled, Kind::Failed}) {
            status.status = over;
            const event::AbandonAnswered ended{attemptId, status, FakeClock::startMs};
            QCOMPARE(storyOf(transition(abandoning(state::NotPaidReason::AmountMismatch), ended)),
                     toNotPaid("amount_mismatch"));
        }
    }

    void abandoningRetriesAndThenGoesOnInTheBackground()
    {
        State state = abandoning();
        for (int tries = 1; tries < abandonTriesMax; ++tries) {
            const auto next =
                transition(state, event::AbandonFailed{attemptId, errorOf(ErrorKind::Unreachable)});
            QCOMPARE(storyOf(next), (QStringList{"Abandoning", "RetryAbandon in 1000 ms"}));
            state = next.state;
            QCOMPARE(storyOf(transition(state, event::TimerFired{attemptId, TimerKind::RetryAbandon})),
                     (QStringList{"Abandoning", "abandon clv_1"}));
        }
        const auto gaveUp =
            transition(state, event::AbandonFailed{attemptId, errorOf(ErrorKind::Unreachable)});
        // The journal goes on saying "abandoning": after a restart the backend has to be told all the same.
        QCOMPARE(storyOf(gaveUp),
                 (QStringList{"Unresolved", "stop timers", "journal abandoning because cancelled",
                              "reset page", "NextCheck in 5000 ms"}));
        QCOMPARE(storyOf(transition(gaveUp.state, event::TimerFired{attemptId, TimerKind::NextCheck})),
                 (QStringList{"Unresolved", "abandon clv_1"}));
        QCOMPARE(storyOf(transition(gaveUp.state,
                                    event::AbandonAnswered{attemptId, abandonedStatus(Kind::Pending), 0})),
                 toNotPaid("abandoned"));
    }

    void abandoningWithoutAJournalStillTellsTheBackend()
    {
        QCOMPARE(storyOf(transition(abandoning(), event::JournalFailed{attemptId, "full"})),
                 (QStringList{"Abandoning", "alarm", "abandon clv_1"}));
    }
};

QTEST_APPLESS_MAIN(TestTransitionAfterPay)
#include "tst_transition_after_pay.moc"
