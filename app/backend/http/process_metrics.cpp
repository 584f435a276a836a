#include "backend/http/process_metrics.h"

#include <chrono>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>
#include <sys/resource.h>
#include <unistd.h>

namespace tillwright::backend::http {

namespace {

using prometheus::MetricFamily;
using prometheus::MetricType;

MetricFamily single(std::string name, std::string help, MetricType type, double value)
{
    prometheus::ClientMetric metric;
    (type == MetricType::Counter ? metric.counter.value : metric.gauge.value) = value;
    MetricFamily family;
    family.name = std::move(name);
    family.help = std::move(help);
    family.type = type;
    family.metric.push_back(std::move(metric));
    return family;
}

double secondsOf(const timeval &time)
{
    constexpr double usPerS = 1e6;
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / usPerS;
}

void appendMemory(std::vector<MetricFamily> &families)
{
    std::ifstream file("/proc/self/statm");
    double pages = 0;
    double residentPages = 0;
    if (file >> pages >> residentPages)
        families.push_back(single("process_resident_memory_bytes", "Resident memory.", MetricType::Gauge,
                                  residentPages * static_cast<double>(sysconf(_SC_PAGESIZE))));
}

void appendFiles(std::vector<MetricFamily> &families)
{
    std::error_code error;
    double count = 0;
    std::filesystem::directory_iterator entry("/proc/self/fd", error);
    for (; !error && entry != std::filesystem::directory_iterator(); entry.increment(error))
        ++count;
    // The one that lists them is not the program's.
    if (!error && count > 0)
        families.push_back(
            single("process_open_fds", "Open files and sockets.", MetricType::Gauge, count - 1));
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) == 0)
        families.push_back(single("process_max_fds", "How many files and sockets may be open.",
                                  MetricType::Gauge, static_cast<double>(limit.rlim_cur)));
}

} // namespace

std::vector<MetricFamily> processMetrics()
{
    static const auto startTime = static_cast<double>(std::time(nullptr));
    std::vector<MetricFamily> families;
    appendMemory(families);
    appendFiles(families);
    rusage usage{};
    if (getrusage(RUSAGE_SELF, &usage) == 0)
        families.push_back(single("process_cpu_seconds_total", "Processor time, the system's included.",
                                  MetricType::Counter,
                                  secondsOf(usage.ru_utime) + secondsOf(usage.ru_stime)));
    families.push_back(single("process_start_time_seconds",
                              "When the process started, in seconds since 1970.", MetricType::Gauge,
                              startTime));
    return families;
}

} // namespace tillwright::backend::http
