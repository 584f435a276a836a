#pragma once

#include "checkout/attempt_history.h"

#include <QString>
#include <QTimeZone>

/// What history and attention say about a sale that is not at the desk.
namespace tillwright::kiosk::presentation {

/// How a sale of the history looks; never colour alone.
enum class SaleTone { Paid, NotPaid, Unresolved, UnderWay, Damaged };
[[nodiscard]] SaleTone toneOf(checkout::Phase phase);
/// "Paid", "Card declined", "Being checked", ...
[[nodiscard]] QString saleStatusText(const checkout::AttemptRecord &record);
/// For staff: what it means and what may be done.
[[nodiscard]] QString saleStatusAdvice(const checkout::AttemptRecord &record);
[[nodiscard]] QString eventText(const checkout::AttemptEvent &event);
/// A word of Clive's, as people say it.
[[nodiscard]] QString cliveStatusText(const domain::PaymentStatus &status);
/// "Clive’s last word: paid, $750.00, fees $22.05."
[[nodiscard]] QString cliveAnswerText(const contract::CheckoutState &state);
/// Why the backend could not be asked, and what to do.
[[nodiscard]] QString askingFailedText(const checkout::BackendError &error);

/// "Today 14:05", or "25 Nov 2026, 14:05", in the shop's time.
[[nodiscard]] QString timeText(std::int64_t atMs, std::int64_t nowMs, const QTimeZone &zone);
/// "14:05:09", with the day before it where it is another one than `besideMs`'.
[[nodiscard]] QString secondText(std::int64_t atMs, std::int64_t besideMs, const QTimeZone &zone);

} // namespace tillwright::kiosk::presentation
