#include "backend/store/migrations.h"
#include "backend/store/postgres_store.h"
#include "store_contract.h"

#include <QElapsedTimer>
#include <QtTest>

namespace tillwright::test {

using namespace backend::store;

namespace {

PostgresAddress address()
{
    return PostgresAddress(qEnvironmentVariable("TILLWRIGHT_TEST_POSTGRES").toStdString());
}

} // namespace

/// The contract on a real PostgreSQL, and what is PostgreSQL's own: several processes on one database.
class TestPostgresStore : public StoreContract
{
    Q_OBJECT
protected:
    std::unique_ptr<Store> open() override { return openOne(); }
    void wipe() override
    {
        PostgresConnection connection(address());
        connection.runScript("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    }

private Q_SLOTS:
    void initTestCase()
    {
        if (address().isEmpty())
            QFAIL("run it by tests/support/with_postgres.sh");
    }

    void aNewerSchemaIsRefusedAndLeftAlone()
    {
        m_store.reset();
        PostgresConnection connection(address());
        connection.runScript("INSERT INTO schema_version VALUES (99)");
        const auto refused = PostgresStore::open(m_context.get_executor(), address(), 1);
        QVERIFY(!refused);
        QVERIFY(refused.error().cause.find("newer") != std::string::npos);
        QCOMPARE(connection.run("SELECT MAX(version) FROM schema_version").rows.front().integer(0),
                 std::int64_t(99));
    }

    void anAddressThatIsNoneIsNotQuoted()
    {
        const auto refused =
            PostgresStore::open(m_context.get_executor(), PostgresAddress("hunter2 is no address"), 1);
        QVERIFY(!refused);
        QVERIFY(refused.error().cause.find("hunter2") == std::string::npos);
    }

    void aServerThatIsNotThereIsAnError()
    {
        const auto refused =
            PostgresStore::open(m_context.get_executor(),
                                PostgresAddress("host=127.0.0.1 port=1 user=tillwright dbname=postgres"), 1);
        QVERIFY(!refused);
    }

    /// A second process is told of what the first one does, and the other way round.
    void changesReachTheOtherProcess()
    {
        const auto other = openOne();
        std::vector<std::pair<std::string, std::int64_t>> told;
        other->setOrderChanged([&](const std::string &cliveTxId, std::int64_t version) {
            told.emplace_back(cliveTxId, version);
        });
        const auto record = createOrder("k1", "ctx_1");
        run(m_store->applyEvent("ctx_1", eventFor(record, domain::PaymentStatus::Kind::Processing),
                                contractNowMs));
        waitForChanges(told, 1);
        QVERIFY((told == std::vector<std::pair<std::string, std::int64_t>>{{"ctx_1", 2}}));
    }

    void oneProcessLeadsAndAnotherTakesOver()
    {
        createOrder("k1", "ctx_1");
        const auto other = openOne();
        const auto dueMs = contractNowMs + 3'600'000;
        QVERIFY(run(other->takeDueChecks(dueMs, 10)).empty());
        m_store.reset();
        std::vector<std::string> taken;
        QVERIFY(comesTrue([&] {
            taken = run(other->takeDueChecks(dueMs, 10));
            return !taken.empty();
        }));
        QCOMPARE(taken, std::vector<std::string>{"ctx_1"});
    }

    /// Nobody waits for the lease of a process that is gone.
    void aKeyOfADeadProcessGoesOnAtOnce()
    {
        auto other = openOne();
        QVERIFY(std::holds_alternative<claim::Go>(run(other->claimKey(claimRequest("k1")))));
        QVERIFY(std::holds_alternative<claim::InFlight>(run(m_store->claimKey(claimRequest("k1")))));
        const auto sameReference = run(m_store->claimKey(claimRequest("k2")));
        QVERIFY(std::holds_alternative<claim::ReferenceBusy>(sameReference));
        other.reset();
        QVERIFY(comesTrue(
            [&] { return std::holds_alternative<claim::Go>(run(m_store->claimKey(claimRequest("k1")))); }));
    }

    /// Law 2 between processes: of many that claim one reference at the same moment, one goes on.
    void oneOfManyGoesOn()
    {
        const auto other = openOne();
        constexpr int claims = 24;
        int going = 0;
        int answered = 0;
        for (int i = 0; i < claims; ++i) {
            auto &store = i % 2 == 0 ? *m_store : *other;
            boost::asio::co_spawn(
                m_context, store.claimKey(claimRequest("k" + std::to_string(i))),
                [&](const std::exception_ptr &, tl::expected<KeyClaim, StoreError> claimed) {
                    ++answered;
                    if (claimed && std::holds_alternative<claim::Go>(*claimed))
                        ++going;
                });
        }
        m_context.restart();
        while (answered < claims)
            m_context.run_one();
        QCOMPARE(going, 1);
    }

    /// Two processes import at the same moment, again and again, while a third looks: it sees one whole catalogue each time.
    void importsDoNotMix()
    {
        const auto other = openOne();
        const auto third = openOne();
        constexpr int imports = 16;
        int answered = 0;
        for (int i = 0; i < imports; ++i) {
            const auto digest = std::to_string(i);
            Catalogue catalogue{digest, contractNowMs, {}};
            for (int k = 0; k < 60 + i; ++k)
                catalogue.items.push_back(
                    {"C" + std::to_string(k), digest, {}, {250, domain::Currency::usd()}, {}});
            auto &store = i % 2 == 0 ? *m_store : *other;
            boost::asio::co_spawn(
                m_context, store.replaceCatalogue(std::move(catalogue)),
                [&](const std::exception_ptr &, tl::expected<std::int64_t, StoreError> replaced) {
                    if (!replaced)
                        qFatal("%s", replaced.error().cause.c_str());
                    ++answered;
                });
        }
        int looks = 0;
        while (answered < imports || looks == 0) {
            const auto seen = run(third->readCatalogue());
            ++looks;
            if (seen.digest.empty())
                continue;
            QCOMPARE(seen.items.size(), std::size_t(60 + std::stoi(seen.digest)));
            for (const auto &item : seen.items)
                QCOMPARE(item.name, seen.digest);
        }
    }

    /// What the server cuts is made anew: by the sessions, and by the one that listens.
    void aCutConnectionIsMadeAnew()
    {
        std::vector<std::pair<std::string, std::int64_t>> told;
        m_store->setOrderChanged([&](const std::string &cliveTxId, std::int64_t version) {
            told.emplace_back(cliveTxId, version);
        });
        const auto record = createOrder("k1", "ctx_1");
        PostgresConnection connection(address());
        connection.run("SELECT pg_terminate_backend(pid) FROM pg_stat_activity "
                       "WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'");
        // Told that anything may have changed, once it is heard again.
        waitForChanges(told, 1);
        QVERIFY(!told.empty());
        QVERIFY(told.front().first.empty());
        told.clear();
        const auto event = eventFor(record, domain::PaymentStatus::Kind::Processing);
        QVERIFY(comesTrue([&] {
            return await(m_context, m_store->applyEvent("ctx_1", event, contractNowMs)).has_value();
        }));
        waitForChanges(told, 1);
        QVERIFY(!told.empty());
        QCOMPARE(told.front().first, std::string("ctx_1"));
    }

private:
    /// Tried again whenever something happens on the context, and at the latest after some milliseconds; for a while.
    bool comesTrue(const std::function<bool()> &condition)
    {
        QElapsedTimer timer;
        timer.start();
        while (timer.elapsed() < 10'000) {
            if (condition())
                return true;
            m_context.restart();
            m_context.run_one_for(std::chrono::milliseconds(20));
        }
        return false;
    }
    std::unique_ptr<PostgresStore> openOne()
    {
        auto opened = PostgresStore::open(m_context.get_executor(), address(), 4);
        if (!opened) {
            qWarning("%s", opened.error().cause.c_str());
            return nullptr;
        }
        return *std::move(opened);
    }
};

} // namespace tillwright::test

QTEST_GUILESS_MAIN(tillwright::test::TestPostgresStore)
#include "test_postgres_store.moc"
