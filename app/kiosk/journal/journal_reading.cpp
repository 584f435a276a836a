#include "kiosk/journal/attempt_events.h"
#include "kiosk/journal/attempt_search.h"
#include "kiosk/journal/journal.h"
#include "kiosk/journal/record_mapping.h"
#include "kiosk/journal/row_checksum.h"
#include "kiosk/journal/sql_access.h"

#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <algorithm>

/// What faces ask of the journal; nothing here changes a sale.
namespace tillwright::kiosk::journal {

using checkout::HistoryEntry;
using checkout::HistoryPage;
using checkout::HistoryPlace;
using checkout::HistorySearch;
using checkout::JournalError;
using checkout::ResolvedAttention;

namespace {

constexpr const char *resolvedTable = "attention_resolved";

tl::expected<QSqlQuery, JournalError> answer(const QSqlDatabase &database, const SearchQuestion &question)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    // A missing index shows here; its name says more than what would come of it.
    if (!query.prepare(question.sql))
        return failure(QStringLiteral("searching sales"), query);
    for (const QVariant &value : question.values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(QStringLiteral("searching sales"), query);
    return query;
}

tl::expected<bool, JournalError> isDense(const QSqlDatabase &database, const QString &column,
                                         const std::string &prefix)
{
    auto query = answer(database, densityQuestion(column, prefix));
    if (!query)
        return tl::unexpected(query.error());
    return query->next() && query->value(0).toInt() >= densePrefixFrom;
}

tl::expected<DensePrefix, JournalError> densityOf(const QSqlDatabase &database, const std::string &prefix)
{
    if (prefix.empty())
        return DensePrefix{};
    const auto references = isDense(database, QStringLiteral("reference"), prefix);
    if (!references)
        return tl::unexpected(references.error());
    const auto cliveIds = isDense(database, QStringLiteral("clive_tx_id"), prefix);
    if (!cliveIds)
        return tl::unexpected(cliveIds.error());
    return DensePrefix{*references, *cliveIds};
}

/// Newest first, each once, one more than `limit` when there are more.
tl::expected<std::vector<HistoryPlace>, JournalError> places(const QSqlDatabase &database,
                                                             const HistorySearch &search,
                                                             std::optional<HistoryPlace> after, int limit)
{
    const auto dense = densityOf(database, search.prefix);
    if (!dense)
        return tl::unexpected(dense.error());
    std::vector<HistoryPlace> found;
    for (const auto &question : searchQuestions(search, after, limit + 1, *dense)) {
        auto query = answer(database, question);
        if (!query)
            return tl::unexpected(query.error());
        while (query->next())
            found.push_back({query->value(0).toLongLong(), query->value(1).toLongLong()});
        if (query->lastError().isValid())
            return failure(QStringLiteral("searching sales"), *query);
    }
    std::sort(found.begin(), found.end(), std::greater());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    found.resize(std::min(found.size(), static_cast<std::size_t>(limit) + 1));
    return found;
}

QVariantList valuesOf(const ResolvedAttention &resolved)
{
    const auto text = [](const std::string &utf8) {
        return utf8.empty() ? QVariant(QStringLiteral("")) : QVariant(QString::fromStdString(utf8));
    };
    return {text(resolved.key), text(resolved.cause), QVariant(static_cast<qlonglong>(resolved.atMs)),
            text(resolved.operatorId)};
}

} // namespace

tl::expected<HistoryPage, JournalError> Journal::page(const HistorySearch &search,
                                                      std::optional<HistoryPlace> after, int limit) const
{
    const QSqlDatabase connection = database();
    auto found = places(connection, search, after, limit);
    if (!found)
        return tl::unexpected(found.error());
    HistoryPage page;
    page.hasMore = found->size() > static_cast<std::size_t>(limit);
    if (page.hasMore)
        found->pop_back();
    QSqlQuery query(connection);
    query.setForwardOnly(true);
    query.prepare(QStringLiteral("SELECT %1 FROM attempts WHERE rowid = ?").arg(recordColumns()));
    for (const auto &place : *found) {
        query.bindValue(0, QVariant(static_cast<qlonglong>(place.row)));
        if (!query.exec())
            return failure(QStringLiteral("reading sales"), query);
        if (!query.next())
            return damage(QStringLiteral("an index of the journal names a sale that is not there"));
        // One row that a bad disk has changed does not hide the others.
        auto record = readRecord(query);
        HistoryEntry entry{place, std::nullopt, record ? std::string() : record.error().cause};
        if (record)
            entry.record = *std::move(record);
        page.entries.push_back(std::move(entry));
        query.finish();
    }
    return page;
}

tl::expected<std::optional<checkout::AttemptRecord>, JournalError>
Journal::find(const std::string &attemptId) const
{
    return readAttempt(database(), attemptId);
}

tl::expected<std::vector<checkout::AttemptEvent>, JournalError>
Journal::timeline(const std::string &attemptId) const
{
    return readEvents(database(), attemptId);
}

tl::expected<std::vector<ResolvedAttention>, JournalError> Journal::resolvedAttention() const
{
    const QString what = QStringLiteral("reading what was dealt with");
    QSqlQuery query(database());
    query.setForwardOnly(true);
    if (!query.exec(
            QStringLiteral("SELECT key, cause, at_ms, operator_id, checksum FROM attention_resolved")))
        return failure(what, query);
    std::vector<ResolvedAttention> all;
    while (query.next()) {
        const ResolvedAttention resolved{query.value(0).toString().toStdString(),
                                         query.value(1).toString().toStdString(), query.value(2).toLongLong(),
                                         query.value(3).toString().toStdString()};
        if (query.value(4).toByteArray() == checksumOf(resolvedTable, valuesOf(resolved)))
            all.push_back(resolved);
    }
    if (query.lastError().isValid())
        return failure(what, query);
    return all;
}

tl::expected<void, JournalError> Journal::keepResolved(const ResolvedAttention &resolved)
{
    QSqlQuery query(database());
    query.prepare(
        QStringLiteral("INSERT OR REPLACE INTO attention_resolved (key, cause, at_ms, operator_id, checksum) "
                       "VALUES (?, ?, ?, ?, ?)"));
    const QVariantList values = valuesOf(resolved);
    for (const QVariant &value : values)
        query.addBindValue(value);
    query.addBindValue(checksumOf(resolvedTable, values));
    if (!query.exec())
        return failure(QStringLiteral("keeping that it was dealt with"), query);
    return {};
}

tl::expected<void, JournalError> Journal::forgetResolved(const std::string &key)
{
    QSqlQuery query(database());
    query.prepare(QStringLiteral("DELETE FROM attention_resolved WHERE key = ?"));
    query.addBindValue(QString::fromStdString(key));
    if (!query.exec())
        return failure(QStringLiteral("forgetting what was dealt with"), query);
    return {};
}

} // namespace tillwright::kiosk::journal
