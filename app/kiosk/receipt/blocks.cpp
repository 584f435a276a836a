#include "kiosk/receipt/blocks.h"

#include <QCoreApplication>
#include <QLocale>

namespace tillwright::kiosk::receipt {

namespace {

using Kind = Block::Kind;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Receipt)
};

void addBanners(QList<Block> &blocks, const Receipt &receipt)
{
    if (receipt.duplicate)
        blocks.append({Kind::Banner, Words::tr("DUPLICATE"), {}});
    if (receipt.copy == Copy::Merchant)
        blocks.append({Kind::Banner, Words::tr("MERCHANT COPY"), {}});
    if (receipt.copy == Copy::Pending)
        blocks.append({Kind::Banner, Words::tr("PENDING — NOT PAID"), {}});
}

void addFacts(QList<Block> &blocks, const Receipt &receipt)
{
    if (receipt.copy != Copy::Pending)
        blocks.append({Kind::Row, Words::tr("Receipt"), QString::number(receipt.number)});
    // One way of writing dates for every language of the face: receipts are compared across them.
    const QString date = QLocale::c().toString(receipt.at, QStringLiteral("d MMM yyyy HH:mm"));
    blocks.append({Kind::Row, Words::tr("Date"), date + u' ' + receipt.at.timeZoneAbbreviation()});
    if (!receipt.merchant.device.isEmpty())
        blocks.append({Kind::Row, Words::tr("Register"), receipt.merchant.device});
    blocks.append({Kind::Row, Words::tr("Reference"), receipt.reference});
    blocks.append({Kind::Row, Words::tr("Clive"), receipt.cliveTxId});
}

void addMoney(QList<Block> &blocks, const Receipt &receipt)
{
    const QString total = receiptMoney(receipt.total);
    const QString currency = QString::fromStdString(receipt.total.currency.code());
    blocks.append({Kind::Row, receipt.item, total});
    if (receipt.copy == Copy::Pending)
        return;
    blocks.append({Kind::Total, Words::tr("Total %1").arg(currency), total});
    blocks.append({Kind::Row, Words::tr("Paid by card"), total});
    if (receipt.fees) {
        const domain::Money net{receipt.total.minor - receipt.fees->minor, receipt.total.currency};
        blocks.append({Kind::Rule, {}, {}});
        blocks.append({Kind::Row, Words::tr("Clive’s fees"), receiptMoney(*receipt.fees)});
        blocks.append({Kind::Row, Words::tr("Net"), receiptMoney(net)});
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
        blocks.append(
            {Kind::Text,
             Words::tr("We do not know yet whether this payment went through. Please do not pay again. We "
                       "go on checking. Ask us with the reference above."),
             {}});
    if (!receipt.statementText.isEmpty()) {
        const QString words = receipt.copy == Copy::Pending
            ? Words::tr("If it is charged, it appears on your statement as")
            : Words::tr("It appears on your statement as");
        blocks.append({Kind::Text, words, {}});
        blocks.append({Kind::Text, receipt.statementText, {}});
    }
    blocks.append({Kind::Qr, receipt.searchText(), {}});
    if (receipt.copy == Copy::Customer)
        blocks.append({Kind::Small, Words::tr("Thank you"), {}});
    addBanners(blocks, receipt);
    return blocks;
}

} // namespace tillwright::kiosk::receipt
