#include "backend/config.h"

#include <QFile>
#include <QTemporaryDir>
#include <QtTest>

using namespace tillwright;

namespace {

QString readGood()
{
    QFile file(QStringLiteral(TILLWRIGHT_SOURCE_DIR "/tests/unit/backend/good_config.toml"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("no sample configuration");
    return QString::fromUtf8(file.readAll());
}

const QString good = readGood();

/// The same for Clive's older flow.
QString legacy(const QString &stripe = QStringLiteral("secret_key = \"sk_test_2\"\n"))
{
    auto text = good;
    text.replace(QStringLiteral("\"checkout-intent\""), QStringLiteral("\"legacy\""));
    text.replace(QStringLiteral("[descriptor]"), stripe + QStringLiteral("[descriptor]"));
    return text;
}

std::string errorsOf(const QString &text)
{
    const auto config = backend::parseConfig(text.toStdString(), "b.toml");
    std::string all;
    if (!config) {
        for (const auto &error : config.error())
            all += error.text() + "\n";
    }
    return all;
}

} // namespace

class TestConfig : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aGoodFileIsRead()
    {
        const auto config = backend::parseConfig(good.toStdString(), "b.toml");
        QVERIFY2(config, config ? "" : config.error().front().text().c_str());
        QCOMPARE(config->server.options.listen, std::string("127.0.0.1:0"));
        QCOMPARE(config->clive.baseUrl, std::string("https://clive.example"));
        QCOMPARE(config->clive.apiToken.reveal(), std::string("token-of-clive"));
        QVERIFY(config->clive.amountUnit == contract::AmountUnit::Major);
        QCOMPARE(config->webhooks.secrets.size(), std::size_t(2));
        QVERIFY(config->webhooks.statuses.statusOf("settled").isPaid());
        QVERIFY(config->webhooks.statuses.statusOf("succeeded").isPaid());
        QCOMPARE(config->checkouts.defaultSuffix.text(), std::string("AIRPEACE"));
        QCOMPARE(config->checkouts.secretTtlMs, std::int64_t(24) * 60 * 60 * 1000);
        QCOMPARE(config->devices.size(), std::size_t(1));
        QVERIFY(!config->isLive());
    }

    void aMistakeIsNamed_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("said");
        const auto row = [](const char *name, const char *what, const char *with, const char *said) {
            QTest::newRow(name) << QString::fromUtf8(what) << QString::fromUtf8(with)
                                << QString::fromUtf8(said);
        };
        row("unknown key", "flow =", "flwo =", "b.toml:10: [clive].flwo");
        row("header limit", "idle_deadline_ms =", "header_limit_bytes = 10\nidle_deadline_ms =",
            "b.toml:3: [server].header_limit_bytes");
        row("target over header", "idle_deadline_ms =", "target_limit_bytes = 8192\nidle_deadline_ms =",
            "b.toml:3: [server].target_limit_bytes");
        row("slow allowed", "idle_deadline_ms =", "request_deadline_ms = 15001\nidle_deadline_ms =",
            "b.toml:3: [server].request_deadline_ms");
        row("no proxy",
            "idle_deadline_ms =", "trusted_proxies = [\"10.0.0.0/8\", \"proxy\"]\nidle_deadline_ms =",
            "b.toml:3: [server].trusted_proxies: 'proxy' is not an address");
        row("no key", "idle_deadline_ms =", "tls_certificate_file = \"/nonexistent\"\nidle_deadline_ms =",
            "[server].tls_key_file");
        row("no certificate", "idle_deadline_ms =",
            "tls_key_file = \"/nonexistent\"\ntls_certificate_file = \"/nonexistent\"\nidle_deadline_ms =",
            "b.toml:4: [server].tls_certificate_file: the file /nonexistent cannot be read");
        row("log format", "[store]", "[log]\nformat = \"xml\"\n[store]", "b.toml:5: [log].format");
        row("unknown section", "[stripe]", "[strype]", "b.toml:18: [strype]");
        row("not TOML", "[store]", "[store", "b.toml:4");
        row("no store", "sqlite =", "#", "[store].sqlite");
        row("wrong type", "partner_id = \"ECHEZONA001\"", "partner_id = 7", "b.toml:12: [clive].partner_id");
        row("no address", "https://clive.example/", "clive.example", "b.toml:7: [clive].base_url");
        row("no token", "api_token =", "#", "[clive].api_token");
        row("bad header", "\"Authorization\"", "\"X Y\"", "b.toml:9: [clive].auth_header");
        row("unknown flow", "\"checkout-intent\"", "\"modern\"", "b.toml:10: [clive].flow");
        row("legacy without a key", "\"checkout-intent\"", "\"legacy\"", "[stripe].secret_key");
        row("no time at all", "flow =", "idle_timeout_ms = 0\nflow =", "[clive].idle_timeout_ms");
        row("breaker that never closes", "flow =", "breaker_open_s = 601\nflow =", "[clive].breaker_open_s");
        row("breaker that never works", "flow =", "breaker_failures = 0\nflow =", "[clive].breaker_failures");
        row("a key nobody needs", "publishable_key", "secret_key = \"sk_test_2\"\npublishable_key",
            "b.toml:19: [stripe].secret_key");
        row("a place nobody needs", "publishable_key", "api_base_url = \"https://x\"\npublishable_key",
            "b.toml:19: [stripe].api_base_url");
        row("bad unit", "\"major\"", "\"cents\"", "b.toml:11: [clive].amount_unit");
        row("no secret", "[\"whsec_1\", \"whsec_2\"]", "[]", "b.toml:14: [clive].webhook_secrets");
        row("empty secret", "\"whsec_2\"", "\"\"", "b.toml:14: [clive].webhook_secrets");
        row("bad scheme", "\"timestamped\"", "\"none\"", "b.toml:15: [clive].signature_scheme");
        row("bad status", "\"paid\"", "\"done\"", "b.toml:17: [clive.statuses].settled");
        row("secret key", "pk_test_1", "sk_test_1", "b.toml:19: [stripe].publishable_key");
        row("bad prefix", "\"ECHEZONA\"", "\"E\"", "b.toml:21: [descriptor].prefix");
        row("bad suffix", "\"AIRPEACE\"", "\"AIRPEACE INTERNATIONAL\"", "b.toml:22: [descriptor].suffix");
        row("bad hash", "9f86d0", "9F86D0", "b.toml:25: [[devices]].token_sha256");
        const auto pay = [&row](const char *name, const char *url, const char *problem) {
            row(name, "public_url = \"\"", (std::string("public_url = \"") + url + "\"").c_str(),
                (std::string("b.toml:27: [pay].public_url: ") + problem).c_str());
        };
        pay("pay page nowhere", "pay.example", "it is not an address");
        pay("pay page without a host", "https:///pay", "it is not the address of a server");
        pay("pay page with a query", "https://pay.example/?a=b", "it is not the address of a server");
        pay("pay page with a name", "https://me@pay.example", "it is not the address of a server");
        pay("pay page in clear", "http://pay.example", "cards are not paid over plain http");
        pay("pay page in clear, disguised", "http://127.0.0.1.pay.example",
            "cards are not paid over plain http");
        pay("pay page in clear, likewise", "http://localhost.pay.example:80",
            "cards are not paid over plain http");
        row("short-lived links", "public_url = \"\"", "link_ttl_s = 59", "b.toml:27: [pay].link_ttl_s");
        row("long-lived links", "public_url = \"\"", "link_ttl_s = 86401", "b.toml:27: [pay].link_ttl_s");
        row("pay page of nobody", "public_url = \"\"", "merchant_name = \"\"",
            "b.toml:27: [pay].merchant_name");
        row("live over http", "pk_test_1", "pk_live_1", "");
    }
    void aMistakeIsNamed()
    {
        QFETCH(QString, what);
        QFETCH(QString, with);
        QFETCH(QString, said);
        auto text = good;
        text.replace(text.indexOf(what), what.size(), with);
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        if (said.isEmpty()) {
            QVERIFY(config && config->isLive());
            return;
        }
        QVERIFY(!config);
        std::string all;
        for (const auto &error : config.error())
            all += error.text() + "\n";
        QVERIFY2(all.find(said.toStdString()) != std::string::npos, all.c_str());
        // A configuration holds secrets: its errors tell where, not what.
        for (const auto *secret : {"token-of-clive", "whsec_", "sk_test"})
            QVERIFY2(all.find(secret) == std::string::npos, all.c_str());
    }

    void thePayPageIsRead()
    {
        const auto off = backend::parseConfig(good.toStdString(), "b.toml");
        QVERIFY(off && off->pay.publicUrl.empty());
        QCOMPARE(off->pay.linkTtlMs, std::int64_t(15) * 60 * 1000);
        QCOMPARE(off->pay.merchant, std::string("AIRPEACE"));
        const auto read = [](const QString &url) {
            auto text = good;
            text.replace(QStringLiteral("public_url = \"\""),
                         QStringLiteral("public_url = \"%1\"\nlink_ttl_s = 60\nmerchant_name = \"Air Peace\"")
                             .arg(url));
            return backend::parseConfig(text.toStdString(), "b.toml");
        };
        const auto on = read(QStringLiteral("https://pay.example/till/"));
        QVERIFY2(on, on ? "" : on.error().front().text().c_str());
        QCOMPARE(on->pay.publicUrl, std::string("https://pay.example/till"));
        QCOMPARE(on->pay.linkTtlMs, std::int64_t(60'000));
        QCOMPARE(on->pay.merchant, std::string("Air Peace"));
        for (const auto *url :
             {"http://127.0.0.1:0", "http://localhost:8080", "http://[::1]:8080", "http://[::1]"})
            QVERIFY2(read(QString::fromLatin1(url)), url);
        auto live = good;
        live.replace(QStringLiteral("pk_test_1"), QStringLiteral("pk_live_1"));
        live.replace(QStringLiteral("public_url = \"\""),
                     QStringLiteral("public_url = \"http://127.0.0.1\""));
        QVERIFY(errorsOf(live).find("cards are not paid over plain http") != std::string::npos);
    }

    void theServerIsRead()
    {
        auto text = good;
        text.replace(
            QStringLiteral("idle_deadline_ms = 60000"),
            QStringLiteral("header_limit_bytes = 4096\n"
                           "target_limit_bytes = 1024\nbody_limit_bytes = 131072\n"
                           "request_deadline_ms = 5000\nwrite_deadline_ms = 6000\nidle_deadline_ms = 7000\n"
                           "connections_max = 100\nconnections_per_address_max = 0\n"
                           "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[log]\nformat = \"json\""));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY2(config, config ? "" : config.error().front().text().c_str());
        const auto &options = config->server.options;
        QCOMPARE(options.headerLimitBytes, std::size_t(4096));
        QCOMPARE(options.targetLimitBytes, std::size_t(1024));
        QCOMPARE(options.bodyLimitBytes, std::size_t(131072));
        QCOMPARE(options.requestDeadlineMs.count(), 5000);
        QCOMPARE(options.writeDeadlineMs.count(), 6000);
        QCOMPARE(options.idleDeadlineMs.count(), 7000);
        QCOMPARE(options.connectionsMax, std::size_t(100));
        QCOMPARE(options.connectionsPerAddressMax, std::size_t(0));
        QCOMPARE(options.trustedProxies.size(), std::size_t(2));
        QVERIFY(config->server.logFormat == http::LogFormat::Json);
        QVERIFY(!config->server.speaksTls());
    }

    void liveIsStricter_data()
    {
        QTest::addColumn<QString>("what");
        QTest::addColumn<QString>("with");
        QTest::addColumn<QString>("key");
        QTest::newRow("plain http") << QStringLiteral("https://clive.example/")
                                    << QStringLiteral("http://clive.example/") << QStringLiteral("base_url");
        QTest::newRow("loopback") << QStringLiteral("https://clive.example/")
                                  << QStringLiteral("https://127.0.0.1:8080") << QStringLiteral("base_url");
        QTest::newRow("localhost") << QStringLiteral("https://clive.example/")
                                   << QStringLiteral("https://LOCALHOST") << QStringLiteral("base_url");
        QTest::newRow("user info") << QStringLiteral("https://clive.example/")
                                   << QStringLiteral("https://x@localhost") << QStringLiteral("base_url");
        QTest::newRow("unit not set")
            << QStringLiteral("amount_unit = \"major\"") << QString() << QStringLiteral("amount_unit");
    }
    void liveIsStricter()
    {
        QFETCH(QString, what);
        QFETCH(QString, with);
        QFETCH(QString, key);
        auto text = good;
        text.replace(what, with);
        QVERIFY(backend::parseConfig(text.toStdString(), "b.toml"));
        text.replace(QStringLiteral("pk_test_1"), QStringLiteral("pk_live_1"));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY(!config);
        QCOMPARE(config.error().front().key, "[clive]." + key.toStdString());
    }

    void limitsAndBreakerAreRead()
    {
        const auto fallbacks = backend::parseConfig(good.toStdString(), "b.toml");
        QVERIFY(fallbacks);
        QCOMPARE(fallbacks->clive.limits.connectMs.count(), 3'000);
        QCOMPARE(fallbacks->clive.limits.idleMs.count(), 7'000);
        QCOMPARE(fallbacks->clive.limits.totalMs.count(), 10'000);
        QCOMPARE(fallbacks->breaker.failuresMax, 5);
        QCOMPARE(fallbacks->breaker.openMs.count(), 5'000);
        auto text = good;
        text.replace(QStringLiteral("flow ="),
                     QStringLiteral("connect_timeout_ms = 1\nidle_timeout_ms = 2\ntotal_timeout_ms = 60000\n"
                                    "breaker_failures = 4\nbreaker_open_s = 600\nflow ="));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY2(config, errorsOf(text).c_str());
        QCOMPARE(config->clive.limits.connectMs.count(), 1);
        QCOMPARE(config->clive.limits.idleMs.count(), 2);
        QCOMPARE(config->clive.limits.totalMs.count(), 60'000);
        QCOMPARE(config->breaker.failuresMax, 4);
        QCOMPARE(config->breaker.openMs.count(), 600'000);
        QVERIFY(!config->stripe);
    }

    void theOlderFlowIsRead()
    {
        const auto plain = backend::parseConfig(legacy().toStdString(), "b.toml");
        QVERIFY2(plain, errorsOf(legacy()).c_str());
        QVERIFY(plain->stripe);
        QCOMPARE(plain->stripe->secretKey.reveal(), std::string("sk_test_2"));
        QCOMPARE(plain->stripe->baseUrl, std::string("https://api.stripe.com"));
        QCOMPARE(plain->stripe->limits.idleMs.count(), 7'000);

        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("rk_test_3\n");
        file.close();
        const auto text = legacy(QStringLiteral("secret_key_file = \"%1\"\n"
                                                "api_base_url = \"https://127.0.0.1:8443/\"\n"
                                                "api_ca_file = \"ca.pem\"\napi_spki_sha256 = \"abc=\"\n")
                                     .arg(file.fileName()));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY2(config, errorsOf(text).c_str());
        QCOMPARE(config->stripe->secretKey.reveal(), std::string("rk_test_3"));
        QCOMPARE(config->stripe->baseUrl, std::string("https://127.0.0.1:8443"));
        QCOMPARE(config->stripe->caFile, std::string("ca.pem"));
        QCOMPARE(config->stripe->pinnedSpkiSha256, std::string("abc="));
    }

    void theOlderFlowsMistakesAreNamed_data()
    {
        QTest::addColumn<bool>("live");
        QTest::addColumn<QString>("stripe");
        QTest::addColumn<QString>("said"); // empty: good
        const auto row = [](const char *name, bool live, const char *stripe, const char *said) {
            QTest::newRow(name) << live << QString::fromUtf8(stripe) << QString::fromUtf8(said);
        };
        row("no key", false, "", "[stripe].secret_key: either it or");
        row("publishable", false, "secret_key = \"pk_test_2\"\n", "[stripe].secret_key: it is a publishable");
        row("something else", false, "secret_key = \"whsec_2\"\n", "[stripe].secret_key: it is not a secret");
        row("live beside test", false, "secret_key = \"sk_live_2\"\n", "[stripe].secret_key: one of the two");
        row("test beside live", true, "secret_key = \"rk_test_2\"\n", "[stripe].secret_key: one of the two");
        row("http", false, "secret_key = \"sk_test_2\"\napi_base_url = \"http://127.0.0.1:1\"\n",
            "[stripe].api_base_url: it is not an https");
        row("live elsewhere", true, "secret_key = \"sk_live_2\"\napi_base_url = \"https://127.0.0.1:1\"\n",
            "[stripe].api_base_url: a live key goes to Stripe alone");
        row("live with a pin", true, "secret_key = \"sk_live_2\"\napi_spki_sha256 = \"abc=\"\n",
            "[stripe].api_spki_sha256");
        row("live with another authority", true, "secret_key = \"sk_live_2\"\napi_ca_file = \"ca.pem\"\n",
            "[stripe].api_ca_file");
        row("live", true, "secret_key = \"sk_live_2\"\n", "");
        row("live, restricted", true, "secret_key = \"rk_live_2\"\n", "");
    }
    void theOlderFlowsMistakesAreNamed()
    {
        QFETCH(bool, live);
        QFETCH(QString, stripe);
        QFETCH(QString, said);
        auto text = legacy(stripe);
        if (live)
            text.replace(QStringLiteral("pk_test_1"), QStringLiteral("pk_live_1"));
        const auto all = errorsOf(text);
        if (said.isEmpty())
            QCOMPARE(all, std::string());
        else
            QVERIFY2(all.find(said.toStdString()) != std::string::npos, all.c_str());
        for (const auto *secret : {"sk_live", "rk_test", "pk_test_2"})
            QVERIFY2(all.find(secret) == std::string::npos, all.c_str());
    }

    /// A live key does not go with Clive's sandbox either, in this flow as in the other.
    void liveOlderFlowRefusesALocalClive()
    {
        auto text = legacy(QStringLiteral("secret_key = \"sk_live_2\"\n"));
        text.replace(QStringLiteral("pk_test_1"), QStringLiteral("pk_live_1"));
        text.replace(QStringLiteral("https://clive.example/"), QStringLiteral("https://127.0.0.1:8080"));
        QVERIFY(errorsOf(text).find("[clive].base_url") != std::string::npos);
    }

    /// Its five calls at three tries must end before another may take the key up, and its secrets live as long as
    /// Stripe's keys.
    void theOlderFlowKeepsToItsTimes()
    {
        auto slow = legacy();
        slow.replace(QStringLiteral("amount_unit ="),
                     QStringLiteral("total_timeout_ms = 15001\namount_unit ="));
        QVERIFY(errorsOf(slow).find("[clive].total_timeout_ms") != std::string::npos);
        auto longLived = legacy();
        longLived.replace(QStringLiteral("[clive]\n"), QStringLiteral("secret_ttl_s = 86401\n[clive]\n"));
        QVERIFY(errorsOf(longLived).find("[store].secret_ttl_s") != std::string::npos);
        longLived.replace(QStringLiteral("86401"), QStringLiteral("86400"));
        QCOMPARE(errorsOf(longLived), std::string());
    }

    void theTokenMayBeInAFile()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("token")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("from-a-file\n");
        file.close();
        auto text = good;
        text.replace(QStringLiteral("api_token = \"token-of-clive\""),
                     QStringLiteral("api_token_file = \"%1\"").arg(file.fileName()));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY(config);
        QCOMPARE(config->clive.apiToken.reveal(), std::string("from-a-file"));
        text.replace(file.fileName(), QStringLiteral("/nonexistent"));
        QVERIFY(!backend::parseConfig(text.toStdString(), "b.toml"));
    }

    void twoDevicesDiffer()
    {
        const auto second = QStringLiteral("[[devices]]\nname = \"%1\"\ntoken_sha256 = \"%2\"\n");
        const QString hash(64, u'a');
        QVERIFY(backend::parseConfig((good + second.arg(QStringLiteral("register-2"), hash)).toStdString(),
                                     "b.toml"));
        QVERIFY(!backend::parseConfig((good + second.arg(QStringLiteral("register-1"), hash)).toStdString(),
                                      "b.toml"));
        const auto sameHash =
            QStringLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08");
        QVERIFY(!backend::parseConfig(
            (good + second.arg(QStringLiteral("register-2"), sameHash)).toStdString(), "b.toml"));
    }

    void importsAreOffUntilAnImporterHasAToken()
    {
        const auto off = backend::parseConfig(good.toStdString(), "b.toml");
        QVERIFY(off->import.tokenSha256.empty());
        QCOMPARE(off->import.bodyLimitBytes, std::size_t(8 * 1024 * 1024));
        const auto with = [](const QString &hash, const QString &more = {}) {
            return good + QStringLiteral("[import]\ntoken_sha256 = \"%1\"\n").arg(hash) + more;
        };
        const QString hash(64, u'a');
        const auto on = backend::parseConfig(
            with(hash, QStringLiteral("body_limit_bytes = 33554432\n")).toStdString(), "b.toml");
        QVERIFY2(on, on ? "" : on.error().front().text().c_str());
        QCOMPARE(on->import.tokenSha256, hash.toStdString());
        QCOMPARE(on->import.bodyLimitBytes, std::size_t(32 * 1024 * 1024));
        const auto refused = [](const QString &text, const std::string &start) {
            const auto said = errorsOf(text);
            QVERIFY2(said.starts_with(start), said.c_str());
        };
        // An empty hash would be nobody's, and whoever wrote it meant something.
        refused(with(QString()), "b.toml:29: [import].token_sha256: it is not 64 lower-case hex digits");
        refused(with(hash.toUpper()), "b.toml:29: [import].token_sha256: it is not 64 lower-case hex digits");
        refused(with(QStringLiteral("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")),
                "b.toml:29: [import].token_sha256: device register-1 has it");
        refused(with(hash, QStringLiteral("body_limit_bytes = 33554433\n")),
                "b.toml:30: [import].body_limit_bytes");
        refused(with(hash, QStringLiteral("tokens = 1\n")), "b.toml:30: [import].tokens");
    }

    void aMissingFileIsAnError() { QVERIFY(!backend::loadConfig("/nonexistent.toml")); }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "test_config.moc"
