#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;
namespace page = contract::page;

/// Cards that are declined and outcomes that get lost: always the same intent, never a second one (law 2).
class TestDeskDeclined : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSecondCardOnTheSameIntent()
    {
        DeskFixture f;
        f.untilConfirming();
        QVERIFY(f.declined());
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.journal(), QString("awaiting_payment"));
        QCOMPARE(f.as<state::AwaitingPayment>().lastFailure->declineCode, std::string("insufficient_funds"));
        QCOMPARE(f.fakes.page.shown.size(), std::size_t(1)); // the element stays as it is
        QVERIFY(f.pay());
        QCOMPARE(f.journal(), QString("confirming"));
        QVERIFY(f.confirmed());
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().ids.stripePaymentIntentId, std::string("pi_clv_1"));
    }

    void declinedForGoodAndTheNextAttemptIsNew()
    {
        DeskFixture f;
        f.untilVerifying();
        f.tell(Kind::Failed);
        QCOMPARE(f.state(), QString("NotPaid"));
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::Declined);
        f.desk->dismiss();
        QVERIFY(f.start());
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked[0].idempotencyKey != asked[1].idempotencyKey);
        QVERIFY(f.fakes.receipts.issued.empty());
    }

    void thePageDiesWhileTheCustomerTypes()
    {
        DeskFixture f;
        f.untilPayable();
        f.fakes.page.lose();
        QCOMPARE(f.state(), QString("Verifying"));
        f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.page.shown.size(), std::size_t(2));
        QVERIFY(f.fakes.page.shown[1].clientSecret == f.fakes.page.shown[0].clientSecret);
        QVERIFY(!f.pay()); // the fresh page has to show the intent first
        QVERIFY(f.intentSeen());
        QVERIFY(f.pay());
    }

    void thePageDiesWhileItConfirms()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.page.lose();
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(f.journal(), QString("verifying"));
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void anUnknownOutcomeGoesBackToTheSameIntent()
    {
        DeskFixture f;
        f.untilConfirming();
        QVERIFY(f.fakes.page.say(page::Failed{"clv_1", "api_connection_error", "", "", "no network"}));
        for (int i = 0; i < unknownOutcomeAsksMax; ++i) {
            f.tell(Kind::Pending);
            QCOMPARE(f.state(), QString("Verifying"));
            QCOMPARE(f.fakes.backend.status.asked.back().waitS, verifyWaitS);
        }
        f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.page.shown.back().cliveTxId, std::string("clv_1"));
        QVERIFY(f.fakes.page.shown.back().clientSecret == f.checkout.clientSecret);
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
    }

    /// It had been charged after all: the fresh page sees it before anybody can press Pay.
    void anUnknownOutcomeThatWasChargedIsSeenBeforePay()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.page.lose();
        for (int i = 0; i <= unknownOutcomeAsksMax; ++i)
            f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QVERIFY(!f.fakes.page.say(page::IntentSeen{"clv_1", 75'000, "USD", "succeeded"}));
        QCOMPARE(f.state(), QString("Verifying"));
        QVERIFY(!f.pay());
        f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("Verifying")); // now it is awaited
        f.tell(Kind::Paid);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    /// The answer to confirmPayment never comes, the page never says anything: Clive's word is enough.
    void aLostConfirmAnswerIsFoundByAsking()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.clock.advance(confirmingCheckMs);
        f.tell(Kind::Processing);
        QCOMPARE(f.state(), QString("Confirming"));
        f.fakes.clock.advance(confirmingCheckMs);
        f.fakes.backend.status.fail(BackendError::Kind::Unreachable);
        f.fakes.clock.advance(confirmingCheckMs);
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QVERIFY(!f.confirmed()); // the page's late word changes nothing more
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void aChallengeThatNeverEndsIsVerifiedAfterItsBudget()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.clock.advance(confirmingBudgetMs);
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(f.as<state::Verifying>().evidence, state::Evidence::Unknown);
    }

    void aReturnFromTheBankConfirms()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.page.comeBack();
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(f.as<state::Verifying>().evidence, state::Evidence::Confirmed);
    }

    void wrongInputBeforePayIsOnlyShown()
    {
        DeskFixture f;
        f.untilPayable();
        QVERIFY(
            f.fakes.page.say(page::Failed{"clv_1", "validation_error", "incomplete_cvc", "", "Incomplete."}));
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QVERIFY(f.pay());
    }
};

QTEST_APPLESS_MAIN(TestDeskDeclined)
#include "tst_desk_declined.moc"
