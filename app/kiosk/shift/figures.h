#pragma once

#include "checkout/attempt.h"
#include "contract/backend_messages.h"
#include "kiosk/shift/report.h"

#include <optional>

namespace tillwright::kiosk::shift {

/// Clocks of register and backend may differ by so much before an order is taken for another shift's.
inline constexpr std::int64_t clockMarginMs = 10LL * 60 * 1000;

struct FiguresInput {
    Period period;
    /// Started in the period, and whatever else explains orders and `carried`.
    std::vector<checkout::AttemptRecord> journal;
    /// Made in the period or within clockMarginMs around it, and what else was found of `carried`; nothing when the backend
    /// could not be asked.
    std::optional<std::vector<contract::FoundCheckout>> backend;
    /// Unresolved in the report before.
    std::vector<NamedSale> carried;
};

/// Fills in currencies, unresolved, earlier, differences and whether it was compared. A sale belongs to the period in which
/// its attempt was started on this register (journal: `started_at_ms`); an order that the journal does not know, to the one in
/// which the backend made it. The backend's word is what counts; the journal's where there is no order, or nobody to ask.
/// Each sale is in exactly one of paid, not paid and unresolved; one that the journal has as paid and the backend not at all is
/// a difference and unresolved.
[[nodiscard]] Report figuresOf(const FiguresInput &input);

} // namespace tillwright::kiosk::shift
