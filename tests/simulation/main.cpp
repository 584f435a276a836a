// The simulation as a program: `./dev simulate`.

#include "runner.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <cstdlib>

using namespace tillwright::simulation;

namespace {

int replay(std::uint64_t seed)
{
    const ScratchDirectory scratch;
    const auto result = runWatched(seed, {true, scratch.path()});
    printFailure(result, true);
    std::printf(
        "seed %llu: %s after %lld s of virtual time, trace %016llx\n", static_cast<unsigned long long>(seed),
        result.violation ? "a law is broken" : "every law holds",
        static_cast<long long>(result.lastedMs / 1000), static_cast<unsigned long long>(result.traceHash));
    return result.violation ? EXIT_FAILURE : EXIT_SUCCESS;
}

/// A program with a planted bug: right is what is found.
int mustFail(const Range &range)
{
    const ScratchDirectory scratch;
    for (std::uint64_t seed = range.first; seed < range.first + range.count; ++seed) {
        const auto result = runWatched(seed, {false, scratch.path()});
        if (!result.violation)
            continue;
        printFailure(result, false);
        return result.violation->law == Law::Harness ? EXIT_FAILURE : EXIT_SUCCESS;
    }
    std::printf("no law was broken in %llu seeds\n", static_cast<unsigned long long>(range.count));
    return EXIT_FAILURE;
}

int runRange(const Range &range, bool needsEverything)
{
    const auto summary = runMany(range);
    printSummary(summary);
    std::printf("\n%llu runs, %llu failed\n", static_cast<unsigned long long>(summary.runs),
                static_cast<unsigned long long>(summary.failures));
    bool isComplete = true;
    for (const auto &name : needsEverything ? neverReached(summary) : std::vector<std::string>()) {
        std::printf("never reached: %s\n", name.c_str());
        isComplete = false;
    }
    return summary.failures == 0 && isComplete ? EXIT_SUCCESS : EXIT_FAILURE;
}

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("Kiosk, backend, Clive, Stripe and people, simulated, with everything going wrong that can");
    std::uint64_t seed = 0;
    Range range{1, 20'000, 1, false, false};
    bool finds = false;
    bool needsEverything = false;
    auto *one = app.add_option("--seed", seed, "Replay one seed and print its trace");
    app.add_option("--seeds", range.count, "Run this many seeds");
    app.add_option("--first", range.first, "The first of them");
    app.add_option("--jobs", range.jobs, "Processes to run them in")->check(CLI::Range(1, 256));
    app.add_flag("--progress", range.showsProgress, "Tell how far it is");
    app.add_flag("--stop", range.stopsAtFailure, "Stop at the first failure");
    app.add_flag("--everything", needsEverything, "Fail when a fault or a state was never reached");
    app.add_flag("--must-fail", finds, "Fail unless a law is broken");
    CLI11_PARSE(app, argc, argv);
    if (*one)
        return replay(seed);
    return finds ? mustFail(range) : runRange(range, needsEverything);
}
