#include "harness.h"
#include "metrics_page.h"
#include "support/sqlite_faults.h"
#include "version/version.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <algorithm>
#include <map>
#include <regex>
#include <set>

using namespace tillwright;
using test::Harness;
using test::MetricsPage;

namespace {

MetricsPage pageOf(Harness &h)
{
    const auto answer = h.call("GET", "/metrics");
    if (answer.status != 200
        || answer.headers.value("Content-Type") != "text/plain; version=0.0.4; charset=utf-8")
        qFatal("no metrics");
    return MetricsPage::parse(answer.body);
}

double sampleOf(const MetricsPage &page, const std::string &series)
{
    const auto found = page.samples.find(series);
    return found == page.samples.end() ? -1 : found->second;
}

/// Every text under one of the names, wherever it stands.
void collect(const QJsonValue &value, const QString &name, std::vector<std::string> &texts)
{
    if (value.isArray()) {
        for (const auto &item : value.toArray())
            collect(item, name, texts);
    } else if (value.isObject()) {
        const auto object = value.toObject();
        for (auto item = object.begin(); item != object.end(); ++item) {
            if (item.key() == name && item.value().isString())
                texts.push_back(item.value().toString().toStdString());
            else
                collect(item.value(), name, texts);
        }
    }
}

/// The names of metrics in the dashboard's questions.
std::set<std::string> dashboardNames()
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/packaging/grafana/tillwright-backend.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no dashboard");
    QJsonParseError error;
    const auto dashboard = QJsonDocument::fromJson(file.readAll(), &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("the dashboard: %s", qPrintable(error.errorString()));
    std::vector<std::string> questions;
    collect(dashboard.object(), QStringLiteral("expr"), questions);
    std::set<std::string> names;
    static const std::regex name("\\b(?:tillwright|process)_[a-z_]+");
    for (const auto &question : questions) {
        for (std::sregex_iterator at(question.begin(), question.end(), name), end; at != end; ++at)
            names.insert(at->str());
    }
    return names;
}

} // namespace

/// What `/metrics` and `/readyz` tell.
class TestMetrics : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everythingIsCounted()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.get(checkout.cliveTxId, "?refresh=1");
        h.clive.nextFetchAnswers = {500};
        h.get(checkout.cliveTxId, "?refresh=1");
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1"));
        h.sendWebhookBody("{}", h.signature("{}", Harness::webhookSecret, 400));
        h.call("GET", "/v1/checkouts/none");
        const auto held = h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?wait=25&after=99",
                                 Harness::deviceHeaders());
        h.runUntil([&] { return h.metric("tillwright_held_requests") != "0"; });
        const auto page = pageOf(h);
        const std::map<std::string, double> expected{
            {R"(tillwright_http_requests_total{method="POST",route="/v1/checkouts",status="2xx"})", 1},
            {R"(tillwright_http_requests_total{method="GET",route="/v1/checkouts/{clive_tx_id}",status="2xx"})",
             2},
            {R"(tillwright_http_requests_total{method="GET",route="/v1/checkouts/{clive_tx_id}",status="4xx"})",
             1},
            {R"(tillwright_http_request_duration_seconds_count{method="POST",route="/v1/checkouts"})", 1},
            {R"(tillwright_clive_calls_total{operation="create_checkout_intent",result="ok"})", 1},
            {R"(tillwright_clive_calls_total{operation="fetch_transaction",result="ok"})", 1},
            {R"(tillwright_clive_calls_total{operation="fetch_transaction",result="server"})", 1},
            {R"(tillwright_clive_calls_total{operation="fetch_transaction",result="timeout"})", 0},
            {R"(tillwright_clive_call_duration_seconds_count{operation="fetch_transaction"})", 2},
            {R"(tillwright_store_calls_total{operation="complete_key",result="ok"})", 1},
            {R"(tillwright_store_call_duration_seconds_count{operation="accept_webhook"})", 1},
            {R"(tillwright_webhooks_total{result="applied"})", 1},
            {R"(tillwright_webhooks_rejected_total{reason="expired"})", 1},
            {R"(tillwright_http_refusals_total{reason="slow"})", 0},
            {"tillwright_held_requests", 1},
            {"tillwright_build_info{version=\"" + std::string(version::number) + "\",commit=\""
                 + std::string(version::commit) + "\",date=\"" + std::string(version::date) + "\"}",
             1},
        };
        for (const auto &[series, value] : expected)
            QVERIFY2(sampleOf(page, series) == value, series.c_str());
        QVERIFY(sampleOf(page, "tillwright_http_connections") >= 2);
        QVERIFY(sampleOf(page, "process_resident_memory_bytes") > 1e6);
        QVERIFY(sampleOf(page, "process_open_fds") > 3);
        QVERIFY(sampleOf(page, "process_max_fds") >= sampleOf(page, "process_open_fds"));
        for (const auto &[name, family] : page.families)
            QVERIFY2(family.hasHelp && family.samples > 0, name.c_str());
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "failed", "evt_2"));
        h.stopBackend();
        QCOMPARE(h.wait(held).status, 200);
        h.startBackend();
    }

    void strangersMakeNoSeries()
    {
        Harness h;
        h.call("GET", "/nowhere");
        h.call("BREW", "/nowhere");
        h.call("BREW", "/v1/checkouts");
        pageOf(h);
        const auto before = pageOf(h);
        for (int i = 0; i < 20; ++i) {
            const auto number = std::to_string(i);
            h.call("GET", "/nowhere/" + number);
            h.call("BREW" + number, "/nowhere");
            h.call("BREW" + number, "/v1/checkouts");
        }
        const auto after = pageOf(h);
        // What the backend does by itself meanwhile (the store's calls) makes series too.
        const auto ofRequests = [](const auto &page) {
            return std::ranges::count_if(page.samples, [](const auto &sample) {
                return sample.first.starts_with("tillwright_http_");
            });
        };
        QVERIFY(ofRequests(before) > 0);
        QCOMPARE(ofRequests(after), ofRequests(before));
        QCOMPARE(
            sampleOf(after, R"(tillwright_http_requests_total{method="GET",route="unknown",status="4xx"})"),
            21.);
        QCOMPARE(
            sampleOf(after, R"(tillwright_http_requests_total{method="other",route="unknown",status="4xx"})"),
            21.);
        QCOMPARE(
            sampleOf(after,
                     R"(tillwright_http_requests_total{method="other",route="/v1/checkouts",status="4xx"})"),
            21.);
    }

    /// The page and the dashboard speak of the same metrics, both ways.
    void theDashboardAsksForWhatThereIs()
    {
        Harness h;
        h.create("k1");
        const auto page = pageOf(h);
        const auto asked = dashboardNames();
        QVERIFY(asked.size() > 5);
        for (const auto &name : asked)
            QVERIFY2(page.names.contains(name), name.c_str());
        for (const auto &[name, family] : page.families) {
            const bool isAsked =
                asked.contains(name) || (family.type == "histogram" && asked.contains(name + "_bucket"));
            QVERIFY2(isAsked || name.starts_with("process_"), name.c_str());
        }
    }

    void readinessTellsThatTheStoreIsOut()
    {
        testing::SqliteFaults faults;
        Harness h;
        QCOMPARE(h.call("GET", "/readyz").status, 200);
        faults.failWrites(SQLITE_IOERR_WRITE);
        auto answer = h.call("GET", "/readyz");
        QCOMPARE(answer.status, 503);
        QCOMPARE(answer.body, std::string(R"({"status":"not_ready","store":"failed","clive":"not_asked"})"));
        QCOMPARE(h.call("GET", "/livez").status, 200);
        faults.heal();
        QCOMPARE(h.call("GET", "/readyz").status, 200);
    }

    void readinessDoesNotWaitForAStoreThatHangs()
    {
        testing::SqliteFaults faults;
        Harness h;
        faults.holdSyncs();
        std::vector<Harness::PendingPtr> asked;
        for (int i = 0; i < 3; ++i)
            asked.push_back(h.send("GET", "/readyz"));
        for (const auto &pending : asked)
            QCOMPARE(h.wait(pending).status, 503);
        QCOMPARE(h.wait(h.send("GET", "/readyz")).body,
                 std::string(R"({"status":"not_ready","store":"failed","clive":"not_asked"})"));
        faults.heal();
        QCOMPARE(h.call("GET", "/readyz").status, 200);
    }
};

QTEST_GUILESS_MAIN(TestMetrics)
#include "test_metrics.moc"
