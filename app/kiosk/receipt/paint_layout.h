#pragma once

#include "kiosk/receipt/blocks.h"

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

/// The same for papers of other kinds, such as reports, written from left to right.
[[nodiscard]] QImage paintBlocks(const QList<Block> &blocks, int widthPx);
[[nodiscard]] tl::expected<void, QString> writePdf(const QList<Block> &blocks, const QString &title,
                                                   QIODevice &device);

} // namespace tillwright::kiosk::receipt
