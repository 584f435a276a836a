#include "checks.h"
#include "rooms.h"

#include <map>
#include <regex>

namespace tillwright::tidy {

namespace {

constexpr std::string_view appFolder = "app/";
constexpr std::string_view listsFile = "CMakeLists.txt";

/// `app/kiosk/journal/CMakeLists.txt` → `kiosk/journal`
std::string folderInApp(const SourceFile &file)
{
    const std::size_t end = file.path.size() - listsFile.size();
    return end > appFolder.size() ? file.path.substr(appFolder.size(), end - appFolder.size() - 1)
                                  : std::string();
}

bool isRoomLists(const SourceFile &file)
{
    return file.isIn(appFolder) && file.hasSuffix("/CMakeLists.txt") && !folderInApp(file).empty();
}

std::string withoutComment(const std::string &line)
{
    return line.substr(0, line.find('#'));
}

/// The folder of app/ in which each library is made, by the name after `tillwright_add_library(`.
std::map<std::string, std::string> librariesByName(const std::vector<SourceFile> &files)
{
    static const std::regex added(R"(tillwright_add_library\(\s*(\w+))");
    std::map<std::string, std::string> libraries;
    for (const SourceFile &file : files) {
        if (!isRoomLists(file))
            continue;
        for (const std::string &line : file.lines) {
            const std::string code = withoutComment(line);
            std::smatch match;
            if (std::regex_search(code, match, added))
                libraries[match[1]] = folderInApp(file);
        }
    }
    return libraries;
}

} // namespace

Findings checkLinks(const std::vector<SourceFile> &files)
{
    static const std::regex linked(R"(Tillwright::(\w+))");
    static const std::regex qt(R"(\bQt6?::\w+)");
    const auto libraries = librariesByName(files);
    Findings findings;
    for (const SourceFile &file : files) {
        if (!isRoomLists(file))
            continue;
        const Room *room = roomOf(folderInApp(file));
        if (room == nullptr) {
            findings.push_back(
                {file.path, 0, "link-room", "this folder is not in the table of docs/architecture.md"});
            continue;
        }
        for (std::size_t index = 0; index < file.lines.size(); ++index) {
            const std::string code = withoutComment(file.lines[index]);
            const std::string here = "app/" + std::string(room->path);
            for (std::sregex_iterator match(code.begin(), code.end(), linked), end; match != end; ++match) {
                const std::string name = (*match)[1];
                const auto library = libraries.find(name);
                const Room *used = library == libraries.end() ? nullptr : roomOf(library->second);
                if (used == nullptr)
                    findings.push_back(
                        {file.path, index + 1, "link-unknown", "no room makes Tillwright::" + name});
                else if (!mayUse(*room, *used))
                    findings.push_back(
                        {file.path, index + 1, "link-room",
                         here + " may use " + allowedText(*room) + ", not Tillwright::" + name});
            }
            std::smatch match;
            if (!room->mayUseQt && std::regex_search(code, match, qt))
                findings.push_back({file.path, index + 1, "link-qt", here + " has no Qt: " + match.str()});
        }
    }
    return findings;
}

} // namespace tillwright::tidy
