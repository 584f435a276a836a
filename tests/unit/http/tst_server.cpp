#include "http/router.h"
#include "loopback.h"

#include <QtTest>
#include <atomic>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tillwright::http;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

/// What the handlers of one test server saw; read from the test's thread.
struct Seen {
    std::atomic<int> holding = 0;
    std::atomic<int> cancelled = 0;
};

asio::awaitable<Response> echo(Request request)
{
    std::string text = request.method + " " + request.path + " q=" + std::string(request.queryValue("q"))
        + " id=" + std::string(request.parameter("id")) + " body=" + request.body
        + " from=" + request.clientAddress;
    co_return textResponse(200, std::move(text));
}

asio::awaitable<Response> hold(Seen &seen)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
    ++seen.holding;
    bool wasCancelled = false;
    try {
        co_await timer.async_wait(asio::use_awaitable);
    } catch (const boost::system::system_error &) {
        wasCancelled = true;
    }
    --seen.holding;
    if (wasCancelled)
        ++seen.cancelled;
    co_return textResponse(200, "held");
}

asio::awaitable<Response> fail(Request request)
{
    if (request.path == "/fail")
        throw std::runtime_error("a secret detail");
    co_return Response{};
}

asio::awaitable<Response> drop(Request)
{
    Response response;
    response.drop = true;
    co_return response;
}

asio::awaitable<Response> cut(Request)
{
    auto response = textResponse(200, "never seen");
    response.cut = true;
    co_return response;
}

asio::awaitable<Response> large(Request)
{
    co_return textResponse(200, std::string(64 * 1024 * 1024, 'x'));
}

/// Sends byte by byte until everything is sent or the other side has closed; tells how many were sent.
asio::awaitable<std::size_t> trickle(RawSocket &socket, std::string bytes, std::chrono::milliseconds pauseMs)
{
    asio::steady_timer timer(co_await asio::this_coro::executor);
    for (std::size_t sent = 0; sent < bytes.size(); ++sent) {
        if (!socket.trySend({&bytes[sent], 1}))
            co_return sent;
        timer.expires_after(pauseMs);
        co_await timer.async_wait(asio::use_awaitable);
    }
    co_return bytes.size();
}

class TestServer
{
public:
    explicit TestServer(ServerOptions options = {})
        : m_server(m_background.context().get_executor(), std::move(options),
                   [this](Request request) { return m_router.handle(std::move(request)); })
    {
        m_router.add("GET", "/echo", echo);
        m_router.add("POST", "/echo", echo);
        m_router.add("GET", "/things/{id}", echo);
        m_router.add("GET", "/hold", [this](Request) { return hold(m_seen); });
        m_router.add("GET", "/fail", fail);
        m_router.add("GET", "/drop", drop);
        m_router.add("GET", "/cut", cut);
        m_router.add("GET", "/large", large);
        const auto started = m_server.start();
        if (!started)
            qFatal("%s", started.error().c_str());
    }
    ~TestServer() { stop(); }

    void stop() { m_background.wait(m_server.stop()); }
    tl::expected<ClientResponse, ClientError> call(ClientRequest request)
    {
        request.url = url() + request.url;
        return m_background.wait(m_client.request(std::move(request)));
    }
    std::string url() const { return "http://" + m_server.listenAddress(); }
    Server &server() { return m_server; }
    Seen &seen() { return m_seen; }
    BackgroundContext &background() { return m_background; }
    Client &client() { return m_client; }

private:
    Router m_router;
    Seen m_seen;
    BackgroundContext m_background;
    Client m_client;
    Server m_server;
};

ClientRequest get(std::string path)
{
    ClientRequest request;
    request.url = std::move(path);
    return request;
}

} // namespace

class TestHttpServer : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void answersWithWhatTheRequestHeld()
    {
        TestServer server;
        ClientRequest request;
        request.method = "POST";
        request.url = "/echo?q=a%20b%2Bc";
        request.body = "raw\nbytes";
        const auto answer = server.call(request);
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
        QCOMPARE(answer->body, std::string("POST /echo q=a b+c id= body=raw\nbytes from=127.0.0.1"));
    }

    void decodesPathParametersBySegment()
    {
        TestServer server;
        const auto answer = server.call(get("/things/a%2Fb"));
        QVERIFY(answer);
        QVERIFY(answer->body.find("id=a/b ") != std::string::npos);
    }

    void unknownPathsAndMethodsAreProblems()
    {
        TestServer server;
        auto answer = server.call(get("/nothing"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 404);
        QCOMPARE(std::string(answer->headers.value("content-type")), std::string("application/problem+json"));
        ClientRequest request = get("/echo");
        request.method = "DELETE";
        answer = server.call(request);
        QVERIFY(answer);
        QCOMPARE(answer->status, 405);
        QCOMPARE(std::string(answer->headers.value("Allow")), std::string("GET, POST"));
    }

    void onlyATrustedProxyNamesRequestAndClient()
    {
        ClientRequest request = get("/echo");
        request.headers.add("X-Request-Id", std::string(128, 'a'));
        request.headers.add("X-Forwarded-For", "203.0.113.9, 192.0.2.1");
        {
            TestServer server;
            const auto answer = server.call(request);
            QVERIFY(answer->headers.value("X-Request-Id").starts_with("req-"));
            QVERIFY(answer->body.ends_with("from=127.0.0.1"));
        }
        ServerOptions options;
        options.trustedProxies = {*AddressRange::parse("127.0.0.0/8")};
        TestServer server(options);
        auto answer = server.call(request);
        QCOMPARE(std::string(answer->headers.value("X-Request-Id")), std::string(128, 'a'));
        QVERIFY(answer->body.ends_with("from=192.0.2.1"));
        for (const auto &id : {std::string("a b\"c"), std::string(129, 'a'), std::string()}) {
            request.headers.set("X-Request-Id", id);
            answer = server.call(request);
            QVERIFY(answer->headers.value("X-Request-Id").starts_with("req-"));
        }
    }

    void aFailingHandlerGivesAProblemWithoutItsDetail()
    {
        TestServer server;
        const auto answer = server.call(get("/fail"));
        QVERIFY(answer);
        QCOMPARE(answer->status, 500);
        QVERIFY(answer->body.find("secret") == std::string::npos);
    }

    void droppedConnectionsHaveNoAnswer()
    {
        TestServer server;
        const auto answer = server.call(get("/drop"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ClientError::Kind::Reset);
        QVERIFY(!answer.error().nothingSent());
    }

    void cutAnswersBreakOffAfterTheHeader()
    {
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send("GET /cut HTTP/1.1\r\nHost: a\r\n\r\n");
        const auto answer = socket.readToEnd();
        QVERIFY(answer.starts_with("HTTP/1.1 200 OK"));
        QVERIFY(answer.ends_with("\r\n\r\n"));
        QCOMPARE(server.call(get("/cut")).error().kind, ClientError::Kind::Reset);
    }

    void malformedRequestsAreProblems_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::addColumn<int>("status");
        QTest::newRow("no HTTP") << QByteArray("hello\r\n\r\n") << 400;
        QTest::newRow("bad escape") << QByteArray("GET /%zz HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("null byte escape") << QByteArray("GET /%00 HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("absolute form") << QByteArray("GET http://a/ HTTP/1.1\r\nHost: a\r\n\r\n") << 400;
        QTest::newRow("no host") << QByteArray("GET /echo HTTP/1.1\r\n\r\n") << 400;
        QTest::newRow("two hosts") << QByteArray("GET /echo HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n") << 400;
        QTest::newRow("length and chunked") << QByteArray(
            "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n"
            "0\r\n\r\n") << 400;
        QTest::newRow("large header") << "GET /echo HTTP/1.1\r\nHost: a\r\nX: " + QByteArray(9000, 'x')
                + "\r\n\r\n" << 431;
        QTest::newRow("long target") << "GET /" + QByteArray(2048, 'x') + " HTTP/1.1\r\nHost: a\r\n\r\n"
                                     << 414;
        QTest::newRow("endless target") << "GET /" + QByteArray(9000, 'x') << 414;
        QTest::newRow("announced large body")
            << QByteArray("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 70000\r\n\r\n") << 413;
        QTest::newRow("chunked large body")
            << "POST /echo HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n11170\r\n"
                + QByteArray(70000, 'x') + "\r\n0\r\n\r\n"
            << 413;
    }

    void malformedRequestsAreProblems()
    {
        QFETCH(QByteArray, bytes);
        QFETCH(int, status);
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send({bytes.constData(), static_cast<std::size_t>(bytes.size())});
        const auto answer = socket.readToEnd();
        QVERIFY2(answer.starts_with("HTTP/1.1 " + std::to_string(status)), answer.c_str());
        QVERIFY(answer.find("application/problem+json") != std::string::npos);
        QVERIFY(answer.find("Connection: close") != std::string::npos);
        QVERIFY(answer.find("X-Request-Id: req-") != std::string::npos);
        std::map<int, Refusal> refusals{{400, Refusal::Malformed},
                                        {413, Refusal::BodyTooLarge},
                                        {414, Refusal::TargetTooLong},
                                        {431, Refusal::HeaderTooLarge}};
        for (const auto refusal : allRefusals)
            QCOMPARE(server.server().refusals().of(refusal), std::uint64_t(refusal == refusals.at(status)));
    }

    void aTargetOfTheLimitIsServed()
    {
        TestServer server;
        const auto answer = server.call(get("/echo?q=" + std::string(2048 - 8, 'x')));
        QVERIFY(answer);
        QCOMPARE(answer->status, 200);
    }

    void aSlowRequestIsCutWithoutAnAnswer()
    {
        ServerOptions options;
        options.requestDeadlineMs = 100ms;
        TestServer server(options);
        std::uint64_t cut = 0;
        for (const auto *bytes : {"", "GET /echo HTTP/1.1\r\nHost:",
                                  "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab"}) {
            RawSocket slow(server.server().port());
            slow.send(bytes);
            QCOMPARE(slow.readToEnd(), std::string());
            ++cut;
            QTRY_COMPARE(server.server().refusals().of(Refusal::Slow), cut);
        }
    }

    void theDeadlineIsOfTheWholeRequest()
    {
        ServerOptions options;
        options.requestDeadlineMs = 400ms;
        TestServer server(options);
        // Each byte comes well within the deadline, and so do the header and the body's beginning by themselves. A
        // deadline for each of the two would be over at byte 140 only.
        const std::string header = "POST /echo HTTP/1.1\r\nHost: ab\r\nContent-Length: 60000\r\n\r\n";
        QCOMPARE(header.size(), std::size_t(56));
        RawSocket slow(server.server().port());
        const auto sentBytes = server.background().wait(trickle(slow, header + std::string(60000, 'x'), 5ms));
        QVERIFY2(sentBytes < 110, std::to_string(sentBytes).c_str());
        QTRY_COMPARE(server.server().refusals().of(Refusal::Slow), std::uint64_t(1));
    }

    void aLaterRequestHasADeadlineOfItsOwn()
    {
        ServerOptions options;
        options.requestDeadlineMs = 150ms;
        options.idleDeadlineMs = 60s;
        TestServer server(options);
        RawSocket socket(server.server().port());
        for (int i = 0; i < 2; ++i) {
            socket.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
            QVERIFY(socket.readUntil("from=127.0.0.1").starts_with("HTTP/1.1 200"));
        }
        socket.send("G");
        QCOMPARE(socket.readToEnd(), std::string());
        QTRY_COMPARE(server.server().refusals().of(Refusal::Slow), std::uint64_t(1));
    }

    void anIdleConnectionIsClosed()
    {
        ServerOptions options;
        options.idleDeadlineMs = 100ms;
        TestServer server(options);
        RawSocket idle(server.server().port());
        idle.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(idle.readToEnd().starts_with("HTTP/1.1 200"));
        // It did nothing wrong.
        QCOMPARE(server.server().refusals().of(Refusal::Slow), std::uint64_t(0));
    }

    void aSlowReaderIsCut()
    {
        ServerOptions options;
        options.writeDeadlineMs = 100ms;
        TestServer server(options);
        RawSocket socket(server.server().port());
        // More than the system keeps for somebody who does not read.
        socket.send("GET /large HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(server.server().refusals().of(Refusal::Slow), std::uint64_t(1));
        QTRY_COMPARE(server.server().connectionCount(), std::size_t(0));
    }

    void oneConnectionServesSeveralRequestsAlsoPipelined()
    {
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send("GET /echo?q=1 HTTP/1.1\r\nHost: a\r\n\r\nGET /echo?q=2 HTTP/1.1\r\nHost: a\r\n\r\n"
                    "GET /echo?q=3 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const auto answers = socket.readToEnd();
        for (const auto *text : {"q=1", "q=2", "q=3"})
            QVERIFY2(answers.find(text) != std::string::npos, text);
    }

    void headHasNoBody()
    {
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send("HEAD /echo HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        const auto answer = socket.readToEnd();
        QVERIFY(answer.starts_with("HTTP/1.1 405"));
        QVERIFY(answer.ends_with("\r\n\r\n"));
    }

    void continueIsSentWhenExpected()
    {
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\nExpect: 100-continue\r\n"
                    "Connection: close\r\n\r\n");
        QVERIFY(socket.readSome(12).starts_with("HTTP/1.1 100"));
        socket.send("hi");
        QVERIFY(socket.readToEnd().find("body=hi") != std::string::npos);
    }

    void aHeldRequestIsCancelledWhenItsClientGoes()
    {
        TestServer server;
        RawSocket socket(server.server().port());
        socket.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(server.seen().holding.load(), 1);
        socket.close();
        QTRY_COMPARE(server.seen().cancelled.load(), 1);
        QTRY_COMPARE(server.server().connectionCount(), std::size_t(0));
    }

    void stopLetsGoOfIdleAndHeldConnections()
    {
        ServerOptions options;
        options.stopGraceMs = 50ms;
        TestServer server(options);
        RawSocket idle(server.server().port());
        idle.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(idle.readSome(12).starts_with("HTTP/1.1 200"));
        RawSocket held(server.server().port());
        held.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(server.seen().holding.load(), 1);
        server.stop();
        QCOMPARE(server.seen().cancelled.load(), 1);
        QCOMPARE(server.server().connectionCount(), std::size_t(0));
        QCOMPARE(held.readToEnd(), std::string());
        const auto answer = server.call(get("/echo"));
        QVERIFY(!answer);
        QCOMPARE(answer.error().kind, ClientError::Kind::Connect);
    }

    void connectionsOverTheLimitAreTurnedAway()
    {
        ServerOptions options;
        options.connectionsMax = 1;
        TestServer server(options);
        RawSocket first(server.server().port());
        first.send("GET /hold HTTP/1.1\r\nHost: a\r\n\r\n");
        QTRY_COMPARE(server.seen().holding.load(), 1);
        RawSocket second(server.server().port());
        const auto answer = second.readToEnd();
        QVERIFY(answer.starts_with("HTTP/1.1 503"));
        QVERIFY(answer.find("Retry-After: 1\r\n") != std::string::npos);
        QVERIFY(answer.find("Cache-Control: no-store\r\n") != std::string::npos);
        QVERIFY(answer.find("too-many-connections") != std::string::npos);
        QCOMPARE(server.server().refusals().of(Refusal::TooManyConnections), std::uint64_t(1));
    }

    void oneAddressCannotTakeEveryConnection()
    {
        ServerOptions options;
        options.connectionsPerAddressMax = 2;
        TestServer server(options);
        RawSocket first(server.server().port(), "127.0.0.2");
        auto second = std::make_unique<RawSocket>(server.server().port(), "127.0.0.2");
        QTRY_COMPARE(server.server().connectionCount(), std::size_t(2));
        RawSocket third(server.server().port(), "127.0.0.2");
        const auto answer = third.readToEnd();
        QVERIFY(answer.starts_with("HTTP/1.1 503"));
        QVERIFY(answer.find("too-many-from-address") != std::string::npos);
        QCOMPARE(server.server().refusals().of(Refusal::TooManyFromAddress), std::uint64_t(1));
        QCOMPARE(server.call(get("/echo"))->status, 200);
        // A place that becomes free is taken again.
        second.reset();
        QTRY_COMPARE(server.server().connectionCount(), std::size_t(2));
        RawSocket fourth(server.server().port(), "127.0.0.2");
        fourth.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(fourth.readSome(12).starts_with("HTTP/1.1 200"));
    }

    void aProxyIsNotOneAddress()
    {
        ServerOptions options;
        options.connectionsPerAddressMax = 1;
        options.trustedProxies = {*AddressRange::parse("127.0.0.2")};
        TestServer server(options);
        RawSocket first(server.server().port(), "127.0.0.2");
        RawSocket second(server.server().port(), "127.0.0.2");
        QTRY_COMPARE(server.server().connectionCount(), std::size_t(2));
        QCOMPARE(server.server().refusals().of(Refusal::TooManyFromAddress), std::uint64_t(0));
    }

    void aBadListenAddressIsAnErrorWithAWayOut()
    {
        BackgroundContext background;
        for (const auto *listen : {"nonsense", "localhost:80", "127.0.0.1:99999", "203.0.113.1:0"}) {
            ServerOptions options;
            options.listen = listen;
            Server server(background.context().get_executor(), options, echo);
            const auto started = server.start();
            QVERIFY(!started);
            QVERIFY(started.error().find(listen) != std::string::npos);
        }
    }
};

QTEST_GUILESS_MAIN(TestHttpServer)
#include "tst_server.moc"
