#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

namespace tillwright::test {

/// A page in Prometheus' text format 0.0.4, read strictly: what a scraper would stumble over fails the test.
struct MetricsPage {
    struct Family {
        std::string type;
        bool hasHelp = false;
        std::size_t samples = 0;
    };
    std::map<std::string, Family> families;
    /// By "name{label=\"value\",...}" as written.
    std::map<std::string, double> samples;
    /// The names in `samples`, without labels.
    std::set<std::string> names;

    [[nodiscard]] static MetricsPage parse(const std::string &text);
};

} // namespace tillwright::test
