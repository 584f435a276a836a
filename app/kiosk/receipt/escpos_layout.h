#pragma once

#include "kiosk/receipt/blocks.h"
#include "kiosk/receipt/code_page.h"

#include <QByteArray>
#include <QList>

namespace tillwright::kiosk::receipt {

/// What nearly every printer has.
[[nodiscard]] QList<CodePage> usualCodePages();

struct EscPosOptions {
    int columns = 42; ///< 32, 42 or 48
    /// Those that the printer has, the favourite first: each text takes the first that can say all of it.
    QList<CodePage> codePages = usualCodePages();
    /// Size of one square of the QR code in dots, 1..16.
    int qrDots = 5;
    /// Paper is fed out either way, so that it can be torn off.
    bool cut = true;
    /// A pulse for the drawer, with a customer's first receipt only.
    bool drawer = false;
};

/// The width of the print in dots: 384 for 32 columns, 504 for 42, 576 for 48. Printers with 42 columns have 512, of
/// which their letters use 504: pictures end where rows in letters do.
[[nodiscard]] int printerDots(int columns);

/// The bytes for one slip: initialise, drawer, code page, text, QR code drawn by the printer, feed, partial cut. What
/// no code page can say, and everything of a receipt that is read from right to left, is drawn (raster.h), for which a
/// QGuiApplication is needed.
[[nodiscard]] QByteArray layoutEscPos(const Receipt &receipt, const EscPosOptions &options);
/// The same for a paper of another kind, such as a report, written from left to right. It opens no drawer.
[[nodiscard]] QByteArray layoutEscPos(const QList<Block> &blocks, const EscPosOptions &options);

} // namespace tillwright::kiosk::receipt
