#include "runner.h"

#include <QtTest>
#include <algorithm>

using namespace tillwright::simulation;

/// A seed is worth something only when it gives the same run again.
class TestReplay : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void theSameSeedGivesTheSameRun()
    {
        constexpr std::uint64_t seeds = 300;
        const ScratchDirectory scratch;
        std::vector<std::uint64_t> hashes;
        for (std::uint64_t seed = 1; seed <= seeds; ++seed) {
            const auto first = runWatched(seed, {false, scratch.path()});
            const auto again = runWatched(seed, {true, scratch.path()});
            QCOMPARE(again.traceHash, first.traceHash);
            QCOMPARE(again.lastedMs, first.lastedMs);
            QVERIFY(again.faults == first.faults);
            QVERIFY(again.reached == first.reached);
            QVERIFY(!again.trace.empty());
            hashes.push_back(first.traceHash);
        }
        // And another seed another one.
        std::sort(hashes.begin(), hashes.end());
        QVERIFY(std::adjacent_find(hashes.begin(), hashes.end()) == hashes.end());
    }

    void theTraceIsTheSameToTheLastLine()
    {
        const ScratchDirectory scratch;
        const auto first = runWatched(17, {true, scratch.path()});
        const ScratchDirectory elsewhere;
        QVERIFY(runWatched(17, {true, elsewhere.path()}).trace == first.trace);
    }

    void runsOfOtherSeedsInBetweenChangeNothing()
    {
        const ScratchDirectory scratch;
        const auto first = runWatched(23, {false, scratch.path()});
        for (std::uint64_t seed = 100; seed < 120; ++seed)
            static_cast<void>(runWatched(seed, {false, scratch.path()}));
        QCOMPARE(runWatched(23, {false, scratch.path()}).traceHash, first.traceHash);
    }
};

QTEST_GUILESS_MAIN(TestReplay)
#include "tst_replay.moc"
