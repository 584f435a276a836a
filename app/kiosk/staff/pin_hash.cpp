#include "kiosk/staff/pin_hash.h"

#include <sodium.h>

namespace tillwright::kiosk::staff {

PinCost leastCost() noexcept
{
    return {crypto_pwhash_OPSLIMIT_MIN, crypto_pwhash_MEMLIMIT_MIN};
}

std::optional<std::string> hashPin(const domain::Secret &pin, const PinCost &cost)
{
    if (sodium_init() < 0)
        return std::nullopt;
    char text[crypto_pwhash_STRBYTES];
    if (crypto_pwhash_str_alg(text, pin.reveal().data(), pin.reveal().size(), cost.passes, cost.memoryBytes,
                              crypto_pwhash_ALG_ARGON2ID13)
        != 0)
        return std::nullopt;
    return text;
}

bool isPin(const domain::Secret &pin, const std::string &hash)
{
    return sodium_init() >= 0
        && crypto_pwhash_str_verify(hash.c_str(), pin.reveal().data(), pin.reveal().size()) == 0;
}

} // namespace tillwright::kiosk::staff
