#pragma once

#include "kiosk/shift/staff_port.h"
#include "kiosk/sqlite/transaction.h"

#include <QString>
#include <QVariantList>
#include <utility>

class QSqlDatabase;
class QSqlQuery;

/// What this room needs of Qt Sql beside kiosk/sqlite.
namespace tillwright::kiosk::staff {

using shift::StaffError;
using shift::StaffResult;

[[nodiscard]] tl::unexpected<StaffError> failure(const QString &cause,
                                                 StaffError::Kind kind = StaffError::Kind::Failed);
/// Runs one statement with its values and leaves the query before its first row.
[[nodiscard]] StaffResult<void> run(QSqlQuery &query, const QString &statement,
                                    const QVariantList &values = {});
/// The first column of the first row; empty where there is none.
[[nodiscard]] StaffResult<QString> ask(const QSqlDatabase &database, const QString &statement,
                                       const QVariantList &values = {});
/// A text to be bound: an empty one is never NULL.
[[nodiscard]] QVariant bound(const std::string &text);

/// All that `work()`, which returns an expected, does, or nothing of it.
template<typename Work> auto inTransaction(const QSqlDatabase &database, Work work) -> decltype(work())
{
    return sqlite::inTransaction([&database](const QString &statement) { return ask(database, statement); },
                                 std::move(work));
}

} // namespace tillwright::kiosk::staff
