#pragma once

#include "domain/email_address.h"
#include "domain/money.h"
#include "domain/reference.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tillwright::domain {

inline constexpr std::size_t passengerNameMaxCharacters = 120;
inline constexpr std::size_t bookingDescriptionMaxCharacters = 200;

/// What somebody has booked and has yet to pay.
struct Booking {
    Reference reference;
    /// Chargeable (checkChargeable).
    Money due;
    /// Empty: not told.
    std::string passengerName;
    std::optional<EmailAddress> email;
    /// Milliseconds since 1970, UTC; after it the booking is expired. None: it never is.
    std::optional<std::int64_t> payByMs;
    /// "Lagos - London, 3 Dec". Empty: none.
    std::string description;

    friend bool operator==(const Booking &, const Booking &) = default;
};

enum class BookingState {
    Open,
    InProgress, ///< a checkout of it is being made, can be paid, or is being paid
    Paid,
    Expired
};

/// What of the booking's payments counts (law 2).
struct BookingPayments {
    bool isPaid = false;
    /// Another checkout for the reference would be refused now.
    bool isInProgress = false;
};

/// Paid wins over all: money was taken, whatever the hour. What is being paid is not expired under the customer's hands.
[[nodiscard]] BookingState bookingState(const Booking &booking, const BookingPayments &payments,
                                        std::int64_t nowMs) noexcept;
/// `open`, `in_progress`, `paid`, `expired`.
[[nodiscard]] std::string_view bookingStateWord(BookingState state) noexcept;

} // namespace tillwright::domain
