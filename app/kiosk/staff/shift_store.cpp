#include "kiosk/staff/shift_store.h"

#include "kiosk/staff/audit.h"
#include "kiosk/staff/report_json.h"

#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QVariant>
#include <algorithm>

namespace tillwright::kiosk::staff {

using shift::Report;
using shift::Shift;

namespace {

QByteArray hashOf(const QByteArray &document)
{
    return QCryptographicHash::hash(document, QCryptographicHash::Sha256).toHex();
}

/// The document, as it was written.
StaffResult<Report> checked(const QSqlQuery &row, int documentColumn, int hashColumn, const QString &what)
{
    const QByteArray document = row.value(documentColumn).toString().toUtf8();
    if (hashOf(document) != row.value(hashColumn).toString().toLatin1())
        return failure(what + QStringLiteral(" is not as it was written; the paper that was printed counts"));
    return readReport(document);
}

} // namespace

ShiftStore::ShiftStore(QString connection, const checkout::Clock &clock)
    : m_connection(std::move(connection)), m_clock(clock)
{
}

QSqlDatabase ShiftStore::database() const
{
    return QSqlDatabase::database(m_connection, false);
}

StaffResult<std::optional<Shift>> ShiftStore::current()
{
    QSqlQuery query(database());
    if (const auto read =
            run(query,
                QStringLiteral("SELECT id, opened_at_ms, opened_by, note, covers_from_ms FROM shifts "
                               "WHERE closed_at_ms IS NULL"));
        !read)
        return tl::unexpected(read.error());
    if (!query.next())
        return std::optional<Shift>();
    return Shift{query.value(0).toLongLong(), query.value(1).toLongLong(),
                 query.value(2).toString().toStdString(), query.value(3).toString().toStdString(),
                 query.value(4).toLongLong()};
}

StaffResult<Shift> ShiftStore::openShift(const std::string &by, const std::string &note)
{
    const auto nowMs = m_clock.nowMs();
    return inTransaction(database(), [&]() -> StaffResult<Shift> {
        const auto open = current();
        if (!open)
            return tl::unexpected(open.error());
        if (*open)
            return failure(QStringLiteral("shift %1 is open").arg((*open)->id), StaffError::Kind::Exists);
        const auto last = ask(database(), QStringLiteral("SELECT max(closed_at_ms) FROM shifts"));
        const auto id = ask(database(), QStringLiteral("SELECT coalesce(max(id), 0) + 1 FROM shifts"));
        if (!last || !id)
            return tl::unexpected(last ? id.error() : last.error());
        const Shift shift{id->toLongLong(), nowMs, by, note, last->isEmpty() ? nowMs : last->toLongLong()};
        QSqlQuery query(database());
        return run(query,
                   QStringLiteral("INSERT INTO shifts (id, opened_at_ms, opened_by, note, covers_from_ms) "
                                  "VALUES (?, ?, ?, ?, ?)"),
                   {qint64(shift.id), qint64(nowMs), bound(by), bound(note), qint64(shift.coversFromMs)})
            .and_then([&] {
                return addAuditLine(database(), nowMs,
                                    {"shift_opened", "shift " + std::to_string(shift.id), note, by, {}});
            })
            .map([&] { return shift; });
    });
}

StaffResult<Report> ShiftStore::closeShift(Report report)
{
    return inTransaction(database(), [&]() -> StaffResult<Report> {
        const auto open = current();
        const auto head = auditHead(database());
        const auto last = ask(database(), QStringLiteral("SELECT last_number FROM z_counter"));
        if (!open || !head || !last)
            return tl::unexpected(!open ? open.error() : !head ? head.error() : last.error());
        if (!*open || (*open)->id != report.shift)
            return failure(QStringLiteral("shift %1 is not open").arg(report.shift),
                           StaffError::Kind::NotFound);
        report.zNumber = last->toLongLong() + 1;
        report.auditNumber = head->number;
        report.auditHash = head->hash.toHex().toStdString();
        const QByteArray document = writeReport(report);
        const QByteArray hash = hashOf(document);
        QSqlQuery query(database());
        return run(query, QStringLiteral("UPDATE z_counter SET last_number = ?"), {qint64(report.zNumber)})
            .and_then([&] {
                return run(query, QStringLiteral("INSERT INTO z_reports VALUES (?, ?, ?, ?, ?, ?)"),
                           {qint64(report.zNumber), qint64(report.shift), qint64(report.period.toMs),
                            report.isCompared ? 1 : 0, QString::fromUtf8(document),
                            QString::fromLatin1(hash)});
            })
            .and_then([&] {
                return run(query,
                           QStringLiteral("UPDATE shifts SET closed_at_ms = ?, closed_by = ? WHERE id = ?"),
                           {qint64(report.period.toMs), bound(report.closedBy), qint64(report.shift)});
            })
            .and_then([&] {
                return addAuditLine(database(), m_clock.nowMs(),
                                    {"shift_closed",
                                     "Z " + std::to_string(report.zNumber),
                                     "sha256 " + hash.toStdString(),
                                     report.closedBy,
                                     {}});
            })
            .map([&] { return report; });
    });
}

StaffResult<std::vector<shift::ZEntry>> ShiftStore::zReports()
{
    QSqlQuery query(database());
    if (const auto read =
            run(query,
                QStringLiteral("SELECT number, closed_at_ms, is_compared OR EXISTS (SELECT 1 FROM "
                               "z_comparisons c WHERE c.number = z.number) FROM z_reports z "
                               "ORDER BY number DESC"));
        !read)
        return tl::unexpected(read.error());
    std::vector<shift::ZEntry> entries;
    while (query.next())
        entries.push_back(
            {query.value(0).toLongLong(), query.value(1).toLongLong(), query.value(2).toBool()});
    return entries;
}

StaffResult<Report> ShiftStore::zReport(std::int64_t number)
{
    QSqlQuery query(database());
    if (const auto read = run(query, QStringLiteral("SELECT document, hash FROM z_reports WHERE number = ?"),
                              {qint64(number)});
        !read)
        return tl::unexpected(read.error());
    if (!query.next())
        return failure(QStringLiteral("there is no Z report %1").arg(number), StaffError::Kind::NotFound);
    return checked(query, 0, 1, QStringLiteral("Z report %1").arg(number));
}

StaffResult<std::optional<shift::Comparison>> ShiftStore::comparison(std::int64_t number)
{
    QSqlQuery query(database());
    if (const auto read =
            run(query, QStringLiteral("SELECT at_ms, document, hash FROM z_comparisons WHERE number = ?"),
                {qint64(number)});
        !read)
        return tl::unexpected(read.error());
    if (!query.next())
        return std::optional<shift::Comparison>();
    const auto report = checked(query, 1, 2, QStringLiteral("the comparison of Z report %1").arg(number));
    if (!report)
        return tl::unexpected(report.error());
    return shift::Comparison{query.value(0).toLongLong(), *report};
}

StaffResult<void> ShiftStore::keepComparison(std::int64_t number, const Report &report)
{
    const QByteArray document = writeReport(report);
    const QByteArray hash = hashOf(document);
    return inTransaction(database(), [&]() -> StaffResult<void> {
        QSqlQuery query(database());
        return run(query, QStringLiteral("INSERT INTO z_comparisons VALUES (?, ?, ?, ?)"),
                   {qint64(number), qint64(m_clock.nowMs()), QString::fromUtf8(document),
                    QString::fromLatin1(hash)})
            .and_then([&] {
                return addAuditLine(
                    database(), m_clock.nowMs(),
                    {"shift_compared",
                     "Z " + std::to_string(number),
                     std::to_string(report.differences.size()) + " differences, sha256 " + hash.toStdString(),
                     {},
                     {}});
            });
    });
}

} // namespace tillwright::kiosk::staff
