#include "../../../support/fake_attention.h"

#include "kiosk/presentation/attention_view_model.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::presentation;
using testing::exampleState;
using testing::reported;
using Kind = AttentionItem::Kind;
using Status = domain::PaymentStatus::Kind;

namespace {

/// Notes who was asked for what, and allows it when the test says so.
class FakeStaffDesk : public StaffDesk
{
public:
    QList<StaffAct> asked;
    QString operatorId() const override { return QStringLiteral("mary"); }
    void allow(const StaffAct &act, std::function<void()> allowed) override
    {
        asked.append(act);
        m_allowed = std::move(allowed);
    }
    void say() { m_allowed(); }

private:
    std::function<void()> m_allowed;
};

checkout::State unresolved(const std::string &cliveTxId, const std::string &alarm = {})
{
    return checkout::state::Unresolved{{"attempt-" + cliveTxId, "key", testing::exampleSale()},
                                       {cliveTxId, "pi_1", "AIRPEACE"},
                                       0,
                                       false,
                                       alarm};
}

struct World {
    explicit World(StaffDesk *staff = nullptr)
        : desk(fakes.ports(), {}),
          view({desk, fakes.backend, memory, fakes.clock, staff, paperDesk(), QTimeZone::utc()})
    {
    }
    PaperDesk paperDesk()
    {
        return {[this] { return papers; },
                [this](const QString &id) { done.append(QStringLiteral("print ") + id); },
                [this](const QString &id) { done.append(QStringLiteral("out ") + id); },
                [this](const QString &id) { done.append(QStringLiteral("cancel ") + id); }};
    }
    /// The backend's answer to the list that was asked for.
    void report(std::vector<contract::FoundCheckout> checkouts)
    {
        fakes.backend.search.answerLatest(contract::CheckoutPage{std::move(checkouts), {}});
    }
    QStringList keys() const
    {
        QStringList keys;
        for (const auto &item : view.items())
            keys.append(item.isNoted ? item.key + QStringLiteral(" noted") : item.key);
        return keys;
    }

    testing::FakePorts fakes;
    testing::FakeAttentionMemory memory;
    QList<StuckPaper> papers;
    QStringList done;
    checkout::CheckoutDesk desk;
    AttentionViewModel view;
};

const QString first = QStringLiteral("payment/clv_1");

} // namespace

/// What is on the list, how it leaves it, and that the server's word wins.
class TestAttention : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyCauseSaysWhatItIsAndWhatToDo()
    {
        const auto items = attentionItems(
            {unresolved("clv_1"), unresolved("clv_2", "the transaction is over 1.00 USD"),
             checkout::state::Idle{}},
            {reported("clv_3", "amount_mismatch", Status::Pending),
             reported("clv_4", "reference_mismatch", Status::Pending),
             reported("clv_5", "paid_after_abandoned", Status::Paid),
             reported("clv_6", "paid_after_final", Status::Paid),
             reported("clv_7", "unknown_status", domain::PaymentStatus::unknown("on_hold")),
             reported("clv_8", "a_word_of_next_year", Status::Paid)},
            {{QStringLiteral("job1"), QStringLiteral("Receipt 1"), QStringLiteral("no answer"), true, 5},
             {QStringLiteral("job2"), QStringLiteral("Receipt 2"), QStringLiteral("broken"), false, 6}},
            {});
        QCOMPARE(items.size(), 10);
        QStringList titles;
        for (const auto &item : items) {
            QVERIFY(!item.title.isEmpty() && !item.subject.isEmpty() && !item.words.isEmpty()
                    && !item.advice.isEmpty() && !item.cause.isEmpty());
            QVERIFY(!item.isNoted);
            // Who is told only "paid" or "unknown" charges again.
            if (item.kind == Kind::Unresolved || item.kind == Kind::UnknownWord)
                QVERIFY(item.advice.contains(QStringLiteral("Do not charge it again")));
            titles.append(item.title);
        }
        titles.removeDuplicates();
        QVERIFY(titles.size() >= 8);
    }

    void aPaymentIsOnTheListOnce()
    {
        const auto items = attentionItems({unresolved("clv_1")},
                                          {reported("clv_1", "amount_mismatch", Status::Paid)}, {}, {});
        QCOMPARE(items.size(), 1);
        QCOMPARE(items[0].kind, Kind::Mismatch);
        // Final at the backend, but this register is not done with it.
        QVERIFY(!items[0].isSettled);
    }

    void isAskedForAgainAndAgain()
    {
        World world;
        world.view.refresh();
        QVERIFY(world.view.isAsking());
        QVERIFY(world.fakes.backend.search.asked[0].attentionOnly);
        world.report({reported("clv_1", "paid_after_abandoned", Status::Paid)});
        QVERIFY(!world.view.isAsking());
        QCOMPARE(world.keys(), QStringList{first});
        QCOMPARE(world.view.count(), 1);
        world.fakes.clock.advance(AttentionViewModel::askEveryMs);
        QCOMPARE(world.fakes.backend.search.asked.size(), std::size_t(2));
        // What was reported stays while nobody answers.
        world.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
        QVERIFY(!world.view.problem().isEmpty());
        QCOMPARE(world.keys(), QStringList{first});
        world.view.refresh();
        world.report({});
        QVERIFY(world.view.problem().isEmpty());
        QCOMPARE(world.view.count(), 0);
    }

    void pagesAreReadToTheirEnd()
    {
        World world;
        world.view.refresh();
        world.fakes.backend.search.answerLatest(
            contract::CheckoutPage{{reported("clv_1", "unknown_status", Status::Pending)}, "next"});
        QCOMPARE(world.fakes.backend.search.asked.back().cursor, std::string("next"));
        // An answer to an earlier question is not mixed in.
        world.view.refresh();
        world.report({reported("clv_2", "unknown_status", Status::Pending)});
        world.fakes.backend.search.answerLatest(contract::CheckoutPage{{}, {}});
        QCOMPARE(world.keys(), QStringList{QStringLiteral("payment/clv_2")});
    }

    /// A settled one leaves once the backend has been heard again, and stays away over a restart.
    void whatIsSettledAndResolvedLeavesWhenTheServerAgrees()
    {
        World world;
        const auto paid = reported("clv_1", "paid_after_abandoned", Status::Paid);
        world.view.refresh();
        world.report({paid});
        world.view.resolve(first);
        QCOMPARE(world.keys(), QStringList{first + QStringLiteral(" noted")});
        QCOMPARE(world.view.count(), 0);
        world.fakes.backend.search.fail(checkout::BackendError::Kind::Unreachable);
        QCOMPARE(world.keys(), QStringList{first + QStringLiteral(" noted")});
        world.view.refresh();
        world.report({paid});
        QCOMPARE(world.keys(), QStringList());
        World restarted;
        restarted.memory.kept = world.memory.kept;
        restarted.view.refresh();
        restarted.report({paid});
        QCOMPARE(restarted.keys(), QStringList());
        // Nothing was asked of the backend but its list, and nothing written but the memory.
        QVERIFY(world.fakes.backend.abandon.asked.empty() && world.fakes.journal.saves.empty());
        // It is not on the backend's list any more: nothing is left to remember.
        restarted.view.refresh();
        restarted.report({});
        QVERIFY(restarted.memory.kept.empty());
    }

    void whatChangesAtTheBackendComesBack()
    {
        World world;
        auto found = reported("clv_1", "paid_after_abandoned", Status::Paid);
        world.view.refresh();
        world.report({found});
        world.view.resolve(first);
        found.state.attention.insert("amount_mismatch");
        world.report({found});
        QCOMPARE(world.keys(), QStringList{first});
        QCOMPARE(world.view.count(), 1);
    }

    void whatGoesOnStaysOnTheList()
    {
        World world;
        auto open = reported("clv_1", "unknown_status", domain::PaymentStatus::unknown("on_hold"));
        world.view.refresh();
        world.report({open});
        world.view.resolve(first);
        world.report({open});
        QCOMPARE(world.keys(), QStringList{first + QStringLiteral(" noted")});
        world.view.resolve(first);
        QCOMPARE(world.memory.kept.size(), std::size_t(1));
        // Clive ends it: another cause, and it is for staff to see.
        open.state.status = Status::Paid;
        world.view.refresh();
        world.report({open});
        QCOMPARE(world.keys(), QStringList{first});
    }

    void anUnresolvedSaleGoesByItself()
    {
        World world;
        auto record = checkout::AttemptRecord{{"a", "k", testing::exampleSale()},
                                              checkout::Phase::Unresolved,
                                              checkout::CheckoutIds{"clv_1", "pi_1", "AIRPEACE"},
                                              {},
                                              0,
                                              false,
                                              {},
                                              1,
                                              1};
        world.fakes.journal.records = {record};
        QVERIFY(world.desk.recover());
        const auto sale = testing::exampleAnswer(testing::exampleSale(), "clv_1");
        for (int i = 0; i < 200 && world.desk.background().empty() == false
             && !std::holds_alternative<checkout::state::Unresolved>(world.desk.background()[0]);
             ++i) {
            if (world.fakes.backend.status.waiting() > 0)
                world.fakes.backend.status.answerLatest(exampleState(sale, Status::Processing));
            world.fakes.clock.advance(1'000);
        }
        world.view.look();
        QCOMPARE(world.keys(), QStringList{first});
        world.view.resolve(first);
        QCOMPARE(world.keys(), QStringList{first + QStringLiteral(" noted")});
        // "Check now" is the desk's own question beside ours; its answer ends the sale.
        const auto before = world.fakes.backend.status.asked.size();
        world.view.checkNow(first);
        QVERIFY(world.view.isChecking(world.view.items()[0]));
        QCOMPARE(world.fakes.backend.status.asked.size(), before + 2);
        world.fakes.backend.status.answerLatest(exampleState(sale, Status::Paid));
        QVERIFY(world.view.checkText(world.view.items()[0]).contains(QStringLiteral("paid")));
        world.fakes.backend.status.answerLatest(exampleState(sale, Status::Paid));
        world.view.look();
        QCOMPARE(world.keys(), QStringList());
        QCOMPARE(world.fakes.journal.records[0].phase, checkout::Phase::Paid);
    }

    void aSupervisorIsAskedFirst()
    {
        FakeStaffDesk staff;
        World world(&staff);
        world.view.refresh();
        world.report({reported("clv_1", "paid_after_abandoned", Status::Paid)});
        world.view.resolve(first);
        QCOMPARE(staff.asked.size(), 1);
        QCOMPARE(staff.asked[0].act, QStringLiteral("attention_resolved"));
        QCOMPARE(staff.asked[0].subject, QStringLiteral("clv_1"));
        QVERIFY(staff.asked[0].prompt.contains(QStringLiteral("EZ12345")));
        QVERIFY(world.memory.kept.empty());
        QCOMPARE(world.view.count(), 1);
        staff.say();
        QCOMPARE(world.memory.kept.size(), std::size_t(1));
        QCOMPARE(world.memory.kept[0].operatorId, std::string("mary"));
        QCOMPARE(world.memory.kept[0].atMs, world.fakes.clock.nowMs());
        QCOMPARE(world.view.count(), 0);
    }

    /// The supervisor allowed one thing; meanwhile it has become another.
    void whatWasAllowedIsWhatIsResolved()
    {
        FakeStaffDesk staff;
        World world(&staff);
        world.view.refresh();
        world.report({reported("clv_1", "unknown_status", Status::Pending)});
        world.view.resolve(first);
        world.view.refresh();
        world.report({reported("clv_1", "paid_after_abandoned", Status::Paid)});
        staff.say();
        QVERIFY(world.memory.kept.empty());
        QCOMPARE(world.view.count(), 1);
    }

    void whatCannotBeKeptIsNotResolved()
    {
        World world;
        world.view.refresh();
        world.report({reported("clv_1", "paid_after_abandoned", Status::Paid)});
        world.memory.failure = checkout::JournalError{"the disk is full"};
        world.view.resolve(first);
        QCOMPARE(world.keys(), QStringList{first});
        QVERIFY(world.view.checkText(world.view.items()[0]).contains(QStringLiteral("the disk is full")));
    }

    void papersAreSettledByTheSpool()
    {
        World world;
        world.papers = {{QStringLiteral("r/1"), QStringLiteral("Receipt 1"), QStringLiteral("x"), true, 5}};
        world.view.look();
        const QString key = world.view.items()[0].key;
        QVERIFY(!world.view.canResolve(world.view.items()[0]));
        world.view.resolve(key);
        QVERIFY(world.memory.kept.empty());
        world.view.printAgain(key);
        world.view.cameOut(key);
        world.view.notNeeded(key);
        QCOMPARE(world.done,
                 (QStringList{QStringLiteral("print r/1"), QStringLiteral("out r/1"),
                              QStringLiteral("cancel r/1")}));
        world.papers.clear();
        world.view.look();
        QCOMPARE(world.view.count(), 0);
    }
};

QTEST_GUILESS_MAIN(TestAttention)
#include "tst_attention.moc"
