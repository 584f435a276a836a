#include "flow_words.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
namespace page = contract::page;
using domain::PhoneStage;
using Kind = domain::PaymentStatus::Kind;
using ErrorKind = BackendError::Kind;
using state::Evidence;

namespace {

contract::CheckoutAnswer linkedCheckout()
{
    auto checkout = theCheckout();
    checkout.payUrl = domain::Secret("https://pay.example/pay/token");
    return checkout;
}

/// The card form is up, and the customer may be at their phone.
state::AwaitingPayment awaitingBoth(PhoneStage phone, std::int64_t version = 2)
{
    state::AwaitingPayment awaiting{theAttempt(), linkedCheckout(), true, true};
    awaiting.phone = phone;
    awaiting.version = version;
    return awaiting;
}

contract::CheckoutState told(PhoneStage phone, std::int64_t version,
                             domain::PaymentStatus status = Kind::Pending)
{
    auto state = theStatus(std::move(status), version);
    state.phone = phone;
    return state;
}

const QStringList toVerifying{"Verifying", "stop timers", "journal verifying", "Budget in 60000 ms",
                              "ask clv_1 wait 0 after 0"};

QStringList toAbandoning(const QString &reason)
{
    return {"Abandoning", "stop timers", "reset page", "journal abandoning because " + reason,
            "abandon clv_1"};
}

} // namespace

/// The customer's own phone, beside the card form at the counter (decision 017).
class TestTransitionPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aCheckoutWithALinkIsFollowed()
    {
        const state::Creating creating{theAttempt(), 1, false};
        QCOMPARE(storyOf(transition(creating, event::CheckoutCreated{attemptId, linkedCheckout()})),
                 (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment", "show clv_1",
                              "ask clv_1 (no refresh) wait 25 after 0"}));
        QCOMPARE(storyOf(transition(creating, event::CheckoutCreated{attemptId, theCheckout()})),
                 (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment", "show clv_1"}));
        // The card was declined at the counter: what the phone did meanwhile is asked at once.
        const state::Confirming confirming{theAttempt(), linkedCheckout()};
        QCOMPARE(storyOf(transition(confirming,
                                    says(page::Failed{"clv_1", "card_error", "card_declined", {}, {}}))),
                 (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment",
                              "ask clv_1 (no refresh) wait 25 after 0"}));
    }

    void withoutALinkNothingIsAsked()
    {
        const State from = awaiting();
        for (const Event &event : {Event(known(theStatus(Kind::Pending))),
                                   Event(event::StatusFailed{attemptId, errorOf(ErrorKind::Timeout)}),
                                   Event(event::TimerFired{attemptId, TimerKind::NextCheck})})
            QCOMPARE(storyOf(transition(from, event)), QStringList{"AwaitingPayment (not accepted)"});
    }

    /// stage before, stage told, version told (2 is known): what is done, and what can be done then.
    void whatThePhoneDoes_data()
    {
        QTest::addColumn<int>("before");
        QTest::addColumn<int>("now");
        QTest::addColumn<int>("version");
        QTest::addColumn<QStringList>("effects");
        QTest::addColumn<bool>("cancellable");
        QTest::addColumn<bool>("failed");
        const auto row = [](const char *name, PhoneStage before, PhoneStage now, int version,
                            const QStringList &effects, bool cancellable, bool failed) {
            QTest::newRow(name) << int(before) << int(now) << version << effects << cancellable << failed;
        };
        row("held in vain", PhoneStage::None, PhoneStage::None, 2, {"NextCheck in 1000 ms"}, true, false);
        row("opened", PhoneStage::None, PhoneStage::Opened, 3, {"ask clv_1 (no refresh) wait 25 after 3"},
            true, false);
        row("confirms", PhoneStage::Opened, PhoneStage::Confirming, 3,
            {"Budget in 360000 ms", "ask clv_1 wait 25 after 3"}, false, false);
        row("still confirms", PhoneStage::Confirming, PhoneStage::Confirming, 2, {"NextCheck in 1000 ms"},
            false, false);
        row("declined", PhoneStage::Confirming, PhoneStage::Opened, 3,
            {"stop timers", "ask clv_1 (no refresh) wait 25 after 3"}, true, true);
        row("silent for too long", PhoneStage::Confirming, PhoneStage::Opened, 2,
            {"stop timers", "NextCheck in 1000 ms"}, true, true);
    }
    void whatThePhoneDoes()
    {
        QFETCH(const int, before);
        QFETCH(const int, now);
        QFETCH(const int, version);
        QFETCH(const bool, cancellable);
        QFETCH(const bool, failed);
        const auto next = transition(awaitingBoth(PhoneStage(before)), known(told(PhoneStage(now), version)));
        QTEST(effectsOf(next), "effects");
        const auto &state = std::get<state::AwaitingPayment>(next.state);
        QVERIFY(state.phone == PhoneStage(now));
        QCOMPARE(state.version, std::int64_t(version));
        QCOMPARE(state.phoneFailed, failed);
        QCOMPARE(canCancel(next.state), cancellable);
        QCOMPARE(isPhoneConfirming(next.state), !cancellable);
        const bool mayPay = transition(next.state, says(page::Confirming{"clv_1"})).accepted;
        QCOMPARE(mayPay, cancellable);
        const auto cancelled = transition(next.state, event::CancelPressed{});
        QCOMPARE(cancelled.accepted, cancellable);
        QCOMPARE(text(stateName(cancelled.state)), QString(cancellable ? "Abandoning" : "AwaitingPayment"));
    }

    void aPaymentUnderWayIsThePhones()
    {
        const auto next = transition(awaitingBoth(PhoneStage::Opened),
                                     known(told(PhoneStage::Opened, 3, Kind::Processing)));
        QVERIFY(isPhoneConfirming(next.state));
        QVERIFY(!canCancel(next.state));
    }

    void clivesLastWordEndsTheSale()
    {
        for (const auto phone : {PhoneStage::None, PhoneStage::Opened, PhoneStage::Confirming}) {
            const State from = awaitingBoth(phone);
            QCOMPARE(storyOf(transition(from, known(told(PhoneStage::Confirming, 3, Kind::Paid)))),
                     (QStringList{"Paid", "stop timers", "journal paid", "reset page"}));
            QCOMPARE(
                storyOf(transition(from, known(told(PhoneStage::Confirming, 3, Kind::Failed)))),
                (QStringList{"NotPaid", "stop timers", "journal not_paid because declined", "reset page"}));
        }
    }

    /// The answer to an earlier question has a last word, and no stage: the phone may be further by now.
    void anEarlierAnswerTellsOnlyLastWords()
    {
        const State from = awaitingBoth(PhoneStage::Confirming, 5);
        auto late = known(told(PhoneStage::Opened, 3));
        late.isLatest = false;
        QCOMPARE(storyOf(transition(from, late)), QStringList{"AwaitingPayment (not accepted)"});
        late.status = told(PhoneStage::Confirming, 6, Kind::Paid);
        QCOMPARE(text(stateName(transition(from, late).state)), QString("Paid"));
    }

    void cancelledOnThePhoneIsCancelled()
    {
        auto status = told(PhoneStage::Opened, 3);
        status.abandoned = true;
        const auto next = transition(awaitingBoth(PhoneStage::Opened), known(status));
        QCOMPARE(storyOf(next), toAbandoning("cancelled"));
        const auto answered =
            transition(next.state, event::AbandonAnswered{attemptId, status, FakeClock::startMs});
        QVERIFY(std::get<state::NotPaid>(answered.state).reason == state::NotPaidReason::Cancelled);
        QCOMPARE(std::get<state::NotPaid>(answered.state).detail, std::string("cancelled_on_phone"));
    }

    void anotherAmountStopsIt()
    {
        auto status = told(PhoneStage::Opened, 3);
        status.amount.minor = 1;
        QCOMPARE(storyOf(transition(awaitingBoth(PhoneStage::Opened), known(status))),
                 toAbandoning("amount_mismatch") << "alarm");
    }

    void withoutNetworkItIsAskedAgain()
    {
        const State from = awaitingBoth(PhoneStage::Confirming, 4);
        QCOMPARE(storyOf(transition(from, event::StatusFailed{attemptId, errorOf(ErrorKind::Unreachable)})),
                 (QStringList{"AwaitingPayment", "NextCheck in 1000 ms"}));
        QCOMPARE(storyOf(transition(from, event::TimerFired{attemptId, TimerKind::NextCheck})),
                 (QStringList{"AwaitingPayment", "ask clv_1 wait 25 after 4"}));
    }

    /// Six minutes without its end: it becomes a payment of unknown outcome, and is neither offered nor cancelled.
    void aPhoneWithoutAnEndIsVerified()
    {
        const auto next =
            transition(awaitingBoth(PhoneStage::Confirming), event::TimerFired{attemptId, TimerKind::Budget});
        QCOMPARE(storyOf(next), toVerifying);
        QVERIFY(std::get<state::Verifying>(next.state).evidence == Evidence::Unknown);
        // It had its time, so this budget stays.
        QCOMPARE(storyOf(transition(next.state, known(told(PhoneStage::Confirming, 3)))),
                 (QStringList{"Verifying", "ask clv_1 wait 5 after 3"}));
    }

    void theFormsEndDoesNotEndThePhones()
    {
        const State from = awaitingBoth(PhoneStage::Confirming);
        QCOMPARE(storyOf(transition(from, event::PageUnavailable{"lost three times"})), toVerifying);
        QCOMPARE(storyOf(transition(from, event::PageLost{"killed"})), toVerifying);
    }

    void verifyingWaitsForAPhone()
    {
        State state = verifying(Evidence::None, true);
        auto next = transition(state, known(told(PhoneStage::Confirming, 3)));
        QCOMPARE(storyOf(next),
                 (QStringList{"Verifying", "Budget in 360000 ms", "ask clv_1 wait 5 after 3"}));
        QVERIFY(isPhoneConfirming(next.state));
        // However often: it is not offered, and the budget is not given again.
        for (int i = 0; i < 5; ++i) {
            next = transition(next.state, known(told(PhoneStage::Confirming, 3)));
            QCOMPARE(storyOf(next), (QStringList{"Verifying", "ask clv_1 wait 5 after 3"}));
        }
        // Declined there: both ways again.
        next = transition(next.state, known(told(PhoneStage::Opened, 4)));
        QCOMPARE(text(stateName(next.state)), QString("AwaitingPayment"));
        // And with nobody to offer it to, it is walked away from.
        auto terminal = verifying(Evidence::None);
        terminal.mayResume = false;
        next = transition(terminal, known(told(PhoneStage::Confirming, 3)));
        QCOMPARE(text(stateName(next.state)), QString("Verifying"));
        QCOMPARE(storyOf(transition(next.state, known(told(PhoneStage::Opened, 4)))),
                 toAbandoning("abandoned"));
    }

    /// The phone was quicker than the cashier.
    void beingPaidIsNoAnswerToAbandoning()
    {
        const auto next =
            transition(abandoning(), event::AbandonFailed{attemptId, errorOf(ErrorKind::BeingPaid)});
        QCOMPARE(storyOf(next), toVerifying);
        const auto &state = std::get<state::Verifying>(next.state);
        QVERIFY(state.evidence == Evidence::None);
        QVERIFY(state.mayResume);
        QCOMPARE(storyOf(transition(next.state, known(told(PhoneStage::Opened, 4)))),
                 (QStringList{"Verifying", "resume clv_1"}));
        auto restored = abandoning();
        restored.mayResume = false;
        const auto again =
            transition(restored, event::AbandonFailed{attemptId, errorOf(ErrorKind::BeingPaid)});
        QVERIFY(!std::get<state::Verifying>(again.state).mayResume);
        // In the background it is told again, as often as it takes.
        QCOMPARE(storyOf(transition(unresolved(true),
                                    event::AbandonFailed{attemptId, errorOf(ErrorKind::BeingPaid)})),
                 (QStringList{"Unresolved", "NextCheck in 10000 ms"}));
    }

    void afterAPowerLossNothingIsAbandonedThatAPhonePays_data()
    {
        QTest::addColumn<bool>("cashier");
        QTest::newRow("cashier") << true;
        QTest::newRow("terminal") << false;
    }
    void afterAPowerLossNothingIsAbandonedThatAPhonePays()
    {
        QFETCH(const bool, cashier);
        const AttemptRecord record{theAttempt(), Phase::AwaitingPayment, theIds(), {}, 0, false, {}, 0, 0};
        auto next = transition(state::Idle{}, event::Restore{record, cashier});
        if (!cashier) {
            QCOMPARE(storyOf(next), toAbandoning("abandoned"));
            next = transition(next.state, event::AbandonFailed{attemptId, errorOf(ErrorKind::BeingPaid)});
        }
        QCOMPARE(text(stateName(next.state)), QString("Verifying"));
        next = transition(next.state, known(told(PhoneStage::Confirming, 3)));
        QCOMPARE(storyOf(next),
                 (QStringList{"Verifying", "Budget in 360000 ms", "ask clv_1 wait 5 after 3"}));
        QCOMPARE(
            text(stateName(transition(next.state, known(told(PhoneStage::Confirming, 4, Kind::Paid))).state)),
            QString("Paid"));
    }

    void theLinkIsThereWhileItCanBePaid()
    {
        const State open = awaitingBoth(PhoneStage::None);
        QVERIFY(payUrlOf(open));
        QCOMPARE(payUrlOf(open)->reveal(), std::string("https://pay.example/pay/token"));
        QVERIFY(!payUrlOf(State(awaiting())));
        QVERIFY(!payUrlOf(State(state::Confirming{theAttempt(), linkedCheckout()})));
        QVERIFY(!payUrlOf(State(paid())));
    }
};

QTEST_APPLESS_MAIN(TestTransitionPhone)
#include "tst_transition_phone.moc"
