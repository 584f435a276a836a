#include "backend/clive/circuit_breaker.h"

#include "await.h"

#include <QtTest>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

using namespace tillwright;
using namespace tillwright::backend::clive;
using namespace std::chrono_literals;
using tillwright::test::await;
using Kind = CliveError::Kind;

namespace {

/// Answers every call with the same.
class ScriptedClive final : public CliveApi
{
public:
    explicit ScriptedClive(boost::asio::io_context &context)
        : gate(context, boost::asio::steady_timer::time_point::min())
    {
    }
    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest,
                                                                     std::string key) override
    {
        keys.push_back(std::move(key));
        ++calls;
        if (error)
            co_return tl::unexpected(*error);
        co_return answer;
    }
    CliveResult<contract::Transaction> fetchTransaction(std::string) override
    {
        ++calls;
        co_await gate.async_wait(boost::asio::use_awaitable);
        if (error)
            co_return tl::unexpected(*error);
        co_return transaction;
    }

    std::optional<CliveError> error;
    const contract::CheckoutIntentAnswer answer;
    const contract::Transaction transaction;
    std::vector<std::string> keys;
    int calls = 0;
    /// Open unless a test closes it.
    boost::asio::steady_timer gate;
};

struct Rig {
    boost::asio::io_context context;
    ScriptedClive clive{context};
    Circuit::Point now{1h};
    CircuitBreaker breaker{clive, {2, 5s}, [this] { return now; }};

    auto create() { return await(context, breaker.createCheckoutIntent({}, "key-1")); }
    auto fetch() { return await(context, breaker.fetchTransaction("ctx_1")); }
    void fails(Kind kind, int status, Party party = Party::Clive)
    {
        clive.error = CliveError{kind, status, "scripted", party};
    }
};

} // namespace

class TestCircuitBreaker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void whatSpeaksOfClivesHealthOpensIt_data()
    {
        QTest::addColumn<int>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("ofStripe");
        QTest::addColumn<bool>("opens");
        const auto row = [](const char *name, Kind kind, int status, bool opens, bool ofStripe = false) {
            QTest::newRow(name) << int(kind) << status << ofStripe << opens;
        };
        row("unreachable", Kind::Unreachable, 0, true);
        row("timeout", Kind::Timeout, 0, true);
        row("500", Kind::Server, 500, true);
        row("503", Kind::Server, 503, true);
        row("in flight", Kind::Server, 409, false);
        row("too many", Kind::Server, 429, false);
        row("refused", Kind::Refused, 422, false);
        row("no such", Kind::Setup, 404, false);
        row("certificate", Kind::Setup, 0, false);
        row("not understood", Kind::NotUnderstood, 200, false);
        row("conflict", Kind::Conflict, 409, false);
        row("Stripe unreachable", Kind::Unreachable, 0, false, true);
        row("Stripe 500", Kind::Server, 500, false, true);
    }
    void whatSpeaksOfClivesHealthOpensIt()
    {
        QFETCH(int, kind);
        QFETCH(int, status);
        QFETCH(bool, ofStripe);
        QFETCH(bool, opens);
        Rig rig;
        rig.fails(Kind(kind), status, ofStripe ? Party::Stripe : Party::Clive);
        for (int i = 0; i < 6; ++i) {
            QVERIFY(!rig.create());
            QVERIFY(!rig.fetch());
        }
        QCOMPARE(rig.breaker.circuit().state(), opens ? CircuitState::Open : CircuitState::Closed);
        QCOMPARE(rig.clive.calls, opens ? 2 : 12);
    }

    void anOpenOneFailsFastAndSaysWhen()
    {
        Rig rig;
        rig.fails(Kind::Timeout, 0);
        rig.create();
        rig.create();
        rig.now += 3'200ms;
        const auto rejected = rig.create();
        QVERIFY(!rejected);
        QVERIFY(rejected.error().kind == Kind::CircuitOpen);
        QVERIFY(!rejected.error().isRetryable());
        QVERIFY(!rejected.error().hasCliveAnswered());
        QCOMPARE(rejected.error().retryAfterS, 2s);
        QVERIFY(!rig.breaker.mayBeAsked());
        rig.now += 1'800ms;
        QVERIFY(rig.breaker.mayBeAsked());
        rig.now -= 1ms;
        QVERIFY(rig.fetch().error().kind == Kind::CircuitOpen);
        QCOMPARE(rig.clive.calls, 2);
        QCOMPARE(rig.breaker.circuit().rejectedCount(), std::uint64_t(2));
    }

    void theProbeGoesWithTheSameKeyAndClosesIt()
    {
        Rig rig;
        rig.fails(Kind::Server, 500);
        rig.create();
        rig.create();
        rig.clive.error.reset();
        QVERIFY(!rig.create());
        rig.now += 5s;
        QVERIFY(rig.create());
        QCOMPARE(rig.breaker.circuit().state(), CircuitState::Closed);
        QCOMPARE(rig.clive.keys, (std::vector<std::string>{"key-1", "key-1", "key-1"}));
        QVERIFY(rig.fetch());
    }

    void aProbeThatIsGivenUpDoesNotStayOut()
    {
        Rig rig;
        rig.fails(Kind::Unreachable, 0);
        rig.create();
        rig.create();
        rig.now += 5s;
        rig.clive.gate.expires_at(boost::asio::steady_timer::time_point::max());
        bool ended = false;
        boost::asio::co_spawn(
            rig.context, rig.breaker.fetchTransaction("ctx_1"),
            [&](const std::exception_ptr &error, const auto &) { ended = error != nullptr; });
        rig.context.restart();
        rig.context.poll();
        QCOMPARE(rig.breaker.circuit().state(), CircuitState::HalfOpen);
        QVERIFY(rig.fetch().error().kind == Kind::CircuitOpen);
        // The wait throws, as it does in a coroutine that is cancelled.
        rig.clive.gate.cancel();
        while (!ended)
            rig.context.run_one();
        QCOMPARE(rig.breaker.circuit().state(), CircuitState::Open);
        rig.now += 5s;
        rig.clive.gate.expires_at(boost::asio::steady_timer::time_point::min());
        rig.clive.error.reset();
        QVERIFY(rig.fetch());
        QCOMPARE(rig.breaker.circuit().state(), CircuitState::Closed);
    }
};

QTEST_GUILESS_MAIN(TestCircuitBreaker)
#include "test_circuit_breaker.moc"
