#include "desk_fixture.h"

#include "checkout/journal_completion.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

namespace {

contract::FoundCheckout found(const std::string &name, domain::PaymentStatus status,
                              std::int64_t ageMs = 60'000)
{
    contract::FoundCheckout checkout;
    checkout.state = exampleState(exampleAnswer(exampleSale("EZ" + name), "clv_" + name), std::move(status));
    checkout.device = "register-1";
    checkout.email = "buyer@example.com";
    checkout.createdAtMs = FakeClock::startMs - ageMs;
    checkout.updatedAtMs = checkout.createdAtMs;
    return checkout;
}

const auto recovering = tl::unexpected(DeskError{DeskError::Kind::Recovering});

} // namespace

/// A journal that does not know everything: the backend is asked, and no sale starts before it has answered.
class TestDeskCompletion : public QObject
{
    Q_OBJECT

    /// The backend's answers to both questions.
    static void answer(DeskFixture &f, std::vector<contract::FoundCheckout> open,
                       std::vector<contract::FoundCheckout> paid)
    {
        f.fakes.backend.search.answer(contract::CheckoutPage{std::move(open), {}});
        f.fakes.backend.search.answer(contract::CheckoutPage{std::move(paid), {}});
    }
    static void recover(DeskFixture &f)
    {
        f.fakes.journal.incomplete = true;
        QVERIFY(f.desk->recover());
    }

private Q_SLOTS:
    void aCompleteJournalAsksNothing()
    {
        DeskFixture f;
        QVERIFY(f.desk->recover());
        QVERIFY(!f.desk->isRecovering());
        QVERIFY(f.fakes.backend.search.asked.empty());
    }

    void noSaleStartsBeforeTheBackendHasAnswered()
    {
        DeskFixture f;
        recover(f);
        QVERIFY(f.desk->isRecovering());
        QVERIFY(f.desk->start(exampleSale()) == recovering);
        QCOMPARE(f.fakes.backend.search.asked.front().status, std::string("open"));
        f.fakes.backend.search.answer(contract::CheckoutPage{});
        QVERIFY(f.desk->start(exampleSale()) == recovering);
        QCOMPARE(f.fakes.backend.search.asked.back().status, std::string("paid"));
        const int changes = f.observer.backgroundChanges;
        f.fakes.backend.search.answer(contract::CheckoutPage{});
        QVERIFY(f.observer.backgroundChanges > changes);
        QVERIFY(!f.desk->isRecovering());
        QVERIFY(!f.fakes.journal.incomplete);
        QVERIFY(!f.fakes.journal.soldBefore);
        QVERIFY(f.start());
    }

    void whatIsOpenComesBackAndIsVerified()
    {
        DeskFixture f;
        recover(f);
        answer(f, {found("1", Kind::Processing)}, {});
        QCOMPARE(f.background(), QStringList{"Verifying"});
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.journal(), QString("verifying"));
        QCOMPARE(f.fakes.backend.status.asked.back().cliveTxId, std::string("clv_1"));
        QVERIFY(f.fakes.backend.create.asked.empty());
        // Its reference is locked, however it is typed, and the next one is not.
        QVERIFY(f.desk->start(exampleSale("EZ1")) == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        QVERIFY(f.desk->start(exampleSale("ez1")) == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        QVERIFY(f.start(exampleSale("EZ2")));
        f.fakes.backend.status.answerLatest(found("1", Kind::Paid).state);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().sale.reference.text(), std::string("EZ1"));
        QCOMPARE(f.fakes.receipts.issued.front().sale.email.text(), std::string("buyer@example.com"));
    }

    void whatTakesLongBecomesUnresolved()
    {
        DeskFixture f;
        recover(f);
        answer(f, {found("1", Kind::Processing)}, {});
        f.fakes.clock.advance(verifyBudgetMs);
        QCOMPARE(f.background(), QStringList{"Unresolved"});
    }

    /// Only what Clive says of this amount and reference is believed of a sale that came back as well.
    void anotherAmountIsNoReceipt()
    {
        DeskFixture f;
        recover(f);
        answer(f, {found("1", Kind::Processing)}, {});
        auto other = found("1", Kind::Paid).state;
        other.amount.minor += 1;
        f.fakes.backend.status.answerLatest(other);
        QCOMPARE(f.background(), QStringList{"Unresolved"});
        QVERIFY(f.fakes.receipts.issued.empty());
    }

    void aRecentPaymentGetsItsReceiptAndAnOldOneIsLeftAlone()
    {
        DeskFixture f;
        recover(f);
        answer(f, {},
               {found("1", Kind::Paid), found("2", Kind::Paid, completionPaidWithinMs + 1),
                found("3", Kind::Paid, completionPaidWithinMs + 2)});
        QVERIFY(f.fakes.journal.soldBefore);
        QCOMPARE(f.fakes.journal.records.size(), std::size_t(1));
        f.fakes.backend.status.answerLatest(found("1", Kind::Paid).state);
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void pagesAreFollowed()
    {
        DeskFixture f;
        recover(f);
        f.fakes.backend.search.answer(contract::CheckoutPage{{found("1", Kind::Pending)}, "5~clv_1"});
        QCOMPARE(f.fakes.backend.search.asked.back().cursor, std::string("5~clv_1"));
        QCOMPARE(f.fakes.backend.search.asked.back().status, std::string("open"));
        answer(f, {found("2", Kind::Pending), found("1", Kind::Pending)}, {});
        QCOMPARE(f.background(), (QStringList{"Verifying", "Verifying"}));
    }

    /// Pages of payments are followed as long as they may be owed a receipt, and no further.
    void oldPagesAreNotFollowed()
    {
        DeskFixture f;
        recover(f);
        f.fakes.backend.search.answer(contract::CheckoutPage{});
        f.fakes.backend.search.answer(contract::CheckoutPage{{found("1", Kind::Paid)}, "5~clv_1"});
        QVERIFY(f.desk->isRecovering());
        f.fakes.backend.search.answer(
            contract::CheckoutPage{{found("2", Kind::Paid, completionPaidWithinMs + 1)}, "4~clv_2"});
        QVERIFY(!f.desk->isRecovering());
        QCOMPARE(f.fakes.journal.records.size(), std::size_t(1));
    }

    void aBackendThatCannotBeReachedIsAskedAgain()
    {
        DeskFixture f;
        recover(f);
        std::size_t asked = 1;
        for (const std::int64_t delayMs : {1'000, 2'000, 4'000, 8'000, 16'000, 32'000, 60'000, 60'000}) {
            f.fakes.backend.search.fail(BackendError::Kind::Unreachable);
            f.fakes.clock.advance(delayMs - 1);
            QCOMPARE(f.fakes.backend.search.asked.size(), asked);
            f.fakes.clock.advance(1);
            QCOMPARE(f.fakes.backend.search.asked.size(), ++asked);
        }
        QVERIFY(f.desk->start(exampleSale()) == recovering);
        answer(f, {found("1", Kind::Pending)}, {});
        QCOMPARE(f.background(), QStringList{"Verifying"});
    }

    /// An older backend without the search, or one that does not know this device.
    void aBackendThatRefusesIsToldToStaff()
    {
        DeskFixture f;
        recover(f);
        f.fakes.backend.search.fail(BackendError::Kind::Refused, 405);
        QVERIFY(!f.desk->isRecovering());
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        QVERIFY(f.observer.alarms.front().find("Ask support") != std::string::npos);
        QVERIFY(f.fakes.journal.incomplete); // the next start asks again
        QVERIFY(f.start());
    }

    void aListWithoutAnEndIsNotFollowed()
    {
        DeskFixture f;
        recover(f);
        f.fakes.backend.search.answer(contract::CheckoutPage{{}, "5~clv_1"});
        f.fakes.backend.search.answer(contract::CheckoutPage{{}, "5~clv_1"});
        QVERIFY(!f.desk->isRecovering());
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
    }

    void aJournalThatCannotBeWrittenIsTriedAgain()
    {
        DeskFixture f;
        recover(f);
        f.fakes.journal.failure = JournalError{"disk full"};
        answer(f, {found("1", Kind::Pending)}, {});
        f.fakes.clock.advance(completionRetryFirstMs);
        QVERIFY(f.desk->isRecovering());
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        QVERIFY(f.fakes.backend.status.asked.empty()); // no request without its row
        f.fakes.journal.failure.reset();
        f.fakes.clock.advance(completionRetryLongestMs);
        QVERIFY(!f.desk->isRecovering());
        QCOMPARE(f.background(), QStringList{"Verifying"});
    }

    void whatTheJournalKnowsIsNotAddedAgain()
    {
        DeskFixture f;
        f.untilUnresolved();
        f.fakes.journal.incomplete = true;
        f.restart();
        QCOMPARE(f.background(), QStringList{"Unresolved"});
        auto same = found("1", Kind::Pending);
        answer(f, {same}, {});
        QCOMPARE(f.background(), QStringList{"Unresolved"});
    }

    void nothingIsCalledBackOnceTheDeskIsGone()
    {
        DeskFixture f;
        recover(f);
        f.desk.reset();
        f.fakes.backend.search.answer(contract::CheckoutPage{});
        QVERIFY(f.fakes.journal.incomplete);
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
    }
};

QTEST_APPLESS_MAIN(TestDeskCompletion)
#include "tst_desk_completion.moc"
