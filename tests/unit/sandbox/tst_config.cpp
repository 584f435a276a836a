#include "sandbox/config.h"

#include <QtTest>

using namespace tillwright;
using namespace tillwright::sandbox;

namespace {

const QString goodText = QStringLiteral("[clive]\n"
                                        "api_token = 'token'\n"
                                        "webhook_secret = 'whsec_x'\n"
                                        "[stripe]\n"
                                        "publishable_key = 'pk_test_x'\n"
                                        "secret_key = 'sk_test_x'\n");

std::string firstError(const QString &text)
{
    const auto config = parseConfig(text.toStdString(), "sandbox.toml");
    return config ? std::string() : config.error().front();
}

} // namespace

class TestSandboxConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void defaultsAreTheContracts()
    {
        const auto config = parseConfig(goodText.toStdString(), "sandbox.toml");
        QVERIFY(config);
        QCOMPARE(config->clive.listen, std::string("127.0.0.1:0"));
        QCOMPARE(config->clive.amountUnit, contract::AmountUnit::Major);
        QCOMPARE(config->clive.signatureScheme, contract::SignatureScheme::Timestamped);
        QVERIFY(config->controlToken.isEmpty());
    }

    void everyKeyIsRead()
    {
        const auto config =
            parseConfig("[clive]\nlisten = '127.0.0.1:9'\napi_token = 't'\namount_unit = 'minor'\n"
                        "webhook_url = 'http://127.0.0.1:1/w'\nwebhook_secret = 's'\n"
                        "signature_scheme = 'body'\n[stripe]\nlisten = '[::1]:8'\n"
                        "publishable_key = 'pk_test_a'\nsecret_key = 'sk_test_b'\n"
                        "[control]\ntoken = 'c'\n",
                        "sandbox.toml");
        QVERIFY(config);
        QCOMPARE(config->clive.amountUnit, contract::AmountUnit::Minor);
        QCOMPARE(config->clive.signatureScheme, contract::SignatureScheme::Body);
        QCOMPARE(config->clive.webhookUrl, std::string("http://127.0.0.1:1/w"));
        QCOMPARE(config->stripe.listen, std::string("[::1]:8"));
        QCOMPARE(config->controlToken.reveal(), std::string("c"));
    }

    void errorsNameFileLineAndKey_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("start");
        QTest::newRow("unknown key") << QString(goodText).replace("api_token = 'token'\n",
                                                                  "api_token = 'token'\nfoo = 1\n")
                                     << "sandbox.toml:3: [clive].foo: ";
        QTest::newRow("unknown section") << goodText + "[strype]\nx = 1\n"
                                         << "sandbox.toml:7: [strype]: ";
        QTest::newRow("no token") << QString(goodText).remove("api_token = 'token'\n")
                                  << "sandbox.toml:1: [clive].api_token: ";
        QTest::newRow("wrong word") << "[clive]\namount_unit = 'cents'\n"
                + QString(goodText).remove("[clive]\n")
                                    << "sandbox.toml:2: [clive].amount_unit: ";
        QTest::newRow("open port") << "[clive]\nlisten = '0.0.0.0:80'\n"
                + QString(goodText).remove("[clive]\n")
                                   << "sandbox.toml:2: [clive].listen: ";
        QTest::newRow("live publishable key")
            << QString(goodText).replace("pk_test_x", "pk_live_x")
            << "sandbox.toml:5: [stripe].publishable_key: it holds a live key";
        QTest::newRow("live secret key") << QString(goodText).replace("sk_test_x", "sk_live_x")
                                         << "sandbox.toml:6: [stripe].secret_key: it holds a live key";
        QTest::newRow("live key elsewhere") << QString(goodText).replace("whsec_x", "sk_live_x")
                                            << "sandbox.toml:3: [clive].webhook_secret: it holds a live key";
        QTest::newRow("not a test key")
            << QString(goodText).replace("pk_test_x", "pk_x") << "sandbox.toml:5: [stripe].publishable_key: ";
        QTest::newRow("not TOML") << "[clive\n"
                                  << "sandbox.toml:1: not valid TOML";
    }

    void errorsNameFileLineAndKey()
    {
        QFETCH(QString, text);
        QFETCH(QString, start);
        const auto error = QString::fromStdString(firstError(text));
        QVERIFY2(error.startsWith(start), qPrintable(error));
        QVERIFY(!error.contains(QLatin1String("live_x")));
    }
};

QTEST_GUILESS_MAIN(TestSandboxConfig)
#include "tst_config.moc"
