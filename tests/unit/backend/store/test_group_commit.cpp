#include "../../../support/sqlite_faults.h"
#include "backend/store/sqlite_session.h"
#include "backend/store/threaded_store.h"
#include "store_contract.h"

#include <QTemporaryDir>
#include <QtTest>
#include <deque>

namespace tillwright::test {

using namespace backend::store;

namespace {

constexpr int crowd = 20;

template<typename T> bool is(const KeyClaim &claim)
{
    return std::holds_alternative<T>(claim);
}

std::string keyOf(int number)
{
    return "k" + std::to_string(number);
}

std::string referenceOf(int number)
{
    return "EZ" + std::to_string(number);
}

} // namespace

/// Transactions that meet become durable together, and are none the less transactions of their own.
class TestGroupCommit : public QObject
{
    Q_OBJECT

    template<typename T> struct Call {
        std::optional<tl::expected<T, StoreError>> result;
        std::exception_ptr failure;
    };

private Q_SLOTS:
    void init()
    {
        m_dir = std::make_unique<QTemporaryDir>();
        open();
        // The first write also begins the log.
        QVERIFY(await(m_context, m_store->probe(contractNowMs)));
    }
    void cleanup()
    {
        m_faults.heal();
        m_store.reset();
        m_claims.clear();
        m_orders.clear();
    }

    void oneWaitForTheDiskIsEnoughForAll()
    {
        m_faults.holdSyncs();
        const auto before = m_faults.syncCount();
        auto &claims = claimByMany();
        m_faults.releaseSyncs();
        finish(claims);
        for (const auto &claim : claims)
            QVERIFY(claim.result->has_value() && is<claim::Go>(**claim.result));
        // One for whoever came first, one for the others. Each by itself would have needed twenty.
        QVERIFY2(m_faults.syncCount() - before <= 2, qPrintable(QString::number(m_faults.syncCount())));
        QCOMPARE(keptClaims(), crowd);
    }

    void oneThatFailsTakesNobodyWithIt()
    {
        for (int i = 1; i <= 3; ++i)
            QVERIFY(await(m_context, m_store->claimKey(claimRequest(keyOf(i), referenceOf(i)))));
        m_faults.holdSyncs();
        const auto complete = [this](int key, const std::string &cliveTxId) {
            spawn(m_store->completeKey({"register-1", keyOf(key)}, orderRecord(cliveTxId, referenceOf(key))),
                  m_orders.emplace_back());
        };
        spawn(m_store->probe(contractNowMs + 1), m_probe);
        m_context.restart();
        m_context.poll();
        complete(1, "ctx_1");
        complete(2, "ctx_1"); // somebody answered with a transaction that there is already
        complete(9, "ctx_9"); // nobody claimed this key
        complete(3, "ctx_3");
        m_context.poll();
        m_faults.releaseSyncs();
        finish(m_orders);
        QVERIFY(m_orders[0].result->has_value());
        QVERIFY(!m_orders[1].result->has_value() && m_orders[1].result->error().isConflict);
        QVERIFY(!m_orders[2].result->has_value());
        QVERIFY(m_orders[3].result->has_value());

        open();
        QVERIFY(*await(m_context, m_store->findOrder("ctx_1")));
        QVERIFY(*await(m_context, m_store->findOrder("ctx_3")));
        QVERIFY(!*await(m_context, m_store->findOrder("ctx_9")));
        // What the failed one had begun is undone: its key is open still.
        const auto again = await(m_context, m_store->claimKey(claimRequest(keyOf(2), referenceOf(2))));
        QVERIFY(again && is<claim::Go>(*again));
    }

    void whatTheDiskDidNotTakeIsNotAcknowledged()
    {
        m_faults.holdSyncs();
        auto &claims = claimByMany();
        m_faults.failSyncs(SQLITE_IOERR_FSYNC);
        m_faults.releaseSyncs();
        finish(claims);
        for (const auto &claim : claims)
            QVERIFY(!claim.result->has_value());
        m_faults.heal();
        // The store goes on.
        const auto claimed = await(m_context, m_store->claimKey(claimRequest("later", "EZ-LATER")));
        QVERIFY(claimed && is<claim::Go>(*claimed));
    }

    /// The disk fails at every point of a group: whoever was told yes is on it. One of the crowd has so much to
    /// write that SQLite needs the disk for it before the commit, and fails in the middle of the group.
    void aDiskThatFails_data()
    {
        constexpr std::size_t much = 4 * 1024 * 1024;
        constexpr int forEver = std::numeric_limits<int>::max();
        QTest::addColumn<int>("code");
        QTest::addColumn<std::size_t>("largestBytes");
        QTest::addColumn<int>("step");
        QTest::addColumn<int>("badWrites");
        QTest::newRow("full at the commit") << SQLITE_FULL << std::size_t(100) << 9 << forEver;
        QTest::newRow("full before it") << SQLITE_FULL << much << 180 << forEver;
        QTest::newRow("broken once before it") << SQLITE_IOERR_WRITE << much << 180 << 1;
    }
    void aDiskThatFails()
    {
        QFETCH(int, code);
        QFETCH(std::size_t, largestBytes);
        QFETCH(int, step);
        QFETCH(int, badWrites);
        constexpr int points = 12;
        for (int point = 0; point < points; ++point) {
            cleanup();
            init();
            m_faults.holdSyncs();
            auto &claims = claimByMany(largestBytes);
            m_faults.failWrites(code, point * step, badWrites);
            m_faults.releaseSyncs();
            finish(claims);
            m_faults.heal();
            int acknowledged = 0;
            for (const auto &claim : claims) {
                if (!claim.result->has_value())
                    continue;
                // Nobody is told that somebody else is at it: whoever was undone has left nothing behind.
                QVERIFY(is<claim::Go>(**claim.result));
                ++acknowledged;
            }
            QCOMPARE(keptClaims(), acknowledged);
        }
    }

private:
    void open()
    {
        m_store.reset();
        auto opened = openSqlite(m_dir->filePath(QStringLiteral("backend.sqlite")).toStdString());
        QVERIFY(opened);
        m_store = std::make_unique<ThreadedStore>(std::move(opened->engine));
    }

    template<typename T> void spawn(StoreResult<T> call, Call<T> &into)
    {
        boost::asio::co_spawn(m_context, keepResult(std::move(call), into.result, into.failure),
                              boost::asio::detached);
    }

    /// All are on their way to the store's thread when it returns.
    std::deque<Call<KeyClaim>> &claimByMany(std::size_t largestBytes = 100)
    {
        for (int i = 0; i < crowd; ++i) {
            auto claim = claimRequest(keyOf(i), referenceOf(i));
            if (i == crowd / 2)
                claim.request.resize(largestBytes, 'x');
            spawn(m_store->claimKey(std::move(claim)), m_claims.emplace_back());
        }
        m_context.restart();
        m_context.poll();
        return m_claims;
    }

    template<typename T> void finish(std::deque<Call<T>> &calls)
    {
        m_context.restart();
        while (std::any_of(calls.begin(), calls.end(), [](const auto &call) { return !call.result; }))
            m_context.run_one();
    }

    /// How many of the crowd's keys are there after reopening: such a key does not go with another request.
    int keptClaims()
    {
        open();
        int kept = 0;
        for (int i = 0; i < crowd; ++i) {
            auto other = claimRequest(keyOf(i), "OTHER-" + referenceOf(i));
            other.requestHash = "another";
            const auto claimed = await(m_context, m_store->claimKey(other));
            kept += claimed && is<claim::OtherRequest>(*claimed) ? 1 : 0;
        }
        return kept;
    }

    testing::SqliteFaults m_faults;
    std::unique_ptr<QTemporaryDir> m_dir;
    boost::asio::io_context m_context;
    std::deque<Call<KeyClaim>> m_claims;
    std::deque<Call<OrderRecord>> m_orders;
    Call<void> m_probe;
    std::unique_ptr<Store> m_store;
};

} // namespace tillwright::test

QTEST_GUILESS_MAIN(tillwright::test::TestGroupCommit)
#include "test_group_commit.moc"
