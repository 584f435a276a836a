#pragma once

#include "kiosk.h"
#include "webhook_sender.h"

namespace tillwright::simulation {

struct RunOptions {
    bool keepsTrace = false;
    /// For the database file; has to exist. A RAM disk makes runs fast.
    std::string directory;
};

struct RunResult {
    std::uint64_t seed = 0;
    std::optional<Violation> violation;
    std::uint64_t traceHash = 0;
    std::vector<std::string> trace;
    FaultCounts faults{};
    Reached reached;
    Ms lastedMs = 0;
};

/// One run: a storm, in which everything may fail, and a calm, in which everything has to come to an end. The same seed
/// gives the same run, to the last event.
[[nodiscard]] RunResult run(std::uint64_t seed, const RunOptions &options);

} // namespace tillwright::simulation
