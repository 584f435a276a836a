#pragma once

#include "kiosk/receipt/receipt.h"

#include <QImage>
#include <tl/expected.hpp>

class QIODevice;

namespace tillwright::kiosk::receipt {

/// The width of the page and of the picture: that of the paper roll.
inline constexpr int paperWidthMm = 80;

/// The receipt as a picture of its paper, dark on white in every colour scheme. `widthPx`: 80..4000. Needs a
/// QGuiApplication, for its fonts.
[[nodiscard]] QImage paintReceipt(const Receipt &receipt, int widthPx);

/// One page, 80 mm wide and as long as it has to be, with real text. Error: the cause, technical.
[[nodiscard]] tl::expected<void, QString> writePdf(const Receipt &receipt, QIODevice &device);

} // namespace tillwright::kiosk::receipt
