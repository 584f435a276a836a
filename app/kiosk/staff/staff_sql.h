#pragma once

#include "kiosk/shift/staff_port.h"

#include <QString>
#include <QVariantList>

class QSqlDatabase;
class QSqlQuery;

/// What this room needs of Qt Sql. Journal and spool have their own: adapters do not share.
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

/// Between BEGIN IMMEDIATE and COMMIT; taken back when `work()`, which returns an expected, fails.
template<typename Work> auto inTransaction(const QSqlDatabase &database, Work work) -> decltype(work())
{
    if (const auto begun = ask(database, QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    auto done = work();
    if (done) {
        const auto committed = ask(database, QStringLiteral("COMMIT"));
        if (committed)
            return done;
        done = tl::unexpected(committed.error());
    }
    // What failed first is what the caller needs to know.
    static_cast<void>(ask(database, QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace tillwright::kiosk::staff
