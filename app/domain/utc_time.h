#pragma once

#include "domain/input_error.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

/// Points in time as people and files write them: RFC 3339, in UTC.
namespace tillwright::domain {

/// Reads `2026-12-03T18:30:00Z` into milliseconds since 1970. Fractions of a second are cut after the third digit; `+00:00`
/// stands for `Z`. Another offset is refused, because a file that mixes them is read wrongly by people first. Error field:
/// `time`.
[[nodiscard]] tl::expected<std::int64_t, InputError> parseUtcTime(std::string_view text);

/// `2026-12-03T18:30:00Z`; milliseconds are left out. For the years 1970 to 9999.
[[nodiscard]] std::string utcTimeText(std::int64_t timeMs);

} // namespace tillwright::domain
