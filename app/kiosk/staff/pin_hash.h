#pragma once

#include "domain/secret.h"

#include <optional>
#include <string>

namespace tillwright::kiosk::staff {

/// What one look at a PIN costs, as libsodium's Argon2id counts it.
struct PinCost {
    unsigned long long passes = 3;
    /// Beside Chromium on a counter machine of 4 GB; libsodium's own "moderate" wants four times as much.
    std::size_t memoryBytes = 64U * 1024 * 1024;
};
/// For PINs that are no secret, such as the sandbox's, and for tests.
[[nodiscard]] PinCost leastCost() noexcept;

/// `$argon2id$...`, with its own salt and cost in it. Nothing when memory is short. Takes about 0.2 s at the usual cost: not
/// for the event loop.
[[nodiscard]] std::optional<std::string> hashPin(const domain::Secret &pin, const PinCost &cost);
[[nodiscard]] bool isPin(const domain::Secret &pin, const std::string &hash);

} // namespace tillwright::kiosk::staff
