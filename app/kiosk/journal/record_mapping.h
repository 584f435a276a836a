#pragma once

#include "checkout/ports.h"

#include <QtCore/QString>
#include <tl/expected.hpp>

class QSqlQuery;

namespace tillwright::kiosk::journal {

/// The columns of `attempts` in the order in which bindRecord() and readRecord() use them.
[[nodiscard]] QString recordColumns();
/// "?, ?, ..." as many as there are columns.
[[nodiscard]] QString recordPlaceholders();
/// "column = excluded.column, ..." for every column but the id.
[[nodiscard]] QString recordAssignments();

/// Binds every column in order. A receipt number of 0 becomes NULL.
void bindRecord(QSqlQuery &query, const checkout::AttemptRecord &record);

/// Reads the row the query stands on, whose columns are recordColumns(). Every value goes through the domain's own
/// rules again, so that a row edited by hand is an error and not a wrong charge.
[[nodiscard]] tl::expected<checkout::AttemptRecord, checkout::JournalError>
readRecord(const QSqlQuery &query);

} // namespace tillwright::kiosk::journal
