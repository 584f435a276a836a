#include "domain/money.h"

#include "domain/text.h"

#include <algorithm>
#include <limits>

namespace tillwright::domain {

namespace {

tl::unexpected<InputError> wrongAmount(std::string problem, std::string wayOut)
{
    return tl::unexpected(InputError{"amount", std::move(problem), std::move(wayOut)});
}

} // namespace

std::string Money::decimalText() const
{
    const auto unit = static_cast<std::uint64_t>(currency.minorPerMajor());
    const bool negative = minor < 0;
    const std::uint64_t magnitude =
        negative ? 0 - static_cast<std::uint64_t>(minor) : static_cast<std::uint64_t>(minor);
    std::string text = (negative ? "-" : "") + std::to_string(magnitude / unit);
    if (currency.decimals() > 0) {
        std::string fraction = std::to_string(magnitude % unit);
        fraction.insert(0, static_cast<std::size_t>(currency.decimals()) - fraction.size(), '0');
        text += "." + fraction;
    }
    return text;
}

std::string Money::groupedText() const
{
    constexpr std::size_t groupDigits = 3;
    std::string text = decimalText();
    const std::size_t start = text.starts_with('-') ? 1 : 0;
    for (std::size_t at = std::min(text.find('.'), text.size()); at > start + groupDigits;) {
        at -= groupDigits;
        text.insert(at, 1, ',');
    }
    return text;
}

tl::expected<Money, InputError> parseMoney(std::string_view text, Currency currency)
{
    const std::string example = currency.decimals() == 0 ? "write it like 750" : "write it like 750.00";
    if (text.empty())
        return wrongAmount("it is empty", example);
    if (text.front() == '-')
        return wrongAmount("it is negative", "charge a positive amount");
    std::int64_t minor = 0;
    int decimals = 0;
    bool pointSeen = false;
    bool digitSeen = false;
    for (const char c : text) {
        if (c == '.') {
            if (pointSeen)
                return wrongAmount("it has more than one decimal point", example);
            pointSeen = true;
            continue;
        }
        if (!isAsciiDigit(c))
            return wrongAmount("it is not a number", example);
        digitSeen = true;
        if (pointSeen && ++decimals > currency.decimals())
            return wrongAmount("it has more than " + std::to_string(currency.decimals()) + " decimals",
                               currency.code() + " has " + std::to_string(currency.decimals()) + "; "
                                   + example);
        if (minor > (std::numeric_limits<std::int64_t>::max() - 9) / 10)
            return wrongAmount("it is too large", "charge at most eight digits");
        minor = minor * 10 + (c - '0');
    }
    if (!digitSeen || text.back() == '.')
        return wrongAmount("it is not a number", example);
    for (; decimals < currency.decimals(); ++decimals) {
        if (minor > std::numeric_limits<std::int64_t>::max() / 10)
            return wrongAmount("it is too large", "charge at most eight digits");
        minor *= 10;
    }
    return Money{minor, currency};
}

tl::expected<Money, InputError> checkChargeable(Money amount)
{
    const Money smallest{chargeableAmountMinMinor, amount.currency};
    const Money largest{chargeableAmountMaxMinor, amount.currency};
    if (amount.minor < 0)
        return wrongAmount("it is negative", "charge a positive amount");
    if (amount.minor == 0)
        return wrongAmount("it is zero", "enter what the customer has to pay");
    if (amount.minor < smallest.minor)
        return wrongAmount("it is below the smallest card payment",
                           "charge at least " + smallest.decimalText() + " " + amount.currency.code());
    if (amount.minor > largest.minor)
        return wrongAmount("it has more than eight digits",
                           "charge at most " + largest.decimalText() + " " + amount.currency.code());
    return amount;
}

} // namespace tillwright::domain
