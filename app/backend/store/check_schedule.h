#pragma once

#include <cstdint>

/// When Clive is asked again about an order that is not final, should no webhook tell (law 3). An order is never given
/// up: it is asked about at longer and longer pauses, so that what has been open for months costs next to nothing.
namespace tillwright::backend::store {

inline constexpr std::int64_t checkFirstPauseMs = 60'000;
/// Reached by doubling. From a week of age on it is an hour for each week: four hours after a month, two days after a
/// year.
inline constexpr std::int64_t checkRegularPauseMs = 3'600'000;
inline constexpr std::int64_t agePerCheckPause = 7 * 24;

/// The longest pause that an order of this age can have been given. A check that is further away than this was
/// planned by a clock that has been set back since.
[[nodiscard]] constexpr std::int64_t longestCheckPauseMs(std::int64_t ageMs) noexcept
{
    const auto byAgeMs = ageMs / agePerCheckPause;
    return byAgeMs > checkRegularPauseMs ? byAgeMs : checkRegularPauseMs;
}

/// `checksDone`: how often it was asked about, 0 or more.
[[nodiscard]] constexpr std::int64_t checkPauseMs(std::int64_t ageMs, std::int64_t checksDone) noexcept
{
    auto pauseMs = checkFirstPauseMs;
    for (std::int64_t i = 0; i < checksDone && pauseMs < checkRegularPauseMs; ++i)
        pauseMs *= 2;
    return pauseMs < checkRegularPauseMs ? pauseMs : longestCheckPauseMs(ageMs);
}

} // namespace tillwright::backend::store
