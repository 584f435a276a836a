#pragma once

#include "checkout/attempt_history.h"

#include <QString>

namespace tillwright::kiosk::support_bundle {

/// The newest so many sales are enough for a fault that somebody has just seen.
inline constexpr int extractSalesMax = 200;

struct JournalExtract {
    QString sales;    ///< one JSON object a line, the newest first
    QString timeline; ///< `2026-11-24T09:00:00.000Z sale EZ12345 paid note`, the oldest first
};

/// What support needs of the sales, field by field: references, states, times, amounts. Of the customer no more than what a
/// masked address tells, and of `meta` the names alone. The error is the journal's, in words.
[[nodiscard]] tl::expected<JournalExtract, QString> extractOf(const checkout::AttemptHistory &history);

/// `2026-11-24T09:00:00.000Z`.
[[nodiscard]] QString utcText(std::int64_t ms);

} // namespace tillwright::kiosk::support_bundle
