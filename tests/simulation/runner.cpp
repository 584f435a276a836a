#include "runner.h"

#include "backend_process.h"

#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <spdlog/sinks/base_sink.h>
#include <spdlog/spdlog.h>
#include <unistd.h>

namespace tillwright::simulation {

namespace {

/// Looks at every line of the log, and keeps none.
class SecretWatch final : public spdlog::sinks::base_sink<spdlog::details::null_mutex>
{
public:
    bool hasSeenSecret = false;

protected:
    void sink_it_(const spdlog::details::log_msg &message) override
    {
        const std::string_view text(message.payload.data(), message.payload.size());
        for (const std::string_view secret :
             {std::string_view("_secret_"), std::string_view("token of "), payTokenMark})
            hasSeenSecret |= text.find(secret) != std::string_view::npos;
    }
    void flush_() override {}
};

} // namespace

void Summary::add(const RunResult &result)
{
    ++runs;
    failures += result.violation ? 1 : 0;
    for (std::size_t i = 0; i < faultCount; ++i)
        faults[i] += result.faults[i];
    for (const auto &[name, count] : result.reached)
        reached[name] += count;
}

void Summary::add(const Summary &other)
{
    runs += other.runs;
    failures += other.failures;
    for (std::size_t i = 0; i < faultCount; ++i)
        faults[i] += other.faults[i];
    for (const auto &[name, count] : other.reached)
        reached[name] += count;
}

RunResult runWatched(std::uint64_t seed, const RunOptions &options)
{
    const auto watch = std::make_shared<SecretWatch>();
    auto logger = std::make_shared<spdlog::logger>("simulation", watch);
    logger->set_level(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
    auto result = run(seed, options);
    if (watch->hasSeenSecret && !result.violation)
        result.violation = Violation{Law::Secrets, "a secret is in the log"};
    return result;
}

ScratchDirectory::ScratchDirectory()
{
    const char *ramDisk = "/dev/shm";
    const std::string parent =
        ::access(ramDisk, W_OK) == 0 ? std::string(ramDisk) : std::filesystem::temp_directory_path().string();
    std::string pattern = parent + "/tillwright-simulation-XXXXXX";
    if (::mkdtemp(pattern.data()) == nullptr) {
        std::perror(pattern.c_str());
        std::exit(EXIT_FAILURE);
    }
    m_path = pattern;
}

ScratchDirectory::~ScratchDirectory()
{
    std::error_code ignored;
    std::filesystem::remove_all(m_path, ignored);
}

void printFailure(const RunResult &result, bool withTrace)
{
    if (withTrace) {
        for (const auto &line : result.trace)
            std::printf("%s\n", line.c_str());
    }
    if (result.violation)
        std::printf("seed %llu: %s\n    %s\n    again: ./dev simulate --seed %llu\n",
                    static_cast<unsigned long long>(result.seed),
                    std::string(lawText(result.violation->law)).c_str(), result.violation->what.c_str(),
                    static_cast<unsigned long long>(result.seed));
}

void printSummary(const Summary &summary)
{
    std::printf("\nfaults and moods that struck in %llu runs\n",
                static_cast<unsigned long long>(summary.runs));
    for (std::size_t i = 0; i < faultCount; ++i)
        std::printf("  %12llu  %s\n", static_cast<unsigned long long>(summary.faults[i]),
                    std::string(faultName(static_cast<Fault>(i))).c_str());
    std::printf("\nreached\n");
    for (const auto &[name, count] : summary.reached)
        std::printf("  %12llu  %s\n", static_cast<unsigned long long>(count), name.c_str());
}

std::vector<std::string> neverReached(const Summary &summary)
{
    std::vector<std::string> missing;
    for (std::size_t i = 0; i < faultCount; ++i) {
        if (summary.faults[i] == 0)
            missing.emplace_back(faultName(static_cast<Fault>(i)));
    }
    for (const char *name : {"state Idle",
                             "state Creating",
                             "state AwaitingPayment",
                             "state Confirming",
                             "state Verifying",
                             "state Unresolved",
                             "state Paid",
                             "state NotPaid",
                             "state Abandoning",
                             "state Refused",
                             "not paid: declined",
                             "not paid: cancelled",
                             "not paid: expired",
                             "not paid: abandoned",
                             "not paid: amount_mismatch",
                             "not paid: page_failed",
                             "receipts",
                             "kiosk waits for a phone",
                             "paid on a phone",
                             "phone declined",
                             "phone cancelled",
                             "phone may not go on",
                             "abandoning waits for a phone",
                             "alarm",
                             "waits for a person",
                             "order abandoned",
                             "the breaker before Clive opened",
                             "Clive: succeeded",
                             "Clive: failed",
                             "Clive: cancelled",
                             "attention: amount_mismatch",
                             "attention: paid_after_abandoned",
                             "attention: unknown_status",
                             "charged twice, and staff are told (decision 004)"}) {
        const auto found = summary.reached.find(std::string_view(name));
        if (found == summary.reached.end() || found->second == 0)
            missing.emplace_back(name);
    }
    return missing;
}

} // namespace tillwright::simulation
