#pragma once

#include <prometheus/metric_family.h>
#include <vector>

namespace tillwright::backend::http {

/// This process under the names that Prometheus' own clients use: process_resident_memory_bytes, process_open_fds,
/// process_max_fds, process_cpu_seconds_total, process_start_time_seconds. What the system does not tell is left out.
[[nodiscard]] std::vector<prometheus::MetricFamily> processMetrics();

} // namespace tillwright::backend::http
