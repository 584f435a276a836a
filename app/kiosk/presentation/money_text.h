#pragma once

#include "domain/money.h"

#include <QString>

namespace tillwright::kiosk::presentation {

/// For people: `$1,250.00`, and with the code in front for every other currency (`EUR 1,250.00`, `JPY 500`), so that
/// nobody mistakes one dollar for another. Digits 0–9 in every language; never mirrored.
[[nodiscard]] QString moneyText(const domain::Money &money);
/// The digits alone, grouped: `1,250.00`.
[[nodiscard]] QString amountText(const domain::Money &money);
/// `$` for USD, otherwise the code.
[[nodiscard]] QString currencyMark(const domain::Currency &currency);

} // namespace tillwright::kiosk::presentation
