#pragma once

#include "checkout/state.h"

#include <QString>

/// Every word that a face says about a sale, in one place, so that both faces say the same and translators find
/// them together.
namespace tillwright::kiosk::presentation {

/// The four steps a sale goes through.
enum class Step { Asking, Card, Confirming, Checking };
inline constexpr int stepCount = 4;
[[nodiscard]] QString stepLabel(Step step);
/// Where the state stands; Asking for Idle, Checking for the final ones.
[[nodiscard]] Step stepOf(const checkout::State &state);

/// The one line that says where we are.
[[nodiscard]] QString statusLine(const checkout::State &state);
/// What is being waited for and what may be done meanwhile; shown when a step takes long.
[[nodiscard]] QString waitingLine(const checkout::State &state);

/// How far the customer is on their own phone.
enum class PhoneState {
    None,   ///< nobody has looked at it there
    Opened, ///< they see what is to be paid
    Paying, ///< Pay was pressed there
    Failed, ///< Pay was pressed, and it did not go through
};
[[nodiscard]] PhoneState phoneStateOf(const checkout::State &state);
/// Beside the code, for the customer: where it stands, and what to do.
[[nodiscard]] QString phoneTitle(const checkout::State &state);
[[nodiscard]] QString phoneWords(const checkout::State &state);

/// How a sale ended, or that it has not yet.
enum class Outcome { None, Paid, NotPaid, Unresolved, Refused };
[[nodiscard]] Outcome outcomeOf(const checkout::State &state);
[[nodiscard]] QString outcomeTitle(const checkout::State &state);

/// For staff: what it means, what to do, and the codes support will ask for.
[[nodiscard]] QString staffWords(const checkout::State &state, const QString &declineCode);

} // namespace tillwright::kiosk::presentation
