#pragma once

#include "domain/input_error.h"
#include "domain/money.h"

#include <cstddef>
#include <string>
#include <tl/expected.hpp>
#include <vector>

namespace tillwright::domain {

inline constexpr int lineQuantityMax = 999;
inline constexpr std::size_t lineNameMaxCharacters = 200;
/// No counter comes near it, and a receipt of it is still a receipt.
inline constexpr std::size_t saleLinesMax = 200;

/// One line of a sale: pieces of one thing at one price.
struct SaleLine {
    /// The item's, or the booking's reference. Empty: an amount that was typed.
    std::string code;
    /// As it was called when it was sold.
    std::string name;
    int quantity = 1; ///< 1 to lineQuantityMax
    Money unitPrice;

    friend bool operator==(const SaleLine &, const SaleLine &) = default;
};

/// Code, name, quantity and price, each by its own rule; a price of 0 is good. Error field: `lines`.
[[nodiscard]] tl::expected<SaleLine, InputError> checkSaleLine(SaleLine line);
/// Nothing overflows, whatever is in the line. Error field: `lines`.
[[nodiscard]] tl::expected<Money, InputError> lineTotal(const SaleLine &line);
/// All in `currency`, at most saleLinesMax of them; 0 for none. Error field: `lines`.
[[nodiscard]] tl::expected<Money, InputError> sumOf(const std::vector<SaleLine> &lines, Currency currency);

} // namespace tillwright::domain
