#pragma once

#include "contract/import_report.h"
#include "domain/booking.h"
#include "domain/catalogue_item.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

/// What the backend says of its catalogue and its bookings, and of an import.
namespace tillwright::contract {

/// `GET /v1/catalogue`. The same items are the same text, so that its hash tells one catalogue from another.
[[nodiscard]] std::string writeCatalogue(const std::vector<domain::CatalogueItem> &items);
/// Names in languages that nameLanguages does not have are left out. The error names item and field, `items[3].price_minor`.
[[nodiscard]] tl::expected<std::vector<domain::CatalogueItem>, domain::InputError>
parseCatalogue(std::string_view body);

/// `GET /v1/bookings/{reference}`: what whoever stands before the device may see. Never the e-mail address; the passenger's
/// name only while there is something to pay.
[[nodiscard]] std::string writeBooking(const domain::Booking &booking, domain::BookingState state);

/// What a device is told of a booking. The booking has no e-mail address then.
struct BookingAnswer {
    domain::Booking booking;
    /// Nothing: a word that this program does not know, and that can therefore not be paid by it.
    std::optional<domain::BookingState> state;
    friend bool operator==(const BookingAnswer &, const BookingAnswer &) = default;
};
[[nodiscard]] tl::expected<BookingAnswer, domain::InputError> parseBooking(std::string_view body);

/// What an import has done.
struct ImportCounts {
    std::size_t imported = 0;
    /// How many there were before.
    std::size_t replaced = 0;
    friend bool operator==(const ImportCounts &, const ImportCounts &) = default;
};
/// `PUT /v1/catalogue` and `PUT /v1/bookings`.
[[nodiscard]] std::string writeImportCounts(const ImportCounts &counts);
/// The problem `invalid-import` (RFC 9457) with an `errors` of its own: each with `row`, `field`, `problem`, `way_out`.
[[nodiscard]] std::string writeImportProblem(const ImportReport &report);

/// An item's translated names as the store keeps them: a JSON object of strings.
using ItemNames = std::map<std::string, std::string, std::less<>>;
[[nodiscard]] std::string writeItemNames(const ItemNames &names);
/// Empty for what is none.
[[nodiscard]] ItemNames parseItemNames(std::string_view text);

} // namespace tillwright::contract
