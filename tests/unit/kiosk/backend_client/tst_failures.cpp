#include "backend_client_fixture.h"

#include <QtCore/QTemporaryFile>
#include <QtNetwork/QTcpServer>
#include <QtNetwork/QTcpSocket>

using namespace tillwright;
using namespace tillwright::test;
using namespace tillwright::kiosk::backend_client;
using Kind = checkout::BackendError::Kind;

/// How the client names what went wrong.
class TestFailures : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsStatusesApart_data();
    void tellsStatusesApart();
    void namesTheField();
    void refusesWhatIsNotTheContract_data();
    void refusesWhatIsNotTheContract();
    void reportsADeadBackend();
    void reportsACutConnection();
    void givesUpWhenNothingComes();
    void givesUpWhenAnAnswerTrickles();
    void trustsTheGivenAuthorityOnly();
};

void TestFailures::tellsStatusesApart_data()
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
    row("409 phone", 409, Kind::BeingPaid,
        R"({"type":"urn:tillwright:problem:being-paid-on-phone","title":"t","status":409})");
    row("410", 410, Kind::Gone);
    row("422", 422, Kind::Refused);
    row("429", 429, Kind::Server);
    row("500", 500, Kind::Server);
    row("502 html", 502, Kind::Server, "<html>bad gateway</html>");
    row("503", 503, Kind::Server);
    row("204", 204, Kind::NotUnderstood, "");
    row("202", 202, Kind::NotUnderstood);
}

void TestFailures::tellsStatusesApart()
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

void TestFailures::namesTheField()
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

void TestFailures::refusesWhatIsNotTheContract_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("not JSON") << HttpTestServer::answer(200, "<html>Log in to the Wi-Fi</html>");
    QTest::newRow("empty") << HttpTestServer::answer(200, "");
    QTest::newRow("fields missing") << HttpTestServer::answer(200, R"({"clive_tx_id":"clv_1"})");
    QTest::newRow("too long") << HttpTestServer::answer(200, QByteArray(answerLimitBytes + 1, ' '));
}

void TestFailures::refusesWhatIsNotTheContract()
{
    QFETCH(const QByteArray, answer);
    HttpTestServer server(always(answer));
    const auto client = clientFor(server.url());
    const auto state = statusFrom(*client);
    QVERIFY(!state);
    QCOMPARE(static_cast<int>(state.error().kind), static_cast<int>(Kind::NotUnderstood));
}

void TestFailures::reportsADeadBackend()
{
    HttpTestServer server(always(HttpTestServer::answer(200, "{}")));
    const auto client = clientFor(server.url());
    server.stop();
    const auto state = statusFrom(*client);
    QVERIFY(state.error().kind == Kind::Unreachable);
    QVERIFY(state.error().isRetryable());
}

void TestFailures::reportsACutConnection()
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

void TestFailures::givesUpWhenNothingComes()
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

void TestFailures::givesUpWhenAnAnswerTrickles()
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

void TestFailures::trustsTheGivenAuthorityOnly()
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

QTEST_GUILESS_MAIN(TestFailures)
#include "tst_failures.moc"
