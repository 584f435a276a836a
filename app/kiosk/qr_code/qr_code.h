#pragma once

#include <QList>
#include <QString>

namespace tillwright::kiosk::qr_code {

/// Squares of light around a code that its readers need.
inline constexpr int quietZone = 4;

/// A QR code as squares, without its quiet zone (`quietZone` squares on each side are the layout's).
struct QrCode {
    int size = 0;     ///< squares on each side; 0 when the text is too long for any code
    QList<bool> dark; ///< row by row

    [[nodiscard]] bool isEmpty() const { return size == 0; }
    [[nodiscard]] bool isDark(int x, int y) const { return dark[y * size + x]; }
};

/// UTF-8, error correction level M.
[[nodiscard]] QrCode makeQrCode(const QString &text);

} // namespace tillwright::kiosk::qr_code
