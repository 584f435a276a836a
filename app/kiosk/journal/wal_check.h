#pragma once

#include <QtCore/QString>
#include <tl/expected.hpp>

namespace tillwright::kiosk::journal {

/// Looks at SQLite's write-ahead log (`journal.sqlite-wal`) before SQLite does: SQLite silently forgets everything
/// from the first frame that does not fit on, which is right for the one transaction that a power cut tore, and wrong
/// for a bad block in front of transactions that were acknowledged (law 8). The error says what is wrong: more than
/// one whole transaction lies behind a broken frame. A missing or empty log is fine.
[[nodiscard]] tl::expected<void, QString> checkWal(const QString &walPath);

} // namespace tillwright::kiosk::journal
