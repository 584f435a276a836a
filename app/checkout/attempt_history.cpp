#include "checkout/attempt_history.h"

#include <algorithm>

namespace tillwright::checkout {

std::optional<ReceiptData> receiptOf(const AttemptRecord &record, const std::vector<AttemptEvent> &timeline)
{
    if (record.phase != Phase::Paid || record.receiptNumber == 0 || !record.ids)
        return std::nullopt;
    const auto paid = std::find_if(timeline.begin(), timeline.end(),
                                   [](const AttemptEvent &event) { return event.phase == Phase::Paid; });
    return ReceiptData{record.receiptNumber, record.attempt.sale, *record.ids, record.feesMinor,
                       paid == timeline.end() ? record.updatedAtMs : paid->atMs};
}

} // namespace tillwright::checkout
