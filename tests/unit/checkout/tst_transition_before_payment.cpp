#include "flow_words.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
namespace page = contract::page;
using Kind = domain::PaymentStatus::Kind;
using ErrorKind = BackendError::Kind;

Q_DECLARE_METATYPE(tillwright::checkout::Phase)

namespace {

AttemptRecord record(Phase phase, bool withIds = true)
{
    return {theAttempt(), phase, withIds ? std::optional(theIds()) : std::nullopt, {}, 0, false, 2205,
            1'000,        2'000};
}

} // namespace

/// Idle, Creating and AwaitingPayment, with the effects in their order.
class TestTransitionBeforePayment : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theJournalComesBeforeTheFirstRequest()
    {
        const auto next = transition(state::Idle{}, event::Start{theAttempt()});
        QCOMPARE(storyOf(next), (QStringList{"Creating", "journal creating", "create"}));
        QVERIFY(next.state == State(state::Creating{theAttempt(), 1, false}));
    }

    void theIdsAreKeptBeforeThePageIsShown()
    {
        const auto next = transition(state::Creating{theAttempt(), 3, false},
                                     event::CheckoutCreated{attemptId, theCheckout()});
        QCOMPARE(storyOf(next),
                 (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment", "show clv_1"}));
        QVERIFY(std::get<effect::WriteJournal>(next.effects[1]).ids == theIds());
        const auto &state = std::get<state::AwaitingPayment>(next.state);
        QVERIFY(!state.amountChecked);
        QVERIFY(!state.elementReady);
    }

    void creatingRetriesWithBackOff()
    {
        State state = state::Creating{theAttempt(), 1, false};
        QStringList delays;
        for (int tries = 1; tries < createTriesMax; ++tries) {
            const auto next =
                transition(state, event::CreateFailed{attemptId, errorOf(ErrorKind::Unreachable)});
            delays += storyOf(next);
            state = next.state;
            QCOMPARE(storyOf(transition(state, event::TimerFired{attemptId, TimerKind::RetryCreate})),
                     (QStringList{"Creating", "create"}));
        }
        QCOMPARE(delays,
                 (QStringList{"Creating", "RetryCreate in 500 ms", "Creating", "RetryCreate in 1000 ms",
                              "Creating", "RetryCreate in 2000 ms", "Creating", "RetryCreate in 4000 ms"}));
        QCOMPARE(storyOf(transition(state, event::CreateFailed{attemptId, errorOf(ErrorKind::Unreachable)})),
                 (QStringList{"Refused", "stop timers", "journal refused because fake"}));
    }

    void creatingGivesUpAtOnceWhereRetryingIsNoUse_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<bool>("retried");
        QTest::newRow("Unreachable") << int(ErrorKind::Unreachable) << true;
        QTest::newRow("Timeout") << int(ErrorKind::Timeout) << true;
        QTest::newRow("NotUnderstood") << int(ErrorKind::NotUnderstood) << true;
        QTest::newRow("Server") << int(ErrorKind::Server) << true;
        QTest::newRow("Tls") << int(ErrorKind::Tls) << false;
        QTest::newRow("Refused") << int(ErrorKind::Refused) << false;
        QTest::newRow("Gone") << int(ErrorKind::Gone) << false;
        QTest::newRow("NotFound") << int(ErrorKind::NotFound) << false;
    }
    void creatingGivesUpAtOnceWhereRetryingIsNoUse()
    {
        QFETCH(const int, kind);
        const auto error = errorOf(ErrorKind(kind));
        const auto next =
            transition(state::Creating{theAttempt(), 1, false}, event::CreateFailed{attemptId, error});
        QTEST(std::holds_alternative<state::Creating>(next.state), "retried");
        QTEST(error.isRetryable(), "retried");
        if (const auto *refused = std::get_if<state::Refused>(&next.state))
            QVERIFY(refused->error == error);
    }

    void cancelWhileCreatingWaitsForTheAnswer()
    {
        const auto asked = transition(state::Creating{theAttempt(), 1, false}, event::CancelPressed{});
        QCOMPARE(storyOf(asked), QStringList{"Creating"});
        QCOMPARE(storyOf(transition(asked.state, event::CancelPressed{})),
                 QStringList{"Creating (not accepted)"});
        QCOMPARE(storyOf(transition(asked.state, event::CheckoutCreated{attemptId, theCheckout()})),
                 (QStringList{"Abandoning", "stop timers", "reset page",
                              "journal abandoning because cancelled", "abandon clv_1"}));
        QCOMPARE(
            storyOf(transition(asked.state, event::CreateFailed{attemptId, errorOf(ErrorKind::Timeout)})),
            (QStringList{"Refused", "stop timers", "journal refused because fake"}));
    }

    void anAnswerAboutAnotherSaleIsNeverShown()
    {
        auto otherAmount = theCheckout();
        otherAmount.amount.minor = 750;
        auto otherCurrency = theCheckout();
        otherCurrency.amount.currency = domain::Currency::parse("EUR").value();
        auto otherReference = theCheckout();
        otherReference.reference = "EZ99999";
        for (const auto &answer : {otherAmount, otherCurrency, otherReference}) {
            QCOMPARE(storyOf(transition(state::Creating{theAttempt(), 1, false},
                                        event::CheckoutCreated{attemptId, answer})),
                     (QStringList{"Abandoning", "stop timers", "reset page",
                                  "journal abandoning because amount_mismatch", "abandon clv_1", "alarm"}));
        }
    }

    void payIsPressableOnlyAfterTheAmountWasCompared()
    {
        auto state = awaiting();
        state.amountChecked = false;
        QCOMPARE(storyOf(transition(state, says(page::Confirming{"clv_1"}))),
                 QStringList{"AwaitingPayment (not accepted)"});
        const auto seen =
            transition(state, says(page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"}));
        QCOMPARE(storyOf(seen), QStringList{"AwaitingPayment"});
        QCOMPARE(storyOf(transition(seen.state, says(page::Confirming{"clv_1"}))),
                 (QStringList{"Confirming", "journal confirming", "NextCheck in 10000 ms",
                              "Budget in 600000 ms", "ask clv_1 (no refresh) wait 10 after 1"}));
    }

    void aDifferentIntentStopsTheSale_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("currency");
        QTest::newRow("a hundredfold") << qint64(7'500'000) << "USD";
        QTest::newRow("a hundredth") << qint64(750) << "USD";
        QTest::newRow("one cent off") << qint64(75'001) << "USD";
        QTest::newRow("other currency") << qint64(75'000) << "EUR";
        QTest::newRow("currency in lower case") << qint64(75'000) << "usd";
        QTest::newRow("negative") << qint64(-75'000) << "USD";
    }
    void aDifferentIntentStopsTheSale()
    {
        QFETCH(const qint64, minor);
        QFETCH(const QString, currency);
        const page::IntentSeen seen{"clv_1", minor, currency.toStdString(), "requires_payment_method"};
        QCOMPARE(storyOf(transition(awaiting(), says(seen))),
                 (QStringList{"Abandoning (not accepted)", "stop timers", "reset page",
                              "journal abandoning because amount_mismatch", "abandon clv_1", "alarm"}));
    }

    void anIntentThatIsNotPayableIsVerified_data()
    {
        QTest::addColumn<QString>("status");
        QTest::addColumn<bool>("payable");
        for (const auto *status : {"requires_payment_method", "requires_confirmation", "requires_action"})
            QTest::newRow(status) << status << true;
        for (const auto *status :
             {"processing", "succeeded", "requires_capture", "canceled", "of_tomorrow", ""})
            QTest::newRow(status) << status << false;
    }
    void anIntentThatIsNotPayableIsVerified()
    {
        QFETCH(const QString, status);
        QFETCH(const bool, payable);
        const auto next =
            transition(awaiting(), says(page::IntentSeen{"clv_1", 75'000, "USD", status.toStdString()}));
        QCOMPARE(next.accepted, payable);
        QCOMPARE(text(stateName(next.state)), QString(payable ? "AwaitingPayment" : "Verifying"));
        if (!payable)
            QCOMPARE(std::get<state::Verifying>(next.state).evidence, state::Evidence::Confirmed);
    }

    void thePagesWordsAreKeptForTheFace()
    {
        auto fresh = awaiting();
        fresh.elementReady = false;
        const auto failed = transition(fresh, says(page::LoadFailed{"clv_1", "no network"}));
        QVERIFY(std::get<state::AwaitingPayment>(failed.state).loadFailed);
        const auto ready = transition(failed.state, says(page::ElementReady{"clv_1"}));
        QVERIFY(!std::get<state::AwaitingPayment>(ready.state).loadFailed);
        QVERIFY(std::get<state::AwaitingPayment>(ready.state).elementReady);
        const page::Failed invalid{"clv_1", "validation_error", "incomplete_number", "",
                                   "Your card number is incomplete."};
        const auto told = transition(ready.state, says(invalid));
        QVERIFY(std::get<state::AwaitingPayment>(told.state).lastFailure == invalid);
        QCOMPARE(effectsOf(told), QStringList());
    }

    /// The page goes first, so that nobody presses Pay while the backend is told.
    void cancelForgetsThePageBeforeTellingTheBackend()
    {
        QCOMPARE(storyOf(transition(awaiting(), event::CancelPressed{})),
                 (QStringList{"Abandoning", "stop timers", "reset page",
                              "journal abandoning because cancelled", "abandon clv_1"}));
    }

    void aLostPageAsksBeforeItIsShownAgain()
    {
        const auto lost = transition(awaiting(), event::PageLost{"killed"});
        QCOMPARE(storyOf(lost),
                 (QStringList{"Verifying", "stop timers", "journal verifying", "Budget in 60000 ms",
                              "ask clv_1 wait 0 after 0"}));
        QCOMPARE(std::get<state::Verifying>(lost.state).evidence, state::Evidence::None);
        QCOMPARE(storyOf(transition(lost.state, known(theStatus(Kind::Pending)))),
                 (QStringList{"AwaitingPayment", "stop timers", "journal awaiting_payment", "show clv_1"}));
    }

    /// Three fresh pages were lost as well: nobody can pay here, so nothing goes round and round.
    void aPageThatCannotBeShownEndsTheSale()
    {
        const auto next = transition(awaiting(), event::PageUnavailable{"the renderer crashed (code 9)"});
        QCOMPARE(storyOf(next),
                 (QStringList{"Abandoning", "stop timers", "reset page",
                              "journal abandoning because page_failed", "abandon clv_1", "alarm"}));
        auto status = theStatus(Kind::Pending);
        status.abandoned = true;
        const auto ended =
            transition(next.state, event::AbandonAnswered{attemptId, status, FakeClock::startMs});
        QVERIFY(ended.state
                == State(state::NotPaid{theAttempt(), state::NotPaidReason::PageFailed,
                                        "the renderer crashed (code 9)"}));
        // Unless it was paid on the last page after all.
        QCOMPARE(text(stateName(
                     transition(next.state,
                                event::AbandonAnswered{attemptId, theStatus(Kind::Paid), FakeClock::startMs})
                         .state)),
                 QString("Paid"));
    }

    /// The page took its "failed" back, or a script beside it made one up.
    void aPaymentThatWentThroughAfterAllIsVerified()
    {
        const auto next = transition(awaiting(), says(page::Confirmed{"clv_1", "succeeded"}));
        QCOMPARE(storyOf(next),
                 (QStringList{"Verifying", "stop timers", "journal verifying", "Budget in 60000 ms",
                              "ask clv_1 wait 0 after 0"}));
        // Made up as well: Clive knows of nothing, and the checkout comes back.
        State state = next.state;
        for (int asked = 0; asked < unknownOutcomeAsksMax; ++asked)
            state = transition(state, known(theStatus(Kind::Pending))).state;
        QCOMPARE(storyOf(transition(state, known(theStatus(Kind::Pending)))).last(), QString("show clv_1"));
    }

    void aReturnFromTheBankIsVerified()
    {
        const auto next = transition(awaiting(), event::PageReturned{});
        QCOMPARE(std::get<state::Verifying>(next.state).evidence, state::Evidence::Confirmed);
        QVERIFY(!std::get<state::Verifying>(next.state).checkout);
    }

    void withoutAJournalNothingIsShownAndNothingLeaves()
    {
        QCOMPARE(storyOf(transition(state::Creating{theAttempt(), 1, false},
                                    event::JournalFailed{attemptId, "full"})),
                 (QStringList{"Refused", "stop timers", "alarm"}));
        QCOMPARE(storyOf(transition(awaiting(), event::JournalFailed{attemptId, "full"})),
                 (QStringList{"Abandoning", "stop timers", "reset page",
                              "journal abandoning because cancelled", "abandon clv_1", "alarm"}));
    }

    void restores_data()
    {
        QTest::addColumn<Phase>("phase");
        QTest::addColumn<bool>("withIds");
        QTest::addColumn<bool>("resumeAwaiting");
        QTest::addColumn<QStringList>("story");
        const QStringList verifies{"Verifying", "stop timers", "journal verifying", "Budget in 60000 ms",
                                   "ask clv_1 wait 0 after 0"};
        const QStringList abandons{"Abandoning", "stop timers", "reset page",
                                   "journal abandoning because abandoned", "abandon clv_1"};
        const QStringList creates{"Creating", "create"};
        const QStringList pays{"Paid", "stop timers", "journal paid", "reset page"};
        const QStringList checks{"Unresolved", "ask clv_1 wait 0 after 0"};
        const QStringList drops{"Idle (not accepted)"};
        QTest::newRow("creating, cashier") << Phase::Creating << false << true << creates;
        QTest::newRow("creating, terminal") << Phase::Creating << false << false << creates;
        QTest::newRow("creating with ids, cashier") << Phase::Creating << true << true << verifies;
        QTest::newRow("creating with ids, terminal") << Phase::Creating << true << false << abandons;
        QTest::newRow("awaiting, cashier") << Phase::AwaitingPayment << true << true << verifies;
        QTest::newRow("awaiting, terminal") << Phase::AwaitingPayment << true << false << abandons;
        QTest::newRow("confirming, cashier") << Phase::Confirming << true << true << verifies;
        QTest::newRow("confirming, terminal") << Phase::Confirming << true << false << verifies;
        QTest::newRow("verifying, cashier") << Phase::Verifying << true << true << verifies;
        QTest::newRow("verifying, terminal") << Phase::Verifying << true << false << verifies;
        QTest::newRow("unresolved") << Phase::Unresolved << true << false << checks;
        QTest::newRow("abandoning") << Phase::Abandoning << true << true << abandons;
        QTest::newRow("paid without receipt") << Phase::Paid << true << false << pays;
        QTest::newRow("not paid") << Phase::NotPaid << true << true << drops;
        QTest::newRow("refused") << Phase::Refused << true << true << drops;
    }
    void restores()
    {
        QFETCH(const Phase, phase);
        QFETCH(const bool, withIds);
        QFETCH(const bool, resumeAwaiting);
        const auto next = transition(state::Idle{}, event::Restore{record(phase, withIds), resumeAwaiting});
        QTEST(storyOf(next), "story");
        if (const auto *creating = std::get_if<state::Creating>(&next.state))
            QCOMPARE(creating->cancelRequested, !resumeAwaiting);
        if (const auto *verifying = std::get_if<state::Verifying>(&next.state))
            QCOMPARE(verifying->evidence,
                     phase == Phase::Confirming || phase == Phase::Verifying ? state::Evidence::Unknown
                                                                             : state::Evidence::None);
        if (const auto *paid = std::get_if<state::Paid>(&next.state))
            QCOMPARE(paid->paidAtMs, std::int64_t(2'000)); // when it was paid, not when the power came back
    }
};

QTEST_APPLESS_MAIN(TestTransitionBeforePayment)
#include "tst_transition_before_payment.moc"
