#include "http_test_server.h"

#include "kiosk/backend_client/backend_client.h"

#include <QtCore/QTemporaryFile>
#include <QtTest/QtTest>

using namespace tillwright;
using namespace tillwright::kiosk::backend_client;
using checkout::BackendError;
using test::HttpTestServer;
using Kind = BackendError::Kind;

namespace {

constexpr int shortLimitMs = 200;
const char *const deviceToken = "device-token-1";

checkout::Attempt sampleAttempt()
{
    return {
        "attempt-1", "6f1c-key",
        *domain::makeSale({"750.00", "USD", "buyer@example.com", "EZ12345", {{"order_id", "ORD-1001"}}, {}})};
}

contract::CheckoutAnswer sampleAnswer()
{
    contract::CheckoutAnswer answer;
    answer.cliveTxId = "clv_1";
    answer.stripePaymentIntentId = "pi_1";
    answer.clientSecret = domain::Secret("pi_1_secret_x");
    answer.stripePublishableKey = "pk_test_x";
    answer.reference = "EZ12345";
    answer.amount = {75'000, domain::Currency::usd()};
    answer.statementDescriptorSuffix = "AIRPEACE";
    answer.version = 1;
    answer.payUrl = "https://backend.example/pay/t";
    return answer;
}

contract::CheckoutState sampleState()
{
    contract::CheckoutState state;
    state.cliveTxId = "clv_1";
    state.stripePaymentIntentId = "pi_1";
    state.reference = "EZ12345";
    state.amount = {75'000, domain::Currency::usd()};
    state.statementDescriptorSuffix = "AIRPEACE";
    state.status = domain::PaymentStatus::Kind::Paid;
    state.version = 4;
    state.feesMinor = 2'205;
    return state;
}

QByteArray bytes(const std::string &text)
{
    return QByteArray::fromStdString(text);
}

HttpTestServer::Script always(const QByteArray &answer, bool thenClose = false)
{
    return [=](const test::HttpRequest &) { return HttpTestServer::Reply{answer, thenClose}; };
}

std::unique_ptr<BackendClient> clientFor(const QUrl &url, const QString &caFile = {})
{
    BackendOptions options;
    options.baseUrl = url;
    options.token = domain::Secret(deviceToken);
    options.caFile = caFile;
    auto client = BackendClient::create(std::move(options));
    if (!client)
        qFatal("%s", client.error().text().c_str());
    return std::move(*client);
}

/// Waits for the one answer of a call.
template<typename T> class Awaited
{
public:
    [[nodiscard]] checkout::BackendCallback<T> callback()
    {
        return [this](tl::expected<T, BackendError> result) { m_result = std::move(result); };
    }
    [[nodiscard]] bool arrived() const { return m_result.has_value(); }
    [[nodiscard]] const tl::expected<T, BackendError> &result()
    {
        if (!QTest::qWaitFor([this] { return arrived(); }))
            qFatal("no answer");
        return *m_result;
    }

private:
    std::optional<tl::expected<T, BackendError>> m_result;
};

tl::expected<contract::CheckoutState, BackendError> statusFrom(BackendClient &client)
{
    Awaited<contract::CheckoutState> state;
    client.fetchStatus({"clv_1", true, 0, 0}, state.callback());
    return state.result();
}

} // namespace

class TestBackendClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsACheckout();
    void asksForTheStatus();
    void asksForTheStatusAndHolds();
    void resumes();
    void abandons();
    void keepsThePathPrefixAndEncodesIds();
    void keepsTheConnection();
    void tellsStatusesApart_data();
    void tellsStatusesApart();
    void namesTheField();
    void followsNoRedirect();
    void keepsNoCookie();
    void refusesWhatIsNotTheContract_data();
    void refusesWhatIsNotTheContract();
    void reportsADeadBackend();
    void reportsACutConnection();
    void givesUpWhenNothingComes();
    void givesUpWhenAnAnswerTrickles();
    void trustsTheGivenAuthorityOnly();
    void callsBackFromTheEventLoopOnly();
    void staysSilentAfterDestruction();
    void mayBeDestroyedByItsCallback();
    void refusesBadOptions_data();
    void refusesBadOptions();
};

void TestBackendClient::sendsACheckout()
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
    QCOMPARE(request.headers.value("user-agent"), QByteArray("tillwright/" TILLWRIGHT_VERSION));
    QVERIFY(!QUuid(QString::fromLatin1(request.headers.value("x-request-id"))).isNull());
    QVERIFY(!request.headers.contains("cookie"));
}

void TestBackendClient::asksForTheStatus()
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

void TestBackendClient::asksForTheStatusAndHolds()
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

void TestBackendClient::resumes()
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

void TestBackendClient::abandons()
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

void TestBackendClient::keepsThePathPrefixAndEncodesIds()
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

void TestBackendClient::keepsTheConnection()
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

void TestBackendClient::tellsStatusesApart_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    const auto row = [](const char *name, int status, Kind kind, const QByteArray &body = "{}") {
        QTest::newRow(name) << status << body << static_cast<int>(kind);
    };
    row("400", 400, Kind::Refused);
    row("401", 401, Kind::Refused);
    row("403", 403, Kind::Refused);
    row("404", 404, Kind::NotFound);
    row("409 in flight", 409, Kind::Server,
        R"({"type":"https://x.example/problems/idempotency-key-in-flight",)"
        R"("title":"t","status":409})");
    row("409 reference", 409, Kind::Refused,
        R"({"type":"https://x.example/problems/reference-in-progress","title":"t","status":409})");
    row("410", 410, Kind::Gone);
    row("422", 422, Kind::Refused);
    row("429", 429, Kind::Server);
    row("500", 500, Kind::Server);
    row("502 html", 502, Kind::Server, "<html>bad gateway</html>");
    row("503", 503, Kind::Server);
    row("204", 204, Kind::NotUnderstood, "");
    row("202", 202, Kind::NotUnderstood);
}

void TestBackendClient::tellsStatusesApart()
{
    QFETCH(const int, status);
    QFETCH(const QByteArray, body);
    QFETCH(const int, kind);
    HttpTestServer server(always(HttpTestServer::answer(status, body)));
    const auto client = clientFor(server.url());
    const auto state = statusFrom(*client);
    QVERIFY(!state);
    QCOMPARE(static_cast<int>(state.error().kind), kind);
    QCOMPARE(state.error().httpStatus, status);
    QVERIFY(state.error().cause.find("(request ") != std::string::npos);
}

void TestBackendClient::namesTheField()
{
    HttpTestServer server(always(HttpTestServer::answer(
        422,
        R"({"type":"about:blank","title":"Not valid","status":422,"detail":"too small","field":"amount"})")));
    const auto client = clientFor(server.url());
    Awaited<contract::CheckoutAnswer> answer;
    client->createCheckout(sampleAttempt(), answer.callback());
    QVERIFY(answer.result().error().kind == Kind::Refused);
    QCOMPARE(answer.result().error().field, "amount");
    QVERIFY(answer.result().error().cause.find("Not valid: too small") != std::string::npos);
    QVERIFY(answer.result().error().cause.find(deviceToken) == std::string::npos);
}

void TestBackendClient::followsNoRedirect()
{
    HttpTestServer server(always(HttpTestServer::answer(307, "", "Location: /elsewhere\r\n")));
    const auto client = clientFor(server.url());
    QVERIFY(statusFrom(*client).error().kind == Kind::NotUnderstood);
    QCOMPARE(server.requests().size(), 1);
}

void TestBackendClient::keepsNoCookie()
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

void TestBackendClient::refusesWhatIsNotTheContract_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("not JSON") << HttpTestServer::answer(200, "<html>Log in to the Wi-Fi</html>");
    QTest::newRow("empty") << HttpTestServer::answer(200, "");
    QTest::newRow("fields missing") << HttpTestServer::answer(200, R"({"clive_tx_id":"clv_1"})");
    QTest::newRow("too long") << HttpTestServer::answer(200, QByteArray(answerLimitBytes + 1, ' '));
}

void TestBackendClient::refusesWhatIsNotTheContract()
{
    QFETCH(const QByteArray, answer);
    HttpTestServer server(always(answer));
    const auto client = clientFor(server.url());
    const auto state = statusFrom(*client);
    QVERIFY(!state);
    QCOMPARE(static_cast<int>(state.error().kind), static_cast<int>(Kind::NotUnderstood));
}

void TestBackendClient::reportsADeadBackend()
{
    HttpTestServer server(always(HttpTestServer::answer(200, "{}")));
    const auto client = clientFor(server.url());
    server.stop();
    const auto state = statusFrom(*client);
    QVERIFY(state.error().kind == Kind::Unreachable);
    QVERIFY(state.error().isRetryable());
}

void TestBackendClient::reportsACutConnection()
{
    const QByteArray whole = HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())));
    for (const QByteArray &part : {QByteArray(), whole.left(20), whole.left(whole.size() - 10)}) {
        HttpTestServer server(always(part, true));
        const auto client = clientFor(server.url());
        const auto state = statusFrom(*client);
        QVERIFY(!state);
        QCOMPARE(static_cast<int>(state.error().kind), static_cast<int>(Kind::Unreachable));
    }
}

void TestBackendClient::givesUpWhenNothingComes()
{
    HttpTestServer server([](const test::HttpRequest &) { return HttpTestServer::Reply{}; });
    auto client =
        BackendClient::create({server.url(), domain::Secret(deviceToken), {}, shortLimitMs, shortLimitMs});
    Awaited<contract::CheckoutAnswer> answer;
    (*client)->createCheckout(sampleAttempt(), answer.callback());
    QVERIFY(answer.result().error().kind == Kind::Timeout);
    QVERIFY(statusFrom(**client).error().kind == Kind::Timeout);

    // A request that is held is waited for as long as it asked for.
    Awaited<contract::CheckoutState> held;
    QElapsedTimer elapsed;
    elapsed.start();
    (*client)->fetchStatus({"clv_1", false, 1, 0}, held.callback());
    QVERIFY(held.result().error().kind == Kind::Timeout);
    QVERIFY(elapsed.elapsed() >= 1'000);
}

void TestBackendClient::givesUpWhenAnAnswerTrickles()
{
    QByteArray headers = "HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n";
    QTcpServer server;
    QVERIFY(server.listen(QHostAddress::LocalHost));
    QTimer drip;
    connect(&server, &QTcpServer::newConnection, &server, [&] {
        QTcpSocket *socket = server.nextPendingConnection();
        socket->write(headers);
        connect(&drip, &QTimer::timeout, socket, [socket] { socket->write(" "); });
        drip.start(shortLimitMs / 10);
    });
    const QUrl url(QStringLiteral("http://127.0.0.1:%1").arg(server.serverPort()));
    const auto client =
        BackendClient::create({url, domain::Secret(deviceToken), {}, shortLimitMs, shortLimitMs});
    QVERIFY(statusFrom(**client).error().kind == Kind::Timeout);
}

void TestBackendClient::trustsTheGivenAuthorityOnly()
{
    const auto certificate = test::makeTestCertificate();
    const auto stranger = test::makeTestCertificate();
    const QByteArray answer = HttpTestServer::answer(200, bytes(contract::writeCheckoutState(sampleState())));
    HttpTestServer server(always(answer), &certificate);
    const auto caFile = [](QTemporaryFile &file, const test::TestCertificate &source) {
        const bool isWritten = file.open() && file.write(source.certificatePem) > 0 && file.flush();
        return isWritten ? file.fileName() : QString();
    };
    QTemporaryFile ours;
    QTemporaryFile theirs;
    QVERIFY(statusFrom(*clientFor(server.url(), caFile(ours, certificate))).has_value());
    QCOMPARE(server.requests().size(), 1);
    for (const QString &file : {QString(), caFile(theirs, stranger)}) {
        const auto refused = statusFrom(*clientFor(server.url(), file));
        QCOMPARE(static_cast<int>(refused.error().kind), static_cast<int>(Kind::Tls));
        QVERIFY(!refused.error().isRetryable());
    }
    QCOMPARE(server.requests().size(), 1);
}

void TestBackendClient::callsBackFromTheEventLoopOnly()
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

void TestBackendClient::staysSilentAfterDestruction()
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

void TestBackendClient::mayBeDestroyedByItsCallback()
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

void TestBackendClient::refusesBadOptions_data()
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

void TestBackendClient::refusesBadOptions()
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

QTEST_GUILESS_MAIN(TestBackendClient)
#include "tst_backend_client.moc"
