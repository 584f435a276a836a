#include "loopback.h"

#include <QtTest>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tillwright::http;
using namespace std::chrono_literals;
namespace asio = boost::asio;

namespace {

asio::awaitable<Response> answer(Request request)
{
    Response response;
    if (request.path == "/redirect") {
        response.status = 302;
        response.headers.add("Location", "/large");
    } else if (request.path == "/large") {
        response.body.assign(10'000, 'x');
    } else if (request.path == "/slow") {
        asio::steady_timer timer(co_await asio::this_coro::executor, 1h);
        co_await timer.async_wait(asio::use_awaitable);
    } else {
        response.body = request.method + " " + std::string(request.headers.value("X-Token")) + " "
            + std::string(request.headers.value("Content-Type")) + "|" + request.body;
    }
    co_return response;
}

struct Fixture {
    BackgroundContext background;
    Client client;
    Server server{background.context().get_executor(), {}, answer};
    Fixture()
    {
        if (!server.start())
            qFatal("no loopback port");
    }
    ~Fixture() { background.wait(server.stop()); }
    ClientRequest to(const std::string &path) const
    {
        ClientRequest request;
        request.url = "http://" + server.listenAddress() + path;
        return request;
    }
    auto call(ClientRequest request) { return background.wait(client.request(std::move(request))); }
};

asio::awaitable<ClientError::Kind> kindAfterCancel(Client &client, ClientRequest request)
{
    using namespace asio::experimental::awaitable_operators;
    asio::steady_timer soon(co_await asio::this_coro::executor, 50ms);
    auto first = co_await (client.request(std::move(request)) || soon.async_wait(asio::use_awaitable));
    // Only the timer can come first; `||` returns after the cancelled request has let go.
    co_return first.index() == 1 ? ClientError::Kind::Stopped : ClientError::Kind::Reset;
}

} // namespace

class TestHttpClient : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void sendsMethodHeadersAndBody()
    {
        Fixture fixture;
        auto request = fixture.to("/");
        request.method = "PUT";
        request.headers.add("X-Token", "abc");
        request.headers.add("Content-Type", "application/json");
        request.body = "{}";
        const auto result = fixture.call(request);
        QVERIFY(result);
        QCOMPARE(result->body, std::string("PUT abc application/json|{}"));
    }

    void sendsNoContentTypeNobodyAskedFor()
    {
        Fixture fixture;
        auto request = fixture.to("/");
        request.method = "POST";
        QCOMPARE(fixture.call(request)->body, std::string("POST  |"));
    }

    void neverFollowsRedirects()
    {
        Fixture fixture;
        const auto result = fixture.call(fixture.to("/redirect"));
        QVERIFY(result);
        QCOMPARE(result->status, 302);
        QCOMPARE(std::string(result->headers.value("location")), std::string("/large"));
    }

    void namesEachKindOfFailure()
    {
        Fixture fixture;
        auto request = fixture.to("/large");
        request.responseLimitBytes = 100;
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::TooLarge);
        request = fixture.to("/slow");
        request.totalTimeoutMs = 100ms;
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::Timeout);
        // Ample, so that a slow machine's own delays are not taken for the peer's.
        request.connectTimeoutMs = 30s;
        request.totalTimeoutMs = 30s;
        request.url = "http://nowhere.invalid/";
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::Resolve);
        request.url = "file:///etc/passwd";
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::Request);
        request.url = "http://127.0.0.1:1/";
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::Connect);
        QVERIFY(fixture.call(request).error().nothingSent());
        request.url = "https://" + fixture.server.listenAddress() + "/";
        QCOMPARE(fixture.call(request).error().kind, ClientError::Kind::Tls);
    }

    void reusesItsConnections()
    {
        Fixture fixture;
        for (int i = 0; i < 20; ++i)
            QVERIFY(fixture.call(fixture.to("/")));
        QCOMPARE(fixture.server.connectionCount(), std::size_t(1));
    }

    void cancellingCutsTheTransfer()
    {
        Fixture fixture;
        QCOMPARE(fixture.background.wait(kindAfterCancel(fixture.client, fixture.to("/slow"))),
                 ClientError::Kind::Stopped);
        QTRY_COMPARE(fixture.server.connectionCount(), std::size_t(0));
    }

    void destroyingTheClientEndsItsRequests()
    {
        Fixture fixture;
        auto client = std::make_unique<Client>();
        auto pending = asio::co_spawn(fixture.background.context(), client->request(fixture.to("/slow")),
                                      asio::use_future);
        QTRY_COMPARE(fixture.server.connectionCount(), std::size_t(1));
        client.reset();
        QCOMPARE(pending.get().error().kind, ClientError::Kind::Stopped);
    }
};

QTEST_GUILESS_MAIN(TestHttpClient)
#include "tst_client.moc"
