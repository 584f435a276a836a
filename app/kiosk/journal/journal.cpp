#include "kiosk/journal/journal.h"

#include "kiosk/journal/migrations.h"
#include "kiosk/journal/record_mapping.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwright::kiosk::journal {

using checkout::AttemptRecord;
using checkout::JournalError;

namespace {

/// How long another holder of the file (a kiosk that is just going down) is waited for.
constexpr int journalBusyTimeoutMs = 2'000;
constexpr mode_t journalFileMode = S_IRUSR | S_IWUSR;

tl::unexpected<JournalError> failure(const QString &what, const QString &why)
{
    return tl::unexpected(JournalError{(what + QLatin1String(": ") + why).toStdString()});
}

tl::unexpected<JournalError> failure(const QString &what, const QSqlQuery &query)
{
    return failure(what, query.lastError().text());
}

/// Makes the file if it is missing and takes it away from everybody else, before SQLite puts anything into it.
/// SQLite gives the -wal file the mode of the database.
tl::expected<void, JournalError> preparePrivateFile(const QString &filePath)
{
    const QString what = QLatin1String("journal ") + filePath;
    const QString folder = QFileInfo(filePath).absolutePath();
    if (!QDir().mkpath(folder))
        return failure(what, QStringLiteral("its folder cannot be made"));
    const int file =
        ::open(QFile::encodeName(filePath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, journalFileMode);
    if (file < 0)
        return failure(what, QString::fromLocal8Bit(std::strerror(errno)));
    const bool isPrivate = ::fchmod(file, journalFileMode) == 0;
    const int error = errno;
    ::close(file);
    if (!isPrivate)
        return failure(what, QString::fromLocal8Bit(std::strerror(error)));
    return {};
}

/// Runs one statement and gives its first column, or an error.
tl::expected<QString, JournalError> ask(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return failure(statement, query);
    return query.next() ? query.value(0).toString() : QString();
}

tl::expected<void, JournalError> configure(const QSqlDatabase &database)
{
    // Exclusive: a second kiosk on the same journal must fail at once, and a second connection that checkpoints is
    // what loses commits in this SQLite (facts: SQLite).
    const std::pair<QString, QString> settings[]{
        {QStringLiteral("PRAGMA locking_mode = EXCLUSIVE"), QStringLiteral("exclusive")},
        {QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("wal")},
        {QStringLiteral("PRAGMA synchronous = FULL"), QString()},
        {QStringLiteral("PRAGMA trusted_schema = OFF"), QString()},
        {QStringLiteral("PRAGMA quick_check(1)"), QStringLiteral("ok")},
    };
    for (const auto &[statement, expected] : settings) {
        const auto answer = ask(database, statement);
        if (!answer)
            return tl::unexpected(answer.error());
        if (!expected.isEmpty() && *answer != expected)
            return failure(statement, *answer);
    }
    return {};
}

/// The number of the attempt's receipt: the one it has, a new one when it has just been paid, or none (0).
tl::expected<std::int64_t, JournalError> receiptNumberFor(const QSqlDatabase &database,
                                                          const AttemptRecord &record)
{
    QSqlQuery query(database);
    query.prepare(QStringLiteral("SELECT receipt_number FROM attempts WHERE id = ?"));
    query.addBindValue(QString::fromStdString(record.attempt.id));
    if (!query.exec())
        return failure(QStringLiteral("looking for the receipt number"), query);
    const std::int64_t kept = query.next() ? query.value(0).toLongLong() : 0;
    query.finish();
    if (record.receiptNumber != 0 && record.receiptNumber != kept)
        return tl::unexpected(JournalError{"attempt " + record.attempt.id + " carries receipt number "
                                           + std::to_string(record.receiptNumber)
                                           + ", which this journal did not give it"});
    if (kept != 0 || record.phase != checkout::Phase::Paid)
        return kept;
    if (!query.exec(
            QStringLiteral("UPDATE receipt_counter SET last_number = last_number + 1 RETURNING last_number"))
        || !query.next())
        return failure(QStringLiteral("giving a receipt number"), query);
    return query.value(0).toLongLong();
}

tl::expected<AttemptRecord, JournalError> store(const QSqlDatabase &database, AttemptRecord record)
{
    const auto number = receiptNumberFor(database, record);
    if (!number)
        return tl::unexpected(number.error());
    record.receiptNumber = *number;
    QSqlQuery query(database);
    query.prepare(QStringLiteral("INSERT INTO attempts (%1) VALUES (%2) ON CONFLICT (id) DO UPDATE SET %3")
                      .arg(recordColumns(), recordPlaceholders(), recordAssignments()));
    bindRecord(query, record);
    if (!query.exec())
        return failure(QStringLiteral("writing an attempt"), query);
    return record;
}

} // namespace

Journal::Journal(QString connectionName) : m_connectionName(std::move(connectionName))
{
}

Journal::~Journal()
{
    database().close();
    QSqlDatabase::removeDatabase(m_connectionName);
}

QSqlDatabase Journal::database() const
{
    return QSqlDatabase::database(m_connectionName, false);
}

tl::expected<std::unique_ptr<Journal>, JournalError> Journal::open(const QString &filePath)
{
    const QString what = QLatin1String("journal ") + filePath;
    if (const auto prepared = preparePrivateFile(filePath); !prepared)
        return tl::unexpected(prepared.error());

    // From here on the destructor takes the connection down again, whatever fails.
    std::unique_ptr<Journal> journal(new Journal(QLatin1String("tillwright-journal-")
                                                 + QUuid::createUuid().toString(QUuid::WithoutBraces)));
    if (auto opened = journal->openDatabase(filePath); !opened)
        return failure(what, QString::fromStdString(opened.error().cause));
    return journal;
}

tl::expected<void, JournalError> Journal::openDatabase(const QString &filePath)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
    connection.setDatabaseName(filePath);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(journalBusyTimeoutMs));
    if (!connection.open())
        return tl::unexpected(JournalError{connection.lastError().text().toStdString()});
    return configure(connection).and_then([&] { return migrate(connection); });
}

tl::expected<AttemptRecord, JournalError> Journal::save(const AttemptRecord &record)
{
    const QSqlDatabase connection = database();
    if (const auto begun = ask(connection, QStringLiteral("BEGIN IMMEDIATE")); !begun)
        return tl::unexpected(begun.error());
    auto kept = store(connection, record);
    if (kept) {
        const auto committed = ask(connection, QStringLiteral("COMMIT"));
        if (committed)
            return kept;
        kept = tl::unexpected(committed.error());
    }
    // What failed is what the caller needs to know; a rollback that fails as well is undone by the next opening.
    static_cast<void>(ask(connection, QStringLiteral("ROLLBACK")));
    return kept;
}

tl::expected<std::vector<AttemptRecord>, JournalError> Journal::openAttempts()
{
    QSqlQuery query(database());
    query.setForwardOnly(true);
    if (!query.exec(
            QStringLiteral("SELECT %1 FROM attempts WHERE phase NOT IN ('paid', 'not_paid', 'refused') "
                           "OR (phase = 'paid' AND receipt_issued = 0) ORDER BY started_at_ms, rowid")
                .arg(recordColumns())))
        return failure(QStringLiteral("reading the open attempts"), query);
    std::vector<AttemptRecord> records;
    while (query.next()) {
        auto record = readRecord(query);
        if (!record)
            return tl::unexpected(record.error());
        records.push_back(std::move(*record));
    }
    if (query.lastError().isValid())
        return failure(QStringLiteral("reading the open attempts"), query);
    return records;
}

} // namespace tillwright::kiosk::journal
