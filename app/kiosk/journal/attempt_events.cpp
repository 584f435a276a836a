#include "kiosk/journal/attempt_events.h"

#include "kiosk/journal/record_mapping.h"
#include "kiosk/journal/row_checksum.h"
#include "kiosk/journal/sql_access.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>

namespace tillwright::kiosk::journal {

using checkout::AttemptEvent;
using checkout::AttemptRecord;
using checkout::JournalError;

namespace {

constexpr const char *eventsTable = "attempt_events";

QVariant text(std::string_view utf8)
{
    return utf8.empty() ? QStringLiteral("")
                        : QString::fromUtf8(utf8.data(), static_cast<qsizetype>(utf8.size()));
}

} // namespace

tl::expected<void, JournalError> addEvent(const QSqlDatabase &database, const AttemptRecord &record,
                                          const std::optional<AttemptRecord> &before)
{
    const bool isReceiptNew = record.receiptIssued && !(before && before->receiptIssued);
    if (before && before->phase == record.phase && before->reason == record.reason && !isReceiptNew)
        return {};
    const std::string note =
        isReceiptNew && record.reason.empty() ? std::string(checkout::noteReceiptMade) : record.reason;
    return addEvent(database, {record.updatedAtMs, record.phase, note}, record.attempt.id);
}

tl::expected<void, JournalError> addEvent(const QSqlDatabase &database, const AttemptEvent &event,
                                          const std::string &attemptId)
{
    const QString what = QStringLiteral("writing how a sale goes");
    QSqlQuery last(database);
    last.prepare(QStringLiteral(
        "SELECT number FROM attempt_events WHERE attempt_id = ? ORDER BY number DESC LIMIT 1"));
    last.addBindValue(text(attemptId));
    if (!last.exec())
        return failure(what, last);
    const qlonglong number = last.next() ? last.value(0).toLongLong() + 1 : 1;
    last.finish();
    const QVariantList values{text(attemptId), number, QVariant(static_cast<qlonglong>(event.atMs)),
                              text(checkout::phaseWord(event.phase)), text(event.note)};
    QSqlQuery query(database);
    query.prepare(
        QStringLiteral("INSERT INTO attempt_events (attempt_id, number, at_ms, phase, note, checksum) "
                       "VALUES (?, ?, ?, ?, ?, ?)"));
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.addBindValue(checksumOf(eventsTable, values));
    if (!query.exec())
        return failure(what, query);
    return {};
}

tl::expected<std::vector<AttemptEvent>, JournalError> readEvents(const QSqlDatabase &database,
                                                                 const std::string &attemptId)
{
    const QString what = QStringLiteral("reading how a sale went");
    QSqlQuery query(database);
    query.setForwardOnly(true);
    query.prepare(
        QStringLiteral("SELECT attempt_id, number, at_ms, phase, note, checksum FROM attempt_events "
                       "WHERE attempt_id = ? ORDER BY number"));
    query.addBindValue(text(attemptId));
    if (!query.exec())
        return failure(what, query);
    std::vector<AttemptEvent> events;
    while (query.next()) {
        QVariantList values;
        for (int column = 0; column < 5; ++column)
            values.append(query.value(column));
        const auto phase = checkout::phaseFromWord(query.value(3).toString().toStdString());
        if (!phase || query.value(5).toByteArray() != checksumOf(eventsTable, values))
            return damage(QStringLiteral("step %1 of attempt %2 in the journal is not readable")
                              .arg(query.value(1).toString(), QString::fromStdString(attemptId)));
        events.push_back({query.value(2).toLongLong(), *phase, query.value(4).toString().toStdString()});
    }
    if (query.lastError().isValid())
        return failure(what, query);
    return events;
}

tl::expected<std::optional<AttemptRecord>, JournalError> readAttempt(const QSqlDatabase &database,
                                                                     const std::string &attemptId)
{
    QSqlQuery query(database);
    query.prepare(QStringLiteral("SELECT %1 FROM attempts WHERE id = ?").arg(recordColumns()));
    query.addBindValue(text(attemptId));
    if (!query.exec())
        return failure(QStringLiteral("looking for an attempt"), query);
    if (!query.next())
        return std::nullopt;
    auto record = readRecord(query);
    if (!record)
        return tl::unexpected(record.error());
    return *std::move(record);
}

} // namespace tillwright::kiosk::journal
