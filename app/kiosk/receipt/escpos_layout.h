#pragma once

#include "kiosk/receipt/code_page.h"
#include "kiosk/receipt/receipt.h"

#include <QByteArray>

namespace tillwright::kiosk::receipt {

struct EscPosOptions {
    int columns = 42; ///< 32, 42 or 48
    CodePage codePage = CodePage::Cp858;
    /// Size of one square of the QR code in dots, 1..16.
    int qrDots = 5;
};

/// The bytes for one slip: initialise, code page, text, QR code drawn by the printer, feed, partial cut.
[[nodiscard]] QByteArray layoutEscPos(const Receipt &receipt, const EscPosOptions &options);

} // namespace tillwright::kiosk::receipt
