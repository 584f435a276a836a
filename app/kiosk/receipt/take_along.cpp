#include "kiosk/receipt/take_along.h"

#include "kiosk/receipt/blocks.h"

namespace tillwright::kiosk::receipt {

namespace {

QString textOf(const Receipt &receipt)
{
    using Kind = Block::Kind;
    QStringList lines;
    for (const Block &block : blocksOf(receipt)) {
        // A code in a code; its parts are among the lines.
        if (block.kind == Kind::Qr || block.kind == Kind::Rule)
            continue;
        lines.append(block.value.isEmpty() ? block.text
                                           : QStringLiteral("%1: %2").arg(block.text, block.value));
    }
    return lines.join(u'\n');
}

} // namespace

QString takeAlongText(const Receipt &receipt)
{
    QString text = textOf(receipt);
    if (text.toUtf8().size() <= takeAlongMaxBytes)
        return text;
    Receipt shorter = receipt;
    shorter.items.clear();
    text = textOf(shorter);
    return text.toUtf8().size() <= takeAlongMaxBytes ? text : QString();
}

} // namespace tillwright::kiosk::receipt
