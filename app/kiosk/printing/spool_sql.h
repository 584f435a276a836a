#pragma once

#include "kiosk/printing/spool_store.h"

#include <QVariantList>

class QSqlDatabase;
class QSqlQuery;

/// What the spool's store needs of Qt Sql. The journal has its own: adapters do not share.
namespace tillwright::kiosk::printing {

[[nodiscard]] SpoolError spoolError(const QString &what, const QSqlQuery &query);
/// Runs one statement with its values and leaves the query on its first row, if there is one.
[[nodiscard]] SpoolResult<void> run(QSqlQuery &query, const QString &statement,
                                    const QVariantList &values = {});
[[nodiscard]] SpoolResult<QString> ask(const QSqlDatabase &database, const QString &statement);
/// SHA-256 over the values with their lengths: for disks that swap bits, not against people.
[[nodiscard]] QByteArray checksumOf(const QVariantList &values);

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

/// Opens or makes the file for this program alone, whole and with the present schema. A damaged one is renamed to
/// `<file>.damaged-<n>` and a new one made; `setAside` then has its name.
struct OpenedFile {
    QString connection;
    QString setAside;
};
[[nodiscard]] SpoolResult<OpenedFile> openSpoolFile(const QString &filePath);

} // namespace tillwright::kiosk::printing
