#pragma once

#include "checkout/ports.h"

#include <tl/expected.hpp>

class QSqlDatabase;

namespace tillwright::kiosk::journal {

/// The schema this program writes; kept in the file as SQLite's user_version.
[[nodiscard]] int schemaVersion() noexcept;

/// Brings the file from its user_version to schemaVersion(), one migration per transaction. A file of a newer
/// schema is an error: an older program must not write into what it does not know.
[[nodiscard]] tl::expected<void, checkout::JournalError> migrate(QSqlDatabase database);

} // namespace tillwright::kiosk::journal
