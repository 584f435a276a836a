#include "contract/bookings_import.h"

#include "domain/catalogue_item.h"
#include "domain/text.h"
#include "domain/utc_time.h"

namespace tillwright::contract {

namespace {

using domain::Booking;
using domain::InputError;

ImportShape shapeOfBookings()
{
    ImportShape shape;
    shape.rows = "bookings";
    shape.required = {"reference", "amount", "currency"};
    shape.optional = {"passenger_name", "email", "pay_by", "description"};
    shape.amount = "amount";
    shape.rowsMax = bookingsMax;
    return shape;
}

/// Lines of text; each line break becomes one LF.
tl::expected<std::string, InputError> parseDescription(std::string_view text)
{
    std::string lines;
    std::string onOneLine;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\r' && text.substr(i + 1).starts_with('\n'))
            continue;
        lines += text[i];
        onOneLine += text[i] == '\n' ? ' ' : text[i];
    }
    if (auto checked = domain::parseLine(onOneLine, domain::bookingDescriptionMaxCharacters); !checked)
        return checked;
    return lines;
}

std::optional<domain::Money> readDue(ImportRowReader &row)
{
    auto due = row.money("amount");
    if (!due)
        return std::nullopt;
    if (const auto checked = domain::checkChargeable(*due); !checked) {
        row.fail("amount", checked.error().problem, checked.error().wayOut);
        return std::nullopt;
    }
    return due;
}

/// Nothing when a value of it is wrong; the report then says which.
std::optional<Booking> readBooking(ImportRowReader &row)
{
    auto reference = row.required("reference", &domain::Reference::parse);
    auto passengerName = row.optional("passenger_name", [](std::string_view text) {
        return domain::parseLine(text, domain::passengerNameMaxCharacters);
    });
    auto email = row.optional("email", &domain::EmailAddress::parse);
    const auto payByMs = row.optional("pay_by", &domain::parseUtcTime);
    auto description = row.optional("description", &parseDescription);
    const auto due = readDue(row);
    if (!reference || !due)
        return std::nullopt;
    return Booking{*std::move(reference), *due,    std::move(passengerName).value_or(""),
                   std::move(email),      payByMs, std::move(description).value_or("")};
}

} // namespace

Imported<Booking> parseBookings(ImportFormat format, std::string_view text, const ImportRules &rules)
{
    static const auto shape = shapeOfBookings();
    return readImport<Booking>(
        format, text, shape, rules, "reference",
        [](const std::string &reference) { return domain::referenceKey(reference); }, &readBooking);
}

} // namespace tillwright::contract
