#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

/// Power loss in every state, at a cashier's register and at a terminal.
class TestDeskRecovery : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingToRecover()
    {
        DeskFixture f;
        QVERIFY(f.desk->recover());
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.background(), QStringList());
    }

    void creatingAsksAgainWithTheSameKey_data() { faces(); }
    void creatingAsksAgainWithTheSameKey()
    {
        QFETCH(const bool, cashier);
        DeskFixture f;
        f.start();
        const auto attempt = f.fakes.backend.create.asked.front();
        f.restart(cashier);
        QCOMPARE(f.state(), QString("Creating"));
        QCOMPARE(f.fakes.backend.create.asked, std::vector<Attempt>{attempt});
        f.created();
        QCOMPARE(f.state(), QString(cashier ? "AwaitingPayment" : "Abandoning"));
        QCOMPARE(f.fakes.page.shown.size(), std::size_t(cashier ? 1 : 0));
    }

    void awaitingResumesAtTheCashier()
    {
        DeskFixture f;
        f.untilPayable();
        f.restart(true);
        QCOMPARE(f.state(), QString("Verifying")); // asks first
        QVERIFY(f.fakes.page.shown.empty());
        f.tell(Kind::Pending);
        QCOMPARE(f.fakes.backend.resume.asked, std::vector<std::string>{"clv_1"});
        f.fakes.backend.resume.answer(f.checkout);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.page.shown.size(), std::size_t(1));
        QVERIFY(!f.pay());
        f.intentSeen();
        QVERIFY(f.pay());
        f.confirmed();
        f.tell(Kind::Paid);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QVERIFY(f.fakes.backend.create.asked.empty()); // nothing was charged anew
    }

    void awaitingWhoseSecretHasExpiredIsAbandoned()
    {
        DeskFixture f;
        f.untilPayable();
        f.restart(true);
        f.tell(Kind::Pending);
        f.fakes.backend.resume.fail(BackendError::Kind::Gone, 410);
        QCOMPARE(f.state(), QString("Abandoning"));
        auto status = f.status(Kind::Pending);
        status.abandoned = true;
        f.fakes.backend.abandon.answer(status);
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::Expired);
    }

    void awaitingIsAbandonedAtTheTerminal()
    {
        DeskFixture f;
        f.untilPayable();
        f.restart(false);
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.fakes.backend.abandon.asked, std::vector<std::string>{"clv_1"});
        QVERIFY(f.fakes.page.shown.empty());
        f.fakes.backend.abandon.answer(f.status(Kind::Paid)); // it was paid on the phone meanwhile
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void whatMayHaveBeenChargedIsVerified_data()
    {
        QTest::addColumn<bool>("cashier");
        QTest::addColumn<bool>("confirmed");
        QTest::newRow("confirming, cashier") << true << false;
        QTest::newRow("confirming, terminal") << false << false;
        QTest::newRow("verifying, cashier") << true << true;
        QTest::newRow("verifying, terminal") << false << true;
    }
    void whatMayHaveBeenChargedIsVerified()
    {
        QFETCH(const bool, cashier);
        QFETCH(const bool, confirmed);
        DeskFixture f;
        f.untilConfirming();
        if (confirmed)
            f.confirmed();
        QCOMPARE(f.journal(), QString(confirmed ? "verifying" : "confirming"));
        f.restart(cashier);
        QCOMPARE(f.state(), QString("Verifying"));
        QVERIFY(f.fakes.page.shown.empty());
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QVERIFY(f.fakes.backend.create.asked.empty());
    }

    /// It was never charged: the cashier may go on with the same intent, the terminal walks away.
    void whatWasNotChargedAfterAllIsOfferedOnlyAtTheCashier_data() { faces(); }
    void whatWasNotChargedAfterAllIsOfferedOnlyAtTheCashier()
    {
        QFETCH(const bool, cashier);
        DeskFixture f;
        f.untilConfirming();
        f.restart(cashier);
        for (int i = 0; i <= unknownOutcomeAsksMax; ++i)
            f.tell(Kind::Pending);
        QCOMPARE(f.fakes.backend.resume.asked.size(), std::size_t(cashier ? 1 : 0));
        QCOMPARE(f.fakes.backend.abandon.asked.size(), std::size_t(cashier ? 0 : 1));
        if (cashier) {
            f.fakes.backend.resume.answer(f.checkout);
            QCOMPARE(f.fakes.page.shown.size(), std::size_t(1));
        } else {
            QVERIFY(f.fakes.page.shown.empty());
        }
    }

    void unresolvedGoesOnInTheBackground_data() { faces(); }
    void unresolvedGoesOnInTheBackground()
    {
        QFETCH(const bool, cashier);
        DeskFixture f;
        f.untilUnresolved();
        f.restart(cashier);
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.background(), QStringList{"Unresolved"});
        QVERIFY(f.desk->start(exampleSale()) == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        QVERIFY(f.start(exampleSale("EZ2")));
        f.tell(Kind::Paid);
        QCOMPARE(f.background(), QStringList());
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.page.resets, 0);
    }

    void abandoningIsToldAgain_data() { faces(); }
    void abandoningIsToldAgain()
    {
        QFETCH(const bool, cashier);
        DeskFixture f;
        f.untilPayable();
        f.desk->cancel();
        f.restart(cashier);
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.fakes.backend.abandon.asked, std::vector<std::string>{"clv_1"});
    }

    /// Law 1 and 2 over a restart: the resumed checkout has to be this sale's in every respect.
    void aResumedCheckoutOfAnotherSaleIsNotShown_data()
    {
        QTest::addColumn<int>("difference");
        QTest::newRow("transaction") << 0;
        QTest::newRow("amount") << 1;
        QTest::newRow("currency") << 2;
        QTest::newRow("reference") << 3;
    }
    void aResumedCheckoutOfAnotherSaleIsNotShown()
    {
        QFETCH(const int, difference);
        DeskFixture f;
        f.untilPayable();
        f.restart(true);
        f.tell(Kind::Pending);
        auto other = f.checkout;
        if (difference == 0)
            other.cliveTxId = "clv_2";
        else if (difference == 1)
            other.amount.minor = 75;
        else if (difference == 2)
            other.amount.currency = *domain::Currency::parse("EUR");
        else
            other.reference = "EZ2";
        f.fakes.backend.resume.answer(other);
        QCOMPARE(f.state(), QString("Unresolved"));
        QVERIFY(f.fakes.page.shown.empty());
        QVERIFY(!f.observer.alarms.empty());
    }

    /// Stopped for a wrong amount, and the power went before the backend could be told: it ends for that reason, and
    /// is not "unresolved" for ever because the amount is still wrong.
    void aWrongAmountEndsAsThatAfterARestart_data()
    {
        QTest::addColumn<bool>("unreachable");
        QTest::newRow("at once") << false;
        QTest::newRow("after the backend could not be told") << true;
    }
    void aWrongAmountEndsAsThatAfterARestart()
    {
        QFETCH(const bool, unreachable);
        DeskFixture f;
        f.start();
        f.created();
        f.fakes.page.say(contract::page::IntentSeen{"clv_1", 7'500'000, "USD", "requires_payment_method"});
        for (int i = 0; unreachable && i < abandonTriesMax; ++i) {
            f.fakes.backend.abandon.fail(BackendError::Kind::Unreachable);
            f.fakes.clock.advance(abandonRetryMs);
        }
        f.restart();
        QCOMPARE(f.state(), QString("Abandoning"));
        auto status = f.status(Kind::Pending);
        status.amount.minor = 7'500'000;
        status.abandoned = true;
        f.fakes.backend.abandon.answer(status);
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::AmountMismatch);
    }

    void endedSalesStayEnded()
    {
        DeskFixture f;
        f.untilVerifying();
        f.tell(Kind::Paid);
        f.restart();
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.background(), QStringList());
    }

    /// Power loss between the row "paid" and the receipt: its number is kept, the receipt comes once.
    void paidWithoutReceiptGetsIt()
    {
        DeskFixture f;
        f.untilVerifying();
        f.tell(Kind::Paid);
        f.fakes.receipts.issued.clear();
        f.fakes.journal.records.back().receiptIssued = false;
        f.fakes.clock.advance(60'000);
        f.restart();
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().receiptNumber, std::int64_t(1));
        f.fakes.receipts.finish();
        QVERIFY(f.fakes.journal.records.back().receiptIssued);
        QCOMPARE(f.state(), QString("Idle"));          // the desk is free for the next customer
        QVERIFY(f.fakes.backend.status.asked.empty()); // Clive has spoken already
    }

    /// Two open rows, after a journal that could not be written for a while: the last goes to the desk, the
    /// other is settled where nobody sees it, and never waits for a customer there.
    void anOlderOpenSaleIsSettledInTheBackground()
    {
        DeskFixture f;
        f.untilConfirming();
        const auto older = f.checkout;
        f.fakes.journal.records.push_back(f.fakes.journal.records.front());
        auto &newer = f.fakes.journal.records.back();
        newer.attempt = {"a-2", "key-2", exampleSale("EZ2")};
        newer.ids = CheckoutIds{"clv_2", "pi_clv_2", "AIRPEACE"};
        f.restart(true);
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(attemptOf(f.desk->state())->id, std::string("a-2"));
        QCOMPARE(f.background(), QStringList{"Verifying"});
        const auto newerCheckout = exampleAnswer(exampleSale("EZ2"), "clv_2");
        for (int i = 0; i <= unknownOutcomeAsksMax; ++i) {
            const auto count = f.fakes.backend.status.waiting();
            for (std::size_t k = 0; k < count; ++k) {
                const auto &asked = f.fakes.backend.status.asked;
                const auto &query = asked[asked.size() - f.fakes.backend.status.waiting()];
                f.fakes.backend.status.answer(
                    exampleState(query.cliveTxId == "clv_2" ? newerCheckout : older, Kind::Pending));
            }
        }
        QCOMPARE(f.background(), QStringList{"Abandoning"});
        QCOMPARE(f.fakes.backend.abandon.asked, std::vector<std::string>{"clv_1"});
        QCOMPARE(f.fakes.backend.resume.asked, std::vector<std::string>{"clv_2"});
    }

    /// The row of the first try could not be closed. The second goes on in it: an older row beside it would abandon what
    /// the customer is about to pay.
    void aSecondTryGoesOnInTheRowOfTheFirst()
    {
        DeskFixture f;
        f.start();
        for (int i = 0; i < createTriesMax; ++i) {
            if (i == createTriesMax - 1)
                f.fakes.journal.failure = JournalError{"disk full"};
            f.fakes.backend.create.fail(BackendError::Kind::Unreachable);
            f.fakes.clock.advance(createRetryLongestMs);
        }
        QCOMPARE(f.state(), QString("Refused"));
        f.fakes.journal.failure.reset();
        f.desk->dismiss();
        f.untilPayable();
        QCOMPARE(f.fakes.journal.records.size(), std::size_t(1));
        f.restart(true);
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(f.background(), QStringList());
        QVERIFY(f.fakes.backend.create.asked.empty());
    }

private:
    static void faces()
    {
        QTest::addColumn<bool>("cashier");
        QTest::newRow("cashier") << true;
        QTest::newRow("terminal") << false;
    }
};

QTEST_APPLESS_MAIN(TestDeskRecovery)
#include "tst_desk_recovery.moc"
