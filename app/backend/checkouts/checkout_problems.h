#pragma once

#include "backend/clive/clive_api.h"
#include "contract/backend_messages.h"

#include <string_view>

/// Everything the checkouts refuse, in one place. `type` holds the short word; the HTTP room makes the URN of it.
namespace tillwright::backend::checkouts::problems {

/// 400 for the body as a whole, 422 for one of its fields.
[[nodiscard]] contract::ProblemDetails invalidInput(const domain::InputError &error);
[[nodiscard]] contract::ProblemDetails keyReused();
[[nodiscard]] contract::ProblemDetails keyInFlight();
/// Law 2. The same key may be tried again: it goes on once the earlier order is final and unpaid.
[[nodiscard]] contract::ProblemDetails referenceInProgress(std::string_view reference);
[[nodiscard]] contract::ProblemDetails cliveRefused(const clive::CliveError &error);
/// 502, 504 after a time-out, 503 with Retry-After while the breaker is open. The key stays good.
[[nodiscard]] contract::ProblemDetails cliveUnavailable(const clive::CliveError &error);
/// Clive answered with a transaction that is another checkout's.
[[nodiscard]] contract::ProblemDetails cliveConflict();
[[nodiscard]] contract::ProblemDetails storeUnavailable();
[[nodiscard]] contract::ProblemDetails noSuchCheckout();
[[nodiscard]] contract::ProblemDetails otherDevice();
/// A search for the orders of another device.
[[nodiscard]] contract::ProblemDetails otherDevicesOrders();
[[nodiscard]] contract::ProblemDetails secretGone();
/// 409: to be asked again. A customer's phone may be charging at this moment.
[[nodiscard]] contract::ProblemDetails beingPaidOnPhone();
/// The same for every token that is not a link's, whatever the reason.
[[nodiscard]] contract::ProblemDetails noSuchPayLink();
/// To a phone: the checkout is over or abandoned, is being paid, or the link's time is over.
[[nodiscard]] contract::ProblemDetails notOpenForPhone();

} // namespace tillwright::backend::checkouts::problems
