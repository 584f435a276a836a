#pragma once

#include "checkout/attempt.h"

#include <cstdint>
#include <string>
#include <vector>

/// Receipt numbers after the journal was lost (decision 005): none is ever given twice.
namespace tillwright::kiosk::journal {

/// A receipt that lies in the receipts' folder.
struct IssuedReceipt {
    std::int64_t number = 0;
    std::string cliveTxId; ///< empty when it could not be read
};
using IssuedReceipts = std::vector<IssuedReceipt>;

/// A new series starts at a multiple of this, so that people see that one has started.
inline constexpr std::int64_t receiptSeriesStep = 10'000;
/// As many numbers above the highest known one may have been given without leaving a trace.
inline constexpr std::int64_t receiptsLostMax = 1'000;

/// 0 when there are none.
[[nodiscard]] std::int64_t highestNumber(const IssuedReceipts &receipts) noexcept;
/// The last number before the new series, when `highestKnown` (above 0) is the highest that is known to be given:
/// 10000 for 57, so that the next receipt is 10001.
[[nodiscard]] std::int64_t seriesAbove(std::int64_t highestKnown) noexcept;
/// Likewise when no number is known but there have been receipts: the minute in UTC and four digits, as in
/// 2611251310 0000. Above every series of seriesAbove() and of an earlier minute.
[[nodiscard]] std::int64_t seriesOfTime(std::int64_t nowMs);

/// A record that was not known to be paid with its receipt, although that receipt lies in the folder, is settled: it
/// is paid and keeps the number.
void settle(checkout::AttemptRecord &record, const IssuedReceipts &receipts);

} // namespace tillwright::kiosk::journal
