#include "kiosk/staff/staff_sql.h"

#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QVariant>

namespace tillwright::kiosk::staff {

tl::unexpected<StaffError> failure(const QString &cause, StaffError::Kind kind)
{
    return tl::unexpected(StaffError{cause.toStdString(), kind});
}

StaffResult<void> run(QSqlQuery &query, const QString &statement, const QVariantList &values)
{
    bool isGood = query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    isGood = isGood && query.exec();
    if (!isGood)
        return failure(statement.simplified().section(u' ', 0, 2) + QStringLiteral(": ")
                       + query.lastError().text());
    return {};
}

StaffResult<QString> ask(const QSqlDatabase &database, const QString &statement, const QVariantList &values)
{
    QSqlQuery query(database);
    if (const auto done = run(query, statement, values); !done)
        return tl::unexpected(done.error());
    return query.next() ? query.value(0).toString() : QString();
}

QVariant bound(const std::string &text)
{
    return text.empty() ? QStringLiteral("") : QString::fromStdString(text);
}

} // namespace tillwright::kiosk::staff
