#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::tidy {

/// A text file of the tree, split into lines without their ends.
struct SourceFile {
    std::string path; ///< from the root of the tree, with forward slashes
    std::vector<std::string> lines;

    [[nodiscard]] bool isIn(std::string_view folder) const; ///< `folder` ends with a slash
    [[nodiscard]] bool hasSuffix(std::string_view suffix) const;
    [[nodiscard]] bool isCpp() const; ///< .h or .cpp
};

/// Reads every text file that belongs to the project below `root`: not build trees, not installed packages, not
/// the checker's own fixture. Sorted by path. Throws std::filesystem::filesystem_error when the tree cannot be read.
[[nodiscard]] std::vector<SourceFile> readSourceTree(const std::filesystem::path &root);

} // namespace tillwright::tidy
