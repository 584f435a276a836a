#include "sandbox/random_token.h"

#include <array>
#include <openssl/rand.h>
#include <stdexcept>

namespace tillwright::sandbox {

std::string randomToken(std::string_view prefix, std::size_t characters)
{
    constexpr std::string_view alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    // Bytes from here on are thrown away, so that every character is equally likely.
    constexpr unsigned fairBytesMax = 256 / alphabet.size() * alphabet.size();
    std::string token(prefix);
    std::array<unsigned char, 32> bytes{};
    while (token.size() < prefix.size() + characters) {
        if (RAND_bytes(bytes.data(), static_cast<int>(bytes.size())) != 1)
            throw std::runtime_error("the system gives no random bytes");
        for (const auto byte : bytes) {
            if (byte < fairBytesMax && token.size() < prefix.size() + characters)
                token += alphabet[byte % alphabet.size()];
        }
    }
    return token;
}

} // namespace tillwright::sandbox
