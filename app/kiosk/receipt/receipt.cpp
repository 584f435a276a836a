#include "kiosk/receipt/receipt.h"

#include "checkout/receipt_language.h"
#include "kiosk/receipt/words.h"

namespace tillwright::kiosk::receipt {

namespace {

/// The order as a whole where nothing is known of what is in it.
QList<Item> itemsOf(const domain::Sale &sale, const QString &language)
{
    if (sale.lines.empty())
        return {{say(Word::Order, language).arg(QString::fromStdString(sale.reference.text())), sale.amount}};
    QList<Item> items;
    for (const auto &line : sale.lines) {
        // They were summed up when the sale was made.
        const auto total = domain::lineTotal(line).value_or(line.unitPrice);
        items.append({QString::fromStdString(line.name), total, line.quantity, line.unitPrice});
    }
    return items;
}

/// The one that is asked for, else the one that the sale was made in, else the shop's.
QString customersLanguage(const domain::Sale &sale, const Merchant &merchant, const QString &asked)
{
    if (!asked.isEmpty())
        return asked;
    const auto chosen = sale.meta.find(std::string(checkout::receiptLanguageKey));
    const QString language = chosen == sale.meta.end() ? QString() : QString::fromStdString(chosen->second);
    return receiptLanguages().contains(language) ? language : merchant.language;
}

Receipt common(const domain::Sale &sale, const checkout::CheckoutIds &ids, const Merchant &merchant,
               std::int64_t atMs, const QString &language)
{
    Receipt receipt;
    receipt.language = language;
    receipt.merchant = merchant;
    receipt.reference = QString::fromStdString(sale.reference.text());
    receipt.cliveTxId = QString::fromStdString(ids.cliveTxId);
    receipt.at = QDateTime::fromMSecsSinceEpoch(atMs, merchant.timeZone);
    receipt.items = itemsOf(sale, receipt.language);
    receipt.total = sale.amount;
    receipt.statementText = QString::fromStdString(ids.statementDescriptorSuffix);
    if (!merchant.statementPrefix.isEmpty() && !receipt.statementText.isEmpty())
        receipt.statementText = QStringLiteral("%1* %2").arg(merchant.statementPrefix, receipt.statementText);
    return receipt;
}

} // namespace

QString Receipt::searchText() const
{
    return QStringLiteral("TW1 %1 %2 %3").arg(QString::number(number), reference, cliveTxId);
}

Receipt paidReceipt(const checkout::ReceiptData &data, const Merchant &merchant, Copy copy,
                    const QString &language)
{
    Receipt receipt =
        common(data.sale, data.ids, merchant, data.paidAtMs,
               copy == Copy::Merchant ? merchant.language : customersLanguage(data.sale, merchant, language));
    receipt.copy = copy;
    receipt.number = data.receiptNumber;
    if (copy == Copy::Merchant && data.feesMinor)
        receipt.fees = domain::Money{*data.feesMinor, data.sale.amount.currency};
    return receipt;
}

Receipt pendingSlip(const checkout::state::Unresolved &unresolved, const Merchant &merchant,
                    std::int64_t nowMs, const QString &language)
{
    Receipt receipt = common(unresolved.attempt.sale, unresolved.ids, merchant, nowMs,
                             customersLanguage(unresolved.attempt.sale, merchant, language));
    receipt.copy = Copy::Pending;
    return receipt;
}

QString receiptMoney(const domain::Money &money)
{
    const QString digits = QString::fromStdString(money.groupedText());
    if (money.currency == domain::Currency::usd())
        return u'$' + digits;
    return QString::fromStdString(money.currency.code()) + u' ' + digits;
}

} // namespace tillwright::kiosk::receipt
