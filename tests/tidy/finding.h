#pragma once

#include <compare>
#include <string>
#include <vector>

namespace tillwright::tidy {

/// One place that breaks a rule. `line` counts from 1; 0 means the file as a whole.
struct Finding {
    std::string path; ///< from the root of the tree, with forward slashes
    std::size_t line = 0;
    std::string rule;    ///< a short word, for example `room`
    std::string message; ///< what is wrong and what to do instead

    friend auto operator<=>(const Finding &, const Finding &) = default;
};

using Findings = std::vector<Finding>;

} // namespace tillwright::tidy
