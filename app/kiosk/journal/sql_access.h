#pragma once

#include "checkout/ports.h"

#include <QtCore/QString>
#include <tl/expected.hpp>

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

/// Runs `work()`, which returns an expected, between BEGIN IMMEDIATE and COMMIT, and takes it back when anything of
/// it fails.
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
    // What failed is what the caller needs to know; a rollback that fails as well is undone by the next opening.
    static_cast<void>(ask(database, QStringLiteral("ROLLBACK")));
    return done;
}

} // namespace tillwright::kiosk::journal
