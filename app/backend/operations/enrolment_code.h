#pragma once

#include <string>
#include <string_view>

namespace tillwright::backend::operations {

/// Thirty letters and digits that nobody takes for another one, twelve of them: 58 bits, in groups of four.
[[nodiscard]] std::string makeEnrolmentCode();
/// As it was made, from what a person typed: small letters, blanks and missing hyphens do not matter. Empty when it cannot
/// be a code.
[[nodiscard]] std::string readEnrolmentCode(std::string_view typed);
/// 64 hex digits from the system's generator.
[[nodiscard]] std::string makeDeviceToken();

} // namespace tillwright::backend::operations
