#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;
namespace page = contract::page;

/// What belongs to an earlier sale never touches the next one (law 2), by whichever way it comes.
class TestDeskLateAnswers : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLatePageNeverPaysTheNextSale()
    {
        DeskFixture f;
        f.untilVerifying();
        f.tell(Kind::Failed);
        f.desk->dismiss();
        const auto next = exampleSale("EZ2", "20.00");
        f.start(next);
        QVERIFY(!f.fakes.page.say(page::Confirming{"clv_1"}));
        f.created("clv_2", next);
        for (const contract::PageMessage &late :
             {contract::PageMessage(page::IntentSeen{"clv_1", 75'000, "USD", "succeeded"}),
              contract::PageMessage(page::Confirming{"clv_1"}),
              contract::PageMessage(page::Confirmed{"clv_1", "succeeded"}),
              contract::PageMessage(page::Failed{"clv_1", "card_error", "", "", ""}),
              contract::PageMessage(page::ElementReady{"clv_1"})}) {
            const auto before = f.desk->state();
            QVERIFY(!f.fakes.page.say(late));
            QVERIFY(f.desk->state() == before);
        }
        QVERIFY(f.fakes.page.say(page::IntentSeen{"clv_2", 2'000, "USD", "requires_payment_method"}));
    }

    void aLateStatusOfAnEndedSaleIsNotHeard()
    {
        DeskFixture f;
        f.untilConfirming(); // with a question that stays under way
        f.confirmed();
        const auto paid = f.status(Kind::Paid);
        QCOMPARE(f.fakes.backend.status.waiting(), std::size_t(2));
        f.fakes.backend.status.answerLatest(paid);
        f.desk->dismiss();
        f.start(exampleSale("EZ2"));
        f.created("clv_2", exampleSale("EZ2"));
        f.fakes.backend.status.answer(paid); // the second answer, after the sale has left the desk
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void twoAnswersOfPaidMakeOneReceipt()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.clock.advance(confirmingCheckMs);
        f.confirmed();
        f.tell(Kind::Paid);
        f.tell(Kind::Paid);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.journal.lastReceiptNumber, std::int64_t(1));
    }

    void timersOfAnEndedSaleNeverFire()
    {
        DeskFixture f;
        f.untilVerifying();
        f.fakes.backend.status.fail(BackendError::Kind::Unreachable);
        f.fakes.clock.advance(verifyRetryMs);
        f.tell(Kind::Cancelled);
        f.desk->dismiss();
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
        f.start(exampleSale("EZ2"));
        f.fakes.clock.advance(10 * confirmingBudgetMs);
        QCOMPARE(f.state(), QString("Creating"));
    }

    void aLateStatusWhileTheCustomerTypesIsDropped()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.clock.advance(confirmingCheckMs);
        f.declined();
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        f.tell(Kind::Pending);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
    }

    void messagesWithoutASaleAreDropped()
    {
        DeskFixture f;
        f.fakes.page.say(page::PageReady{}); // a warm page belongs to nobody yet
        QVERIFY(!f.fakes.page.say(page::Confirming{"clv_1"}));
        f.fakes.page.lose();
        f.fakes.page.comeBack();
        f.desk->cancel();
        f.desk->dismiss();
        QCOMPARE(f.state(), QString("Idle"));
        QVERIFY(f.fakes.journal.saves.empty());
        QVERIFY(f.observer.timelineEntries.contains("page:confirming (not accepted)"));
    }
};

QTEST_APPLESS_MAIN(TestDeskLateAnswers)
#include "tst_desk_late_answers.moc"
