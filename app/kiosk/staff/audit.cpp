#include "kiosk/staff/audit.h"

#include <QCryptographicHash>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace tillwright::kiosk::staff {

namespace {

const QString columns = QStringLiteral("number, at_ms, act, subject, reason, signed_in, allowed_by");

/// SHA-256 over the hash before and every value with its length, so that no two rows share an encoding. It shows what was
/// changed by a bad disk or by a hand that did not take the trouble to compute all later rows anew; a key against one that
/// did would lie on the same disk. The Z reports' paper is what such a hand does not reach.
QByteArray chainHash(const QByteArray &before, const AuditLine &line)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto add = [&hash](const QByteArray &bytes) {
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    };
    add(before);
    add(QByteArray::number(qint64(line.number)));
    add(QByteArray::number(qint64(line.atMs)));
    for (const std::string *text : {&line.entry.act, &line.entry.subject, &line.entry.reason,
                                    &line.entry.signedIn, &line.entry.allowedBy})
        add(QByteArray::fromStdString(*text));
    return hash.result();
}

AuditLine lineOf(const QSqlQuery &row)
{
    const auto text = [&row](int column) { return row.value(column).toString().toStdString(); };
    return {
        row.value(0).toLongLong(), row.value(1).toLongLong(), {text(2), text(3), text(4), text(5), text(6)}};
}

} // namespace

StaffResult<AuditHead> auditHead(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (const auto read = run(query, QStringLiteral("SELECT number, hash FROM audit_head")); !read)
        return tl::unexpected(read.error());
    if (!query.next())
        return failure(QStringLiteral("the audit has lost its head"));
    return AuditHead{query.value(0).toLongLong(), query.value(1).toByteArray()};
}

StaffResult<void> addAuditLine(const QSqlDatabase &database, std::int64_t atMs,
                               const shift::AuditEntry &entry)
{
    const auto head = auditHead(database);
    if (!head)
        return tl::unexpected(head.error());
    const AuditLine line{head->number + 1, atMs, entry};
    const QByteArray hash = chainHash(head->hash, line);
    QSqlQuery query(database);
    return run(query,
               QStringLiteral("INSERT INTO audit (%1, hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?)").arg(columns),
               {qint64(line.number), qint64(atMs), bound(entry.act), bound(entry.subject),
                bound(entry.reason), bound(entry.signedIn), bound(entry.allowedBy), hash})
        .and_then([&] {
            return run(query, QStringLiteral("UPDATE audit_head SET number = ?, hash = ?"),
                       {qint64(line.number), hash});
        });
}

StaffResult<std::vector<AuditLine>> readAudit(const QSqlDatabase &database, int count)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    const QString newest = QStringLiteral("SELECT %1 FROM audit ORDER BY number DESC LIMIT %2")
                               .arg(columns)
                               .arg(count > 0 ? count : -1);
    if (const auto read = run(query, QStringLiteral("SELECT * FROM (%1) ORDER BY number").arg(newest)); !read)
        return tl::unexpected(read.error());
    std::vector<AuditLine> lines;
    while (query.next())
        lines.push_back(lineOf(query));
    return lines;
}

StaffResult<AuditHead> verifyAudit(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    if (const auto read =
            run(query, QStringLiteral("SELECT %1, hash FROM audit ORDER BY number").arg(columns));
        !read)
        return tl::unexpected(read.error());
    AuditHead reached;
    while (query.next()) {
        const AuditLine line = lineOf(query);
        if (line.number != reached.number + 1)
            return failure(QStringLiteral("audit line %1 is missing").arg(reached.number + 1));
        const QByteArray hash = chainHash(reached.hash, line);
        if (hash != query.value(7).toByteArray())
            return failure(QStringLiteral("audit line %1 is not as it was written").arg(line.number));
        reached = {line.number, hash};
    }
    const auto head = auditHead(database);
    if (!head)
        return head;
    if (head->number != reached.number || head->hash != reached.hash)
        return failure(QStringLiteral("audit lines after %1 are missing").arg(reached.number));
    return reached;
}

} // namespace tillwright::kiosk::staff
