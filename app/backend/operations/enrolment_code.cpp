#include "backend/operations/enrolment_code.h"

#include <array>
#include <cstdint>
#include <sodium.h>

namespace tillwright::backend::operations {

namespace {

constexpr std::string_view alphabet = "ABCDEFGHJKMNPQRSTVWXYZ23456789";
constexpr std::size_t codeCharacters = 12;
constexpr std::size_t groupCharacters = 4;
constexpr std::size_t tokenBytes = 32;

std::string grouped(std::string_view characters)
{
    std::string code;
    for (std::size_t i = 0; i < characters.size(); ++i) {
        if (i != 0 && i % groupCharacters == 0)
            code += '-';
        code += characters[i];
    }
    return code;
}

} // namespace

std::string makeEnrolmentCode()
{
    std::string characters;
    while (characters.size() < codeCharacters)
        characters += alphabet[randombytes_uniform(static_cast<std::uint32_t>(alphabet.size()))];
    return grouped(characters);
}

std::string readEnrolmentCode(std::string_view typed)
{
    std::string characters;
    for (char c : typed) {
        if (c == '-' || c == ' ')
            continue;
        c = c >= 'a' && c <= 'z' ? static_cast<char>(c - 'a' + 'A') : c;
        if (alphabet.find(c) == std::string_view::npos || characters.size() == codeCharacters)
            return {};
        characters += c;
    }
    return characters.size() == codeCharacters ? grouped(characters) : std::string();
}

std::string makeDeviceToken()
{
    std::array<unsigned char, tokenBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, tokenBytes * 2 + 1> hex{};
    sodium_bin2hex(hex.data(), hex.size(), bytes.data(), bytes.size());
    return hex.data();
}

} // namespace tillwright::backend::operations
