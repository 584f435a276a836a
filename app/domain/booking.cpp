#include "domain/booking.h"

namespace tillwright::domain {

BookingState bookingState(const Booking &booking, const BookingPayments &payments,
                          std::int64_t nowMs) noexcept
{
    if (payments.isPaid)
        return BookingState::Paid;
    if (payments.isInProgress)
        return BookingState::InProgress;
    return booking.payByMs && nowMs > *booking.payByMs ? BookingState::Expired : BookingState::Open;
}

std::string_view bookingStateWord(BookingState state) noexcept
{
    switch (state) {
    case BookingState::Open:
        return "open";
    case BookingState::InProgress:
        return "in_progress";
    case BookingState::Paid:
        return "paid";
    case BookingState::Expired:
        break;
    }
    return "expired";
}

} // namespace tillwright::domain
