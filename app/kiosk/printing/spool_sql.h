#pragma once

#include "kiosk/printing/spool_store.h"
#include "kiosk/sqlite/transaction.h"

#include <QVariantList>
#include <utility>

class QSqlDatabase;
class QSqlQuery;

/// What the spool's store needs of Qt Sql beside kiosk/sqlite.
namespace tillwright::kiosk::printing {

[[nodiscard]] SpoolError spoolError(const QString &what, const QSqlQuery &query);
/// Runs one statement with its values and leaves the query on its first row, if there is one.
[[nodiscard]] SpoolResult<void> run(QSqlQuery &query, const QString &statement,
                                    const QVariantList &values = {});
[[nodiscard]] SpoolResult<QString> ask(const QSqlDatabase &database, const QString &statement);
/// SHA-256 over the values with their lengths: for disks that swap bits, not against people.
[[nodiscard]] QByteArray checksumOf(const QVariantList &values);

/// All that `work()`, which returns an expected, does, or nothing of it.
template<typename Work> auto inTransaction(const QSqlDatabase &database, Work work) -> decltype(work())
{
    return sqlite::inTransaction([&database](const QString &statement) { return ask(database, statement); },
                                 std::move(work));
}

/// Opens or makes the file for this program alone, whole and with the present schema. A damaged one is renamed to
/// `<file>.damaged-<n>` and a new one made; `setAside` then has its name.
struct OpenedFile {
    QString connection;
    QString setAside;
};
[[nodiscard]] SpoolResult<OpenedFile> openSpoolFile(const QString &filePath);

} // namespace tillwright::kiosk::printing
