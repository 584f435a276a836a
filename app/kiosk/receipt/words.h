#pragma once

#include <QString>
#include <QStringList>

namespace tillwright::kiosk::receipt {

/// Every sentence of ours on a receipt.
enum class Word {
    Duplicate,
    MerchantCopy,
    PendingNotPaid,
    Receipt,
    Date,
    Register,
    Reference,
    Clive,
    Order, ///< `%1`: the reference
    Total, ///< `%1`: the currency
    PaidByCard,
    Fees,
    Net,
    PendingAdvice,
    AppearsAs,
    WouldAppearAs,
    ThankYou,
};

/// In the language of who gets the paper, which need not be the face's: a customer reads Arabic while the cashier reads
/// English, and two copies of one sale may differ. That is why these are no tr(), which knows the face's language only.
/// `language`: BCP 47; a language that is not in receiptLanguages() is answered in English.
[[nodiscard]] QString say(Word word, const QString &language);
/// `en`, `fr`, `es`, `ar`.
[[nodiscard]] QStringList receiptLanguages();
/// Written from right to left, as Arabic is.
[[nodiscard]] bool isRightToLeft(const QString &language);

} // namespace tillwright::kiosk::receipt
