#pragma once

#include "checkout/state.h"

#include <QString>

namespace tillwright::kiosk::presentation {

/// For the customer: plain words, no codes. `stripesWords` are Stripe's own for the last card that was declined in
/// this attempt; they come first where a decline is what ended it.
[[nodiscard]] QString customerWords(const checkout::State &state, const QString &stripesWords);

} // namespace tillwright::kiosk::presentation
