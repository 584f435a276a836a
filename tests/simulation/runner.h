#pragma once

#include "simulation.h"

namespace tillwright::simulation {

/// Sums over many runs.
struct Summary {
    std::uint64_t runs = 0;
    std::uint64_t failures = 0;
    FaultCounts faults{};
    Reached reached;
    void add(const RunResult &result);
    void add(const Summary &other);
};

/// One run, with what the backend logs looked at as well (law 6). The logger is the process's, so this is where the
/// simulation stops being free of global state.
[[nodiscard]] RunResult runWatched(std::uint64_t seed, const RunOptions &options);

/// A directory of its own for this process's database, on a RAM disk where there is one. Removed at the end.
class ScratchDirectory
{
public:
    ScratchDirectory();
    ~ScratchDirectory();
    ScratchDirectory(const ScratchDirectory &) = delete;
    ScratchDirectory &operator=(const ScratchDirectory &) = delete;
    [[nodiscard]] const std::string &path() const noexcept { return m_path; }

private:
    std::string m_path;
};

struct Range {
    std::uint64_t first = 1;
    std::uint64_t count = 1;
    int jobs = 1;
    bool showsProgress = false;
    bool stopsAtFailure = false;
};
/// Runs the seeds in `jobs` processes. Prints each failure with its seed, its law and its trace.
[[nodiscard]] Summary runMany(const Range &range);

void printFailure(const RunResult &result, bool withTrace);
void printSummary(const Summary &summary);
/// Fault kinds that never struck, kiosk states and outcomes that were never reached.
[[nodiscard]] std::vector<std::string> neverReached(const Summary &summary);

} // namespace tillwright::simulation
