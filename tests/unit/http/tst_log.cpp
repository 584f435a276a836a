#include "http/log.h"
#include "http/request_scope.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QtTest>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/thread_pool.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/use_future.hpp>
#include <spdlog/formatter.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <sstream>

using namespace tillwright::http;
namespace asio = boost::asio;

namespace {

/// What is logged while it lives.
class Capture
{
public:
    explicit Capture(LogFormat format)
    {
        auto logger = std::make_shared<spdlog::logger>(
            "program", std::make_shared<spdlog::sinks::ostream_sink_mt>(m_text, true));
        logger->set_formatter(makeLogFormatter(format));
        spdlog::set_default_logger(std::move(logger));
    }
    ~Capture() { spdlog::set_default_logger(std::make_shared<spdlog::logger>("none")); }
    QByteArray text() const { return QByteArray::fromStdString(m_text.str()); }
    QJsonObject object() const
    {
        QJsonParseError error;
        auto object = QJsonDocument::fromJson(text(), &error).object();
        if (error.error != QJsonParseError::NoError)
            qFatal("not JSON: %s", text().constData());
        return object;
    }

private:
    std::ostringstream m_text;
};

RequestScopePtr scopeNamed(std::string id)
{
    auto scope = std::make_shared<RequestScope>();
    scope->id = std::move(id);
    return scope;
}

bool isCurrent(const std::string &id)
{
    return currentRequestScope() && currentRequestScope()->id == id;
}

asio::awaitable<void> pause()
{
    asio::steady_timer timer(co_await asio::this_coro::executor, std::chrono::microseconds(1));
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<bool> nested(std::string id)
{
    co_await asio::post(co_await asio::this_coro::executor, asio::use_awaitable);
    co_return isCurrent(id);
}

/// How often the scope was another one's, over everything that a handler does between its waits.
asio::awaitable<int> wander(std::string id, int rounds)
{
    using namespace asio::experimental::awaitable_operators;
    int wrong = isCurrent(id) ? 0 : 1;
    for (int round = 0; round < rounds; ++round) {
        co_await pause();
        wrong += isCurrent(id) ? 0 : 1;
        wrong += co_await nested(id) ? 0 : 1;
        const auto executor = co_await asio::this_coro::executor;
        wrong += co_await asio::co_spawn(executor, nested(id), asio::use_awaitable) ? 0 : 1;
        wrong += isCurrent(id) ? 0 : 1;
        co_await (pause() || pause());
        wrong += isCurrent(id) ? 0 : 1;
    }
    co_return wrong;
}

} // namespace

class TestLog : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aTextLineTellsWhenHowBadWhoAndWhat()
    {
        const Capture capture(LogFormat::Text);
        spdlog::warn("something {}", 7);
        const QRegularExpression line(QStringLiteral(
            "^\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z warning program: something 7\n$"));
        QVERIFY2(line.match(QString::fromUtf8(capture.text())).hasMatch(), capture.text().constData());
    }

    void aJsonLineIsOneObject()
    {
        const Capture capture(LogFormat::Json);
        logInfo("said \"so\"", {LogField("route", "/a/{b}"), LogField("duration_ms", std::int64_t(12))});
        const auto object = capture.object();
        QCOMPARE(object[QStringLiteral("level")].toString(), QStringLiteral("info"));
        QCOMPARE(object[QStringLiteral("program")].toString(), QStringLiteral("program"));
        QCOMPARE(object[QStringLiteral("message")].toString(), QStringLiteral("said \"so\""));
        QCOMPARE(object[QStringLiteral("route")].toString(), QStringLiteral("/a/{b}"));
        QVERIFY(object[QStringLiteral("duration_ms")].isDouble());
        QVERIFY(!object.contains(QStringLiteral("request_id")));
        QVERIFY(object[QStringLiteral("time")].toString().endsWith(u'Z'));
        // The fields were that line's alone.
        const Capture next(LogFormat::Json);
        spdlog::info("next");
        QVERIFY(!next.object().contains(QStringLiteral("route")));
    }

    void aRecordIsOneLineWhateverItHolds()
    {
        {
            const Capture capture(LogFormat::Text);
            spdlog::info("first\n2026-01-01T00:00:00.000Z error program: forged\x1b[2J");
            QCOMPARE(capture.text().count('\n'), 1);
            QVERIFY(!capture.text().contains('\x1b'));
        }
        const Capture capture(LogFormat::Json);
        spdlog::info("first\n\"}}\t\xff\xc3\xa9\xed\xa0\x80");
        QCOMPARE(capture.text().count('\n'), 1);
        const auto message = capture.object()[QStringLiteral("message")].toString();
        QVERIFY(message.startsWith(QStringLiteral("first\n\"}}\t\uFFFD\u00e9\uFFFD")));
    }

    void aLineCarriesTheRequestItIsWrittenFor()
    {
        for (const auto format : {LogFormat::Text, LogFormat::Json}) {
            const Capture capture(format);
            asio::thread_pool pool(1);
            const auto scope = scopeNamed("req-1");
            scope->fields.emplace_back("device", "register-1");
            asio::post(withRequestScope(pool.get_executor(), scope), [] { spdlog::info("within"); });
            pool.join();
            if (format == LogFormat::Json) {
                QCOMPARE(capture.object()[QStringLiteral("request_id")].toString(), QStringLiteral("req-1"));
                QCOMPARE(capture.object()[QStringLiteral("device")].toString(), QStringLiteral("register-1"));
            } else {
                QVERIFY(capture.text().endsWith("info program [req-1]: within device=register-1\n"));
            }
        }
    }

    void coroutinesKeepTheirScopeOnManyThreads()
    {
        constexpr int coroutines = 32;
        constexpr int rounds = 200;
        asio::thread_pool pool(4);
        std::vector<std::future<int>> results;
        for (int i = 0; i < coroutines; ++i) {
            const auto id = "req-" + std::to_string(i);
            const auto executor = withRequestScope(asio::make_strand(pool), scopeNamed(id));
            results.push_back(asio::co_spawn(executor, wander(id, rounds), asio::use_future));
        }
        for (auto &result : results)
            QCOMPARE(result.get(), 0);
        pool.join();
        QVERIFY(!currentRequestScope());
    }

    void workThatGoesOnAloneKeepsTheScope()
    {
        asio::thread_pool pool(2);
        auto result = asio::co_spawn(
            withRequestScope(pool.get_executor(), scopeNamed("req-1")),
            [&]() -> asio::awaitable<bool> {
                const auto executor = withCurrentRequestScope(pool.get_executor());
                const bool inside = co_await asio::co_spawn(executor, nested("req-1"), asio::use_awaitable);
                co_return inside;
            },
            asio::use_future);
        QVERIFY(result.get());
        QVERIFY(withCurrentRequestScope(pool.get_executor()) == asio::any_io_executor(pool.get_executor()));
        pool.join();
    }
};

QTEST_GUILESS_MAIN(TestLog)
#include "tst_log.moc"
