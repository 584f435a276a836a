#include "backend_client_fixture.h"
#include "version/version.h"

using namespace tillwright;
using namespace tillwright::test;
using namespace tillwright::kiosk::backend_client;
using Kind = checkout::BackendError::Kind;

/// What the client sends, and when it calls back.
class TestRequests : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsACheckout();
    void asksForTheStatus();
    void asksForTheStatusAndHolds();
    void resumes();
    void abandons();
    void searches();
    void keepsThePathPrefixAndEncodesIds();
    void keepsTheConnection();
    void followsNoRedirect();
    void keepsNoCookie();
    void callsBackFromTheEventLoopOnly();
    void staysSilentAfterDestruction();
    void mayBeDestroyedByItsCallback();
    void refusesBadOptions_data();
    void refusesBadOptions();
};

void TestRequests::sendsACheckout()
{
    HttpTestServer server(
        always(HttpTestServer::answer(201, bytes(contract::writeCheckoutAnswer(sampleAnswer())))));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutAnswer> answer;
    client->createCheckout(sampleAttempt(), answer.callback());
    QVERIFY(*answer.result() == sampleAnswer());

    QCOMPARE(server.requests().size(), 1);
    const auto &request = server.requests().first();
    QCOMPARE(request.method, QByteArray("POST"));
    QCOMPARE(request.target, QByteArray("/v1/checkouts"));
    QCOMPARE(request.body, bytes(contract::writeCreateCheckout(sampleAttempt().sale)));
    QCOMPARE(request.headers.value("idempotency-key"), QByteArray("6f1c-key"));
    QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer device-token-1"));
    QCOMPARE(request.headers.value("content-type"), QByteArray("application/json"));
    QCOMPARE(request.headers.value("accept-encoding"), QByteArray("identity"));
    QCOMPARE(request.headers.value("user-agent"), QByteArray::fromStdString(version::product("tillwright")));
    QVERIFY(!QUuid(QString::fromLatin1(request.headers.value("x-request-id"))).isNull());
    QVERIFY(!request.headers.contains("cookie"));
}

void TestRequests::asksForTheStatus()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    const auto client = clientFor(server.url());
    QVERIFY(*statusFrom(*client) == sampleState());
    const auto &request = server.requests().first();
    QCOMPARE(request.method, QByteArray("GET"));
    QCOMPARE(request.target, QByteArray("/v1/checkouts/clv_1?refresh=1"));
    QVERIFY(request.body.isEmpty());
    QVERIFY(!request.headers.contains("idempotency-key"));
    QCOMPARE(request.headers.value("authorization"), QByteArray("Bearer device-token-1"));
}

void TestRequests::asksForTheStatusAndHolds()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutState> held;
    client->fetchStatus({"clv_1", false, 25, 7}, held.callback());
    QVERIFY(held.result().has_value());
    Awaited<contract::CheckoutState> tooLong;
    client->fetchStatus({"clv_1", true, 900, 7}, tooLong.callback());
    QVERIFY(tooLong.result().has_value());
    QCOMPARE(server.requests().at(0).target, QByteArray("/v1/checkouts/clv_1?wait=25&after=7"));
    QCOMPARE(server.requests().at(1).target, QByteArray("/v1/checkouts/clv_1?refresh=1&wait=25&after=7"));
}

void TestRequests::resumes()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutAnswer(sampleAnswer())))));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutAnswer> answer;
    client->resumeCheckout("clv_1", answer.callback());
    QVERIFY(*answer.result() == sampleAnswer());
    QCOMPARE(server.requests().first().method, QByteArray("POST"));
    QCOMPARE(server.requests().first().target, QByteArray("/v1/checkouts/clv_1/resume"));
}

void TestRequests::abandons()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutState> state;
    client->abandonCheckout("clv_1", state.callback());
    QVERIFY(*state.result() == sampleState());
    QCOMPARE(server.requests().first().method, QByteArray("POST"));
    QCOMPARE(server.requests().first().target, QByteArray("/v1/checkouts/clv_1/abandon"));
}

void TestRequests::searches()
{
    contract::CheckoutPage page;
    page.checkouts.push_back({sampleState(), "register-1", "buyer@example.com", 1'000, 2'000});
    page.nextCursor = "1000~clv_1";
    HttpTestServer server(always(HttpTestServer::answer(200, bytes(contract::writeCheckoutPage(page)))));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutPage> all;
    client->searchCheckouts({}, all.callback());
    QVERIFY(*all.result() == page);
    contract::CheckoutSearch search;
    search.status = "open";
    search.reference = "A/1";
    search.suffix = "AIR & SEA";
    search.fromMs = 7;
    search.cursor = page.nextCursor;
    Awaited<contract::CheckoutPage> some;
    client->searchCheckouts(search, some.callback());
    QVERIFY(some.result().has_value());
    QCOMPARE(server.requests().at(0).method, QByteArray("GET"));
    QCOMPARE(server.requests().at(0).target, QByteArray("/v1/checkouts"));
    QCOMPARE(
        server.requests().at(1).target,
        QByteArray(
            "/v1/checkouts?reference=A%2F1&suffix=AIR%20%26%20SEA&status=open&from=7&cursor=1000~clv_1"));
}

void TestRequests::keepsThePathPrefixAndEncodesIds()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    QUrl url = server.url();
    url.setPath(QStringLiteral("/partner/"));
    const auto client = clientFor(url);
    Awaited<contract::CheckoutState> state;
    client->abandonCheckout("a/b?c#d e%", state.callback());
    QVERIFY(state.result().has_value());
    QCOMPARE(server.requests().first().target,
             QByteArray("/partner/v1/checkouts/a%2Fb%3Fc%23d%20e%25/abandon"));
}

void TestRequests::keepsTheConnection()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    const auto client = clientFor(server.url());
    for (int i = 0; i < 3; ++i)
        QVERIFY(statusFrom(*client).has_value());
    QCOMPARE(server.requests().size(), 3);
    QCOMPARE(server.requests().last().connection, 1);
    QVERIFY(server.requests().at(0).headers.value("x-request-id")
            != server.requests().at(1).headers.value("x-request-id"));
}

void TestRequests::followsNoRedirect()
{
    HttpTestServer server(always(HttpTestServer::answer(307, "", "Location: /elsewhere\r\n")));
    const auto client = clientFor(server.url());
    QVERIFY(statusFrom(*client).error().kind == Kind::NotUnderstood);
    QCOMPARE(server.requests().size(), 1);
}

void TestRequests::keepsNoCookie()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())),
                                      "Set-Cookie: a=b\r\nCache-Control: max-age=600\r\n")));
    const auto client = clientFor(server.url());
    QVERIFY(statusFrom(*client).has_value());
    QVERIFY(statusFrom(*client).has_value());
    QCOMPARE(server.requests().size(), 2);
    QVERIFY(!server.requests().last().headers.contains("cookie"));
}

void TestRequests::callsBackFromTheEventLoopOnly()
{
    HttpTestServer server(always(HttpTestServer::answer(200, "{}")));
    const auto client = clientFor(server.url());
    server.stop();
    Awaited<contract::CheckoutAnswer> created;
    Awaited<contract::CheckoutState> status;
    client->createCheckout(sampleAttempt(), created.callback());
    client->fetchStatus({"clv_1", true, 0, 0}, status.callback());
    QVERIFY(!created.arrived() && !status.arrived());
    QVERIFY(!created.result() && !status.result());
}

void TestRequests::staysSilentAfterDestruction()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    auto client = clientFor(server.url());
    bool called = false;
    client->fetchStatus({"clv_1", true, 0, 0}, [&](const auto &) { called = true; });
    client.reset();
    const auto second = clientFor(server.url());
    QVERIFY(statusFrom(*second).has_value());
    QVERIFY(!called);
}

void TestRequests::mayBeDestroyedByItsCallback()
{
    HttpTestServer server(
        always(HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())))));
    auto client = clientFor(server.url());
    bool called = false;
    client->fetchStatus({"clv_1", true, 0, 0}, [&](const auto &) {
        client.reset();
        called = true;
    });
    QVERIFY(QTest::qWaitFor([&] { return called; }));
}

void TestRequests::refusesBadOptions_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("token");
    QTest::addColumn<QString>("caFile");
    QTest::addColumn<QString>("field");
    const QString url = QStringLiteral("https://backend.example");
    const QString token = QStringLiteral("t");
    QTest::newRow("plain http") << QStringLiteral("http://backend.example") << token << QString()
                                << "backend.url";
    QTest::newRow("no URL") << QString() << token << QString() << "backend.url";
    QTest::newRow("a file") << QStringLiteral("file:///etc/passwd") << token << QString() << "backend.url";
    QTest::newRow("a user") << QStringLiteral("https://a:b@backend.example") << token << QString()
                            << "backend.url";
    QTest::newRow("no token") << url << QString() << QString() << "backend.token";
    QTest::newRow("two lines") << url << QStringLiteral("a\r\nX: y") << QString() << "backend.token";
    QTest::newRow("no CA file") << url << token << QStringLiteral("/nowhere/ca.pem") << "backend.ca_file";
    QTest::newRow("not a CA file") << url << token << QStringLiteral(__FILE__) << "backend.ca_file";
}

void TestRequests::refusesBadOptions()
{
    QFETCH(const QString, url);
    QFETCH(const QString, token);
    QFETCH(const QString, caFile);
    QFETCH(const QString, field);
    BackendOptions options;
    options.baseUrl = QUrl(url);
    options.token = domain::Secret(token.toStdString());
    options.caFile = caFile;
    const auto client = BackendClient::create(std::move(options));
    QVERIFY(!client);
    QCOMPARE(QString::fromStdString(client.error().field), field);
}

QTEST_GUILESS_MAIN(TestRequests)
#include "tst_requests.moc"
