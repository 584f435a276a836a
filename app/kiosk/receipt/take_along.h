#pragma once

#include "kiosk/receipt/receipt.h"

namespace tillwright::kiosk::receipt {

/// Longer texts make codes that a phone's camera does not read from a screen.
inline constexpr qsizetype takeAlongMaxBytes = 900;

/// What a QR code on the screen holds, for whoever takes the receipt along on their phone: the whole receipt as a text, so that it
/// needs no page, no link and no network, and nobody else can look it up. Line by line, without the columns of a paper. Of a long
/// receipt, which would not fit, everything but the single items; empty when that does not fit either.
[[nodiscard]] QString takeAlongText(const Receipt &receipt);

} // namespace tillwright::kiosk::receipt
