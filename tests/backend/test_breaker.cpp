#include "harness.h"

#include <QtTest>

using namespace tillwright;
using backend::clive::CircuitState;
using test::Harness;

namespace {

Harness::Answer create(Harness &h, const std::string &key = "k1", const std::string &reference = "EZ12345")
{
    return h.call("POST", "/v1/checkouts", Harness::checkoutHeaders(key), Harness::checkoutBody(reference));
}

/// After one creation's three tries, and longer than a test takes, unless it is said otherwise.
void setBreaker(Harness &h, int failuresMax = 3, std::chrono::milliseconds openMs = std::chrono::minutes(10))
{
    h.config.breaker = {failuresMax, openMs};
    h.restart();
}

} // namespace

/// The circuit breaker between the backend and a Clive that fails.
class TestBreaker : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aFailingCliveIsLeftAlone()
    {
        Harness h;
        setBreaker(h);
        const auto earlier = h.create("k0", "EZ0");
        h.clive.nextCreateAnswers = {500, 503, 500};
        QCOMPARE(create(h).status, 502);
        QCOMPARE(h.backend->cliveCircuit().state(), CircuitState::Open);
        const auto createCalls = h.clive.createCalls.size();

        const auto rejected = create(h);
        QCOMPARE(rejected.status, 503);
        QCOMPARE(rejected.problem().type, std::string("urn:tillwright:problem:clive-unavailable"));
        const auto retryAfterS =
            QByteArray::fromStdString(std::string(rejected.headers.value("Retry-After"))).toInt();
        QVERIFY(retryAfterS > 0 && retryAfterS <= 600);
        QCOMPARE(h.clive.createCalls.size(), createCalls);

        // What is stored is still answered, and said to be no more than that.
        const auto read = h.get(earlier.cliveTxId, "?refresh=1");
        QCOMPARE(read.status, 200);
        QCOMPARE(read.headers.value("X-Clive-Refresh"), std::string_view("failed"));
        QCOMPARE(read.state().status.word(), std::string("pending"));
        QCOMPARE(h.clive.fetchCalls, 0);

        // Not Clive's word is needed for a webhook.
        QCOMPARE(h.sendWebhook(h.clive.webhook(earlier.cliveTxId, "succeeded", "evt_1")).status, 200);
        QCOMPARE(h.get(earlier.cliveTxId).state().status.word(), std::string("paid"));

        const auto ready = h.call("GET", "/readyz");
        QCOMPARE(ready.status, 200);
        QVERIFY2(ready.body.find(R"("clive":"not_reached")") != std::string::npos, ready.body.c_str());
        QCOMPARE(h.backend->cliveCircuit().openedCount(), std::uint64_t(1));
        QCOMPARE(h.backend->cliveCircuit().rejectedCount(), std::uint64_t(2));
    }

    void theKeyStaysGood()
    {
        Harness h;
        setBreaker(h);
        h.clive.nextCreateAnswers = {test::FakeClive::dropAnswer, 500, 500};
        QCOMPARE(create(h).status, 502);
        QCOMPARE(create(h).status, 503);
        h.restart();
        QCOMPARE(h.create("k1").cliveTxId, std::string("ctx_1"));
        // The transaction of the answer that was dropped.
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
    }

    void oneCallFindsThatItGoesAgain()
    {
        Harness h;
        setBreaker(h, 3, std::chrono::milliseconds(1));
        h.clive.nextCreateAnswers = {500, 500, 500};
        QCOMPARE(create(h).status, 502);
        auto answer = create(h);
        // The time may not be over when the first of these comes in.
        while (answer.status == 503)
            answer = create(h);
        QCOMPARE(answer.status, 201);
        QCOMPARE(h.backend->cliveCircuit().state(), CircuitState::Closed);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(4));
        QVERIFY(h.call("GET", "/readyz").body.find(R"("clive":"reached")") != std::string::npos);
    }

    /// While one is out to see, nobody else is sent after it.
    void theProbeIsAlone()
    {
        Harness h;
        setBreaker(h, 3, std::chrono::milliseconds(1));
        const auto earlier = h.create("k0", "EZ0");
        h.clive.nextCreateAnswers = {500, 500, 500};
        QCOMPARE(create(h).status, 502);
        const auto before = h.clive.createCalls.size();
        h.clive.closeGate();
        auto probe = h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        h.runUntil([&] {
            if (probe->answer && probe->answer->status == 503)
                probe =
                    h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
            return h.clive.createCalls.size() > before;
        });
        QCOMPARE(h.backend->cliveCircuit().state(), CircuitState::HalfOpen);
        QCOMPARE(create(h, "k2", "EZ2").status, 503);
        QCOMPARE(h.get(earlier.cliveTxId, "?refresh=1").headers.value("X-Clive-Refresh"),
                 std::string_view("failed"));
        QCOMPARE(h.clive.createCalls.size(), before + 1);
        QCOMPARE(h.clive.fetchCalls, 0);
        h.clive.openGate();
        QCOMPARE(h.wait(probe).status, 201);
        QCOMPARE(create(h, "k2", "EZ2").status, 201);
    }

    void refusalsNeverOpenIt()
    {
        Harness h;
        setBreaker(h, 1);
        h.clive.nextCreateAnswers = {400, 402, 422, 404, 403, 409, 429};
        for (int i = 0; i < 6; ++i)
            QVERIFY(create(h, "k" + std::to_string(i)).status != 503);
        QCOMPARE(h.clive.nextCreateAnswers.size(), std::size_t(0));
        QCOMPARE(h.backend->cliveCircuit().state(), CircuitState::Closed);
        QCOMPARE(h.backend->cliveCircuit().openedCount(), std::uint64_t(0));
    }

    void silenceOpensIt()
    {
        Harness h;
        h.config.clive.limits.idleMs = std::chrono::milliseconds(50);
        setBreaker(h);
        h.clive.closeGate();
        QCOMPARE(create(h).status, 504);
        QCOMPARE(h.backend->cliveCircuit().state(), CircuitState::Open);
        h.clive.openGate();
    }
};

QTEST_GUILESS_MAIN(TestBreaker)
#include "test_breaker.moc"
