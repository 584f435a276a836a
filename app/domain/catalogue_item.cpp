#include "domain/catalogue_item.h"

#include "domain/text.h"

#include <algorithm>

namespace tillwright::domain {

tl::expected<std::string, InputError> parseItemCode(std::string_view text)
{
    const auto wrong = [](std::string problem) {
        return tl::unexpected(
            InputError{"code", std::move(problem),
                       "use 1 to 64 printable ASCII characters without blanks, such as BAG-23KG"});
    };
    if (text.empty())
        return wrong("it is empty");
    if (text.size() > itemCodeMaxCharacters)
        return wrong("it is longer than 64 characters");
    if (!std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; }))
        return wrong("it has a blank or another character that is not allowed");
    return std::string(text);
}

tl::expected<std::string, InputError> parseLine(std::string_view text, std::size_t maxCharacters)
{
    const auto most = std::to_string(maxCharacters);
    const auto wrong = [&most](std::string problem) {
        return tl::unexpected(
            InputError{"text", std::move(problem), "write 1 to " + most + " characters on one line"});
    };
    if (text.empty())
        return wrong("it is empty");
    if (!isUtf8(text))
        return wrong("it is not UTF-8");
    if (codePointCount(text) > maxCharacters)
        return wrong("it is longer than " + most + " characters");
    if (hasControlCharacter(text))
        return wrong("it has a line break or another control character");
    return std::string(text);
}

tl::expected<Money, InputError> checkItemPrice(Money price)
{
    const Money largest{chargeableAmountMaxMinor, price.currency};
    if (price.minor < 0)
        return tl::unexpected(InputError{"amount", "it is negative", "write 0 or more"});
    if (price.minor > largest.minor)
        return tl::unexpected(
            InputError{"amount", "it has more than eight digits",
                       "ask at most " + largest.decimalText() + " " + price.currency.code()});
    return price;
}

} // namespace tillwright::domain
