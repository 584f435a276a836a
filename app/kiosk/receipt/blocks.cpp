#include "kiosk/receipt/blocks.h"

#include "kiosk/receipt/words.h"

#include <QLocale>

namespace tillwright::kiosk::receipt {

namespace {

using Kind = Block::Kind;

void addBanners(QList<Block> &blocks, const Receipt &receipt)
{
    if (receipt.duplicate)
        blocks.append({Kind::Banner, say(Word::Duplicate, receipt.language), {}});
    if (receipt.copy == Copy::Merchant)
        blocks.append({Kind::Banner, say(Word::MerchantCopy, receipt.language), {}});
    if (receipt.copy == Copy::Pending)
        blocks.append({Kind::Banner, say(Word::PendingNotPaid, receipt.language), {}});
}

void addFacts(QList<Block> &blocks, const Receipt &receipt)
{
    if (receipt.copy != Copy::Pending)
        blocks.append({Kind::Row, say(Word::Receipt, receipt.language), QString::number(receipt.number)});
    // One way of writing dates for every language of the face: receipts are compared across them.
    const QString date = QLocale::c().toString(receipt.at, QStringLiteral("d MMM yyyy HH:mm"));
    blocks.append(
        {Kind::Row, say(Word::Date, receipt.language), date + u' ' + receipt.at.timeZoneAbbreviation()});
    if (!receipt.merchant.device.isEmpty())
        blocks.append({Kind::Row, say(Word::Register, receipt.language), receipt.merchant.device});
    blocks.append({Kind::Row, say(Word::Reference, receipt.language), receipt.reference});
    blocks.append({Kind::Row, say(Word::Clive, receipt.language), receipt.cliveTxId});
}

/// One piece is a row; several are two: what it is, then how many, at what price, and what that makes.
void addItem(QList<Block> &blocks, const Item &item)
{
    if (item.quantity == 1) {
        blocks.append({Kind::Row, item.text, receiptMoney(item.amount)});
        return;
    }
    blocks.append({Kind::Row, item.text, {}});
    blocks.append(
        {Kind::Row,
         QStringLiteral("%1 × %2").arg(QString::number(item.quantity), receiptMoney(item.unitPrice)),
         receiptMoney(item.amount)});
}

void addMoney(QList<Block> &blocks, const Receipt &receipt)
{
    const QString total = receiptMoney(receipt.total);
    const QString currency = QString::fromStdString(receipt.total.currency.code());
    for (const Item &item : receipt.items)
        addItem(blocks, item);
    if (receipt.copy == Copy::Pending) {
        // A row like the others, because nothing was paid. One item says it already.
        if (receipt.items.size() > 1)
            blocks.append({Kind::Row, say(Word::Total, receipt.language).arg(currency), total});
        return;
    }
    blocks.append({Kind::Total, say(Word::Total, receipt.language).arg(currency), total});
    blocks.append({Kind::Row, say(Word::PaidByCard, receipt.language), total});
    if (receipt.fees) {
        const domain::Money net{receipt.total.minor - receipt.fees->minor, receipt.total.currency};
        blocks.append({Kind::Rule, {}, {}});
        blocks.append({Kind::Row, say(Word::Fees, receipt.language), receiptMoney(*receipt.fees)});
        blocks.append({Kind::Row, say(Word::Net, receipt.language), receiptMoney(net)});
    }
}

} // namespace

QList<Block> blocksOf(const Receipt &receipt)
{
    QList<Block> blocks;
    blocks.append({Kind::Title, receipt.merchant.name, {}});
    for (const QString &line : receipt.merchant.addressLines)
        blocks.append({Kind::Small, line, {}});
    addBanners(blocks, receipt);
    blocks.append({Kind::Rule, {}, {}});
    addFacts(blocks, receipt);
    blocks.append({Kind::Rule, {}, {}});
    addMoney(blocks, receipt);
    blocks.append({Kind::Rule, {}, {}});
    if (receipt.copy == Copy::Pending)
        blocks.append({Kind::Text, say(Word::PendingAdvice, receipt.language), {}});
    if (!receipt.statementText.isEmpty()) {
        const QString words = receipt.copy == Copy::Pending ? say(Word::WouldAppearAs, receipt.language)
                                                            : say(Word::AppearsAs, receipt.language);
        blocks.append({Kind::Text, words, {}});
        blocks.append({Kind::Text, receipt.statementText, {}});
    }
    blocks.append({Kind::Qr, receipt.searchText(), {}});
    if (receipt.copy == Copy::Customer)
        blocks.append({Kind::Small, say(Word::ThankYou, receipt.language), {}});
    addBanners(blocks, receipt);
    return blocks;
}

} // namespace tillwright::kiosk::receipt
