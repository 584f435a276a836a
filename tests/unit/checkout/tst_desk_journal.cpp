#include "desk_fixture.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::checkout;
using namespace tillwright::testing;
using Kind = domain::PaymentStatus::Kind;

namespace {

/// Notes, with every request, what the journal had at that moment.
class WitnessBackend : public FakeBackend
{
public:
    explicit WitnessBackend(const FakeJournal &journal) : m_journal(journal) {}
    QStringList rows;

    void createCheckout(const Attempt &attempt, BackendCallback<contract::CheckoutAnswer> done) override
    {
        note("create", attempt.id);
        FakeBackend::createCheckout(attempt, std::move(done));
    }
    void fetchStatus(const StatusQuery &query, BackendCallback<contract::CheckoutState> done) override
    {
        note("ask", {});
        FakeBackend::fetchStatus(query, std::move(done));
    }
    void abandonCheckout(const std::string &cliveTxId, BackendCallback<contract::CheckoutState> done) override
    {
        note("abandon", {});
        FakeBackend::abandonCheckout(cliveTxId, std::move(done));
    }

private:
    void note(const QString &request, const std::string &attemptId)
    {
        const bool kept = !m_journal.records.empty()
            && (attemptId.empty() || m_journal.records.back().attempt.id == attemptId);
        rows.append(request + " with "
                    + (kept ? QString::fromStdString(std::string(phaseWord(m_journal.records.back().phase)))
                            : QString("nothing")));
    }
    const FakeJournal &m_journal;
};

const JournalError full{"disk full"};

} // namespace

/// The journal comes first; and what happens where it cannot be written.
class TestDeskJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void noRequestLeavesWithoutItsRow()
    {
        FakePorts fakes;
        WitnessBackend backend(fakes.journal);
        CheckoutDesk desk({backend, fakes.page, fakes.journal, fakes.receipts, fakes.clock, fakes.random},
                          {});
        QVERIFY(desk.start(exampleSale()));
        const auto answer = exampleAnswer(exampleSale(), "clv_1");
        backend.create.answer(answer);
        fakes.page.say(contract::page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"});
        QVERIFY(fakes.page.say(contract::page::Confirming{"clv_1"}));
        fakes.page.lose();
        backend.status.answerLatest(exampleState(answer, Kind::Failed));
        desk.dismiss();
        QVERIFY(desk.start(exampleSale("EZ2")));
        backend.create.answer(exampleAnswer(exampleSale("EZ2"), "clv_2"));
        desk.cancel();
        QCOMPARE(backend.rows,
                 (QStringList{"create with creating", "ask with confirming", "ask with verifying",
                              "create with creating", "abandon with abandoning"}));
    }

    void theKeyAndTheIdsAreInTheRow()
    {
        DeskFixture f;
        f.untilConfirming();
        const auto &row = f.fakes.journal.records.back();
        QVERIFY(row.attempt == f.fakes.backend.create.asked.front());
        QVERIFY(row.ids == (CheckoutIds{"clv_1", "pi_clv_1", "AIRPEACE"}));
        QCOMPARE(row.startedAtMs, FakeClock::startMs);
        QCOMPARE(f.fakes.journal.records.size(), std::size_t(1));
    }

    void atTheStartNoRequestLeaves()
    {
        DeskFixture f;
        f.fakes.journal.failure = full;
        QVERIFY(f.start());
        QCOMPARE(f.state(), QString("Refused"));
        QVERIFY(f.as<state::Refused>().journalFailed);
        QVERIFY(f.fakes.backend.create.asked.empty());
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
        f.desk->dismiss();
        f.fakes.journal.failure.reset();
        QVERIFY(f.start());
        QCOMPARE(f.fakes.backend.create.asked.size(), std::size_t(1));
    }

    void beforeThePageNothingIsShown()
    {
        DeskFixture f;
        f.start();
        f.fakes.journal.failure = full;
        f.created();
        QVERIFY(f.fakes.page.shown.empty());
        QCOMPARE(f.state(), QString("Abandoning"));
        QCOMPARE(f.fakes.backend.abandon.asked.size(), std::size_t(1));
        QVERIFY(!f.observer.alarms.empty());
    }

    void beforeConfirmingThePageIsToldNo_data()
    {
        QTest::addColumn<bool>("lasting");
        QTest::newRow("for good") << true;
        QTest::newRow("once") << false;
    }
    void beforeConfirmingThePageIsToldNo()
    {
        QFETCH(const bool, lasting);
        // A journal that fails once and then works again is nastier: what follows must not undo the no.
        class FailsOnce : public FakeJournal
        {
        public:
            bool armed = false;
            tl::expected<AttemptRecord, JournalError> save(const AttemptRecord &record) override
            {
                if (std::exchange(armed, false))
                    return tl::unexpected(full);
                return FakeJournal::save(record);
            }
        };
        FakePorts fakes;
        FailsOnce journal;
        RecordingObserver observer;
        CheckoutDesk desk({fakes.backend, fakes.page, journal, fakes.receipts, fakes.clock, fakes.random},
                          {});
        desk.setObserver(&observer);
        QVERIFY(desk.start(exampleSale()));
        fakes.backend.create.answer(exampleAnswer(exampleSale(), "clv_1"));
        fakes.page.say(contract::page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"});
        if (lasting)
            journal.failure = full;
        else
            journal.armed = true;
        QVERIFY(!fakes.page.say(contract::page::Confirming{"clv_1"}));
        QVERIFY(std::holds_alternative<state::Abandoning>(desk.state()));
        QCOMPARE(fakes.backend.abandon.asked.size(), std::size_t(1));
        QCOMPARE(fakes.page.resets, 1);
        QVERIFY(!observer.alarms.empty());
        QVERIFY(!fakes.page.say(contract::page::Confirming{"clv_1"}));
        for (const auto &record : journal.records)
            QVERIFY(record.phase != Phase::Confirming);
    }

    void whileVerifyingTheQuestionIsAskedAllTheSame()
    {
        DeskFixture f;
        f.untilConfirming();
        f.fakes.journal.failure = full;
        f.confirmed();
        QCOMPARE(f.state(), QString("Verifying"));
        QCOMPARE(f.fakes.backend.status.asked.size(), std::size_t(2)); // while confirming, and now
        QCOMPARE(f.journal(), QString("confirming")); // which verifies after a restart just the same
        f.fakes.clock.advance(verifyBudgetMs);
        QCOMPARE(f.state(), QString("Unresolved"));
    }

    /// Paid, but the row cannot be written: no number, no receipt, until it can.
    void atPaidTheReceiptWaitsForTheRow()
    {
        DeskFixture f;
        f.untilVerifying();
        f.fakes.journal.failure = full;
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Unresolved"));
        QVERIFY(f.fakes.receipts.issued.empty());
        QVERIFY(!f.observer.alarms.empty());
        f.fakes.clock.advance(unresolvedCheckFirstMs);
        f.tell(Kind::Paid);
        QVERIFY(f.fakes.receipts.issued.empty());
        f.fakes.journal.failure.reset();
        f.fakes.clock.advance(unresolvedCheckLongestMs);
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.fakes.receipts.issued.front().receiptNumber, std::int64_t(1));
    }

    void afterTheReceiptItIsNotMadeAgain()
    {
        DeskFixture f;
        f.fakes.receipts.onIssue = [&f](const ReceiptData &) { f.fakes.journal.failure = full; };
        f.untilVerifying();
        f.tell(Kind::Paid);
        QCOMPARE(f.state(), QString("Paid"));
        QCOMPARE(f.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(f.observer.alarms.size(), std::size_t(1));
    }

    void atTheEndItIsOnlyAnAlarm()
    {
        DeskFixture f;
        f.untilVerifying();
        f.fakes.journal.failure = full;
        f.tell(Kind::Failed);
        QCOMPARE(f.state(), QString("NotPaid"));
        QVERIFY(!f.observer.alarms.empty());
        QVERIFY(f.fakes.page.resets > 0); // the next customer sees nothing of this one
    }

    void aJournalThatCannotBeReadIsToldAtTheStart()
    {
        DeskFixture f;
        f.fakes.journal.failure = full;
        QVERIFY(f.desk->recover() == tl::unexpected(full));
    }
};

QTEST_APPLESS_MAIN(TestDeskJournal)
#include "tst_desk_journal.moc"
