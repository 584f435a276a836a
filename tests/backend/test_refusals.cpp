#include "attackers.h"
#include "backend/store/postgres_connection.h"
#include "contract/webhook_signature.h"
#include "exchanges.h"
#include "harness.h"

#include <QtTest>
#include <sqlite3.h>

using namespace tillwright;
using test::Attackers;
using test::Harness;

namespace {

const std::string importToken = "token-of-the-importer";
/// Of the form of one.
const std::string payToken(43, 'A');

/// The store is there, but nothing in it can be read or written.
void breakStore(const Harness &h)
{
    std::string script;
    for (const std::string table : {"orders", "idempotency_keys", "webhook_inbox", "devices", "enrolments",
                                    "catalogue_version", "catalogue_items", "bookings", "pay_links"})
        script += "ALTER TABLE " + table + " RENAME TO gone_" + table + ";";
    if (h.config.store.sqlitePath.empty()) {
        backend::store::PostgresConnection(h.config.store.postgres).runScript(script);
        return;
    }
    sqlite3 *database = nullptr;
    const bool isBroken = sqlite3_open(h.config.store.sqlitePath.c_str(), &database) == SQLITE_OK
        && sqlite3_exec(database, script.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK;
    sqlite3_close(database);
    if (!isBroken)
        qFatal("the store cannot be broken");
}

/// Two connections, of which the first keeps the second from being served: what the second is told.
std::string overLimit(Harness &h)
{
    h.restart();
    const std::string request = "GET /livez HTTP/1.1\r\nHost: a\r\n\r\n";
    Attackers attackers(h.context, h.backend->listenAddress(), "127.0.0.2");
    attackers.idle();
    const auto second = attackers.trickle(request, request, std::chrono::seconds(30));
    h.runUntil([&] { return second->isCut; });
    test::recordExchange(request, second->answer);
    return second->answer;
}

} // namespace

/// Refusals that docs/api/backend.yaml documents and no other test comes across; tests/api wants to see them all.
class TestRefusals : public QObject
{
    Q_OBJECT

    static std::string typeOf(const Harness::Answer &answer)
    {
        const auto type = answer.problem().type;
        return type.substr(type.rfind(':') + 1);
    }

private Q_SLOTS:
    void aStoreThatFailsIsTold_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("body");
        const auto row = [](const char *method, const char *path, const std::string &body = {}) {
            QTest::addRow("%s %s", method, path)
                << QString::fromUtf8(method) << QString::fromUtf8(path) << QString::fromStdString(body);
        };
        row("POST", "/v1/checkouts", Harness::checkoutBody("EZ2"));
        row("GET", "/v1/checkouts");
        row("GET", "/v1/checkouts/ctx_1");
        row("POST", "/v1/checkouts/ctx_1/resume");
        row("POST", "/v1/checkouts/ctx_1/abandon");
        row("GET", "/v1/config");
        row("GET", "/v1/catalogue");
        row("PUT", "/v1/catalogue", "code,name,price,currency\nTEA,Tea,2.50,USD\n");
        row("GET", "/v1/bookings/EZ1");
        row("PUT", "/v1/bookings", "reference,amount,currency\nEZ1,750.00,USD\n");
        row("POST", "/v1/devices/redeem", R"({"code":"ABCD-EFGH-JKMN"})");
        row("POST", "/webhooks/clive", R"({"id":"evt_1","data":{}})");
        for (const auto *below : {"/checkout", "/status"})
            row("GET", ("/pay/" + payToken + below).c_str());
        for (const auto *below : {"/confirming", "/declined", "/cancel"})
            row("POST", ("/pay/" + payToken + below).c_str());
    }
    void aStoreThatFailsIsTold()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        QFETCH(QString, body);
        Harness h;
        h.config.import.tokenSha256 = contract::sha256Hex(importToken);
        h.config.pay.publicUrl = "https://pay.example";
        h.restart();
        h.create("k1");
        breakStore(h);
        // Whom the configuration does not name, the store has to know.
        auto headers = Harness::checkoutHeaders(
            "k2", path == QStringLiteral("/v1/config") ? "enrolled" : Harness::token);
        if (method == QStringLiteral("PUT")) {
            headers["Authorization"] = "Bearer " + importToken;
            headers["Content-Type"] = "text/csv";
        }
        headers["X-Clive-Signature"] = h.signature(body.toStdString());
        const auto answer = h.call(method.toStdString(), path.toStdString(), headers, body.toStdString());
        QCOMPARE(answer.status, 503);
        QCOMPARE(typeOf(answer), std::string("store-unavailable"));
    }

    /// A page for people, which tries again by itself.
    void aPayPageWhoseStoreFailsIsShownAllTheSame()
    {
        Harness h;
        h.config.pay.publicUrl = "https://pay.example";
        h.restart();
        breakStore(h);
        const auto answer = h.call("GET", "/pay/" + payToken);
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.headers.value("Content-Type"), std::string_view("text/html; charset=utf-8"));
    }

    void whatIsTooLargeIsToldSo()
    {
        Harness h;
        const std::string large(70'000, 'x');
        for (const auto *path : {"/v1/checkouts", "/v1/devices/redeem", "/webhooks/clive"}) {
            const auto answer = h.call("POST", path, Harness::checkoutHeaders("k1"), large);
            QCOMPARE(answer.status, 413);
            QCOMPARE(typeOf(answer), std::string("body-too-large"));
        }
        const auto target = h.call("GET", "/v1/checkouts?reference=" + std::string(3'000, 'A'));
        QCOMPARE(target.status, 414);
        QCOMPARE(typeOf(target), std::string("target-too-long"));
        const auto header = h.call("GET", "/v1/config", {{"X-Long", std::string(9'000, 'x')}});
        QCOMPARE(header.status, 431);
        QCOMPARE(typeOf(header), std::string("header-too-large"));
    }

    void whatIsNotUnderstoodIsToldSo()
    {
        Harness h;
        for (const auto *path : {"/v1/checkouts?reference=%zz", "/livez?%", "/%"}) {
            const auto answer = h.call("GET", path, Harness::deviceHeaders());
            QCOMPARE(answer.status, 400);
            QCOMPARE(typeOf(answer), std::string("malformed-request"));
        }
        auto headers = Harness::checkoutHeaders("k1");
        const auto noObject = h.call("POST", "/v1/devices/redeem", headers, "[]");
        QCOMPARE(noObject.status, 400);
        QCOMPARE(noObject.problem().field, std::string("body"));
        headers["Content-Type"] = "text/plain";
        QCOMPARE(h.call("POST", "/v1/devices/redeem", headers, R"({"code":"ABCD-EFGH-JKMN"})").status, 415);
        const auto head = h.call("HEAD", "/livez");
        QCOMPARE(head.status, 405);
        QCOMPARE(head.headers.value("Allow"), std::string_view("GET"));
    }

    /// Two instances, one database: the first one waits for Clive meanwhile.
    void aKeyThatAnotherInstanceCarriesOutIsToldSo()
    {
        Harness h;
        if (!h.config.store.sqlitePath.empty())
            QSKIP("a SQLite store has one process");
        h.clive.closeGate();
        const auto pending =
            h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        auto first = std::move(h.backend);
        h.startBackend();
        const auto answer =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(answer.status, 409);
        QCOMPARE(typeOf(answer), std::string("request-in-flight"));
        h.stopBackend();
        h.backend = std::move(first);
        h.clive.openGate();
        QCOMPARE(h.wait(pending).status, 201);
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
    }

    void tooManyConnectionsAreToldSo()
    {
        Harness h;
        h.config.server.options.connectionsPerAddressMax = 1;
        QVERIFY(overLimit(h).find("too-many-from-address") != std::string::npos);
        h.config.server.options.connectionsMax = 1;
        QVERIFY(overLimit(h).find("too-many-connections") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestRefusals)
#include "test_refusals.moc"
