#pragma once

#include "kiosk/receipt/blocks.h"

#include <QStringList>

namespace tillwright::kiosk::receipt {

/// Characters in a line: 58 mm paper has 32, 80 mm paper has 42 or 48.
inline constexpr int textColumnsMin = 16;

/// Lines of at most `columns` characters, without the newline. QR codes become what they hold, in clear.
[[nodiscard]] QStringList layoutText(const Receipt &receipt, int columns);
/// The same for a paper of another kind, such as a report.
[[nodiscard]] QStringList layoutText(const QList<Block> &blocks, int columns);

/// Breaks at blanks, and inside a word only when it is longer than a line. Never returns an empty list.
[[nodiscard]] QStringList wrapText(const QString &text, int columns);
[[nodiscard]] QString centredText(const QString &text, int columns);
/// Centred when it fits one line; several centred lines would be hard to read.
[[nodiscard]] QStringList sentenceText(const QString &text, int columns);
/// The value at the right edge; on lines of its own where the two do not fit beside each other.
[[nodiscard]] QStringList rowText(const QString &text, const QString &value, int columns);

} // namespace tillwright::kiosk::receipt
