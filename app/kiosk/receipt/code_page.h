#pragma once

#include <QByteArray>
#include <QString>

namespace tillwright::kiosk::receipt {

/// What a receipt printer's bytes above 127 mean. The value is its number for `ESC t`.
enum class CodePage : unsigned char { Cp437 = 0, Cp1252 = 16, Cp858 = 19 };

/// Nothing of the text is lost on this page but typographic marks, which have plain neighbours, and control
/// characters, which have no business in a text.
[[nodiscard]] bool isEncodable(const QString &text, CodePage page);

/// One byte per character. Dashes, quotes and the like that the page lacks become their plain neighbours, letters
/// lose their accents, control characters and everything else become `?`, so that no text can smuggle a printer
/// command in.
[[nodiscard]] QByteArray encodeForPrinter(const QString &text, CodePage page);

} // namespace tillwright::kiosk::receipt
