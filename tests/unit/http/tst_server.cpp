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
        + " from=" + request.peerAddress;
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

    void requestIdIsEchoedOnlyWhenHarmless()
    {
        TestServer server;
        ClientRequest request = get("/echo");
        request.headers.add("X-Request-Id", "abc-1.2_3");
        auto answer = server.call(request);
        QCOMPARE(std::string(answer->headers.value("X-Request-Id")), std::string("abc-1.2_3"));
        request.headers.set("X-Request-Id", "a b\"c");
        answer = server.call(request);
        QVERIFY(answer->headers.value("X-Request-Id").starts_with("req-"));
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
    }

    void aSlowHeaderIsClosedAtTheDeadline()
    {
        ServerOptions options;
        options.headerDeadlineMs = 100ms;
        TestServer server(options);
        RawSocket socket(server.server().port());
        socket.send("GET /echo HTTP/1.1\r\nHost:");
        QCOMPARE(socket.readToEnd(), std::string());
    }

    void aSlowBodyAndAnIdleConnectionAreClosed()
    {
        ServerOptions options;
        options.bodyDeadlineMs = 100ms;
        options.idleDeadlineMs = 100ms;
        TestServer server(options);
        RawSocket slow(server.server().port());
        slow.send("POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nab");
        QCOMPARE(slow.readToEnd(), std::string());
        RawSocket idle(server.server().port());
        idle.send("GET /echo HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(idle.readToEnd().starts_with("HTTP/1.1 200"));
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
        QVERIFY(second.readToEnd().starts_with("HTTP/1.1 503"));
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
