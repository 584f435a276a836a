#pragma once

#include <QString>

#include <optional>
#include <tl/expected.hpp>

namespace tillwright::kiosk::presentation {

/// Longer than any code that means something here: a receipt's has two references and a number in it.
inline constexpr int scanTextMaxCharacters = 256;

/// What was scanned, without blanks around it. The error is a sentence for the cashier; it never repeats the text, which
/// may be anything.
[[nodiscard]] tl::expected<QString, QString> checkScanText(const QString &scanned);

/// What the code on a receipt says (receipt::Receipt::searchText()).
struct ScannedReceipt {
    qint64 number = 0; ///< 0: of a slip for a payment that was not known yet
    QString reference;
    QString cliveTxId;
    friend bool operator==(const ScannedReceipt &, const ScannedReceipt &) = default;
};
/// Nothing when it is no receipt's.
[[nodiscard]] std::optional<ScannedReceipt> receiptOf(const QString &text);

} // namespace tillwright::kiosk::presentation
