#pragma once

#include "domain/currency.h"

namespace tillwright::domain {

/// Integer minor units (cents for USD) of one currency. Never a floating point number.
struct Money {
    std::int64_t minor = 0;
    Currency currency = Currency::usd();

    /// "750.00" or "500" (no currency, no grouping), with as many decimals as the currency has.
    [[nodiscard]] std::string decimalText() const;
    /// The same for people, with a comma at every third digit: "1,234,567.50".
    [[nodiscard]] std::string groupedText() const;

    friend bool operator==(const Money &, const Money &) = default;
};

/// Stripe takes at most eight digits of minor units (facts: Amount).
inline constexpr std::int64_t chargeableAmountMaxMinor = 99'999'999;
/// Stripe's floor for USD is 0.50; the same count of minor units serves the other currencies.
inline constexpr std::int64_t chargeableAmountMinMinor = 50;

/// Reads a decimal number such as `750`, `750.5` or `750.00`: digits and at most one point, no sign, no
/// grouping, no more decimals than the currency has (trailing zeros beyond them are an error too: they hint at
/// a wrong currency). Zero is allowed here; see checkChargeable(). Error field: `amount`.
[[nodiscard]] tl::expected<Money, InputError> parseMoney(std::string_view text, Currency currency);

/// Accepts what Stripe would charge: 50 to 99 999 999 minor units. Error field: `amount`.
[[nodiscard]] tl::expected<Money, InputError> checkChargeable(Money amount);

} // namespace tillwright::domain
