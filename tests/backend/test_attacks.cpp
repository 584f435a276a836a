#include "attackers.h"
#include "harness.h"

#include <QtTest>

using namespace tillwright;
using namespace std::chrono_literals;
using test::Attackers;
using test::Harness;

namespace {

/// Far more than it takes to cut a client here, far less than the attackers would take by themselves.
constexpr std::chrono::seconds cutLimit{20};

/// Short, but long enough for good clients to be served meanwhile, also by a build that is slowed down by sanitizers.
void useShortDeadlines(Harness &h)
{
    const auto begin = std::chrono::steady_clock::now();
    h.create("first", "FIRST");
    const auto oneSale =
        std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
    const auto deadline = std::max(400ms, 10 * oneSale);
    auto &options = h.config.server.options;
    options.requestDeadlineMs = deadline;
    options.writeDeadlineMs = deadline;
    options.idleDeadlineMs = deadline;
    h.restart();
}

/// Serves good clients until every attacker is cut; tells how many were served.
int serveMeanwhile(Harness &h, const Attackers &attackers)
{
    const auto cliveTxId = h.create("good-0", "GOOD0").cliveTxId;
    const auto limit = std::chrono::steady_clock::now() + cutLimit;
    int served = 1;
    while (!attackers.allAreCut()) {
        if (std::chrono::steady_clock::now() > limit)
            qFatal("not every attacker is cut");
        const auto number = std::to_string(served);
        h.create("good-" + number, "GOOD" + number);
        if (h.get(cliveTxId).status != 200 || h.call("GET", "/livez").status != 200)
            qFatal("a good client is not served");
        ++served;
    }
    return served;
}

std::uint64_t refused(Harness &h, const std::string &reason)
{
    return std::stoull(h.metric("tillwright_http_refusals_total{reason=\"" + reason + "\"}"));
}

/// A client hears of its end a moment before it is counted.
bool becomesRefused(Harness &h, const std::string &reason, std::uint64_t count)
{
    const auto limit = std::chrono::steady_clock::now() + cutLimit;
    while (refused(h, reason) < count && std::chrono::steady_clock::now() < limit) {
    }
    return refused(h, reason) == count;
}

} // namespace

/// Clients that mean no good, beside good ones that must not notice.
class TestAttacks : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void slowHeaders()
    {
        Harness h;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress());
        for (int i = 0; i < 40; ++i)
            attackers.trickle("GET /livez HTTP/1.1\r\nHost: a\r\n", "X: y\r\n", 20ms);
        QVERIFY(serveMeanwhile(h, attackers) > 1);
        for (const auto &attacker : attackers.all())
            QCOMPARE(attacker->answer, std::string());
        QVERIFY(becomesRefused(h, "slow", 40));
    }

    void slowBodies()
    {
        Harness h;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress());
        for (int i = 0; i < 40; ++i)
            attackers.trickle("POST /webhooks/clive HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n",
                              "x", 20ms);
        QVERIFY(serveMeanwhile(h, attackers) > 1);
        for (const auto &attacker : attackers.all())
            QVERIFY(attacker->sentBytes < 10'000);
        QVERIFY(becomesRefused(h, "slow", 40));
        QCOMPARE(h.metric("tillwright_webhooks_rejected_total{reason=\"missing\"}"), std::string("0"));
    }

    void endlessBodiesAndHeaders()
    {
        Harness h;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress());
        for (int i = 0; i < 10; ++i) {
            attackers.flood("POST /webhooks/clive HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                            "3e8\r\n" + std::string(1000, 'x') + "\r\n");
            attackers.flood("GET /livez HTTP/1.1\r\nHost: a\r\n", "X: " + std::string(1000, 'x') + "\r\n");
            attackers.flood("GET /", std::string(1000, 'x'));
        }
        serveMeanwhile(h, attackers);
        QVERIFY(becomesRefused(h, "body_too_large", 10));
        QVERIFY(becomesRefused(h, "header_too_large", 10));
        QVERIFY(becomesRefused(h, "target_too_long", 10));
        for (const auto &attacker : attackers.all())
            QVERIFY2(attacker->answer.empty() || attacker->answer.starts_with("HTTP/1.1 4"),
                     attacker->answer.c_str());
    }

    void idleConnections()
    {
        Harness h;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress());
        for (int i = 0; i < 60; ++i)
            attackers.idle();
        QVERIFY(serveMeanwhile(h, attackers) > 1);
        QVERIFY(becomesRefused(h, "slow", 60));
    }

    void clientsThatDoNotRead()
    {
        Harness h;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress());
        for (int i = 0; i < 4; ++i)
            attackers.deaf("GET /metrics HTTP/1.1\r\nHost: a\r\n\r\n");
        QVERIFY(serveMeanwhile(h, attackers) > 1);
        QVERIFY(becomesRefused(h, "slow", 4));
    }

    void oneAddressTakesNotEverything()
    {
        Harness h;
        h.config.server.options.connectionsPerAddressMax = 50;
        h.config.server.options.connectionsMax = 200;
        useShortDeadlines(h);
        Attackers attackers(h.context, h.backend->listenAddress(), "127.0.0.2");
        for (int i = 0; i < 300; ++i)
            attackers.idle();
        QVERIFY(serveMeanwhile(h, attackers) >= 1);
        QVERIFY(becomesRefused(h, "too_many_from_address", 250));
        QCOMPARE(refused(h, "too_many_connections"), std::uint64_t(0));
        QVERIFY(becomesRefused(h, "slow", 50));
    }
};

QTEST_GUILESS_MAIN(TestAttacks)
#include "test_attacks.moc"
