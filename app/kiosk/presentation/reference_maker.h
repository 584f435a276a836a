#pragma once

#include "checkout/ports.h"

#include <QString>

namespace tillwright::kiosk::presentation {

/// A reference of our own for a sale that has none: `TW-20261124-4F7K2QXZ`. The day is UTC's; the eight characters
/// are 40 random bits in Crockford's base 32 (no I, L, O, U, so that they survive the telephone), which keeps two
/// registers that never talk to each other from making the same one.
[[nodiscard]] QString makeReference(const checkout::Clock &clock, checkout::RandomSource &random);

} // namespace tillwright::kiosk::presentation
