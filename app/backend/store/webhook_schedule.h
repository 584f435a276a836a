#pragma once

#include <array>
#include <cstdint>

/// When a kept webhook's event is tried on its order again (facts: Retry schedules). The first try is its acceptance.
namespace tillwright::backend::store {

inline constexpr std::int64_t msPerMinute = 60'000;
inline constexpr std::int64_t msPerHour = 60 * msPerMinute;
/// Pause before each try after the first; a webhook that fails the last one is a dead letter.
inline constexpr std::array<std::int64_t, 7> webhookPausesMs{
    5'000, msPerMinute, 5 * msPerMinute, 30 * msPerMinute, 2 * msPerHour, 5 * msPerHour, 10 * msPerHour};

/// How long a webhook is known again by its id or hash, longer than Clive goes on sending it.
inline constexpr std::int64_t webhookKnownMs = 30 * 24 * msPerHour;
/// How long an idempotency key is known again.
inline constexpr std::int64_t keyKnownMs = 72 * msPerHour;

} // namespace tillwright::backend::store
