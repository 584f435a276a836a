#pragma once

#include "kiosk/receipt/blocks.h"

#include <QByteArray>
#include <QImage>

namespace tillwright::kiosk::receipt {

/// A block as black and white dots, for what a printer's own letters cannot say: printers join no Arabic letters and
/// know one alphabet at a time. `dots`: the width of the paper, a multiple of eight. Needs a QGuiApplication.
[[nodiscard]] QImage drawForPrinter(const Block &block, int dots, bool rightToLeft);

/// `GS v 0` in bands that fit the smallest printers' memory. No sequence that printers obey at once, even inside a
/// picture, is in it: one dot is added where there would be one. The picture: Format_Mono, black is 1.
[[nodiscard]] QByteArray rasterCommands(const QImage &picture);

} // namespace tillwright::kiosk::receipt
