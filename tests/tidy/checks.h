#pragma once

#include "finding.h"
#include "source_tree.h"

namespace tillwright::tidy {

/// Every `#include` under app/ against the table of rooms: rules `room`, `qt`, `network`, `standard-only`, `path`.
[[nodiscard]] Findings checkIncludes(const std::vector<SourceFile> &files);

/// Every link library in app/**/CMakeLists.txt against the same table: rules `link-room`, `link-qt`, `link-unknown`.
[[nodiscard]] Findings checkLinks(const std::vector<SourceFile> &files);

/// What holds for single files: rules `pragma-once`, `length`, `sleep`, `machine-path`, `package-host`.
[[nodiscard]] Findings checkText(const std::vector<SourceFile> &files);

} // namespace tillwright::tidy
