#pragma once

#include <string_view>

namespace tillwright::domain {

/// ASCII only and independent of the locale, unlike <cctype>.
[[nodiscard]] constexpr bool isAsciiLetter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}
[[nodiscard]] constexpr bool isAsciiDigit(char c) noexcept
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isAsciiControl(char c) noexcept
{
    const auto byte = static_cast<unsigned char>(c);
    return byte < 0x20 || byte == 0x7f;
}
/// True when the bytes are UTF-8 as RFC 3629 has it: no overlong forms, no surrogates.
[[nodiscard]] bool isUtf8(std::string_view text) noexcept;
/// Number of code points of valid UTF-8.
[[nodiscard]] std::size_t codePointCount(std::string_view utf8) noexcept;
/// True when the text holds a control character (C0, DEL or C1) or a line or paragraph separator.
[[nodiscard]] bool hasControlCharacter(std::string_view utf8) noexcept;

} // namespace tillwright::domain
