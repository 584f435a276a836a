#pragma once

#include <string>
#include <string_view>

/// Which Tillwright this is. The values are in a file that the build writes anew only when they change, so that a new
/// commit compiles that file and links; nothing else.
namespace tillwright::version {

/// Semantic version (CMakeLists.txt, project()), such as "0.1.0".
extern const std::string_view number;

/// The first twelve hex digits of the commit, with "-modified" behind them when the tree had changes that are in no
/// commit; "unknown" when it was built outside of git and nobody said.
extern const std::string_view commit;

/// The commit's day in UTC, such as "2026-11-26", or "unknown". Never the day of the build: two builds of one commit are
/// the same file.
extern const std::string_view date;

/// For people: "0.1.0 (101cbd0c0ffe, 2026-11-26)".
[[nodiscard]] std::string text();

/// For HTTP, as RFC 9110 writes a product with a comment: "tillwright/0.1.0 (101cbd0c0ffe; 2026-11-26)".
[[nodiscard]] std::string product(std::string_view name);

} // namespace tillwright::version
