#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using domain::PhoneStage;
using Kind = domain::PaymentStatus::Kind;

namespace {

/// A sale that the customer may pay on their own phone.
struct PhoneDesk : DeskFixture {
    std::int64_t version = 1;

    PhoneDesk()
    {
        start();
        checkout = exampleAnswer(exampleSale(), "clv_1");
        checkout.payUrl = domain::Secret("https://pay.example/pay/secret-token");
        fakes.backend.create.answer(checkout);
        fakes.page.say(contract::page::ElementReady{"clv_1"});
        intentSeen();
    }
    /// The backend tells a step of the phone's to the question that is held.
    void phone(PhoneStage stage, domain::PaymentStatus word = Kind::Pending)
    {
        auto status = exampleState(checkout, std::move(word), ++version);
        status.phone = stage;
        fakes.backend.status.answerLatest(status);
        fakes.receipts.finish();
    }
};

} // namespace

/// Sales that are paid, or not, on the customer's phone.
class TestDeskPhone : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paidOnThePhone()
    {
        PhoneDesk f;
        f.phone(PhoneStage::Opened);
        f.phone(PhoneStage::Confirming);
        QCOMPARE(f.fakes.backend.status.asked.back(), (StatusQuery{"clv_1", true, 25, 3}));
        f.desk->cancel();
        QVERIFY(!f.pay());
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QVERIFY(f.fakes.backend.abandon.asked.empty());
        f.phone(PhoneStage::Confirming, Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.journal(), QString("paid"));
        QCOMPARE(f.fakes.backend.status.waiting(), std::size_t(0));
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
    }

    void declinedOnThePhoneThenPaidAtTheCounter()
    {
        PhoneDesk f;
        f.phone(PhoneStage::Confirming);
        f.phone(PhoneStage::Opened);
        QVERIFY(f.as<state::AwaitingPayment>().phoneFailed);
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0)); // the phone's budget is over
        QVERIFY(f.pay());
        f.confirmed();
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void aPhoneThatIsQuickerThanCancelIsWaitedFor()
    {
        PhoneDesk f;
        f.desk->cancel();
        QCOMPARE(f.state(), QString("Abandoning"));
        f.fakes.backend.abandon.fail(BackendError::Kind::BeingPaid, 409);
        QCOMPARE(f.state(), QString("Verifying"));
        f.phone(PhoneStage::Confirming);
        // Much longer than a payment at the counter is verified.
        f.fakes.clock.advance(phoneBudgetMs - 1);
        QCOMPARE(f.state(), QString("Verifying"));
        f.phone(PhoneStage::Confirming, Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void aPowerLossWhileThePhonePays_data()
    {
        QTest::addColumn<bool>("cashier");
        QTest::newRow("cashier") << true;
        QTest::newRow("terminal") << false;
    }
    void aPowerLossWhileThePhonePays()
    {
        QFETCH(const bool, cashier);
        PhoneDesk f;
        f.phone(PhoneStage::Confirming);
        f.restart(cashier);
        if (!cashier)
            f.fakes.backend.abandon.fail(BackendError::Kind::BeingPaid, 409);
        QCOMPARE(f.state(), QString("Verifying"));
        f.phone(PhoneStage::Confirming);
        QVERIFY(isPhoneConfirming(f.desk->state()));
        f.phone(PhoneStage::Confirming, Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QVERIFY(f.fakes.backend.create.asked.empty());
    }

    void thePhoneIsWaitedForNoLongerThanItMayTake()
    {
        PhoneDesk f;
        f.phone(PhoneStage::Confirming);
        // The line breaks at that moment.
        f.fakes.backend.status.fail(BackendError::Kind::Unreachable);
        f.fakes.clock.advance(phoneBudgetMs);
        QCOMPARE(f.state(), QString("Verifying"));
        f.fakes.clock.advance(verifyBudgetMs);
        QCOMPARE(f.state(), QString("Unresolved"));
        f.desk->dismiss();
        QVERIFY(f.desk->start(exampleSale()) == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
    }

    /// Law 6: whoever has the link can pay and cancel.
    void theLinkIsToldNowhere()
    {
        PhoneDesk f;
        f.phone(PhoneStage::Opened);
        f.phone(PhoneStage::Confirming);
        f.phone(PhoneStage::Opened);
        f.desk->cancel();
        QVERIFY(f.observer.timelineEntries.contains("phone:confirming"));
        QVERIFY(!f.observer.timelineEntries.join(' ').contains("secret-token"));
        for (const auto &shown : f.fakes.page.shown)
            QCOMPARE(shown.clientSecret.reveal(),
                     std::string("pi_clv_1_secret_fake")); // the form has no link
    }
};

QTEST_APPLESS_MAIN(TestDeskPhone)
#include "tst_desk_phone.moc"
