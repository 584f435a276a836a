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
        row("header limit",
            "public_url =", "header_limit_bytes = 10\npublic_url =", "b.toml:3: [server].header_limit_bytes");
        row("target over header", "public_url =", "target_limit_bytes = 8192\npublic_url =",
            "b.toml:3: [server].target_limit_bytes");
        row("slow allowed", "public_url =", "request_deadline_ms = 15001\npublic_url =",
            "b.toml:3: [server].request_deadline_ms");
        row("no proxy", "public_url =", "trusted_proxies = [\"10.0.0.0/8\", \"proxy\"]\npublic_url =",
            "b.toml:3: [server].trusted_proxies: 'proxy' is not an address");
        row("no key",
            "public_url =", "tls_certificate_file = \"/nonexistent\"\npublic_url =", "[server].tls_key_file");
        row("no certificate", "public_url =",
            "tls_key_file = \"/nonexistent\"\ntls_certificate_file = \"/nonexistent\"\npublic_url =",
            "b.toml:4: [server].tls_certificate_file: the file /nonexistent cannot be read");
        row("log format", "[store]", "[log]\nformat = \"xml\"\n[store]", "b.toml:5: [log].format");
        row("unknown section", "[stripe]", "[strype]", "b.toml:18: [strype]");
        row("not TOML", "[store]", "[store", "b.toml:4");
        row("no store", "sqlite =", "#", "[store].sqlite");
        row("wrong type", "partner_id = \"ECHEZONA001\"", "partner_id = 7", "b.toml:12: [clive].partner_id");
        row("no address", "https://clive.example/", "clive.example", "b.toml:7: [clive].base_url");
        row("no token", "api_token =", "#", "[clive].api_token");
        row("bad header", "\"Authorization\"", "\"X Y\"", "b.toml:9: [clive].auth_header");
        row("legacy flow", "\"checkout-intent\"", "\"legacy\"", "b.toml:10: [clive].flow");
        row("bad unit", "\"major\"", "\"cents\"", "b.toml:11: [clive].amount_unit");
        row("no secret", "[\"whsec_1\", \"whsec_2\"]", "[]", "b.toml:14: [clive].webhook_secrets");
        row("empty secret", "\"whsec_2\"", "\"\"", "b.toml:14: [clive].webhook_secrets");
        row("bad scheme", "\"timestamped\"", "\"none\"", "b.toml:15: [clive].signature_scheme");
        row("bad status", "\"paid\"", "\"done\"", "b.toml:17: [clive.statuses].settled");
        row("secret key", "pk_test_1", "sk_test_1", "b.toml:19: [stripe].publishable_key");
        row("bad prefix", "\"ECHEZONA\"", "\"E\"", "b.toml:21: [descriptor].prefix");
        row("bad suffix", "\"AIRPEACE\"", "\"AIRPEACE INTERNATIONAL\"", "b.toml:22: [descriptor].suffix");
        row("bad hash", "9f86d0", "9F86D0", "b.toml:25: [[devices]].token_sha256");
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

    void theServerIsRead()
    {
        auto text = good;
        text.replace(
            QStringLiteral("public_url = \"\""),
            QStringLiteral("public_url = \"https://pay.example\"\nheader_limit_bytes = 4096\n"
                           "target_limit_bytes = 1024\nbody_limit_bytes = 131072\n"
                           "request_deadline_ms = 5000\nwrite_deadline_ms = 6000\nidle_deadline_ms = 7000\n"
                           "connections_max = 100\nconnections_per_address_max = 0\n"
                           "trusted_proxies = [\"10.0.0.0/8\", \"::1\"]\n[log]\nformat = \"json\""));
        const auto config = backend::parseConfig(text.toStdString(), "b.toml");
        QVERIFY2(config, config ? "" : config.error().front().text().c_str());
        const auto &options = config->server.options;
        QCOMPARE(config->server.publicUrl, std::string("https://pay.example"));
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

    void aMissingFileIsAnError() { QVERIFY(!backend::loadConfig("/nonexistent.toml")); }
};

QTEST_GUILESS_MAIN(TestConfig)
#include "test_config.moc"
