#include "runner.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <sys/wait.h>
#include <unistd.h>

namespace tillwright::simulation {

namespace {

using WallClock = std::chrono::steady_clock;

/// Between two messages of a worker about how far it is.
constexpr std::uint64_t runsPerReport = 100;

/// A worker is a process: a run may use the process's logger, and a crash of one takes nobody else along.
struct Worker {
    pid_t process = -1;
    int reports = -1;
    std::string received;
    bool isOpen = true;
};

/// One line each: `runs N`, `failed`, `fault I N`, `reached N NAME`.
void report(FILE *out, const Summary &summary)
{
    std::fprintf(out, "runs %llu\n", static_cast<unsigned long long>(summary.runs));
    for (std::uint64_t i = 0; i < summary.failures; ++i)
        std::fprintf(out, "failed\n");
    for (std::size_t i = 0; i < faultCount; ++i) {
        if (summary.faults[i] > 0)
            std::fprintf(out, "fault %zu %llu\n", i, static_cast<unsigned long long>(summary.faults[i]));
    }
    for (const auto &[name, count] : summary.reached)
        std::fprintf(out, "reached %llu %s\n", static_cast<unsigned long long>(count), name.c_str());
    std::fflush(out);
}

void take(Summary &summary, const char *line)
{
    unsigned long long count = 0;
    std::size_t index = 0;
    int nameAt = 0;
    if (std::sscanf(line, "runs %llu", &count) == 1) {
        summary.runs += count;
    } else if (std::strncmp(line, "failed", 6) == 0) {
        ++summary.failures;
    } else if (std::sscanf(line, "fault %zu %llu", &index, &count) == 2 && index < faultCount) {
        summary.faults[index] += count;
    } else if (std::sscanf(line, "reached %llu %n", &count, &nameAt) == 1) {
        summary.reached[std::string(line + nameAt)] += count;
    }
}

/// Takes what has come; false at the end.
bool receive(Summary &summary, Worker &worker)
{
    char bytes[4096];
    const auto length = ::read(worker.reports, bytes, sizeof bytes);
    if (length <= 0)
        return false;
    worker.received.append(bytes, static_cast<std::size_t>(length));
    std::size_t start = 0;
    for (auto end = worker.received.find('\n'); end != std::string::npos;
         end = worker.received.find('\n', start)) {
        take(summary, worker.received.substr(start, end - start).c_str());
        start = end + 1;
    }
    worker.received.erase(0, start);
    return true;
}

void work(const Range &range, int job, FILE *out)
{
    const ScratchDirectory scratch;
    Summary since;
    for (std::uint64_t i = static_cast<std::uint64_t>(job); i < range.count;
         i += static_cast<std::uint64_t>(range.jobs)) {
        const auto result = runWatched(range.first + i, {false, scratch.path()});
        since.add(result);
        if (result.violation) {
            printFailure(runWatched(result.seed, {true, scratch.path()}), true);
            std::fflush(stdout);
        }
        const bool isOver = result.violation && range.stopsAtFailure;
        if (since.runs == runsPerReport || isOver) {
            report(out, since);
            since = {};
        }
        if (isOver)
            break;
    }
    report(out, since);
}

Worker startWorker(const Range &range, int job)
{
    int ends[2];
    if (::pipe(ends) != 0) {
        std::perror("pipe");
        std::exit(EXIT_FAILURE);
    }
    std::fflush(nullptr);
    const pid_t process = ::fork();
    if (process == 0) {
        ::close(ends[0]);
        FILE *out = ::fdopen(ends[1], "w");
        work(range, job, out);
        std::fclose(out);
        std::fflush(nullptr);
        ::_exit(EXIT_SUCCESS);
    }
    ::close(ends[1]);
    return {process, ends[0], {}, true};
}

void showProgress(const Summary &summary, const Range &range, WallClock::time_point since)
{
    const double seconds = std::chrono::duration<double>(WallClock::now() - since).count();
    const double perSecond = seconds > 0 ? static_cast<double>(summary.runs) / seconds : 0;
    const double left = perSecond > 0 ? static_cast<double>(range.count - summary.runs) / perSecond : 0;
    std::fprintf(stderr, "%s%llu of %llu seeds, %.0f a second, %.0f s left, %llu failed%s",
                 ::isatty(STDERR_FILENO) != 0 ? "\r\033[K" : "",
                 static_cast<unsigned long long>(summary.runs), static_cast<unsigned long long>(range.count),
                 perSecond, left, static_cast<unsigned long long>(summary.failures),
                 ::isatty(STDERR_FILENO) != 0 ? "" : "\n");
}

} // namespace

Summary runMany(const Range &range)
{
    const auto since = WallClock::now();
    std::vector<Worker> workers;
    for (int job = 0; job < range.jobs; ++job)
        workers.push_back(startWorker(range, job));
    Summary summary;
    auto shownAt = since;
    bool anyOpen = true;
    while (anyOpen) {
        std::vector<pollfd> waited;
        for (const auto &worker : workers)
            waited.push_back({worker.isOpen ? worker.reports : -1, POLLIN, 0});
        ::poll(waited.data(), waited.size(), -1);
        anyOpen = false;
        for (std::size_t i = 0; i < workers.size(); ++i) {
            if (waited[i].revents != 0)
                workers[i].isOpen = receive(summary, workers[i]);
            anyOpen |= workers[i].isOpen;
        }
        const auto now = WallClock::now();
        if (range.showsProgress
            && now - shownAt > std::chrono::seconds(::isatty(STDERR_FILENO) != 0 ? 1 : 30)) {
            shownAt = now;
            showProgress(summary, range, since);
        }
    }
    for (auto &worker : workers) {
        int status = 0;
        ::waitpid(worker.process, &status, 0);
        ::close(worker.reports);
        if (status != 0) {
            std::printf("a worker died (status %d)\n", status);
            ++summary.failures;
        }
    }
    if (range.showsProgress) {
        showProgress(summary, range, since);
        std::fprintf(stderr, "\n");
    }
    return summary;
}

} // namespace tillwright::simulation
