#pragma once

#include "checkout/ports.h"
#include "checkout/state.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QStringList>
#include <QTimeZone>

namespace tillwright::kiosk::receipt {

/// The head of every receipt; from the configuration.
struct Merchant {
    QString name;
    QStringList addressLines;
    QString device; ///< the register's own name, such as `register-1`
    /// The account's fixed part of the statement text, such as ECHEZONA. Empty: only the suffix is printed.
    QString statementPrefix;
    QTimeZone timeZone = QTimeZone::systemTimeZone();
    /// BCP 47: of the shop, where a customer has chosen none.
    QString language = QStringLiteral("en");
};

enum class Copy {
    Customer,
    Merchant, ///< the only one with Clive's fees
    Pending,  ///< a slip for a payment whose outcome is not known: not a receipt, and it says so
};

struct Item {
    QString text;
    domain::Money amount; ///< of all pieces
    int quantity = 1;
    /// Not read where the quantity is 1: it is the amount then.
    domain::Money unitPrice{};
};

/// What is printed, before anything is known about paper.
struct Receipt {
    Copy copy = Copy::Customer;
    /// BCP 47: of who gets the paper (words.h).
    QString language = QStringLiteral("en");
    /// Printed before: says DUPLICATE.
    bool duplicate = false;
    Merchant merchant;
    qint64 number = 0; ///< 0 on a pending slip
    QString reference;
    QString cliveTxId;
    QDateTime at; ///< in the merchant's time zone
    QList<Item> items;
    domain::Money total;
    std::optional<domain::Money> fees;
    QString statementText; ///< `ECHEZONA* AIRPEACE`

    /// What the QR code holds, to find the payment again by a scanner: `TW1 <number> <reference> <clive id>`. None of
    /// the parts has a blank in it.
    [[nodiscard]] QString searchText() const;
};

/// `language`: the customer's; empty for the one that the sale was made in (checkout::receiptLanguageKey), or else the shop's,
/// which a merchant copy is always in.
[[nodiscard]] Receipt paidReceipt(const checkout::ReceiptData &data, const Merchant &merchant, Copy copy,
                                  const QString &language = {});
/// `nowMs`: since 1970, UTC.
[[nodiscard]] Receipt pendingSlip(const checkout::state::Unresolved &unresolved, const Merchant &merchant,
                                  std::int64_t nowMs, const QString &language = {});
/// `$750.00`; other currencies as `EUR 750.00`.
[[nodiscard]] QString receiptMoney(const domain::Money &money);

} // namespace tillwright::kiosk::receipt
