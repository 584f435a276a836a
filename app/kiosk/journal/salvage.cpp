#include "kiosk/journal/salvage.h"

#include "kiosk/journal/record_mapping.h"
#include "kiosk/journal/row_checksum.h"

#include <QtCore/QFile>
#include <QtCore/QFileInfo>
#include <QtCore/QTemporaryDir>
#include <QtCore/QUuid>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlQuery>
#include <algorithm>
#include <set>

namespace tillwright::kiosk::journal {

namespace {

/// Keys and numbers are unique in a journal; a damaged one may say them twice.
class Collection
{
public:
    void add(const checkout::AttemptRecord &record)
    {
        const bool isNew = m_ids.insert(record.attempt.id).second
            && m_ids.insert("key " + record.attempt.idempotencyKey).second
            && (record.receiptNumber == 0
                || m_ids.insert("number " + std::to_string(record.receiptNumber)).second);
        if (!isNew)
            return;
        salvage.records.push_back(record);
        salvage.highestReceiptNumber = std::max(salvage.highestReceiptNumber, record.receiptNumber);
    }
    Salvage salvage;

private:
    std::set<std::string> m_ids;
};

bool hasColumn(const QSqlDatabase &database, const char *name)
{
    return QSqlQuery(database).prepare(QStringLiteral("SELECT %1 FROM attempts").arg(QLatin1String(name)));
}

/// By what can be read: the page that says the version may be the one that is damaged.
int versionOf(const QSqlDatabase &database)
{
    constexpr int withLines = 3;
    constexpr int withChecksum = 2;
    return hasColumn(database, "lines") ? withLines : hasColumn(database, "checksum") ? withChecksum : 1;
}

/// From both ends, because a scan stops at the first page that cannot be read.
void readAttempts(const QSqlDatabase &database, Collection &collection)
{
    const int version = versionOf(database);
    for (const char *order : {"ASC", "DESC"}) {
        QSqlQuery query(database);
        query.setForwardOnly(true);
        query.exec(QStringLiteral("SELECT %1 FROM attempts NOT INDEXED ORDER BY rowid %2")
                       .arg(recordColumns(version), QLatin1String(order)));
        while (query.next()) {
            const auto record = readRecord(query, version);
            if (record)
                collection.add(*record);
        }
    }
}

/// The counter may be ahead of the rows that can be read. A wrong one only makes a gap, if it is not absurd.
void readCounter(const QSqlDatabase &database, Salvage &salvage)
{
    QSqlQuery query(database);
    const bool checked = hasColumn(database, "checksum");
    query.exec(checked ? QStringLiteral("SELECT last_number, checksum FROM receipt_counter")
                       : QStringLiteral("SELECT last_number FROM receipt_counter"));
    if (!query.next())
        return;
    if (checked && query.value(1).toByteArray() != checksumOf("receipt_counter", {query.value(0)}))
        return;
    salvage.highestReceiptNumber =
        std::max<std::int64_t>(salvage.highestReceiptNumber, query.value(0).toLongLong());
}

} // namespace

Salvage salvageFrom(const QString &filePath)
{
    // Beside the original, so that what is in it stays in this folder, with its rights.
    const QTemporaryDir folder(QFileInfo(filePath).absolutePath() + QStringLiteral("/salvage-XXXXXX"));
    const QString copy = folder.filePath(QStringLiteral("journal.sqlite"));
    if (!folder.isValid() || !QFile::copy(filePath, copy))
        return {};
    QFile::copy(filePath + QStringLiteral("-wal"), copy + QStringLiteral("-wal"));
    Collection collection;
    const QString name =
        QStringLiteral("tillwright-salvage-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(copy);
        if (database.open()) {
            readAttempts(database, collection);
            readCounter(database, collection.salvage);
        }
    }
    QSqlDatabase::removeDatabase(name);
    return std::move(collection.salvage);
}

} // namespace tillwright::kiosk::journal
