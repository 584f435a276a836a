#pragma once

#include "checkout/attempt_history.h"

#include <QString>
#include <QTimeZone>

namespace tillwright::kiosk::presentation {

/// What people type to find a sale: the beginning of a reference or of Clive's id, a statement suffix, an amount (`750`,
/// `$1,250.00`, `750 EUR`), a receipt's number (`17`, `#17`), a day (`2026-11-25`, `25.11.2026`), a month (`2026-11`) or a
/// range (`2026-11-01..2026-11-25`), and a day beside any of the others. A receipt's code (`TW1 ...`) finds its sale. An
/// amount without a currency is one of `currency`; days are those of `zone`.
[[nodiscard]] checkout::HistorySearch parseSearchText(const QString &text, const domain::Currency &currency,
                                                      const QTimeZone &zone);

/// What a receipt's QR code holds; see receipt::Receipt::searchText().
struct ReceiptCode {
    std::int64_t number = 0; ///< 0 on a slip
    std::string reference;
    std::string cliveTxId;
};
[[nodiscard]] std::optional<ReceiptCode> parseReceiptCode(const QString &text);

} // namespace tillwright::kiosk::presentation
