#include "contract/backend_messages.h"
#include "domain/text.h"

#include <algorithm>
#include <array>
#include <charconv>

/// The query of `GET /v1/checkouts`: its names, its rules and its cursor.
namespace tillwright::contract {

using domain::InputError;

namespace {

constexpr std::size_t nameMaxCharacters = 255;
constexpr std::size_t statusWordMaxCharacters = 40;
/// Between time and transaction in a cursor; neither of URL, time nor Clive's ids.
constexpr char cursorSeparator = '~';

std::optional<std::int64_t> wholeNumber(std::string_view text)
{
    std::int64_t number = 0;
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || stop != text.data() + text.size() || number < 0)
        return std::nullopt;
    return number;
}

bool isPlainText(std::string_view text, std::size_t maxCharacters)
{
    return text.size() <= maxCharacters && domain::isUtf8(text) && !domain::hasControlCharacter(text);
}

bool isStatusWord(std::string_view text)
{
    return text.size() <= statusWordMaxCharacters && std::all_of(text.begin(), text.end(), [](char c) {
               return domain::isAsciiLetter(c) || domain::isAsciiDigit(c) || c == '_' || c == '-';
           });
}

constexpr std::array<std::string_view, 8> parameterNames{"reference", "suffix", "status", "device",
                                                         "from",      "to",     "cursor", "attention"};

/// Why the value of this parameter is not taken; empty when it is. It is kept in `search`.
std::string take(CheckoutSearch &search, std::string_view name, const std::string &value)
{
    if (name == "reference") {
        search.reference = value;
        return domain::Reference::parse(value) ? "" : "it is not a reference";
    }
    if (name == "suffix") {
        search.suffix = value;
        return isPlainText(value, nameMaxCharacters) ? "" : "it is not a statement suffix";
    }
    if (name == "status") {
        search.status = value;
        return isStatusWord(value) ? "" : "it is not a status";
    }
    if (name == "device") {
        search.device = value;
        return isPlainText(value, nameMaxCharacters) ? "" : "it is not a device's name";
    }
    if (name == "from") {
        search.fromMs = wholeNumber(value);
        return search.fromMs ? "" : "it is not a time in milliseconds since 1970";
    }
    if (name == "to") {
        search.toMs = wholeNumber(value);
        return search.toMs ? "" : "it is not a time in milliseconds since 1970";
    }
    if (name == "attention") {
        search.attentionOnly = value == "1";
        return value == "1" || value == "0" ? "" : "it is neither 1 nor 0";
    }
    search.cursor = value;
    return parseSearchCursor(value) ? "" : "it is not a cursor of this search";
}

} // namespace

std::vector<std::pair<std::string, std::string>> checkoutSearchFields(const CheckoutSearch &search)
{
    std::vector<std::pair<std::string, std::string>> fields;
    const auto add = [&fields](const char *name, const std::string &value) {
        if (!value.empty())
            fields.emplace_back(name, value);
    };
    add("reference", search.reference);
    add("suffix", search.suffix);
    add("status", search.status);
    add("device", search.device);
    add("from", search.fromMs ? std::to_string(*search.fromMs) : "");
    add("to", search.toMs ? std::to_string(*search.toMs) : "");
    add("cursor", search.cursor);
    add("attention", search.attentionOnly ? "1" : "");
    return fields;
}

tl::expected<CheckoutSearch, InputError>
parseCheckoutSearch(const std::map<std::string, std::string, std::less<>> &query)
{
    CheckoutSearch search;
    for (const auto &[name, value] : query) {
        if (std::find(parameterNames.begin(), parameterNames.end(), name) == parameterNames.end())
            return tl::unexpected(
                InputError{name, "there is no such parameter", "correct it, or leave it out"});
        // `suffix=` stands for any.
        if (value.empty())
            continue;
        if (auto problem = take(search, name, value); !problem.empty())
            return tl::unexpected(InputError{name, std::move(problem), "correct it, or leave it out"});
    }
    if (search.fromMs && search.toMs && *search.fromMs > *search.toMs)
        return tl::unexpected(InputError{"to", "it is before from", "give a later time"});
    return search;
}

std::string writeSearchCursor(const SearchCursor &cursor)
{
    return std::to_string(cursor.createdAtMs) + cursorSeparator + cursor.cliveTxId;
}

std::optional<SearchCursor> parseSearchCursor(std::string_view text)
{
    const auto separator = text.find(cursorSeparator);
    if (separator == std::string_view::npos || !isPlainText(text, nameMaxCharacters))
        return std::nullopt;
    const auto createdAtMs = wholeNumber(text.substr(0, separator));
    const auto cliveTxId = text.substr(separator + 1);
    if (!createdAtMs || cliveTxId.empty())
        return std::nullopt;
    return SearchCursor{*createdAtMs, std::string(cliveTxId)};
}

} // namespace tillwright::contract
