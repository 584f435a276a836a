#pragma once

#include <QChar>

namespace tillwright::kiosk::virtual_printer {

/// By the numbers of `ESC t`: 0 (437), 2 (850), 16 (1252), 19 (858).
[[nodiscard]] bool knowsCodePage(int page);
/// U+FFFD for a byte that means nothing on that page.
[[nodiscard]] QChar decode(unsigned char byte, int page);

} // namespace tillwright::kiosk::virtual_printer
