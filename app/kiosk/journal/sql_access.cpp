#include "kiosk/journal/sql_access.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <sqlite3.h>

namespace tillwright::kiosk::journal {

using checkout::JournalError;
using Kind = JournalError::Kind;

namespace {

/// An extended result code keeps the plain one in its low byte.
constexpr int plainCodeMask = 0xff;

Kind kindOf(const QSqlError &error)
{
    switch (error.nativeErrorCode().toInt() & plainCodeMask) {
    case SQLITE_FULL:
        return Kind::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_PERM:
        return Kind::ReadOnly;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return Kind::InUse;
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return Kind::Damaged;
    case SQLITE_ERROR:
        // Our statements are right where the tables are ours.
        return error.text().contains(QLatin1String("no such "))
                || error.text().contains(QLatin1String("already exists"))
            ? Kind::Damaged
            : Kind::Failed;
    default:
        return Kind::Failed;
    }
}

} // namespace

QString plainWords(Kind kind)
{
    switch (kind) {
    case Kind::DiskFull:
        return QStringLiteral("the disk is full; free some space");
    case Kind::ReadOnly:
        return QStringLiteral("it cannot be written; check the disk and the rights of file and folder");
    case Kind::InUse:
        return QStringLiteral("another program has it open; end that one first");
    case Kind::Damaged:
        return QStringLiteral("it is damaged");
    case Kind::Failed:
    case Kind::NewerSchema:
        break;
    }
    return {};
}

JournalError journalError(const QString &what, const QSqlError &error)
{
    const auto kind = kindOf(error);
    const QString plain = plainWords(kind);
    const QString why = plain.isEmpty() ? error.text() : QStringLiteral("%1 (%2)").arg(plain, error.text());
    return {QStringLiteral("%1: %2").arg(what, why).toStdString(), kind};
}

tl::unexpected<JournalError> failure(const QString &what, const QSqlQuery &query)
{
    return tl::unexpected(journalError(what, query.lastError()));
}

tl::unexpected<JournalError> damage(const QString &why)
{
    return tl::unexpected(JournalError{why.toStdString(), Kind::Damaged});
}

tl::expected<QString, JournalError> ask(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return failure(statement, query);
    return query.next() ? query.value(0).toString() : QString();
}

} // namespace tillwright::kiosk::journal
