#include "contract/catalogue_messages.h"

#include "contract/json_reader.h"
#include "domain/utc_time.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

#include <algorithm>
#include <array>

namespace tillwright::contract {

namespace json = boost::json;

namespace {

json::object objectOf(const ItemNames &names)
{
    json::object object;
    for (const auto &[language, name] : names)
        object[language] = name;
    return object;
}

json::object objectOf(const domain::CatalogueItem &item)
{
    json::object object{{"code", item.code},
                        {"name", item.name},
                        {"price_minor", item.price.minor},
                        {"currency", item.price.currency.code()}};
    if (!item.names.empty())
        object["names"] = objectOf(item.names);
    if (!item.category.empty())
        object["category"] = item.category;
    return object;
}

/// Takes a value through the domain's own rule; its error is the field's.
template<typename Value>
std::optional<Value> checked(JsonReader &reader, std::string_view field,
                             tl::expected<Value, domain::InputError> value)
{
    if (value)
        return *std::move(value);
    reader.fail(field, value.error().problem, value.error().wayOut);
    return std::nullopt;
}

domain::Currency readCurrency(JsonReader &reader)
{
    return checked(reader, "currency", domain::Currency::parse(reader.requireString("currency")))
        .value_or(domain::Currency::usd());
}

ItemNames readNames(JsonReader &reader)
{
    ItemNames names;
    if (!reader.has("names"))
        return names;
    auto nested = reader.requireObject("names");
    for (const auto language : domain::nameLanguages) {
        if (const auto name = nested.optionalString(language)) {
            if (checked(nested, language, domain::parseLine(*name, domain::itemNameMaxCharacters)))
                names.emplace(language, *name);
        }
    }
    reader.takeErrorOf(nested);
    return names;
}

domain::CatalogueItem readItem(JsonReader &reader)
{
    domain::CatalogueItem item;
    item.code = checked(reader, "code", domain::parseItemCode(reader.requireString("code"))).value_or("");
    item.name = checked(reader, "name",
                        domain::parseLine(reader.requireString("name"), domain::itemNameMaxCharacters))
                    .value_or("");
    const auto currency = readCurrency(reader);
    item.price = domain::Money{reader.requireInteger("price_minor"), currency};
    checked(reader, "price_minor", domain::checkItemPrice(item.price));
    item.names = readNames(reader);
    if (const auto category = reader.optionalString("category"); category && !category->empty())
        item.category =
            checked(reader, "category", domain::parseLine(*category, domain::itemCategoryMaxCharacters))
                .value_or("");
    return item;
}

std::optional<domain::BookingState> bookingStateOf(std::string_view word)
{
    using State = domain::BookingState;
    constexpr std::array states{State::Open, State::InProgress, State::Paid, State::Expired};
    const auto found = std::find_if(states.begin(), states.end(),
                                    [word](State state) { return domain::bookingStateWord(state) == word; });
    return found == states.end() ? std::nullopt : std::optional(*found);
}

} // namespace

tl::expected<std::vector<domain::CatalogueItem>, domain::InputError> parseCatalogue(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    std::vector<domain::CatalogueItem> items;
    for (auto &nested : reader->requireObjects("items")) {
        items.push_back(readItem(nested));
        reader->takeErrorOf(nested);
    }
    if (reader->error())
        return tl::unexpected(*reader->error());
    return items;
}

tl::expected<BookingAnswer, domain::InputError> parseBooking(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    const auto reference =
        checked(*reader, "reference", domain::Reference::parse(reader->requireString("reference")));
    const auto state = bookingStateOf(reader->requireString("state"));
    const auto currency = readCurrency(*reader);
    const domain::Money due{reader->requireInteger("amount_minor"), currency};
    checked(*reader, "amount_minor", domain::checkChargeable(due));
    const auto payBy = reader->optionalString("pay_by");
    const auto payByMs = payBy ? checked(*reader, "pay_by", domain::parseUtcTime(*payBy)) : std::nullopt;
    const auto name = reader->optionalString("passenger_name").value_or("");
    const auto description = reader->optionalString("description").value_or("");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return BookingAnswer{{*reference, due, name, std::nullopt, payByMs, description}, state};
}

std::string writeCatalogue(const std::vector<domain::CatalogueItem> &items)
{
    json::array array;
    array.reserve(items.size());
    for (const auto &item : items)
        array.emplace_back(objectOf(item));
    return json::serialize(json::object{{"items", std::move(array)}});
}

std::string writeBooking(const domain::Booking &booking, domain::BookingState state)
{
    json::object object{{"reference", booking.reference.text()},
                        {"state", domain::bookingStateWord(state)},
                        {"amount_minor", booking.due.minor},
                        {"currency", booking.due.currency.code()}};
    if (booking.payByMs)
        object["pay_by"] = domain::utcTimeText(*booking.payByMs);
    if (!booking.description.empty())
        object["description"] = booking.description;
    const bool isPayable = state == domain::BookingState::Open || state == domain::BookingState::InProgress;
    if (isPayable && !booking.passengerName.empty())
        object["passenger_name"] = booking.passengerName;
    return json::serialize(object);
}

std::string writeImportCounts(const ImportCounts &counts)
{
    return json::serialize(json::object{{"imported", counts.imported}, {"replaced", counts.replaced}});
}

std::string writeImportProblem(const ImportReport &report)
{
    json::array errors;
    for (const auto &problem : report.problems()) {
        json::object error{{"problem", problem.error.problem}, {"way_out", problem.error.wayOut}};
        if (problem.row != 0)
            error["row"] = problem.row;
        if (!problem.error.field.empty())
            error["field"] = problem.error.field;
        errors.emplace_back(std::move(error));
    }
    return json::serialize(json::object{{"type", "urn:tillwright:problem:invalid-import"},
                                        {"title", "The file cannot be imported; nothing was changed"},
                                        {"status", 422},
                                        {"detail", report.text()},
                                        {"errors", std::move(errors)}});
}

std::string writeItemNames(const ItemNames &names)
{
    return json::serialize(objectOf(names));
}

ItemNames parseItemNames(std::string_view text)
{
    auto reader = JsonReader::parse(text);
    if (!reader)
        return {};
    ItemNames names;
    for (const auto &language : reader->names()) {
        if (auto name = reader->optionalString(language))
            names.emplace(language, *std::move(name));
    }
    return names;
}

} // namespace tillwright::contract
