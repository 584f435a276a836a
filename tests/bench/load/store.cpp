// bench_store: how many transactions a second become durable, through the backend's store, or in the barest loop that
// SQLite can be asked for.
#include "backend/store/open_store.h"

#include <CLI/CLI.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <chrono>
#include <cstdio>
#include <exception>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sqlite3.h>
#include <stdexcept>

namespace tillwright::bench {

namespace {

using namespace tillwright::backend;
using Clock = std::chrono::steady_clock;

constexpr std::int64_t leaseMs = 60'000;
constexpr std::int64_t nowMs = 1'800'000'000'000;
constexpr std::size_t sealedSecretBytes = 100;

struct Options {
    store::StoreOptions store;
    std::string postgres;
    double seconds = 1;
    std::size_t atOnce = 16;
};

store::ClaimRequest claimOf(const std::string &name)
{
    store::ClaimRequest claim;
    claim.key = {"register-1", "key-" + name};
    claim.requestHash = std::string(64, 'a');
    claim.cliveKey = "tillwright-" + std::string(64, 'b');
    claim.reference = name;
    claim.nowMs = nowMs;
    claim.leaseMs = leaseMs;
    claim.request = R"({"reference":")" + name
        + R"(","amount_minor":75000,"currency":"USD","email":"buyer@example.com","meta":{"customer_tier":"gold",)"
          R"("order_id":")"
        + name + R"("}})";
    return claim;
}

store::OrderRecord orderOf(const std::string &name)
{
    return {domain::Order{"ctx_" + name,
                          "pi_" + name,
                          *domain::Reference::parse(name),
                          {75'000, domain::Currency::usd()},
                          *domain::EmailAddress::parse("buyer@example.com"),
                          "AIRPEACE",
                          {{"customer_tier", "gold"}, {"order_id", name}},
                          "register-1",
                          domain::PaymentStatus::Kind::Pending,
                          false,
                          std::nullopt,
                          {},
                          1},
            store::SealedSecret{std::string(sealedSecretBytes, 's'), nowMs + leaseMs}, nowMs, nowMs};
}

struct Count {
    std::size_t commits = 0;
    std::size_t begun = 0;
    /// Without the opening of the store.
    double seconds = 0;
};

/// What the backend's store does for one checkout: the key before Clive is asked, the order after.
boost::asio::awaitable<void> takeOrders(store::Store &store, Count &count, Clock::time_point end)
{
    while (Clock::now() < end) {
        const auto name = "BENCH-" + std::to_string(count.begun++);
        auto claim = claimOf(name);
        const auto key = claim.key;
        const auto claimed = co_await store.claimKey(std::move(claim));
        if (!claimed || !std::holds_alternative<store::claim::Go>(*claimed))
            throw std::runtime_error("a key could not be claimed");
        ++count.commits;
        auto order = orderOf(name);
        const auto completed = co_await store.completeKey(key, std::move(order));
        if (!completed)
            throw std::runtime_error(completed.error().cause);
        ++count.commits;
    }
}

Count runOurs(const Options &options)
{
    boost::asio::io_context context(1);
    auto store = store::openStore(context.get_executor(), options.store);
    if (!store)
        throw std::runtime_error(store.error());
    Count count;
    const auto start = Clock::now();
    const auto end =
        start + std::chrono::duration_cast<Clock::duration>(std::chrono::duration<double>(options.seconds));
    for (std::size_t i = 0; i < options.atOnce; ++i) {
        boost::asio::co_spawn(context, takeOrders(**store, count, end),
                              [](const std::exception_ptr &failure) {
                                  if (failure)
                                      std::rethrow_exception(failure);
                              });
    }
    context.run();
    count.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    return count;
}

class BareSqlite
{
public:
    explicit BareSqlite(const std::string &path)
    {
        check(::sqlite3_open(path.c_str(), &m_database));
        for (const auto *sql : {"PRAGMA journal_mode = WAL", "PRAGMA synchronous = FULL",
                                "CREATE TABLE entries (id INTEGER PRIMARY KEY, entry BLOB NOT NULL)"})
            check(::sqlite3_exec(m_database, sql, nullptr, nullptr, nullptr));
        check(::sqlite3_prepare_v2(m_database, "INSERT INTO entries (entry) VALUES (?1)", -1, &m_insert,
                                   nullptr));
    }
    ~BareSqlite()
    {
        ::sqlite3_finalize(m_insert);
        ::sqlite3_close(m_database);
    }
    BareSqlite(const BareSqlite &) = delete;
    BareSqlite &operator=(const BareSqlite &) = delete;

    /// A transaction of its own.
    void insert(const std::string &entry)
    {
        check(::sqlite3_bind_blob(m_insert, 1, entry.data(), static_cast<int>(entry.size()), SQLITE_STATIC));
        if (::sqlite3_step(m_insert) != SQLITE_DONE)
            throw std::runtime_error(::sqlite3_errmsg(m_database));
        check(::sqlite3_reset(m_insert));
    }

private:
    void check(int code)
    {
        if (code != SQLITE_OK)
            throw std::runtime_error(::sqlite3_errmsg(m_database));
    }
    sqlite3 *m_database = nullptr;
    sqlite3_stmt *m_insert = nullptr;
};

/// The texts of the two rows that one checkout leaves, without any of their structure.
std::pair<std::string, std::string> bareRows()
{
    const auto claim = claimOf("BENCH-1000");
    const auto record = orderOf("BENCH-1000");
    const auto &order = record.order;
    return {claim.key.device + claim.key.key + claim.requestHash + claim.cliveKey + claim.reference
                + claim.request,
            order.cliveTxId + order.stripePaymentIntentId + order.reference.text() + order.email.text()
                + order.suffix + R"({"customer_tier":"gold","order_id":"BENCH-1000"})" + order.device
                + order.status.word() + record.secret->bytes};
}

Count runBare(const Options &options)
{
    BareSqlite sqlite(options.store.sqlitePath);
    const auto [keyRow, orderRow] = bareRows();
    Count count;
    const auto start = Clock::now();
    for (; count.seconds < options.seconds; count.commits += 2) {
        sqlite.insert(keyRow);
        sqlite.insert(orderRow);
        count.seconds = std::chrono::duration<double>(Clock::now() - start).count();
    }
    return count;
}

void run(const Options &options, bool isBare)
{
    const auto count = isBare ? runBare(options) : runOurs(options);
    const auto [keyRow, orderRow] = bareRows();
    const boost::json::object object{
        {"commits", count.commits},
        {"seconds", count.seconds},
        {"per_second", count.commits == 0 ? 0 : static_cast<double>(count.commits) / count.seconds},
        {"row_bytes", boost::json::array{keyRow.size(), orderRow.size()}}};
    std::puts(boost::json::serialize(object).c_str());
}

} // namespace

} // namespace tillwright::bench

int main(int argc, char **argv)
{
    CLI::App app("Counts durable transactions");
    tillwright::bench::Options options;
    bool isBare = false;
    auto *sqlite = app.add_option("--sqlite", options.store.sqlitePath, "A file that is not there yet");
    auto *postgres = app.add_option("--postgres", options.postgres, "The address of an empty database");
    sqlite->excludes(postgres);
    app.add_flag("--bare", isBare, "Without the backend's store")->needs(sqlite);
    app.add_option("--seconds", options.seconds);
    app.add_option("--at-once", options.atOnce, "Checkouts that are under way at a time");
    app.add_option("--connections", options.store.postgresConnections);
    CLI11_PARSE(app, argc, argv);
    // What the store has to say must not stand in the result.
    spdlog::set_default_logger(spdlog::stderr_logger_mt("bench_store"));
    options.store.postgres = tillwright::domain::Secret(options.postgres);
    try {
        tillwright::bench::run(options, isBare);
    } catch (const std::exception &error) {
        std::fprintf(stderr, "bench_store: %s\n", error.what());
        return EXIT_FAILURE;
    }
    return EXIT_SUCCESS;
}
