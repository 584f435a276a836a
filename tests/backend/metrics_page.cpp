#include "metrics_page.h"

#include <QtGlobal>
#include <cmath>
#include <regex>
#include <sstream>

namespace tillwright::test {

namespace {

const std::regex nameRule("[a-zA-Z_:][a-zA-Z0-9_:]*");
const std::regex sampleRule(R"(([a-zA-Z_:][a-zA-Z0-9_:]*)(\{[^\n]*\})? (\S+))");
/// Values are quoted, and quotes, backslashes and line breaks in them escaped.
const std::regex labelsRule(
    R"re(\{[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*"(?:,[a-zA-Z_][a-zA-Z0-9_]*="(?:[^"\\\n]|\\["\\n])*")*\})re");

[[noreturn]] void fail(const std::string &line, const char *why)
{
    qFatal("metrics: %s: %s", why, line.c_str());
}

double numberOf(const std::string &text, const std::string &line)
{
    if (text == "+Inf")
        return HUGE_VAL;
    std::size_t used = 0;
    double value = 0;
    try {
        value = std::stod(text, &used);
    } catch (const std::exception &) {
        fail(line, "no number");
    }
    if (used != text.size())
        fail(line, "more than a number");
    return value;
}

/// The family that a sample of this name belongs to: a histogram's samples have endings of their own.
std::string familyOf(const std::string &name, const std::map<std::string, MetricsPage::Family> &families)
{
    if (families.contains(name))
        return name;
    for (const std::string ending : {"_bucket", "_sum", "_count"}) {
        if (!name.ends_with(ending))
            continue;
        const auto found = families.find(name.substr(0, name.size() - ending.size()));
        if (found != families.end() && found->second.type == "histogram")
            return found->first;
    }
    return {};
}

/// Each histogram's buckets grow, and the last one holds all.
void checkHistograms(const MetricsPage &page)
{
    const std::regex bucket(R"re((.*)_bucket\{(.*?),?le="([^"]*)"\})re");
    std::map<std::string, std::map<double, double>> buckets;
    for (const auto &[series, value] : page.samples) {
        std::smatch match;
        if (std::regex_match(series, match, bucket)) {
            const auto labels = match[2].str();
            buckets[match[1].str() + "_count" + (labels.empty() ? "" : "{" + labels + "}")]
                   [numberOf(match[3].str(), series)] = value;
        }
    }
    for (const auto &[count, byBound] : buckets) {
        double last = 0;
        for (const auto &[bound, value] : byBound) {
            if (value < last)
                fail(count, "a bucket is smaller than the one before");
            last = value;
        }
        if (byBound.rbegin()->first != HUGE_VAL || !page.samples.contains(count)
            || page.samples.at(count) != last)
            fail(count, "the last bucket does not hold all");
    }
}

} // namespace

MetricsPage MetricsPage::parse(const std::string &text)
{
    MetricsPage page;
    if (!text.ends_with('\n'))
        fail(text, "the last line does not end");
    std::istringstream lines(text);
    std::string currentFamily;
    for (std::string line; std::getline(lines, line);) {
        const bool isHelp = line.starts_with("# HELP ");
        if (isHelp || line.starts_with("# TYPE ")) {
            const auto end = line.find(' ', 7);
            const auto name = line.substr(7, end - 7);
            if (end == std::string::npos || !std::regex_match(name, nameRule))
                fail(line, "no name");
            auto &family = page.families[name];
            if (family.samples > 0 || (isHelp ? family.hasHelp : !family.type.empty()))
                fail(line, "a family comes twice");
            currentFamily = name;
            if (isHelp) {
                family.hasHelp = true;
                continue;
            }
            family.type = line.substr(end + 1);
            if (family.type != "counter" && family.type != "gauge" && family.type != "histogram")
                fail(line, "no type");
            if ((family.type == "counter") != name.ends_with("_total"))
                fail(line, "counters, and only they, are called _total");
            continue;
        }
        std::smatch match;
        if (!std::regex_match(line, match, sampleRule))
            fail(line, "no sample");
        const auto name = match[1].str();
        const auto labels = match[2].str();
        if (!labels.empty() && !std::regex_match(labels, labelsRule))
            fail(line, "no labels");
        const auto family = familyOf(name, page.families);
        if (family.empty() || family != currentFamily || page.families.at(family).type.empty())
            fail(line, "a sample outside of its family");
        ++page.families.at(family).samples;
        if (!page.samples.emplace(name + labels, numberOf(match[3].str(), line)).second)
            fail(line, "a series comes twice");
        page.names.insert(name);
    }
    checkHistograms(page);
    return page;
}

} // namespace tillwright::test
