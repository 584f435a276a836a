// tidy_check ROOT                  fails on every place of the tree that breaks a rule, and names it
// tidy_check ROOT --expect FILE    fails unless the findings are exactly the file's lines (the checker's own test)

#include "checks.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>

namespace {

using tillwright::tidy::Finding;

std::vector<std::string> readLines(const std::filesystem::path &path)
{
    std::ifstream stream(path);
    if (!stream)
        throw std::runtime_error("cannot read " + path.string());
    std::vector<std::string> lines;
    for (std::string line; std::getline(stream, line);) {
        if (!line.empty() && !line.starts_with('#'))
            lines.push_back(line);
    }
    return lines;
}

std::string place(const Finding &finding)
{
    return finding.path + ":" + std::to_string(finding.line) + ": " + finding.rule;
}

int report(const tillwright::tidy::Findings &findings, std::size_t fileCount)
{
    for (const Finding &finding : findings)
        std::cout << place(finding) << ": " << finding.message << '\n';
    std::cout << fileCount << " files read, " << findings.size() << " findings\n";
    return findings.empty() ? 0 : 1;
}

int compare(const tillwright::tidy::Findings &findings, std::vector<std::string> expected)
{
    std::vector<std::string> found;
    for (const Finding &finding : findings)
        found.push_back(place(finding));
    std::sort(found.begin(), found.end());
    std::sort(expected.begin(), expected.end());
    std::vector<std::string> missed;
    std::vector<std::string> unexpected;
    std::set_difference(expected.begin(), expected.end(), found.begin(), found.end(),
                        std::back_inserter(missed));
    std::set_difference(found.begin(), found.end(), expected.begin(), expected.end(),
                        std::back_inserter(unexpected));
    for (const std::string &line : missed)
        std::cout << "not found, though it is there: " << line << '\n';
    for (const std::string &line : unexpected)
        std::cout << "found, though nothing is wrong: " << line << '\n';
    std::cout << found.size() << " findings, " << expected.size() << " expected\n";
    return missed.empty() && unexpected.empty() && !expected.empty() ? 0 : 1;
}

} // namespace

int main(int argc, char **argv)
{
    const std::vector<std::string> arguments(argv + 1, argv + argc);
    const bool comparing = arguments.size() == 3 && arguments[1] == "--expect";
    if (arguments.size() != 1 && !comparing) {
        std::cerr << "usage: tidy_check ROOT [--expect FILE]\n";
        return 2;
    }
    try {
        const auto files = tillwright::tidy::readSourceTree(arguments[0]);
        auto findings = tillwright::tidy::checkIncludes(files);
        const auto links = tillwright::tidy::checkLinks(files);
        const auto text = tillwright::tidy::checkText(files);
        findings.insert(findings.end(), links.begin(), links.end());
        findings.insert(findings.end(), text.begin(), text.end());
        std::sort(findings.begin(), findings.end());
        return comparing ? compare(findings, readLines(arguments[2])) : report(findings, files.size());
    } catch (const std::exception &error) {
        std::cerr << "tidy_check: " << error.what() << '\n';
        return 2;
    }
}
