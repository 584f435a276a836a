#include "checks.h"
#include "rooms.h"

#include <cctype>
#include <optional>

namespace tillwright::tidy {

namespace {

constexpr std::string_view appFolder = "app/";
// Returned errors are values, and this is the one header for them that C++20 lacks.
constexpr std::string_view expectedHeader = "tl/expected.hpp";

struct Include {
    std::string path;
    bool quoted = false;
};

std::optional<Include> includeOf(std::string_view line)
{
    const auto skipBlanks = [&line] {
        while (!line.empty() && (line.front() == ' ' || line.front() == '\t'))
            line.remove_prefix(1);
    };
    skipBlanks();
    if (!line.starts_with('#'))
        return {};
    line.remove_prefix(1);
    skipBlanks();
    constexpr std::string_view word = "include";
    if (!line.starts_with(word))
        return {};
    line.remove_prefix(word.size());
    skipBlanks();
    if (line.empty() || (line.front() != '"' && line.front() != '<'))
        return {};
    const bool quoted = line.front() == '"';
    const auto end = line.find(quoted ? '"' : '>', 1);
    if (end == std::string_view::npos)
        return {};
    return Include{std::string(line.substr(1, end - 1)), quoted};
}

bool isQt(std::string_view header)
{
    const std::string_view first = header.substr(0, header.find('/'));
    return first.size() > 1 && first.front() == 'Q'
        && (std::isupper(static_cast<unsigned char>(first[1])) != 0 || first.starts_with("Qt"));
}

bool isServerOrClient(std::string_view header)
{
    return header.starts_with("boost/asio") || header.starts_with("boost/beast")
        || header.starts_with("curl/");
}

bool isStandard(std::string_view header)
{
    return header.find('/') == std::string_view::npos && !header.ends_with(".h") && !isQt(header);
}

bool isGenerated(std::string_view header)
{
    return header.ends_with(".moc") || header.starts_with("moc_");
}

void checkInclude(const Include &include, const Room &room, const std::string &path, std::size_t line,
                  Findings &findings)
{
    const std::string shown = "'" + include.path + "'";
    const std::string here = "app/" + std::string(room.path);
    if (const Room *used = roomOf(include.path)) {
        if (!mayUse(room, *used))
            findings.push_back(
                {path, line, "room", here + " may use " + allowedText(room) + ", not " + shown});
        return;
    }
    if (isQt(include.path)) {
        if (!room.mayUseQt)
            findings.push_back({path, line, "qt", here + " has no Qt: " + shown});
        return;
    }
    if (include.quoted) {
        if (!isGenerated(include.path))
            findings.push_back({path, line, "path", "write " + shown + " from app/, with its room first"});
        return;
    }
    if (room.path == "domain" && include.path != expectedHeader && !isStandard(include.path))
        findings.push_back({path, line, "standard-only", "app/domain is standard C++ only: " + shown});
    const bool isKiosk = room.path.starts_with("kiosk");
    if ((isKiosk || room.path == "checkout" || room.path == "contract") && isServerOrClient(include.path))
        findings.push_back({path, line, "network", here + " speaks to no network by itself: " + shown});
}

} // namespace

Findings checkIncludes(const std::vector<SourceFile> &files)
{
    Findings findings;
    for (const SourceFile &file : files) {
        if (!file.isIn(appFolder) || !file.isCpp())
            continue;
        const Room *room = roomOf(std::string_view(file.path).substr(appFolder.size()));
        if (room == nullptr) {
            findings.push_back(
                {file.path, 0, "room", "this folder is not in the table of docs/architecture.md"});
            continue;
        }
        for (std::size_t index = 0; index < file.lines.size(); ++index) {
            if (const auto include = includeOf(file.lines[index]))
                checkInclude(*include, *room, file.path, index + 1, findings);
        }
    }
    return findings;
}

} // namespace tillwright::tidy
