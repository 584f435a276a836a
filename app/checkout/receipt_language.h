#pragma once

#include <string_view>

namespace tillwright::checkout {

/// The key in a sale's meta under which the language stands that its customer had chosen (BCP 47), where they could choose
/// one: so journal, backend and Clive know it, and a receipt that is made later, or once more, is in it.
inline constexpr std::string_view receiptLanguageKey = "receipt_language";

} // namespace tillwright::checkout
