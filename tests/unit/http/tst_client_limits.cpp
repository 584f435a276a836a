#include "loopback.h"

#include <QtTest>
#include <atomic>
#include <boost/asio/detached.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tillwright::http;
using namespace std::chrono_literals;
namespace asio = boost::asio;
using asio::ip::tcp;

namespace {

constexpr std::string_view answered = "HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok";
constexpr std::string_view begun = "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhalf";
constexpr std::string_view slowHead = "HTTP/1.1 200 OK\r\nContent-Length: 40\r\n\r\n";
constexpr int slowPieces = 40;
constexpr std::chrono::milliseconds slowPauseMs{90};

/// Speaks just enough HTTP to be silent in the wrong place, and counts the connections that it accepts.
class RawServer
{
public:
    enum class Manner { Answers, SaysNothing, StopsHalfway, SpeaksSlowly };

    RawServer(BackgroundContext &background, Manner manner)
        : m_manner(manner), m_acceptor(background.context(), {asio::ip::make_address("127.0.0.1"), 0})
    {
        asio::co_spawn(background.context(), accept(), asio::detached);
    }
    ClientRequest request() const
    {
        ClientRequest request;
        request.url = "http://127.0.0.1:" + std::to_string(m_acceptor.local_endpoint().port()) + "/";
        // Ample: what ends the request must be what the test is about.
        request.connectTimeoutMs = 30s;
        request.totalTimeoutMs = 60s;
        return request;
    }
    int acceptedCount() const { return m_accepted; }

private:
    asio::awaitable<void> accept()
    {
        while (true) {
            auto socket = co_await m_acceptor.async_accept(asio::use_awaitable);
            ++m_accepted;
            asio::co_spawn(m_acceptor.get_executor(), serve(std::move(socket)), asio::detached);
        }
    }
    asio::awaitable<void> serve(tcp::socket socket)
    {
        std::string heard;
        // Ends with an exception when the client goes.
        while (true) {
            const auto length = co_await asio::async_read_until(socket, asio::dynamic_buffer(heard),
                                                                "\r\n\r\n", asio::use_awaitable);
            heard.erase(0, length);
            if (m_manner == Manner::Answers)
                co_await asio::async_write(socket, asio::buffer(answered), asio::use_awaitable);
            else if (m_manner == Manner::StopsHalfway)
                co_await asio::async_write(socket, asio::buffer(begun), asio::use_awaitable);
            else if (m_manner == Manner::SpeaksSlowly)
                co_await speakSlowly(socket);
        }
    }
    static asio::awaitable<void> speakSlowly(tcp::socket &socket)
    {
        co_await asio::async_write(socket, asio::buffer(slowHead), asio::use_awaitable);
        asio::steady_timer timer(socket.get_executor());
        for (int piece = 0; piece < slowPieces; ++piece) {
            timer.expires_after(slowPauseMs);
            co_await timer.async_wait(asio::use_awaitable);
            co_await asio::async_write(socket, asio::buffer("x", 1), asio::use_awaitable);
        }
    }

    Manner m_manner;
    std::atomic<int> m_accepted = 0;
    tcp::acceptor m_acceptor;
};

struct Fixture {
    explicit Fixture(RawServer::Manner manner) : server(background, manner) {}
    auto call(std::chrono::milliseconds idleTimeoutMs)
    {
        auto request = server.request();
        request.idleTimeoutMs = idleTimeoutMs;
        return background.wait(client.request(std::move(request)));
    }
    BackgroundContext background;
    RawServer server;
    Client client;
};

} // namespace

/// The phases' time limits, and what connections are kept for.
class TestHttpClientLimits : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void silenceBeforeTheAnswerEndsTheCall()
    {
        Fixture fixture(RawServer::Manner::SaysNothing);
        const auto result = fixture.call(100ms);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ClientError::Kind::Timeout);
        QCOMPARE(result.error().detail, std::string("no byte for 100 ms"));
        // The server may have done the work.
        QVERIFY(!result.error().nothingSent());
    }

    void silenceInTheAnswerEndsTheCall()
    {
        Fixture fixture(RawServer::Manner::StopsHalfway);
        const auto result = fixture.call(100ms);
        QVERIFY(!result);
        QCOMPARE(result.error().kind, ClientError::Kind::Timeout);
        QCOMPARE(result.error().detail, std::string("no byte for 100 ms"));
    }

    /// The limit is for silence: an answer may take longer as a whole.
    void aSlowAnswerIsNotSilent()
    {
        Fixture fixture(RawServer::Manner::SpeaksSlowly);
        QElapsedTimer timer;
        timer.start();
        // Ample for a slow machine's own delays, and shorter than the answer takes.
        const auto result = fixture.call(3s);
        QVERIFY2(result, result ? "" : result.error().detail.c_str());
        QCOMPARE(result->body.size(), std::size_t(slowPieces));
        QVERIFY(timer.elapsed() > 3'000);
    }

    /// A transfer that was cut must not hand its connection, with an answer on the way, to the next one.
    void aCutConnectionIsNotUsedAgain()
    {
        Fixture fixture(RawServer::Manner::StopsHalfway);
        for (int i = 0; i < 3; ++i)
            QVERIFY(!fixture.call(50ms));
        QCOMPARE(fixture.server.acceptedCount(), 3);
    }

    void oneConnectionServesManyCalls()
    {
        Fixture fixture(RawServer::Manner::Answers);
        for (int i = 0; i < 50; ++i) {
            const auto result = fixture.call(10s);
            QVERIFY(result);
            QCOMPARE(result->body, std::string("ok"));
        }
        QCOMPARE(fixture.server.acceptedCount(), 1);
    }

    void nobodyListeningIsNotATimeout()
    {
        Fixture fixture(RawServer::Manner::Answers);
        auto request = fixture.server.request();
        request.url = "http://127.0.0.1:1/";
        request.idleTimeoutMs = 1ms;
        const auto result = fixture.background.wait(fixture.client.request(std::move(request)));
        QCOMPARE(result.error().kind, ClientError::Kind::Connect);
    }
};

QTEST_GUILESS_MAIN(TestHttpClientLimits)
#include "tst_client_limits.moc"
