#include "domain/text.h"

#include <algorithm>
#include <cstddef>

namespace tillwright::domain {

bool isUtf8(std::string_view text) noexcept
{
    std::size_t i = 0;
    while (i < text.size()) {
        const auto lead = static_cast<unsigned char>(text[i]);
        std::size_t length = 0;
        unsigned codePoint = 0;
        if (lead < 0x80) {
            ++i;
            continue;
        }
        if ((lead & 0xe0) == 0xc0) {
            length = 2;
            codePoint = lead & 0x1fu;
        } else if ((lead & 0xf0) == 0xe0) {
            length = 3;
            codePoint = lead & 0x0fu;
        } else if ((lead & 0xf8) == 0xf0) {
            length = 4;
            codePoint = lead & 0x07u;
        } else {
            return false;
        }
        if (i + length > text.size())
            return false;
        for (std::size_t k = 1; k < length; ++k) {
            const auto next = static_cast<unsigned char>(text[i + k]);
            if ((next & 0xc0) != 0x80)
                return false;
            codePoint = (codePoint << 6) | (next & 0x3fu);
        }
        constexpr unsigned smallestByLength[] = {0, 0, 0x80, 0x800, 0x10000};
        if (codePoint < smallestByLength[length] || codePoint > 0x10ffff
            || (codePoint >= 0xd800 && codePoint <= 0xdfff))
            return false;
        i += length;
    }
    return true;
}

std::size_t codePointCount(std::string_view utf8) noexcept
{
    return static_cast<std::size_t>(std::count_if(
        utf8.begin(), utf8.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
}

bool hasControlCharacter(std::string_view utf8) noexcept
{
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        if (isAsciiControl(utf8[i]))
            return true;
        const auto byte = static_cast<unsigned char>(utf8[i]);
        const auto next = i + 1 < utf8.size() ? static_cast<unsigned char>(utf8[i + 1]) : 0;
        if (byte == 0xc2 && next >= 0x80 && next <= 0x9f)
            return true;
        const auto afterNext = i + 2 < utf8.size() ? static_cast<unsigned char>(utf8[i + 2]) : 0;
        if (byte == 0xe2 && next == 0x80 && (afterNext == 0xa8 || afterNext == 0xa9))
            return true;
    }
    return false;
}

} // namespace tillwright::domain
