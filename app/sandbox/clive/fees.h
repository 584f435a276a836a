#pragma once

#include <cstdint>

namespace tillwright::sandbox {

/// Clive computes fees (seed, step 3) but does not say how. This is a simulation of a usual card tariff: 2.9 % of the
/// amount, rounded half up, and 30 minor units.
inline constexpr std::int64_t feePerThousand = 29;
inline constexpr std::int64_t feeFixedMinor = 30;

[[nodiscard]] constexpr std::int64_t feesMinor(std::int64_t amountMinor) noexcept
{
    return (amountMinor * feePerThousand + 500) / 1000 + feeFixedMinor;
}

} // namespace tillwright::sandbox
