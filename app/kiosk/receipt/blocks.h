#pragma once

#include "kiosk/receipt/receipt.h"

#include <QList>

namespace tillwright::kiosk::receipt {

/// One piece of a receipt, the same for every layout: paper, page and screen only decide how it looks.
struct Block {
    enum class Kind {
        Title,  ///< the merchant's name
        Small,  ///< address lines, captions
        Banner, ///< DUPLICATE, MERCHANT COPY, PENDING: never to be overlooked
        Rule,
        Row,   ///< text at the left, value at the right; the value may be empty
        Total, ///< a row that stands out
        Text,  ///< a sentence
        Qr,    ///< text is what the code holds
    };
    Kind kind;
    QString text;
    QString value;
};

[[nodiscard]] QList<Block> blocksOf(const Receipt &receipt);

} // namespace tillwright::kiosk::receipt
