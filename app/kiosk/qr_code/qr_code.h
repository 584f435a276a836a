#pragma once

#include <QList>
#include <QString>

namespace tillwright::kiosk::receipt {

/// A QR code as squares, without its quiet zone (four squares on each side are the layout's).
struct QrCode {
    int size = 0;     ///< squares on each side; 0 when the text is too long for any code
    QList<bool> dark; ///< row by row

    [[nodiscard]] bool isDark(int x, int y) const { return dark[y * size + x]; }
};

/// UTF-8, error correction level M.
[[nodiscard]] QrCode makeQrCode(const QString &text);

} // namespace tillwright::kiosk::receipt
