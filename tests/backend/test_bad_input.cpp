#include "harness.h"

#include <QtTest>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

using namespace tillwright;
using test::Harness;
namespace json = boost::json;

/// Everything that must not become a checkout, who may ask at all, and what a machine may ask.
class TestBadInput : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aBadFieldIsNamed_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("field");
        const auto row = [](const char *what, const char *name, const QString &value,
                            const char *field = nullptr) {
            QTest::newRow(what) << QString::fromUtf8(name) << value
                                << QString::fromUtf8(field ? field : name);
        };
        row("amount zero", "amount_minor", QStringLiteral("0"));
        row("amount negative", "amount_minor", QStringLiteral("-75000"));
        row("amount under 0.50", "amount_minor", QStringLiteral("49"));
        row("amount over eight digits", "amount_minor", QStringLiteral("100000000"));
        row("amount a fraction", "amount_minor", QStringLiteral("750.5"));
        row("amount a text", "amount_minor", QStringLiteral("\"75000\""));
        row("amount huge", "amount_minor", QStringLiteral("1e30"));
        row("amount missing", "amount_minor", QStringLiteral("null"));
        row("currency unknown", "currency", QStringLiteral("\"DOLLARS\""));
        row("currency not ours", "currency", QStringLiteral("\"EUR\""));
        row("currency missing", "currency", QStringLiteral("null"));
        row("email without host", "email", QStringLiteral("\"buyer\""));
        row("email empty", "email", QStringLiteral("\"\""));
        row("email missing", "email", QStringLiteral("null"));
        row("reference empty", "reference", QStringLiteral("\"\""));
        row("reference too long", "reference",
            QStringLiteral("\"") + QString(65, u'A') + QStringLiteral("\""));
        row("reference with control characters", "reference", QStringLiteral("\"EZ\\u0000\\n1\""));
        row("reference missing", "reference", QStringLiteral("null"));
        row("meta not an object", "meta", QStringLiteral("[1]"));
        row("meta nested", "meta", QStringLiteral("{\"a\":{}}"), "meta.a");
        row("suffix forbidden", "statement_descriptor_suffix", QStringLiteral("\"AIR*PEACE\""));
        row("suffix too long", "statement_descriptor_suffix", QStringLiteral("\"AIRPEACE LAGOS\""));
        row("suffix without a letter", "statement_descriptor_suffix", QStringLiteral("\"12345\""));
        row("suffix not a text", "statement_descriptor_suffix", QStringLiteral("7"));
    }
    void aBadFieldIsNamed()
    {
        QFETCH(QString, name);
        QFETCH(QString, value);
        QFETCH(QString, field);
        Harness h;
        auto body = json::parse(Harness::checkoutBody()).as_object();
        body[name.toStdString()] = json::parse(value.toStdString());
        const auto answer =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), json::serialize(body));
        QCOMPARE(answer.status, 422);
        const auto problem = answer.problem();
        QCOMPARE(problem.type, std::string("urn:tillwright:problem:invalid-input"));
        QCOMPARE(problem.field, field.toStdString());
        QVERIFY(!problem.detail.empty());
        QVERIFY(h.clive.createCalls.empty());
        // Nothing is left behind: the same key makes a good checkout.
        h.create("k1");
    }

    void aBodyThatIsNoObjectIsRefused()
    {
        Harness h;
        for (const auto *body : {"", "{", "[]", "7", "{\"amount_minor\":75000"}) {
            const auto answer = h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), body);
            QCOMPARE(answer.status, 400);
            QCOMPARE(answer.problem().field, std::string("body"));
        }
        auto headers = Harness::checkoutHeaders("k1");
        headers["Content-Type"] = "text/plain";
        QCOMPARE(h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody()).status, 415);
        headers["Content-Type"] = "application/json; charset=utf-8";
        QCOMPARE(h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody()).status, 201);
    }

    void theKeyIsRequired()
    {
        Harness h;
        auto headers = Harness::checkoutHeaders("k1");
        headers.erase("Idempotency-Key");
        const auto missing = h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody());
        QCOMPARE(missing.status, 400);
        QCOMPARE(missing.problem().field, std::string("Idempotency-Key"));
        for (const auto &key : {std::string(256, 'k'), std::string("a b"), std::string("k\xc3\xa9")}) {
            headers["Idempotency-Key"] = key;
            QCOMPARE(h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody()).status, 400);
        }
        headers["Idempotency-Key"] = std::string(255, 'k');
        QCOMPARE(h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody()).status, 201);
    }

    void onlyKnownDevicesAreServed_data()
    {
        QTest::addColumn<QString>("method");
        QTest::addColumn<QString>("path");
        const auto row = [](const char *method, const char *path) {
            QTest::newRow(path) << QString::fromUtf8(method) << QString::fromUtf8(path);
        };
        row("POST", "/v1/checkouts");
        row("GET", "/v1/checkouts/ctx_1");
        row("POST", "/v1/checkouts/ctx_1/resume");
        row("POST", "/v1/checkouts/ctx_1/abandon");
        row("GET", "/v1/config");
    }
    void onlyKnownDevicesAreServed()
    {
        QFETCH(QString, method);
        QFETCH(QString, path);
        Harness h;
        h.create("k1");
        const auto stolen = h.config.devices.front().tokenSha256;
        for (const auto &authorization : {std::string(), std::string("Bearer "), std::string("Bearer nobody"),
                                          "Basic " + Harness::token, "Bearer " + stolen}) {
            auto headers = Harness::checkoutHeaders("k2");
            headers["Authorization"] = authorization;
            const auto answer =
                h.call(method.toStdString(), path.toStdString(), headers, Harness::checkoutBody());
            QCOMPARE(answer.status, 401);
            QCOMPARE(answer.headers.value("WWW-Authenticate"), std::string_view("Bearer"));
            QCOMPARE(answer.problem().type, std::string("urn:tillwright:problem:unknown-device"));
        }
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
    }

    void aBadQueryIsNamed_data()
    {
        QTest::addColumn<QString>("query");
        QTest::addColumn<QString>("field");
        QTest::newRow("wait text") << QStringLiteral("wait=long") << QStringLiteral("wait");
        QTest::newRow("wait too long") << QStringLiteral("wait=26") << QStringLiteral("wait");
        QTest::newRow("wait negative") << QStringLiteral("wait=-1") << QStringLiteral("wait");
        QTest::newRow("wait fraction") << QStringLiteral("wait=1.5") << QStringLiteral("wait");
        QTest::newRow("refresh word") << QStringLiteral("refresh=yes") << QStringLiteral("refresh");
        QTest::newRow("after word") << QStringLiteral("after=x") << QStringLiteral("after");
        QTest::newRow("after huge") << QStringLiteral("after=99999999999999999999")
                                    << QStringLiteral("after");
    }
    void aBadQueryIsNamed()
    {
        QFETCH(QString, query);
        QFETCH(QString, field);
        Harness h;
        const auto checkout = h.create("k1");
        const auto answer = h.get(checkout.cliveTxId, "?" + query.toStdString());
        QCOMPARE(answer.status, 400);
        QCOMPARE(answer.problem().field, field.toStdString());
    }

    void unknownPlacesAndMethods()
    {
        Harness h;
        QCOMPARE(h.call("GET", "/").status, 404);
        QCOMPARE(h.call("GET", "/v1/orders", Harness::deviceHeaders()).problem().status, 404);
        const auto answer = h.call("DELETE", "/v1/checkouts/ctx_1", Harness::deviceHeaders());
        QCOMPARE(answer.status, 405);
        QCOMPARE(answer.problem().status, 405);
        QCOMPARE(answer.headers.value("Allow"), std::string_view("GET"));
        QCOMPARE(
            h.call("GET", "/v1/checkouts/" + std::string("..%2F..%2Fetc"), Harness::deviceHeaders()).status,
            404);
    }

    void theConfigurationIsTold()
    {
        Harness h;
        const auto config =
            json::parse(h.call("GET", "/v1/config", Harness::deviceHeaders()).body).as_object();
        const json::object expected{{"device", "register-1"},
                                    {"environment", "sandbox"},
                                    {"stripe_publishable_key", "pk_test_harness"},
                                    {"currency", "USD"},
                                    {"statement_descriptor_suffix", "AIRPEACE"},
                                    {"statement_descriptor", "ECHEZONA* AIRPEACE"},
                                    {"clive", "not_asked"}};
        QVERIFY(config == expected);
    }

    void theConfigurationTellsWhetherCliveIsReached()
    {
        Harness h;
        const auto clive = [&h] {
            const auto answer = h.call("GET", "/v1/config", Harness::deviceHeaders());
            return std::string(json::parse(answer.body).at("clive").as_string());
        };
        QCOMPARE(clive(), std::string("not_asked"));
        const auto checkout = h.create("k1");
        QCOMPARE(clive(), std::string("reached"));
        // Twice, because a GET whose kept-alive connection breaks is sent once more by the client itself.
        h.clive.nextFetchAnswers = {test::FakeClive::dropAnswer, test::FakeClive::dropAnswer};
        h.get(checkout.cliveTxId, "?refresh=1");
        QCOMPARE(clive(), std::string("not_reached"));
    }

    void readinessTellsWhatIsOut()
    {
        Harness h;
        QCOMPARE(h.call("GET", "/livez").status, 200);
        QCOMPARE(h.call("GET", "/readyz").body,
                 std::string(R"({"status":"ready","store":"ok","clive":"not_asked"})"));
        const auto checkout = h.create("k1");
        QCOMPARE(h.call("GET", "/readyz").body,
                 std::string(R"({"status":"ready","store":"ok","clive":"reached"})"));
        // Twice, because a GET whose kept-alive connection breaks is sent once more by the client itself.
        h.clive.nextFetchAnswers = {test::FakeClive::dropAnswer, test::FakeClive::dropAnswer};
        h.get(checkout.cliveTxId, "?refresh=1");
        const auto answer = h.call("GET", "/readyz");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string(R"({"status":"ready","store":"ok","clive":"not_reached"})"));
    }
};

QTEST_GUILESS_MAIN(TestBadInput)
#include "test_bad_input.moc"
