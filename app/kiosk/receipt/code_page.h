#pragma once

#include <QByteArray>
#include <QString>

namespace tillwright::kiosk::receipt {

/// What a receipt printer's bytes above 127 mean. The value is its number for `ESC t`.
enum class CodePage : unsigned char { Cp437 = 0, Cp858 = 19 };

/// One byte per character. Dashes, quotes and the like that the page lacks become their plain neighbours, letters
/// lose their accents, control characters and everything else become `?`, so that no text can smuggle a printer
/// command in.
[[nodiscard]] QByteArray encodeForPrinter(const QString &text, CodePage page);

} // namespace tillwright::kiosk::receipt
