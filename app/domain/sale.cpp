#include "domain/sale.h"

#include "domain/text.h"

namespace tillwright::domain {

tl::expected<Meta, InputError> checkMeta(Meta meta)
{
    if (meta.size() > metaMaxKeys)
        return tl::unexpected(InputError{"meta", "it has more than 50 keys", "keep at most 50"});
    for (const auto &[key, value] : meta) {
        if (key.empty() || !isUtf8(key) || hasControlCharacter(key)
            || codePointCount(key) > metaKeyMaxCharacters)
            return tl::unexpected(
                InputError{"meta", "a key is empty, longer than 40 characters or has control characters",
                           "use keys of 1 to 40 printable characters"});
        if (!isUtf8(value) || codePointCount(value) > metaValueMaxCharacters)
            return tl::unexpected(InputError{"meta." + key,
                                             "the value is not text or longer than 500 characters",
                                             "keep values to 500 characters"});
    }
    return meta;
}

namespace {

tl::expected<Money, InputError> amountOf(const SaleInput &input, Currency currency)
{
    if (input.lines.empty())
        return parseMoney(input.amount, currency);
    for (const auto &line : input.lines) {
        if (const auto checked = checkSaleLine(line); !checked)
            return tl::unexpected(checked.error());
    }
    return sumOf(input.lines, currency);
}

} // namespace

tl::expected<Sale, std::vector<InputError>> makeSale(const SaleInput &input)
{
    std::vector<InputError> errors;
    const auto currency = Currency::parse(input.currency);
    // A wrong currency hides what the decimals should be, so the amount is then read as dollars.
    const auto amount = amountOf(input, currency.value_or(Currency::usd())).and_then(checkChargeable);
    const auto email = EmailAddress::parse(input.email);
    const auto reference = Reference::parse(input.reference);
    auto meta = checkMeta(input.meta);
    if (!amount)
        errors.push_back(amount.error());
    if (!currency)
        errors.push_back(currency.error());
    if (!email)
        errors.push_back(email.error());
    if (!reference)
        errors.push_back(reference.error());
    if (!meta)
        errors.push_back(meta.error());
    if (!errors.empty())
        return tl::unexpected(std::move(errors));
    return Sale{*reference, *amount, *email, *std::move(meta), input.suffix, input.lines};
}

} // namespace tillwright::domain
