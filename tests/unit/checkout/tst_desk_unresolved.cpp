#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

/// The budget ran out: checks go on in the background, the same sale cannot be charged again.
class TestDeskUnresolved : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theBudgetEndsTheWaiting()
    {
        DeskFixture f;
        f.untilVerifying();
        f.tell(Kind::Processing);
        f.fakes.clock.advance(verifyBudgetMs - 1);
        QCOMPARE(f.state(), QString("Verifying"));
        f.fakes.clock.advance(1);
        QCOMPARE(f.state(), QString("Unresolved"));
        QCOMPARE(f.journal(), QString("unresolved"));
        QVERIFY(f.fakes.page.resets > 0);
        QVERIFY(f.fakes.receipts.issued.empty());
    }

    void checksBackOffToAMinute()
    {
        DeskFixture f;
        f.untilUnresolved();
        f.tell(Kind::Pending); // the question that was under way; it counts as a check
        const auto asked = [&f] { return f.fakes.backend.status.asked.size(); };
        auto count = asked();
        for (const std::int64_t delayMs : {10'000, 20'000, 40'000, 60'000, 60'000, 60'000}) {
            f.fakes.clock.advance(delayMs - 1);
            QCOMPARE(asked(), count);
            f.fakes.clock.advance(1);
            QCOMPARE(asked(), ++count);
            f.tell(Kind::Processing);
        }
    }

    /// A press instead of the next check: the answer goes the same way, and the checks go on from it.
    void aPersonMayAskAtOnce()
    {
        DeskFixture f;
        f.untilVerifying();
        const auto asked = [&f] { return f.fakes.backend.status.asked.size(); };
        auto count = asked();
        f.desk->checkNow("clv_1"); // not unresolved yet: its own questions are under way
        QCOMPARE(asked(), count);
        f.fakes.clock.advance(verifyBudgetMs);
        QCOMPARE(f.state(), QString("Unresolved"));
        const auto id = cliveTxIdOf(f.desk->state());
        const auto paid = f.status(Kind::Paid);
        f.desk->dismiss();
        count = asked();
        f.desk->checkNow("clv_other");
        QCOMPARE(asked(), count);
        f.desk->checkNow(id);
        QCOMPARE(asked(), ++count);
        QVERIFY(f.fakes.backend.status.asked.back().refresh);
        f.tell(Kind::Processing);
        QCOMPARE(f.background(), QStringList{"Unresolved"});
        const auto timers = f.fakes.clock.timerCount();
        f.desk->checkNow(id);
        f.tell(Kind::Processing);
        QCOMPARE(f.fakes.clock.timerCount(), timers);
        f.desk->checkNow(id);
        f.fakes.backend.status.answerLatest(paid);
        QCOMPARE(f.background(), QStringList());
        QCOMPARE(f.journal(), QString("paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
    }

    void theNextSaleMayComeButNotTheSameOne()
    {
        DeskFixture f;
        f.untilUnresolved();
        QVERIFY(f.desk->start(exampleSale()) == tl::unexpected(DeskError{DeskError::Kind::Busy}));
        f.desk->dismiss();
        QCOMPARE(f.state(), QString("Idle"));
        QCOMPARE(f.background(), QStringList{"Unresolved"});
        // The same reference is refused whatever the amount: it is the same booking.
        QVERIFY(f.desk->start(exampleSale()) == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        QVERIFY(f.desk->start(exampleSale("EZ12345", "1.00"))
                == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        // And however it is typed: to people it is the same booking.
        QVERIFY(f.desk->start(exampleSale("ez12345"))
                == tl::unexpected(DeskError{DeskError::Kind::Unresolved}));
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
        QVERIFY(f.desk->start(exampleSale("EZ2")));
        QCOMPARE(f.state(), QString("Creating"));
    }

    void theBackgroundPaysWithoutTouchingTheDesk()
    {
        DeskFixture f;
        f.untilUnresolved();
        const auto paid = f.status(Kind::Paid);
        f.desk->dismiss();
        const auto next = exampleSale("EZ2", "20.00");
        f.start(next);
        f.created("clv_2", next);
        const int resets = f.fakes.page.resets;
        const int changes = f.observer.backgroundChanges;
        f.fakes.backend.status.answerLatest(paid);
        QCOMPARE(f.state(), QString("AwaitingPayment"));
        QCOMPARE(f.fakes.page.resets, resets); // the page belongs to the next customer
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().sale.reference.text(), std::string("EZ12345"));
        QVERIFY(f.observer.backgroundChanges > changes);
        QCOMPARE(f.background(), QStringList());
        // And the page's words are the desk's, not the background's.
        QVERIFY(!f.confirmed() || f.checkout.cliveTxId == "clv_2");
    }

    void onceItIsNotPaidTheSameSaleMayCome()
    {
        DeskFixture f;
        f.untilUnresolved();
        f.desk->dismiss();
        f.tell(Kind::Cancelled);
        QCOMPARE(f.background(), QStringList());
        QVERIFY(f.start());
        const auto &asked = f.fakes.backend.create.asked;
        QVERIFY(asked.front().idempotencyKey != asked.back().idempotencyKey);
    }

    void unresolvedAtTheDeskBecomesPaidThere()
    {
        DeskFixture f;
        f.untilUnresolved();
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.clock.timerCount(), std::size_t(0));
    }

    void severalInTheBackground()
    {
        DeskFixture f;
        std::vector<contract::CheckoutState> paid;
        for (int i = 1; i <= 3; ++i) {
            const auto sale = exampleSale("EZ" + std::to_string(i));
            QVERIFY(f.start(sale));
            f.created("clv_" + std::to_string(i), sale);
            f.intentSeen();
            f.pay();
            f.confirmed();
            paid.push_back(f.status(Kind::Paid));
            f.fakes.clock.advance(verifyBudgetMs);
            f.desk->dismiss();
        }
        QCOMPARE(f.background(), (QStringList{"Unresolved", "Unresolved", "Unresolved"}));
        // Each question is answered about its own transaction.
        const auto asked = f.fakes.backend.status.asked;
        while (f.fakes.backend.status.waiting() > 0) {
            const auto &query = asked[asked.size() - f.fakes.backend.status.waiting()];
            for (const auto &answer : paid) {
                if (answer.cliveTxId == query.cliveTxId) {
                    f.fakes.backend.status.answer(answer);
                    break;
                }
            }
        }
        QCOMPARE(f.background(), QStringList());
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(3));
    }

    void anAbandonThatCannotBeToldGoesOnInTheBackground()
    {
        DeskFixture f;
        f.untilPayable();
        f.desk->cancel();
        for (int i = 0; i < abandonTriesMax; ++i) {
            f.fakes.backend.abandon.fail(BackendError::Kind::Unreachable);
            f.fakes.clock.advance(abandonRetryMs);
        }
        QCOMPARE(f.state(), QString("Unresolved"));
        f.desk->dismiss();
        f.fakes.clock.advance(unresolvedCheckFirstMs);
        QCOMPARE(f.fakes.backend.abandon.asked.size(), std::size_t(abandonTriesMax + 1));
        auto status = f.status(Kind::Pending);
        status.abandoned = true;
        f.fakes.backend.abandon.answer(status);
        QCOMPARE(f.background(), QStringList());
        QCOMPARE(f.journal(), QString("not_paid"));
        QVERIFY(f.start());
    }

    /// Power loss in between: the backend is still told.
    void anAbandonThatCannotBeToldSurvivesARestart()
    {
        DeskFixture f;
        f.untilPayable();
        f.desk->cancel();
        for (int i = 0; i < abandonTriesMax; ++i) {
            f.fakes.backend.abandon.fail(BackendError::Kind::Unreachable);
            f.fakes.clock.advance(abandonRetryMs);
        }
        QCOMPARE(f.state(), QString("Unresolved"));
        f.restart();
        QCOMPARE(f.fakes.backend.abandon.asked, std::vector<std::string>{"clv_1"});
    }
};

QTEST_APPLESS_MAIN(TestDeskUnresolved)
#include "tst_desk_unresolved.moc"
