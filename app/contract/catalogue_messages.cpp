#include "contract/catalogue_messages.h"

#include "contract/json_reader.h"
#include "domain/utc_time.h"

#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>

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

} // namespace

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
