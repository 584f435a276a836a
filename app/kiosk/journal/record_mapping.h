#pragma once

#include "checkout/ports.h"
#include "kiosk/journal/migrations.h"

#include <QtCore/QString>
#include <tl/expected.hpp>

class QSqlQuery;

namespace tillwright::kiosk::journal {

inline constexpr const char *attemptsTable = "attempts";

/// The columns of `attempts` in the order in which bindRecord() and readRecord() use them; the checksum comes last.
/// `schemaVersion`: of a file that is read as it is; what it does not have is written as a constant.
[[nodiscard]] QString recordColumns(int schemaVersion = ::tillwright::kiosk::journal::schemaVersion());
/// "?, ?, ..." as many as there are columns.
[[nodiscard]] QString recordPlaceholders();
/// "column = excluded.column, ..." for every column but the id.
[[nodiscard]] QString recordAssignments();

/// Binds every column in order. A receipt number of 0 becomes NULL.
void bindRecord(QSqlQuery &query, const checkout::AttemptRecord &record);

/// Reads the row the query stands on, whose columns are recordColumns(schemaVersion). Every value goes through the domain's own
/// rules again and the checksum is compared, so that a row that a bad disk or a hand has changed is an error (of kind
/// Damaged) and not a wrong charge.
[[nodiscard]] tl::expected<checkout::AttemptRecord, checkout::JournalError>
readRecord(const QSqlQuery &query, int schemaVersion = ::tillwright::kiosk::journal::schemaVersion());

} // namespace tillwright::kiosk::journal
