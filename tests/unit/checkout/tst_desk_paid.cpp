#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

Q_DECLARE_METATYPE(tillwright::contract::CheckoutState)

/// The happy path, and law 1: a receipt only for Clive's paid of this transaction, reference, amount and
/// currency.
class TestDeskPaid : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aSaleIsPaid()
    {
        DeskFixture f;
        QVERIFY(f.start());
        QCOMPARE(f.state(), QString("Creating"));
        f.created();
        QCOMPARE(f.fakes.page.shown.size(), std::size_t(1));
        const auto &shown = f.fakes.page.shown.front();
        QVERIFY(shown.clientSecret == f.checkout.clientSecret);
        QCOMPARE(shown.cliveTxId, std::string("clv_1"));
        QVERIFY(shown.amount == exampleSale().amount);
        QVERIFY(!f.pay()); // before the amount was compared
        QVERIFY(f.intentSeen());
        QVERIFY(f.pay());
        QCOMPARE(f.journal(), QString("confirming"));
        QVERIFY(f.confirmed());
        QVERIFY(f.fakes.receipts.issued.empty()); // the page's word is a hint
        QCOMPARE(f.fakes.backend.status.asked.back(), (StatusQuery{"clv_1", true, 0, 0}));
        f.tell(Kind::Processing);
        QCOMPARE(f.fakes.backend.status.asked.back(), (StatusQuery{"clv_1", true, verifyWaitS, 2}));
        QVERIFY(f.fakes.receipts.issued.empty());
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(
            f.fakes.receipts.issued.front(),
            (ReceiptData{1, exampleSale(), {"clv_1", "pi_clv_1", "AIRPEACE"}, 2205, FakeClock::startMs}));
        QCOMPARE(f.journal(), QString("paid"));
        QVERIFY(f.fakes.journal.records.back().receiptIssued);
        QVERIFY(f.fakes.page.resets > 0); // the customer's page is gone before the next one comes
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
        f.desk->dismiss();
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.observer.states,
                 (QStringList{"Creating", "AwaitingPayment", "Confirming", "Verifying", "Paid", "Idle"}));
        QVERIFY(f.observer.alarms.empty());
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
    }

    void receiptNumbersGrowWithoutGaps()
    {
        DeskFixture f;
        for (int i = 1; i <= 3; ++i) {
            const auto sale = exampleSale("EZ" + std::to_string(i));
            QVERIFY(f.start(sale));
            f.created("clv_" + std::to_string(i), sale);
            f.intentSeen();
            f.pay();
            f.confirmed();
            // Every second one is declined for good and takes no number.
            f.tell(i == 2 ? Kind::Failed : Kind::Paid);
            f.desk->dismiss();
        }
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(2));
        QCOMPARE(f.fakes.receipts.issued[0].receiptNumber, std::int64_t(1));
        QCOMPARE(f.fakes.receipts.issued[1].receiptNumber, std::int64_t(2));
        QCOMPARE(f.fakes.receipts.issued[1].sale.reference.text(), std::string("EZ3"));
    }

    void noReceiptForAnythingElse_data()
    {
        QTest::addColumn<contract::CheckoutState>("status");
        const auto paid = exampleState(exampleAnswer(exampleSale(), "clv_1"), Kind::Paid);
        auto other = paid;
        other.cliveTxId = "clv_0";
        QTest::newRow("paid, other transaction") << other;
        other = paid;
        other.reference = "EZ99999";
        QTest::newRow("paid, other reference") << other;
        other = paid;
        other.amount.minor = 750;
        QTest::newRow("paid, other amount") << other;
        other = paid;
        other.amount.currency = domain::Currency::parse("EUR").value();
        QTest::newRow("paid, other currency") << other;
        other = paid;
        other.attention = {"amount_mismatch"};
        QTest::newRow("paid, Clive told another amount") << other;
        for (const auto *word :
             {"created", "pending", "processing", "failed", "cancelled", "succeeded", "PAID", ""}) {
            other = paid;
            other.status = domain::PaymentStatus::fromWord(word);
            QTest::newRow(qPrintable(QString("[%1]").arg(word))) << other;
        }
        other = paid;
        other.status = domain::PaymentStatus::unknown("paid");
        QTest::newRow("a foreign paid") << other;
    }
    void noReceiptForAnythingElse()
    {
        QFETCH(const contract::CheckoutState, status);
        for (const bool alreadyUnresolved : {false, true}) {
            DeskFixture f;
            if (alreadyUnresolved) {
                f.untilUnresolved();
                f.fakes.clock.advance(unresolvedCheckFirstMs);
            } else {
                f.untilVerifying();
            }
            f.fakes.backend.status.answerLatest(status);
            QVERIFY(f.fakes.receipts.issued.empty());
            QVERIFY(f.state() != "Paid");
            for (const auto &record : f.fakes.journal.records)
                QVERIFY(record.phase != Phase::Paid);
        }
    }

    void anUnresolvedMismatchAlarmsStaffAndStaysUnresolved()
    {
        DeskFixture f;
        f.untilVerifying();
        auto other = f.status(Kind::Paid);
        other.amount.minor = 750;
        f.fakes.backend.status.answerLatest(other);
        QCOMPARE(f.state(), QString("Unresolved"));
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        QCOMPARE(f.fakes.journal.records.back().reason, f.observer.alarms.front());
    }

    void aReceiptThatFailsAlarmsAndIsMadeAtTheNextStart()
    {
        DeskFixture f;
        f.fakes.receipts.failure = ReceiptError{"disk full"};
        f.untilVerifying();
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.as<state::Paid>().receiptProblem, std::string("disk full"));
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        QVERIFY(!f.fakes.journal.records.back().receiptIssued);

        f.fakes.receipts.failure.reset();
        f.fakes.clock.advance(3'600'000);
        f.restart();
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().receiptNumber,
                 std::int64_t(1)); // the number it was given then
        QCOMPARE(f.fakes.receipts.issued.front().paidAtMs, FakeClock::startMs);
        QVERIFY(f.fakes.receipts.issued.front().feesMinor == std::int64_t(2205));
        f.fakes.receipts.finish();
        f.restart();
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    /// The next customer need not wait for the disk, and the journal hears of it all the same.
    void theNextSaleBeginsWhileAReceiptIsWritten()
    {
        DeskFixture f;
        f.untilVerifying();
        f.fakes.backend.status.answerLatest(f.status(Kind::Paid));
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.underWay(), std::size_t(1));
        f.desk->dismiss();
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.background(), QStringList()); // nothing is open about it
        QVERIFY(f.start(exampleSale("EZ2")));
        f.created("clv_2", exampleSale("EZ2"));
        QVERIFY(!f.fakes.journal.records.front().receiptIssued);
        f.fakes.receipts.finish();
        QVERIFY(f.fakes.journal.records.front().receiptIssued);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.page.shown.back().cliveTxId, std::string("clv_2"));
    }

    /// A power loss while the receipt is written: it is made again, under its number.
    void aReceiptThatWasNotFinishedIsMadeAgain()
    {
        DeskFixture f;
        f.untilVerifying();
        f.fakes.backend.status.answerLatest(f.status(Kind::Paid));
        f.restart();
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(2));
        QCOMPARE(f.fakes.receipts.issued.back().receiptNumber, f.fakes.receipts.issued.front().receiptNumber);
        f.fakes.receipts.finish();
        f.restart();
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(2));
    }

    void theSecretStaysOutOfJournalTimelineAndAlarms()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.page.lose();
        f.tell(Kind::Paid);
        const auto secret = QString::fromStdString(f.checkout.clientSecret.reveal());
        QVERIFY(!secret.isEmpty());
        QVERIFY(!f.observer.timelineEntries.isEmpty());
        for (const auto &entry : f.observer.timelineEntries)
            QVERIFY(!entry.contains(secret));
        for (const auto &alarm : f.observer.alarms)
            QVERIFY(!QString::fromStdString(alarm).contains(secret));
        for (const auto &record : f.fakes.journal.saves)
            QVERIFY(!QString::fromStdString(record.reason).contains(secret));
    }
};

QTEST_APPLESS_MAIN(TestDeskPaid)
#include "tst_desk_paid.moc"
