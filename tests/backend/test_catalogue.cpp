#include "contract/webhook_signature.h"
#include "harness.h"

#include <QFile>
#include <QtTest>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <boost/json/value_to.hpp>

using namespace tillwright;
using test::Harness;
namespace json = boost::json;

namespace {

const std::string importToken = "token-of-the-importer";
constexpr const char *catalogueHeader = "code,name,price,currency\n";
constexpr const char *bookingsHeader = "reference,amount,currency,passenger_name,email,pay_by,description\n";

std::string sample(const char *name)
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/resources/catalogue/") + QLatin1String(name));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample %s", name);
    return file.readAll().toStdString();
}

/// A backend that takes imports.
class ImportHarness : public Harness
{
public:
    ImportHarness()
    {
        config.import.tokenSha256 = contract::sha256Hex(importToken);
        restart();
    }

    Answer put(const std::string &path, const std::string &body, const std::string &type = "text/csv",
               const std::string &sender = importToken)
    {
        return call("PUT", path, {{"Authorization", "Bearer " + sender}, {"Content-Type", type}}, body);
    }
    Answer catalogue(const Fields &more = {})
    {
        auto headers = deviceHeaders();
        headers.insert(more.begin(), more.end());
        return call("GET", "/v1/catalogue", headers);
    }
    /// The names of the items.
    QStringList names()
    {
        QStringList list;
        const auto read = json::parse(catalogue().body);
        for (const auto &item : read.at("items").as_array())
            list.append(QString::fromUtf8(item.at("name").as_string().c_str()));
        return list;
    }
    Answer booking(const std::string &reference)
    {
        return call("GET", "/v1/bookings/" + reference, deviceHeaders());
    }
    std::string state(const std::string &reference)
    {
        const auto answer = booking(reference);
        if (answer.status != 200)
            qFatal("no booking: %s", answer.body.c_str());
        return json::value_to<std::string>(json::parse(answer.body).at("state"));
    }
};

} // namespace

/// The catalogue and the bookings: how they come in, and how devices read them.
class TestCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void thereIsACatalogueFromTheStart()
    {
        ImportHarness h;
        const auto empty = h.catalogue();
        QCOMPARE(empty.status, 200);
        QCOMPARE(empty.body, std::string(R"({"items":[]})"));
        QCOMPARE(h.catalogue({{"If-None-Match", std::string(empty.headers.value("ETag"))}}).status, 304);
        QCOMPARE(h.booking("EZ24081").status, 404);
        QCOMPARE(h.booking("EZ24081").problem().type, std::string("urn:tillwright:problem:no-such-booking"));
    }

    void devicesReadWhatWasImported()
    {
        ImportHarness h;
        const auto answer = h.put("/v1/catalogue", sample("catalogue.csv"), "text/csv; charset=utf-8");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string(R"({"imported":12,"replaced":0})"));
        const auto read = json::parse(h.catalogue().body).at("items").as_array();
        QCOMPARE(read.size(), std::size_t(12));
        // A device reads an item as JSON imports it.
        const auto first = json::parse(sample("catalogue.json")).at(0);
        QVERIFY(read.at(0) == first);
        QCOMPARE(h.put("/v1/catalogue", sample("catalogue.json"), "application/json").body,
                 std::string(R"({"imported":2,"replaced":12})"));
        QCOMPARE(h.names(), (QStringList{"Checked bag, up to 23 kg", "Lounge, one visit"}));
        QCOMPARE(h.put("/v1/bookings", sample("bookings.csv")).body,
                 std::string(R"({"imported":6,"replaced":0})"));
        // What is stored outlives the process.
        h.restart();
        QCOMPARE(h.names().size(), 2);
        QCOMPARE(h.booking("ez24085").status, 200);
    }

    void aKioskAsksCheaply()
    {
        ImportHarness h;
        h.put("/v1/catalogue", sample("catalogue.csv"));
        const auto first = h.catalogue();
        const std::string tag(first.headers.value("ETag"));
        QVERIFY(tag.size() > 64 && tag.front() == '"' && tag.back() == '"');
        QCOMPARE(first.headers.value("Cache-Control"), std::string_view("private, no-cache"));
        for (const auto &known : {tag, "W/" + tag, "\"other\", " + tag, std::string("*")}) {
            const auto same = h.catalogue({{"If-None-Match", known}});
            QCOMPARE(same.status, 304);
            QVERIFY(same.body.empty());
            QCOMPARE(std::string(same.headers.value("ETag")), tag);
        }
        for (const auto &other : {std::string("\"other\""), tag.substr(1, tag.size() - 2), std::string(",")})
            QCOMPARE(h.catalogue({{"If-None-Match", other}}).status, 200);
        // The same items once more, in another format, are the same catalogue.
        h.put("/v1/catalogue", sample("catalogue.csv"));
        QCOMPARE(h.catalogue({{"If-None-Match", tag}}).status, 304);
        h.put("/v1/catalogue", sample("catalogue.json"), "application/json");
        const auto changed = h.catalogue({{"If-None-Match", tag}});
        QCOMPARE(changed.status, 200);
        QVERIFY(changed.headers.value("ETag") != tag);
    }

    /// Another process imports: on PostgreSQL by a command of its own, on SQLite through the door.
    void anImportElsewhereIsSeenAtOnce()
    {
        ImportHarness h;
        h.put("/v1/catalogue", sample("catalogue.csv"));
        QCOMPARE(h.names().size(), 12);
        const auto answer =
            h.operate({"catalogue", "import", "csv", std::string(catalogueHeader) + "A1,Tea,2.50,USD\n"});
        QCOMPARE(answer.text, std::string("catalogue: 1 imported, in the place of 12\n"));
        QCOMPARE(answer.exitCode, 0);
        QCOMPARE(h.names(), QStringList{"Tea"});
    }

    void aBadRowLeavesTheOldOne()
    {
        ImportHarness h;
        h.put("/v1/catalogue", sample("catalogue.csv"));
        h.put("/v1/bookings", sample("bookings.csv"));
        const std::string tag(h.catalogue().headers.value("ETag"));
        const auto refused =
            h.put("/v1/catalogue", std::string(catalogueHeader) + "A1,Tea,2.50,USD\nA 2,Coffee,free,USD\n");
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.headers.value("Content-Type"), std::string_view("application/problem+json"));
        const auto problem = json::parse(refused.body);
        QCOMPARE(std::string(problem.at("type").as_string()),
                 std::string("urn:tillwright:problem:invalid-import"));
        QCOMPARE(problem.at("errors").as_array().size(), std::size_t(2));
        QVERIFY(problem.at("errors").at(1)
                == json::parse(R"({"row":3,"field":"price","problem":"it is not a number",
                                   "way_out":"write it like 750.00"})"));
        QCOMPARE(h.catalogue({{"If-None-Match", tag}}).status, 304);
        QCOMPARE(h.names().size(), 12);

        const auto bookings = h.put(
            "/v1/bookings", R"([{"reference":"EZ1","amount_minor":7,"currency":"USD"}])", "application/json");
        QCOMPARE(bookings.status, 422);
        QCOMPARE(h.state("EZ24083"), std::string("open"));
        QCOMPARE(h.booking("EZ1").status, 404);
        // Payments are taken in dollars here.
        QCOMPARE(h.put("/v1/catalogue", std::string(catalogueHeader) + "A1,Tea,2.50,EUR\n").status, 422);
    }

    void onlyTheImporterImports()
    {
        ImportHarness h;
        const auto body = sample("catalogue.csv");
        for (const auto *path : {"/v1/catalogue", "/v1/bookings"}) {
            for (const auto &token : {std::string("token-of-nobody"), Harness::token, importToken + "x"}) {
                const auto refused = h.put(path, body, "text/csv", token);
                QCOMPARE(refused.status, 401);
                QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:unknown-importer"));
                QCOMPARE(refused.headers.value("WWW-Authenticate"), std::string_view("Bearer"));
            }
            QCOMPARE(h.call("PUT", path, {{"Content-Type", "text/csv"}}, body).status, 401);
            const auto type = h.put(path, body, "application/octet-stream");
            QCOMPARE(type.status, 415);
            QCOMPARE(type.problem().type, std::string("urn:tillwright:problem:not-csv-or-json"));
        }
        // The importer is no device.
        QCOMPARE(h.call("GET", "/v1/catalogue", Harness::deviceHeaders(importToken)).status, 401);
        QCOMPARE(h.call("GET", "/v1/bookings/EZ1", {}).status, 401);
        QVERIFY(h.names().isEmpty());
        QCOMPARE(
            h.metric("tillwright_http_requests_total{method=\"PUT\",route=\"/v1/catalogue\",status=\"4xx\"}"),
            std::string("5"));
    }

    void withoutATokenNothingIsImported()
    {
        Harness h;
        for (const std::string kind : {"catalogue", "bookings"}) {
            const auto refused =
                h.call("PUT", "/v1/" + kind, {{"Authorization", "Bearer "}, {"Content-Type", "text/csv"}},
                       sample((kind + ".csv").c_str()));
            QCOMPARE(refused.status, 403);
            QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:import-not-configured"));
        }
        QCOMPARE(h.call("GET", "/v1/catalogue", Harness::deviceHeaders()).status, 200);
    }

    void aLargeFileIsReadFromTheImporterAlone()
    {
        ImportHarness h;
        h.config.import.bodyLimitBytes = 512 * 1024;
        h.restart();
        std::string large = catalogueHeader;
        for (int i = 0; large.size() < 300 * 1024; ++i)
            large += "C" + std::to_string(i) + ",Tea,2.50,USD\n";
        QCOMPARE(h.put("/v1/catalogue", large).status, 200);
        QVERIFY(h.catalogue().body.size() > 500 * 1024);
        for (const auto *path : {"/v1/catalogue", "/v1/bookings"}) {
            for (const auto &token : {Harness::token, std::string("token-of-nobody")}) {
                const auto refused = h.put(path, large, "text/csv", token);
                QCOMPARE(refused.status, 413);
                QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:body-too-large"));
            }
        }
        QCOMPARE(h.put("/v1/catalogue", large + std::string(300 * 1024, ' ')).status, 413);
        // Elsewhere the importer has what everybody has.
        QCOMPARE(h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1", importToken), large).status,
                 413);
    }

    /// Through a real payment.
    void aBookingFollowsItsPayment()
    {
        ImportHarness h;
        h.put(
            "/v1/bookings",
            std::string(bookingsHeader)
                + "EZ12345,750.00,USD,Adaeze Okonkwo,adaeze@example.com,2023-11-14T22:13:30Z,\"Lagos, 3 Dec\"\n");
        const auto open = h.booking("ez12345");
        QCOMPARE(open.status, 200);
        QCOMPARE(open.headers.value("Cache-Control"), std::string_view("no-store"));
        QVERIFY(json::parse(open.body)
                == json::parse(R"({"reference":"EZ12345","state":"open","amount_minor":75000,"currency":"USD",
                    "pay_by":"2023-11-14T22:13:30Z","description":"Lagos, 3 Dec",
                    "passenger_name":"Adaeze Okonkwo"})"));

        const auto first = h.create("k1");
        QCOMPARE(h.state("EZ12345"), std::string("in_progress"));
        h.call("POST", "/v1/checkouts/" + first.cliveTxId + "/abandon", Harness::deviceHeaders());
        QCOMPARE(h.state("EZ12345"), std::string("open"));

        const auto second = h.create("k2");
        h.nowMs += 60'000;
        // What is being paid does not expire.
        QCOMPARE(h.state("EZ12345"), std::string("in_progress"));
        h.sendWebhook(h.clive.webhook(second.cliveTxId, "failed", "evt_1"));
        QCOMPARE(h.state("EZ12345"), std::string("expired"));
        QVERIFY(h.booking("EZ12345").body.find("Adaeze") == std::string::npos);
        h.nowMs -= 60'000;
        QCOMPARE(h.state("EZ12345"), std::string("open"));

        const auto third = h.create("k3");
        h.sendWebhook(h.clive.webhook(third.cliveTxId, "succeeded", "evt_2"));
        QCOMPARE(h.state("EZ12345"), std::string("paid"));
        h.nowMs += 60'000;
        QCOMPARE(h.state("EZ12345"), std::string("paid"));
        QVERIFY(h.booking("EZ12345").body.find("Adaeze") == std::string::npos);
        // The money stays known when the booking comes again.
        h.put("/v1/bookings", std::string(bookingsHeader) + "EZ12345,750.00,USD,,,,\n");
        QCOMPARE(h.state("EZ12345"), std::string("paid"));
    }

    void operatorsSeeWhatIsThere()
    {
        ImportHarness h;
        QCOMPARE(h.operate({"catalogue", "list"}).text, std::string("the catalogue is empty\n"));
        QCOMPARE(h.operate({"bookings", "show", "EZ24085"}).exitCode, 1);
        QCOMPARE(h.operate({"bookings", "import", "csv", sample("bookings.csv")}).exitCode, 0);
        QCOMPARE(h.operate({"catalogue", "import", "json", sample("catalogue.json")}).exitCode, 0);
        const auto listed = QString::fromStdString(h.operate({"catalogue", "list"}).text);
        QVERIFY2(listed.startsWith(
                     "2 items, imported 2023-11-14T22:13:20Z\nBAG-23KG  45.00 USD  Baggage  Checked"),
                 qPrintable(listed));
        const auto shown = QString::fromStdString(h.operate({"bookings", "show", "ez24085"}).text);
        QVERIFY2(
            shown.contains("reference       EZ24085\nstate           open\namount          430.25 USD\n"),
            qPrintable(shown));
        QVERIFY(shown.contains("chloe@example.com") && shown.contains("5 Dec?Two passengers"));
        const auto bad = h.operate({"bookings", "import", "csv", "reference\nEZ1\n"});
        QCOMPARE(bad.exitCode, 1);
        QVERIFY(QString::fromStdString(bad.text).endsWith("nothing was changed\n"));
        QCOMPARE(h.operate({"bookings", "import", "xml", "x"}).exitCode, 2);
        QCOMPARE(h.operate({"bookings", "show", "EZ24081"}).exitCode, 0);
        // Who has booked is nobody's business in the log, nor is the token.
        for (const auto &line : h.log()) {
            const auto text = json::serialize(line);
            for (const auto &word : {"Lefèvre", "chloe@", "EZ2408", importToken.c_str()})
                QVERIFY2(text.find(word) == std::string::npos, text.c_str());
        }
    }
};

QTEST_GUILESS_MAIN(TestCatalogue)
#include "test_catalogue.moc"
