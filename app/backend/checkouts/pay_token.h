#pragma once

#include <string>
#include <string_view>

namespace tillwright::backend::checkouts {

/// 256 bits from the system's generator, as 43 letters, digits, `-` and `_`, which need no escape in a path or a QR code.
[[nodiscard]] std::string makePayToken();
/// Whether it can be one. What cannot is not looked up.
[[nodiscard]] bool isPayToken(std::string_view text) noexcept;

} // namespace tillwright::backend::checkouts
