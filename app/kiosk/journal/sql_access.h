#pragma once

#include "checkout/ports.h"
#include "kiosk/sqlite/transaction.h"

#include <QtCore/QString>
#include <tl/expected.hpp>
#include <utility>

class QSqlDatabase;
class QSqlError;
class QSqlQuery;

/// What the rest of this room needs of Qt Sql: statements, transactions, and errors in plain words.
namespace tillwright::kiosk::journal {

/// "writing an attempt: the disk is full; free some space (database or disk is full)".
[[nodiscard]] checkout::JournalError journalError(const QString &what, const QSqlError &error);
[[nodiscard]] tl::unexpected<checkout::JournalError> failure(const QString &what, const QSqlQuery &query);
[[nodiscard]] tl::unexpected<checkout::JournalError> damage(const QString &why);
/// The way out of a trouble of this kind, for staff; empty where there is none to tell.
[[nodiscard]] QString plainWords(checkout::JournalError::Kind kind);

/// Runs one statement and gives its first column, or an error.
[[nodiscard]] tl::expected<QString, checkout::JournalError> ask(const QSqlDatabase &database,
                                                                const QString &statement);

/// All that `work()`, which returns an expected, does, or nothing of it.
template<typename Work> auto inTransaction(const QSqlDatabase &database, Work work) -> decltype(work())
{
    return sqlite::inTransaction([&database](const QString &statement) { return ask(database, statement); },
                                 std::move(work));
}

} // namespace tillwright::kiosk::journal
