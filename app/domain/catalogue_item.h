#pragma once

#include "domain/input_error.h"
#include "domain/money.h"

#include <array>
#include <cstddef>
#include <map>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::domain {

/// Languages besides the catalogue's own that an item's name may be given in (ISO 639-1): those that the faces speak.
inline constexpr std::array<std::string_view, 3> nameLanguages{"ar", "es", "fr"};

/// Something that is sold at the counter or the terminal.
struct CatalogueItem {
    /// SKU or EAN, checked by parseItemCode().
    std::string code;
    std::string name;
    /// By language; only those of nameLanguages.
    std::map<std::string, std::string, std::less<>> names;
    /// Of one piece.
    Money price;
    /// Empty: none.
    std::string category;

    friend bool operator==(const CatalogueItem &, const CatalogueItem &) = default;
};

inline constexpr std::size_t itemCodeMaxCharacters = 64;
inline constexpr std::size_t itemNameMaxCharacters = 120;
inline constexpr std::size_t itemCategoryMaxCharacters = 60;

/// 1 to 64 printable ASCII characters without blanks: it has to survive bar codes and receipts. Error field: `code`.
[[nodiscard]] tl::expected<std::string, InputError> parseItemCode(std::string_view text);

/// A single line of 1 to `maxCharacters` characters in UTF-8. Error field: `text`.
[[nodiscard]] tl::expected<std::string, InputError> parseLine(std::string_view text,
                                                              std::size_t maxCharacters);

/// What one piece may cost: 0 (some things are handed out for nothing) to what Stripe takes in one payment. Error field:
/// `amount`.
[[nodiscard]] tl::expected<Money, InputError> checkItemPrice(Money price);

} // namespace tillwright::domain
