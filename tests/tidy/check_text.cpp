#include "checks.h"

#include <algorithm>
#include <array>
#include <regex>

namespace tillwright::tidy {

namespace {

constexpr std::size_t fileMaxLines = 500;

constexpr std::array<std::string_view, 12> codeSuffixes{".h",  ".cpp", ".ts",   ".tsx", ".mjs", ".js",
                                                        ".py", ".sh",  ".html", ".css", ".qml", ".cmake"};

bool isCode(const SourceFile &file)
{
    // Qt Linguist's catalogues have TypeScript's suffix.
    if (file.isIn("resources/translations/"))
        return false;
    return file.path == "dev"
        || std::any_of(codeSuffixes.begin(), codeSuffixes.end(),
                       [&](std::string_view suffix) { return file.hasSuffix(suffix); });
}

void checkPragmaOnce(const SourceFile &file, Findings &findings)
{
    if (file.hasSuffix(".h")
        && std::find(file.lines.begin(), file.lines.end(), "#pragma once") == file.lines.end())
        findings.push_back({file.path, 0, "pragma-once", "a header begins with #pragma once"});
}

void checkLength(const SourceFile &file, Findings &findings)
{
    if (isCode(file) && file.lines.size() > fileMaxLines)
        findings.push_back(
            {file.path, 0, "length",
             std::to_string(file.lines.size()) + " lines; split it at " + std::to_string(fileMaxLines)});
}

/// A test waits for what it needs, with a limit, and never for a time. Domain and checkout get their time from ports.
void checkSleep(const SourceFile &file, Findings &findings)
{
    static const std::regex inCpp(
        R"(\b(sleep_for|sleep_until|usleep|nanosleep|qSleep|qWait|QThread::m?sleep|QThread::usleep|sleep)\s*\()");
    static const std::regex inShell(R"((^|[;&|({]|\bdo\b|\bthen\b)\s*sleep\s+[0-9.$])");
    static const std::regex inWeb(R"(\bwaitForTimeout\s*\()");
    const bool isWeb =
        file.isIn("web/") && (file.hasSuffix(".ts") || file.hasSuffix(".tsx") || file.hasSuffix(".mjs"));
    const std::regex *forbidden = nullptr;
    if (file.isCpp() && (file.isIn("tests/") || file.isIn("app/domain/") || file.isIn("app/checkout/")))
        forbidden = &inCpp;
    else if (file.isIn("tests/") && file.hasSuffix(".sh"))
        forbidden = &inShell;
    else if (isWeb)
        forbidden = &inWeb;
    if (forbidden == nullptr)
        return;
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        if (std::regex_search(file.lines[index], *forbidden))
            findings.push_back(
                {file.path, index + 1, "sleep", "wait for the event, with a limit, not for a time"});
    }
}

/// Paths of one developer's machine work nowhere else.
void checkMachinePaths(const SourceFile &file, Findings &findings)
{
    static const std::regex machinePath(R"((^|[^\w.)}>*-])/(work|root|home/\w+|tmp/tw|Users/\w+)/)");
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        if (std::regex_search(file.lines[index], machinePath))
            findings.push_back(
                {file.path, index + 1, "machine-path", "this path exists on one machine only"});
    }
}

/// Where packages come from is the business of the machine that installs them.
void checkPackageHosts(const SourceFile &file, Findings &findings)
{
    static const std::regex resolved(R"re("resolved"\s*:\s*"\w+:\/\/)re");
    static const std::regex registry(R"(registry\s*=|_auth|:\/\/)");
    const bool isLock = file.hasSuffix("package-lock.json");
    const bool isConfiguration = file.hasSuffix(".npmrc");
    if (!isLock && !isConfiguration)
        return;
    const std::regex &forbidden = isLock ? resolved : registry;
    for (std::size_t index = 0; index < file.lines.size(); ++index) {
        if (std::regex_search(file.lines[index], forbidden))
            findings.push_back({file.path, index + 1, "package-host", "name no package host in the tree"});
    }
}

} // namespace

Findings checkText(const std::vector<SourceFile> &files)
{
    Findings findings;
    for (const SourceFile &file : files) {
        checkPragmaOnce(file, findings);
        checkLength(file, findings);
        checkSleep(file, findings);
        checkMachinePaths(file, findings);
        checkPackageHosts(file, findings);
    }
    return findings;
}

} // namespace tillwright::tidy
