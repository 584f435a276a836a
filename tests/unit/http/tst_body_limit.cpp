#include "loopback.h"

#include <QtTest>
#include <sstream>

using namespace tillwright::http;
namespace asio = boost::asio;

namespace {

asio::awaitable<Response> tellSize(Request request)
{
    co_return textResponse(200, std::to_string(request.body.size()));
}

/// A larger body is for one path and one token.
ServerOptions optionsOfTheTest()
{
    ServerOptions options;
    options.bodyLimitBytes = 10;
    options.bodyLimitFor = [](const RequestHead &head) -> std::size_t {
        const bool may = head.method == "PUT" && head.target == "/large?q=1"
            && bearerTokenOf(head.authorization) == "good";
        return may ? 100'000 : 10;
    };
    return options;
}

class TestServer
{
public:
    TestServer() : m_server(m_background.context().get_executor(), optionsOfTheTest(), tellSize)
    {
        const auto started = m_server.start();
        if (!started)
            qFatal("%s", started.error().c_str());
    }
    ~TestServer() { m_background.wait(m_server.stop()); }

    /// `head`: the request's first line and fields, without the last line's end.
    int statusOf(const std::string &head, std::size_t bytes, bool isChunked) const
    {
        std::ostringstream request;
        request << head << "\r\nConnection: close\r\nHost: a\r\n";
        if (isChunked)
            request << "Transfer-Encoding: chunked\r\n\r\n" << std::hex << bytes << "\r\n";
        else
            request << "Content-Length: " << bytes << "\r\n\r\n";
        request << std::string(bytes, 'x') << (isChunked ? "\r\n0\r\n\r\n" : "");
        const auto answer = ask(request.str());
        if (answer.starts_with("HTTP/1.1 200") && !answer.ends_with("\r\n\r\n" + std::to_string(bytes)))
            qFatal("not the whole body: %s", answer.c_str());
        return std::stoi(answer.substr(9, 3));
    }
    std::string ask(const std::string &bytes) const
    {
        RawSocket socket(m_server.port());
        socket.send(bytes);
        return socket.readToEnd();
    }
    std::uint64_t refused() const { return m_server.refusals().of(Refusal::BodyTooLarge); }

private:
    BackgroundContext m_background;
    Server m_server;
};

} // namespace

/// Who shows by the header that it may sends more, and nobody else, however the body comes.
class TestBodyLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aLargerBodyIsForThoseWhoMay_data()
    {
        QTest::addColumn<QByteArray>("head");
        QTest::addColumn<int>("bytes");
        QTest::addColumn<int>("status");
        const QByteArray large("PUT /large?q=1 HTTP/1.1\r\n");
        QTest::newRow("its own limit") << large + "Authorization: Bearer good" << 100'000 << 200;
        QTest::newRow("over it") << large + "authorization: bearer good" << 100'001 << 413;
        QTest::newRow("another token") << large + "Authorization: Bearer bad" << 11 << 413;
        QTest::newRow("another scheme") << large + "Authorization: Basic good" << 11 << 413;
        QTest::newRow("no token") << large + "X: Bearer good" << 11 << 413;
        QTest::newRow("another method")
            << QByteArray("POST /large?q=1 HTTP/1.1\r\nAuthorization: Bearer good") << 11 << 413;
        QTest::newRow("another query")
            << QByteArray("PUT /large?q=2 HTTP/1.1\r\nAuthorization: Bearer good") << 11 << 413;
        QTest::newRow("everybody's limit") << QByteArray("POST / HTTP/1.1") << 10 << 200;
    }
    void aLargerBodyIsForThoseWhoMay()
    {
        QFETCH(const QByteArray, head);
        QFETCH(const int, bytes);
        QFETCH(const int, status);
        const TestServer server;
        for (const bool isChunked : {false, true})
            QCOMPARE(server.statusOf(head.toStdString(), static_cast<std::size_t>(bytes), isChunked), status);
        QCOMPARE(server.refused(), std::uint64_t(status == 413 ? 2 : 0));
    }

    void itIsToldBeforeItSends()
    {
        const TestServer server;
        const auto answer = server.ask(
            "PUT /large HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 11\r\n\r\n");
        QVERIFY2(answer.starts_with("HTTP/1.1 413"), answer.c_str());
    }
};

QTEST_GUILESS_MAIN(TestBodyLimit)
#include "tst_body_limit.moc"
