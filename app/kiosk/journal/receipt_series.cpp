#include "kiosk/journal/receipt_series.h"

#include <QtCore/QDateTime>
#include <QtCore/QTimeZone>
#include <algorithm>

namespace tillwright::kiosk::journal {

std::int64_t highestNumber(const IssuedReceipts &receipts) noexcept
{
    std::int64_t highest = 0;
    for (const auto &receipt : receipts)
        highest = std::max(highest, receipt.number);
    return highest;
}

std::int64_t seriesAbove(std::int64_t highestKnown) noexcept
{
    return ((highestKnown + receiptsLostMax) / receiptSeriesStep + 1) * receiptSeriesStep;
}

std::int64_t seriesOfTime(std::int64_t nowMs)
{
    const QString minute =
        QDateTime::fromMSecsSinceEpoch(nowMs, QTimeZone::utc()).toString(QStringLiteral("yyMMddHHmm"));
    return minute.toLongLong() * receiptSeriesStep;
}

void settle(checkout::AttemptRecord &record, const IssuedReceipts &receipts)
{
    if (!record.ids || record.receiptIssued)
        return;
    const auto receipt = std::find_if(receipts.begin(), receipts.end(), [&](const IssuedReceipt &issued) {
        return issued.number != 0 && issued.cliveTxId == record.ids->cliveTxId;
    });
    if (receipt == receipts.end() || (record.receiptNumber != 0 && record.receiptNumber != receipt->number))
        return;
    record.phase = checkout::Phase::Paid;
    record.reason.clear();
    record.receiptNumber = receipt->number;
    record.receiptIssued = true;
}

} // namespace tillwright::kiosk::journal
