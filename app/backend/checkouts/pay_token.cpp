#include "backend/checkouts/pay_token.h"

#include <algorithm>
#include <array>
#include <sodium.h>

namespace tillwright::backend::checkouts {

namespace {

constexpr std::size_t tokenBytes = 32;
constexpr int base64 = sodium_base64_VARIANT_URLSAFE_NO_PADDING;
/// With the end of the text.
constexpr std::size_t base64Bytes = sodium_base64_ENCODED_LEN(tokenBytes, base64);

bool isTokenCharacter(char c) noexcept
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

} // namespace

std::string makePayToken()
{
    std::array<unsigned char, tokenBytes> bytes{};
    randombytes_buf(bytes.data(), bytes.size());
    std::array<char, base64Bytes> text{};
    sodium_bin2base64(text.data(), text.size(), bytes.data(), bytes.size(), base64);
    return text.data();
}

bool isPayToken(std::string_view text) noexcept
{
    return text.size() == base64Bytes - 1 && std::all_of(text.begin(), text.end(), &isTokenCharacter);
}

} // namespace tillwright::backend::checkouts
