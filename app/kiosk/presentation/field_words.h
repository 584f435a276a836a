#pragma once

#include "domain/currency.h"
#include "domain/input_error.h"

#include <QString>

namespace tillwright::kiosk::presentation {

/// A plain sentence for an error of the domain, to be shown at its field, such as "The smallest card payment is
/// $0.50." `currency` is the one the amount was typed in.
[[nodiscard]] QString fieldSentence(const domain::InputError &error, const domain::Currency &currency);
/// Whether the sentence was written for this problem, rather than put together from the domain's own words.
[[nodiscard]] bool hasOwnSentence(const domain::InputError &error);

} // namespace tillwright::kiosk::presentation
