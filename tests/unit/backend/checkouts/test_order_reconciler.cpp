#include "backend/checkouts/order_reconciler.h"
#include "backend/store/check_schedule.h"
#include "backend/store/sqlite_session.h"
#include "backend/store/threaded_store.h"
#include "store_contract.h"

#include "await.h"

#include <QTemporaryDir>
#include <QtTest>
#include <map>

using namespace tillwright;
using namespace tillwright::backend;
using tillwright::test::await;
using tillwright::test::claimRequest;
using tillwright::test::orderRecord;

namespace {

constexpr std::int64_t startMs = 1'700'000'000'000;

/// Knows each transaction's status, and counts the questions.
class CountingClive final : public clive::CliveApi
{
public:
    std::map<std::string, contract::Transaction> transactions;
    std::vector<std::string> asked;
    bool isLeftAlone = false;

    bool mayBeAsked() const override { return !isLeftAlone; }
    clive::CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest,
                                                                            std::string) override
    {
        co_return tl::unexpected(error());
    }
    clive::CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override
    {
        asked.push_back(cliveTxId);
        const auto found = transactions.find(cliveTxId);
        if (found == transactions.end())
            co_return tl::unexpected(error());
        co_return found->second;
    }

private:
    static clive::CliveError error() { return {clive::CliveError::Kind::Unreachable, 0, "not there"}; }
};

} // namespace

class TestOrderReconciler : public QObject
{
    Q_OBJECT
private:
    struct Rig {
        QTemporaryDir dir;
        boost::asio::io_context context;
        store::ThreadedStore store{
            std::move(store::openSqlite(dir.filePath("backend.sqlite").toStdString())->engine)};
        CountingClive clive;
        std::int64_t nowMs = startMs;
        checkouts::AsioSteadyTime time{context.get_executor()};
        checkouts::OrderWatch watch{time};
        checkouts::OrderRefresher refresher{context.get_executor(),     store, clive,
                                            contract::CliveStatusMap(), watch, [this] { return nowMs; }};
        checkouts::OrderReconciler reconciler{store, refresher, watch, [this] { return nowMs; }};

        void create(const std::string &number)
        {
            const auto claim = claimRequest("k" + number, "EZ" + number);
            QVERIFY(await(context, store.claimKey(claim)).has_value());
            auto record = orderRecord("ctx_" + number, "EZ" + number);
            record.createdAtMs = nowMs;
            QVERIFY(await(context, store.completeKey(claim.key, record)).has_value());
        }
        void says(const std::string &number, const std::string &status)
        {
            const auto order = orderRecord("ctx_" + number, "EZ" + number).order;
            clive.transactions["ctx_" + number] = {
                order.cliveTxId, "",           "", "", order.amount, "", "", order.reference.text(), {},
                status,          std::nullopt, ""};
        }
        domain::Order order(const std::string &number)
        {
            return (**await(context, store.findOrder("ctx_" + number))).order;
        }
        void check()
        {
            bool done = false;
            boost::asio::co_spawn(context, reconciler.checkDue(),
                                  [&](const std::exception_ptr &) { done = true; });
            context.restart();
            while (!done)
                context.run_one();
        }
    };

private Q_SLOTS:
    void aPaymentNobodyAsksAboutIsFound()
    {
        Rig rig;
        rig.create("1");
        rig.create("2");
        QVERIFY(await(rig.context, rig.store.abandonOrder("ctx_2", rig.nowMs)).has_value());
        rig.says("1", "succeeded");
        rig.says("2", "succeeded");
        rig.check();
        QVERIFY(rig.clive.asked.empty());
        rig.nowMs += store::checkFirstPauseMs;
        rig.check();
        QVERIFY(rig.order("1").status.isPaid());
        QVERIFY(rig.order("1").attention.empty());
        QVERIFY(rig.order("2").status.isPaid());
        QVERIFY(rig.order("2").attention.contains(domain::Attention::PaidAfterAbandoned));
        // Final: it is never asked about again.
        rig.nowMs += 100 * store::checkRegularPauseMs;
        rig.check();
        QCOMPARE(rig.clive.asked.size(), std::size_t(2));
    }

    void whatFailsIsAskedAgainLater()
    {
        Rig rig;
        rig.create("1");
        rig.nowMs += store::checkFirstPauseMs;
        rig.check();
        rig.check();
        QCOMPARE(rig.clive.asked.size(), std::size_t(1));
        rig.says("1", "cancelled");
        rig.nowMs += 2 * store::checkFirstPauseMs;
        rig.check();
        QVERIFY(rig.order("1").status == domain::PaymentStatus::Kind::Cancelled);
    }

    void moreThanABatchIsCheckedInOneGo()
    {
        Rig rig;
        const int orders = static_cast<int>(checkouts::reconcileBatchMax) + 3;
        for (int i = 0; i < orders; ++i)
            rig.create(std::to_string(i));
        rig.nowMs += store::checkFirstPauseMs;
        rig.check();
        QCOMPARE(rig.clive.asked.size(), std::size_t(orders));
    }

    /// The breaker's time is short and an old order's pause long: the turn is not lost to it.
    void noTurnIsLostWhileCliveIsLeftAlone()
    {
        Rig rig;
        rig.create("1");
        rig.says("1", "succeeded");
        rig.nowMs += store::checkFirstPauseMs;
        rig.clive.isLeftAlone = true;
        rig.check();
        QVERIFY(rig.clive.asked.empty());
        rig.clive.isLeftAlone = false;
        rig.check();
        QVERIFY(rig.order("1").status.isPaid());
    }

    void nobodyIsAskedAboutOnceTheProgramEnds()
    {
        Rig rig;
        rig.create("1");
        rig.nowMs += store::checkFirstPauseMs;
        rig.watch.close();
        rig.check();
        QVERIFY(rig.clive.asked.empty());
    }
};

QTEST_GUILESS_MAIN(TestOrderReconciler)
#include "test_order_reconciler.moc"
