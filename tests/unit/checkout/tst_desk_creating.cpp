#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using ErrorKind = BackendError::Kind;

/// Asking for the checkout: one key per attempt, cancelling meanwhile, and starting again without an answer.
class TestDeskCreating : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyRetryCarriesTheSameKey()
    {
        DeskFixture f;
        f.start();
        for (int i = 1; i < createTriesMax; ++i) {
            f.fakes.backend.create.fail(i % 2 ? ErrorKind::Unreachable : ErrorKind::Timeout);
            QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(i));
            f.fakes.clock.advance(createRetryLongestMs);
            QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(i + 1));
        }
        for (const auto &asked : f.fakes.backend.create.asked)
            QCOMPARE(asked, f.fakes.backend.create.asked.front());
        f.created();
        QCOMPARE(f.state(), QString("AwaitingPayment"));
    }

    void refusedWithoutNetworkThenTheSameSaleKeepsItsKey()
    {
        DeskFixture f;
        f.start();
        refuseForWantOfNetwork(f);
        QCOMPARE(f.state(), QString("Refused"));
        QCOMPARE(f.journal(), QString("refused"));
        f.desk->dismiss();
        QVERIFY(f.start());
        const auto &asked = f.fakes.backend.create.asked;
        QCOMPARE(asked.back(), asked.front());
        QCOMPARE(f.fakes.journal.records.size(), std::size_t(1));
        f.created();
        QCOMPARE(f.state(), QString("AwaitingPayment"));
    }

    void anotherSaleGetsAnotherKey_data()
    {
        QTest::addColumn<QString>("reference");
        QTest::addColumn<QString>("amount");
        QTest::newRow("other reference") << "EZ99999"
                                         << "750.00";
        QTest::newRow("other amount") << "EZ12345"
                                      << "750.01";
    }
    void anotherSaleGetsAnotherKey()
    {
        QFETCH(const QString, reference);
        QFETCH(const QString, amount);
        DeskFixture f;
        f.start();
        refuseForWantOfNetwork(f);
        f.desk->dismiss();
        f.start(exampleSale(reference.toStdString(), amount.toStdString()));
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked.back().idempotencyKey != asked.front().idempotencyKey);
    }

    void aRefusalIsFinalAndTheNextTryIsNew()
    {
        DeskFixture f;
        f.start();
        f.fakes.backend.create.fail(ErrorKind::Refused, 422, "email");
        QCOMPARE(f.state(), QString("Refused"));
        QCOMPARE(f.as<state::Refused>().error.field, std::string("email"));
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
        f.desk->dismiss();
        f.start();
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked.back().idempotencyKey != asked.front().idempotencyKey);
    }

    void cancelWhileCreatingAbandonsWhatComesOfIt()
    {
        DeskFixture f;
        f.start();
        f.desk->cancel();
        QCOMPARE(f.state(), QString("Creating"));
        f.created();
        QCOMPARE(f.state(), QString("Abandoning"));
        QVERIFY(f.fakes.page.shown.empty());
        QCOMPARE(f.fakes.backend.abandon.asked, std::vector<std::string>{"clv_1"});
        QCOMPARE(f.journal(), QString("abandoning"));
        answerAbandoned(f);
        QCOMPARE(f.state(), QString("NotPaid"));
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::Cancelled);
        f.desk->dismiss();
        f.start();
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked.back().idempotencyKey != asked.front().idempotencyKey); // the old one is abandoned
    }

    void cancelWhileRetryingEndsIt()
    {
        DeskFixture f;
        f.start();
        f.fakes.backend.create.fail(ErrorKind::Timeout);
        f.desk->cancel();
        f.fakes.clock.advance(createRetryFirstMs);
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(2));
        f.fakes.backend.create.fail(ErrorKind::Timeout);
        QCOMPARE(f.state(), QString("Refused"));
        // It may have got through: the same sale finds it again by its key.
        f.desk->dismiss();
        f.start();
        QCOMPARE(f.state(), QString("Creating")); // the journal takes a key once
        QCOMPARE(f.fakes.backend.create.asked.back(), f.fakes.backend.create.asked.front());
    }

    void cancelTooLateIsVerified()
    {
        DeskFixture f;
        f.untilPayable();
        f.desk->cancel();
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.fakes.page.resets, 1);
        QVERIFY(!f.pay()); // a Pay that was pressed at the same moment is not accepted any more
        f.fakes.backend.abandon.answer(f.status(domain::PaymentStatus::Kind::Processing));
        QCOMPARE(f.state(), QString("Verifying"));
        f.tell(domain::PaymentStatus::Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void cancelIsIgnoredOncePayWasPressed()
    {
        DeskFixture f;
        f.untilConfirming();
        f.desk->cancel();
        QCOMPARE(f.state(), QString("Confirming"));
        f.confirmed();
        f.desk->cancel();
        f.desk->dismiss();
        QCOMPARE(f.state(), QString("Verifying"));
        QVERIFY(f.fakes.backend.abandon.asked.empty());
    }

    void anAmountMismatchStopsTheSaleAndAlarms()
    {
        DeskFixture f;
        f.start();
        f.created();
        QVERIFY(!f.fakes.page.say(
            contract::page::IntentSeen{"clv_1", 7'500'000, "USD", "requires_payment_method"}));
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.fakes.page.resets, 1);
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        QVERIFY(!f.pay());
        answerAbandoned(f);
        QCOMPARE(f.as<state::NotPaid>().reason, state::NotPaidReason::AmountMismatch);
    }

    void oneSaleAtATime()
    {
        DeskFixture f;
        f.start();
        QVERIFY(f.desk->start(exampleSale("EZ2")) == tl::unexpected(DeskError{DeskError::Kind::Busy}));
        f.created();
        f.desk->dismiss(); // nothing to dismiss yet
        QVERIFY(f.desk->start(exampleSale("EZ2")) == tl::unexpected(DeskError{DeskError::Kind::Busy}));
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
    }

private:
    static void refuseForWantOfNetwork(DeskFixture &f)
    {
        for (int i = 0; i < createTriesMax; ++i) {
            f.fakes.backend.create.fail(ErrorKind::Unreachable);
            f.fakes.clock.advance(createRetryLongestMs);
        }
    }
    static void answerAbandoned(DeskFixture &f)
    {
        auto status = f.status(domain::PaymentStatus::Kind::Pending);
        status.abandoned = true;
        f.fakes.backend.abandon.answer(status);
    }
};

QTEST_APPLESS_MAIN(TestDeskCreating)
#include "tst_desk_creating.moc"
