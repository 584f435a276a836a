#include "backend_client_fixture.h"

#include "kiosk/backend_client/answers.h"
#include "support/fake_device_config.h"

using namespace tillwright;
using namespace tillwright::test;
using namespace tillwright::kiosk::backend_client;
using Kind = checkout::BackendError::Kind;

/// What the backend tells this device of itself, over HTTP.
class TestDeviceConfig : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void fetchesItWithTheBackendsTime();
    void anAnswerNeedNotTellTheTime();
    void refusesWhatIsNone();
    void readsDates_data();
    void readsDates();
};

void TestDeviceConfig::fetchesItWithTheBackendsTime()
{
    const std::string text = contract::writeDeviceConfig(testing::exampleDeviceConfig());
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(text), "Date: Thu, 26 Nov 2026 08:44:29 GMT\r\n")));
    const auto client = clientFor(server.url());
    Awaited<checkout::FetchedDeviceConfig> answer;
    client->fetchDeviceConfig(answer.callback());
    QVERIFY(answer.result());
    QVERIFY(answer.result()->config == testing::exampleDeviceConfig());
    QCOMPARE(answer.result()->answeredAtMs.value_or(0), std::int64_t(1'795'682'669'000));
    const auto &request = server.requests().first();
    QCOMPARE(request.method + ' ' + request.target, QByteArray("GET /v1/config"));
    QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer device-token-1"));
}

void TestDeviceConfig::anAnswerNeedNotTellTheTime()
{
    const std::string text = contract::writeDeviceConfig(testing::exampleDeviceConfig());
    HttpTestServer server(always(HttpTestServer::answer(200, bytes(text))));
    const auto client = clientFor(server.url());
    Awaited<checkout::FetchedDeviceConfig> answer;
    client->fetchDeviceConfig(answer.callback());
    QVERIFY(answer.result() && !answer.result()->answeredAtMs);
}

void TestDeviceConfig::refusesWhatIsNone()
{
    HttpTestServer server(always(HttpTestServer::answer(200, R"({"device":"register-1"})")));
    const auto client = clientFor(server.url());
    Awaited<checkout::FetchedDeviceConfig> answer;
    client->fetchDeviceConfig(answer.callback());
    QVERIFY(answer.result().error().kind == Kind::NotUnderstood);
}

void TestDeviceConfig::readsDates_data()
{
    QTest::addColumn<QByteArray>("date");
    QTest::addColumn<qint64>("ms");
    QTest::newRow("as RFC 9110 has it") << QByteArray("Thu, 01 Jan 1970 00:00:01 GMT") << qint64(1000);
    QTest::newRow("none") << QByteArray() << qint64(-1);
    QTest::newRow("another zone") << QByteArray("Thu, 01 Jan 1970 00:00:01 CET") << qint64(-1);
    QTest::newRow("no day") << QByteArray("Thu, 32 Jan 1970 00:00:01 GMT") << qint64(-1);
}

void TestDeviceConfig::readsDates()
{
    QFETCH(QByteArray, date);
    QFETCH(qint64, ms);
    QCOMPARE(qint64(timeOfDate(date).value_or(-1)), ms);
}

QTEST_GUILESS_MAIN(TestDeviceConfig)
#include "tst_device_config.moc"
