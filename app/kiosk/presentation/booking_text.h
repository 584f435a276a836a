#pragma once

#include "domain/reference.h"

#include <QString>

#include <vector>

namespace tillwright::kiosk::presentation {

/// Longer than any boarding pass.
inline constexpr int bookingTextMaxCharacters = 1'024;
/// A longer end of an address is a token and no reference: a link to the pay page is a credential, and is sent nowhere.
inline constexpr int addressReferenceMaxCharacters = 32;

/// A reference of dots and slashes alone names no booking, and would be another address.
[[nodiscard]] bool canBeBooking(const domain::Reference &reference);

/// The bookings that a typed or scanned text may mean, the likeliest first; none when it can mean none. Understood are
///  - the bar code of a boarding pass: the references of its flights, each once,
///  - the code on a receipt (scan_text.h): its reference,
///  - an https address without user, port, question mark and fragment: the last part of its path. Nothing is opened,
///  - a reference as people type it: capitals do not matter, blanks go, digits may be of any script.
[[nodiscard]] std::vector<domain::Reference> bookingReferencesIn(const QString &text);

} // namespace tillwright::kiosk::presentation
