#include "source_tree.h"

#include <algorithm>
#include <array>
#include <fstream>

namespace tillwright::tidy {

namespace fs = std::filesystem;

namespace {

constexpr std::array<std::string_view, 6> skippedFolderNames{".git", ".cache",       "build",
                                                             "dist", "node_modules", "coverage"};
// The fixture breaks every rule on purpose; it is read as a tree of its own.
constexpr std::string_view fixtureFolder = "tests/tidy/fixture";
constexpr std::array<std::string_view, 8> binarySuffixes{".png", ".pdf",   ".ico",  ".ttf",
                                                         ".otf", ".woff2", ".jpeg", ".jpg"};

bool isSkippedFolder(const fs::path &path, const std::string &relative)
{
    const std::string name = path.filename().string();
    return relative == fixtureFolder
        || std::find(skippedFolderNames.begin(), skippedFolderNames.end(), name) != skippedFolderNames.end();
}

SourceFile readFile(const fs::path &path, std::string relative)
{
    SourceFile file{std::move(relative), {}};
    std::ifstream stream(path, std::ios::binary);
    std::string line;
    while (std::getline(stream, line))
        file.lines.push_back(line);
    return file;
}

} // namespace

bool SourceFile::isIn(std::string_view folder) const
{
    return path.starts_with(folder);
}

bool SourceFile::hasSuffix(std::string_view suffix) const
{
    return path.ends_with(suffix);
}

bool SourceFile::isCpp() const
{
    return hasSuffix(".h") || hasSuffix(".cpp");
}

std::vector<SourceFile> readSourceTree(const fs::path &root)
{
    std::vector<SourceFile> files;
    for (auto entry = fs::recursive_directory_iterator(root); entry != fs::end(entry); ++entry) {
        const std::string relative = entry->path().lexically_relative(root).generic_string();
        if (entry->is_directory()) {
            if (isSkippedFolder(entry->path(), relative))
                entry.disable_recursion_pending();
            continue;
        }
        const bool binary = std::any_of(binarySuffixes.begin(), binarySuffixes.end(),
                                        [&](std::string_view suffix) { return relative.ends_with(suffix); });
        // In a linked worktree `.git` is a file that says where the repository is: a path of this machine, rightly.
        const bool gitFile = relative == ".git";
        if (entry->is_regular_file() && !binary && !gitFile)
            files.push_back(readFile(entry->path(), relative));
    }
    std::sort(files.begin(), files.end(),
              [](const SourceFile &a, const SourceFile &b) { return a.path < b.path; });
    return files;
}

} // namespace tillwright::tidy
