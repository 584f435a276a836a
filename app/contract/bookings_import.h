#pragma once

#include "contract/import_report.h"
#include "contract/import_rows.h"
#include "domain/booking.h"

/// Open bookings from a file, which replace those that are there.
namespace tillwright::contract {

inline constexpr std::size_t bookingsMax = 100'000;

/// As in parseCatalogue(). CSV's columns: `reference`, `amount`, `currency`, and, if wanted, `passenger_name`, `email`, `pay_by`
/// (RFC 3339, UTC), `description` (which may have line breaks). JSON's fields: the same with `amount_minor`. References that
/// differ in capitals only count as the same, because people do not tell them apart.
[[nodiscard]] Imported<domain::Booking> parseBookings(ImportFormat format, std::string_view text,
                                                      const ImportRules &rules = {});

} // namespace tillwright::contract
