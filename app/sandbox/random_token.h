#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace tillwright::sandbox {

/// `prefix` and that many random letters and digits, from the system's generator: some of these are secrets.
[[nodiscard]] std::string randomToken(std::string_view prefix, std::size_t characters);

} // namespace tillwright::sandbox
