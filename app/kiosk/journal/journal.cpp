#include "kiosk/journal/journal.h"

#include "kiosk/journal/attempt_events.h"
#include "kiosk/journal/attempt_search.h"
#include "kiosk/journal/migrations.h"
#include "kiosk/journal/record_mapping.h"
#include "kiosk/journal/row_checksum.h"
#include "kiosk/journal/sql_access.h"

#include <QtCore/QDir>
#include <QtCore/QFileInfo>
#include <QtCore/QUuid>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlDriver>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <iterator>
#include <sqlite3.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwright::kiosk::journal {

using checkout::AttemptRecord;
using checkout::JournalError;

namespace {

/// How long another holder of the file (a kiosk that is just going down) is waited for.
constexpr int journalBusyTimeoutMs = 2'000;
constexpr const char *receiptCounterTable = "receipt_counter";
constexpr mode_t journalFileMode = S_IRUSR | S_IWUSR;

tl::unexpected<JournalError> systemFailure(const QString &what, int error)
{
    const auto kind = error == ENOSPC || error == EDQUOT      ? JournalError::Kind::DiskFull
        : error == EACCES || error == EPERM || error == EROFS ? JournalError::Kind::ReadOnly
                                                              : JournalError::Kind::Failed;
    const QString plain = plainWords(kind);
    const QString why = QString::fromLocal8Bit(std::strerror(error));
    return tl::unexpected(JournalError{
        (what + QLatin1String(": ") + (plain.isEmpty() ? why : QStringLiteral("%1 (%2)").arg(plain, why)))
            .toStdString(),
        kind});
}

/// Makes the file if it is missing and takes it away from everybody else, before SQLite puts anything into it.
/// SQLite gives the -wal file the mode of the database.
tl::expected<void, JournalError> preparePrivateFile(const QString &filePath)
{
    const QString what = QLatin1String("journal ") + filePath;
    const QString folder = QFileInfo(filePath).absolutePath();
    if (!QDir().mkpath(folder))
        return tl::unexpected(
            JournalError{(what + QLatin1String(": its folder cannot be made")).toStdString()});
    const int file =
        ::open(QFile::encodeName(filePath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, journalFileMode);
    if (file < 0)
        return systemFailure(what, errno);
    const bool isPrivate = ::fchmod(file, journalFileMode) == 0;
    const int error = errno;
    ::close(file);
    if (!isPrivate)
        return systemFailure(what, error);
    return {};
}

tl::expected<void, JournalError> set(const QSqlDatabase &database, const QString &setting,
                                     const QString &expected = {})
{
    const auto answer = ask(database, QStringLiteral("PRAGMA ") + setting);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!expected.isEmpty() && *answer != expected)
        return tl::unexpected(JournalError{(setting + QLatin1String(": ") + *answer).toStdString()});
    return {};
}

/// Exclusive: a second kiosk on the same journal must fail at once, and a second connection that checkpoints is what
/// loses commits in this SQLite (facts: SQLite).
tl::expected<void, JournalError> prepareReading(const QSqlDatabase &database)
{
    return set(database, QStringLiteral("locking_mode = EXCLUSIVE"), QStringLiteral("exclusive"))
        .and_then([&] { return set(database, QStringLiteral("trusted_schema = OFF")); });
}

/// Changes the file, so it comes after the checks.
tl::expected<void, JournalError> prepareWriting(const QSqlDatabase &database)
{
    return set(database, QStringLiteral("journal_mode = WAL"), QStringLiteral("wal")).and_then([&] {
        return set(database, QStringLiteral("synchronous = FULL"));
    });
}

/// Closing the last connection would write the log into a database that is to be kept as it was found.
void keepLogAtClosing(const QSqlDatabase &database, bool keep)
{
    const QVariant handle = database.driver()->handle();
    if (auto *connection = *static_cast<sqlite3 *const *>(handle.constData()))
        sqlite3_db_config(connection, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, keep ? 1 : 0, nullptr);
}

/// A file that another program has made is not written into.
tl::expected<void, JournalError> checkIsOurs(const QSqlDatabase &database)
{
    const auto tables =
        ask(database, QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE type = 'table'"));
    const auto ours = ask(database,
                          QStringLiteral("SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND "
                                         "name IN ('attempts', 'receipt_counter')"));
    if (!tables || !ours)
        return tl::unexpected(tables ? ours.error() : tables.error());
    if (*tables != QLatin1String("0") && *ours != QLatin1String("2"))
        return damage(QStringLiteral("it is the database of another program"));
    return {};
}

/// SQLite's own look at its pages. Not for files beyond journalCheckLimitBytes.
tl::expected<void, JournalError> checkPages(const QSqlDatabase &database)
{
    const auto answer = ask(database, QStringLiteral("PRAGMA quick_check(1)"));
    if (!answer)
        return tl::unexpected(answer.error());
    if (*answer != QLatin1String("ok"))
        return damage(*answer);
    return {};
}

tl::expected<std::vector<AttemptRecord>, JournalError> readAll(const QSqlDatabase &database,
                                                               const SearchQuestion &question)
{
    QSqlQuery query(database);
    query.setForwardOnly(true);
    query.prepare(question.sql);
    for (const QVariant &value : question.values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(QStringLiteral("reading attempts"), query);
    std::vector<AttemptRecord> records;
    while (query.next()) {
        auto record = readRecord(query);
        if (!record)
            return tl::unexpected(record.error());
        records.push_back(std::move(*record));
    }
    if (query.lastError().isValid())
        return failure(QStringLiteral("reading attempts"), query);
    return records;
}

/// Reads the records that `condition` selects, oldest first.
tl::expected<std::vector<AttemptRecord>, JournalError>
read(const QSqlDatabase &database, const QString &condition, const QVariantList &values = {})
{
    return readAll(database,
                   {QStringLiteral("SELECT %1 FROM attempts WHERE %2 ORDER BY started_at_ms, rowid")
                        .arg(recordColumns(), condition),
                    values});
}

const QString openCondition =
    QStringLiteral("phase NOT IN ('paid', 'not_paid', 'refused') OR (phase = 'paid' AND receipt_issued = 0)");

tl::expected<std::int64_t, JournalError> lastReceiptNumber(const QSqlDatabase &database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("SELECT last_number, checksum FROM receipt_counter")))
        return failure(QStringLiteral("reading the receipt counter"), query);
    if (!query.next())
        return damage(QStringLiteral("the receipt counter is missing"));
    if (query.value(1).toByteArray() != checksumOf(receiptCounterTable, {query.value(0)}))
        return damage(QStringLiteral("the checksum of the receipt counter is wrong"));
    return query.value(0).toLongLong();
}

tl::expected<void, JournalError> setLastReceiptNumber(const QSqlDatabase &database, std::int64_t number)
{
    QSqlQuery query(database);
    query.prepare(QStringLiteral("UPDATE receipt_counter SET last_number = ?, checksum = ?"));
    const QVariant value(static_cast<qlonglong>(number));
    query.addBindValue(value);
    query.addBindValue(checksumOf(receiptCounterTable, {value}));
    if (!query.exec())
        return failure(QStringLiteral("counting receipts"), query);
    return {};
}

/// The number of the attempt's receipt: the one it has (`before`), a new one when it has just been paid, or none (0).
tl::expected<std::int64_t, JournalError>
receiptNumberFor(const QSqlDatabase &database, const AttemptRecord &record,
                 const std::optional<AttemptRecord> &before, bool isIncomplete)
{
    const std::int64_t kept = before ? before->receiptNumber : 0;
    if (record.receiptNumber != 0 && record.receiptNumber != kept)
        return tl::unexpected(JournalError{"attempt " + record.attempt.id + " carries receipt number "
                                           + std::to_string(record.receiptNumber)
                                           + ", which this journal did not give it"});
    if (kept != 0 || record.phase != checkout::Phase::Paid)
        return kept;
    auto last = lastReceiptNumber(database);
    if (!last)
        return last;
    // The backend would not say whether there have been receipts: nobody knows that 1 was never given.
    if (*last == 0 && isIncomplete)
        last = seriesOfTime(record.updatedAtMs);
    if (const auto counted = setLastReceiptNumber(database, *last + 1); !counted)
        return tl::unexpected(counted.error());
    return *last + 1;
}

tl::expected<void, JournalError> write(const QSqlDatabase &database, const AttemptRecord &record)
{
    QSqlQuery query(database);
    query.prepare(QStringLiteral("INSERT INTO attempts (%1) VALUES (%2) ON CONFLICT (id) DO UPDATE SET %3")
                      .arg(recordColumns(), recordPlaceholders(), recordAssignments()));
    bindRecord(query, record);
    if (!query.exec())
        return failure(QStringLiteral("writing an attempt"), query);
    return {};
}

bool isOpen(const AttemptRecord &record)
{
    return !checkout::isFinal(record.phase)
        || (record.phase == checkout::Phase::Paid && !record.receiptIssued);
}

tl::expected<bool, JournalError> hasRow(const QSqlDatabase &database, const SearchQuestion &question)
{
    QSqlQuery query(database);
    query.prepare(question.sql);
    for (const QVariant &value : question.values)
        query.addBindValue(value);
    if (!query.exec())
        return failure(QStringLiteral("looking for an attempt"), query);
    return query.next();
}

tl::expected<AttemptRecord, JournalError> store(const QSqlDatabase &database, AttemptRecord record,
                                                bool isIncomplete)
{
    const auto before = readAttempt(database, record.attempt.id);
    if (!before)
        return tl::unexpected(before.error());
    const auto number = receiptNumberFor(database, record, *before, isIncomplete);
    if (!number)
        return tl::unexpected(number.error());
    record.receiptNumber = *number;
    if (const auto written = write(database, record); !written)
        return tl::unexpected(written.error());
    if (const auto noted = addEvent(database, record, *before); !noted)
        return tl::unexpected(noted.error());
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
    if (auto opened = journal->openDatabase(filePath); !opened) {
        auto error = opened.error();
        error.cause = what.toStdString() + ": " + error.cause;
        return tl::unexpected(std::move(error));
    }
    return journal;
}

tl::expected<void, JournalError> Journal::openDatabase(const QString &filePath)
{
    QSqlDatabase connection = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_connectionName);
    connection.setDatabaseName(filePath);
    connection.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(journalBusyTimeoutMs));
    if (!connection.open())
        return tl::unexpected(journalError(QStringLiteral("opening it"), connection.lastError()));
    const bool isSmall = QFileInfo(filePath).size() <= journalCheckLimitBytes;
    keepLogAtClosing(connection, true);
    auto opened = prepareReading(connection);
    if (opened && isSmall)
        opened = checkPages(connection);
    if (opened)
        opened = checkIsOurs(connection);
    if (opened)
        opened = prepareWriting(connection);
    if (opened)
        opened = migrate(connection);
    if (opened)
        opened = checkRows(isSmall);
    keepLogAtClosing(connection, !opened && opened.error().kind == JournalError::Kind::Damaged);
    return opened;
}

tl::expected<void, JournalError> Journal::checkRows(bool all)
{
    const auto last = journal::lastReceiptNumber(database());
    if (!last)
        return tl::unexpected(last.error());
    const auto records = read(database(), all ? QStringLiteral("1") : openCondition);
    if (!records)
        return tl::unexpected(records.error());
    for (const auto &record : *records) {
        if (record.receiptNumber > *last)
            return damage(QStringLiteral("the receipt counter is behind the receipt numbers"));
    }
    return loadIncomplete();
}

tl::expected<void, JournalError> Journal::loadIncomplete()
{
    const auto row = ask(database(), QStringLiteral("SELECT only_row FROM incomplete"));
    if (!row)
        return tl::unexpected(row.error());
    m_isIncomplete = !row->isEmpty();
    return {};
}

tl::expected<AttemptRecord, JournalError> Journal::save(const AttemptRecord &record)
{
    const QSqlDatabase connection = database();
    auto kept = inTransaction(connection, [&] { return store(connection, record, m_isIncomplete); });
    if (!kept && kept.error().kind == JournalError::Kind::Damaged)
        kept.error().cause +=
            "; start the register again: it keeps the damaged journal aside and rebuilds it";
    return kept;
}

tl::expected<std::vector<AttemptRecord>, JournalError> Journal::openAttempts()
{
    return read(database(), openCondition);
}

tl::expected<std::vector<AttemptRecord>, JournalError> Journal::startedBetween(std::int64_t fromMs,
                                                                               std::int64_t toMs) const
{
    return read(database(), QStringLiteral("started_at_ms >= ? AND started_at_ms < ?"),
                {qint64(fromMs), qint64(toMs)});
}

tl::expected<std::vector<AttemptRecord>, JournalError>
Journal::named(const std::vector<std::string> &ids) const
{
    std::vector<AttemptRecord> records;
    for (const auto &id : ids) {
        auto found = readAll(database(), namedQuestion(id));
        if (!found)
            return found;
        std::move(found->begin(), found->end(), std::back_inserter(records));
    }
    return records;
}

tl::expected<std::int64_t, JournalError> Journal::lastReceiptNumber() const
{
    return journal::lastReceiptNumber(database());
}

tl::expected<void, JournalError> Journal::takeOver(const std::vector<AttemptRecord> &salvaged,
                                                   std::int64_t lastNumber)
{
    const QSqlDatabase connection = database();
    const auto done = inTransaction(connection, [&]() -> tl::expected<void, JournalError> {
        for (const auto &record : salvaged) {
            const auto written = write(connection, record).and_then([&] {
                return addEvent(connection,
                                {record.updatedAtMs, record.phase, std::string(checkout::noteKept)},
                                record.attempt.id);
            });
            if (!written)
                return written;
        }
        if (const auto set = setLastReceiptNumber(connection, lastNumber); !set)
            return set;
        if (const auto marked =
                ask(connection, QStringLiteral("INSERT OR IGNORE INTO incomplete VALUES (1)"));
            !marked)
            return tl::unexpected(marked.error());
        return {};
    });
    if (done)
        m_isIncomplete = true;
    return done;
}

tl::expected<std::vector<AttemptRecord>, JournalError>
Journal::complete(const std::vector<AttemptRecord> &found, bool soldBefore, std::int64_t nowMs)
{
    using Added = std::vector<AttemptRecord>;
    const QSqlDatabase connection = database();
    auto done = inTransaction(connection, [&]() -> tl::expected<Added, JournalError> {
        Added added;
        for (AttemptRecord record : found) {
            const auto isKnown = hasRow(connection, transactionQuestion(record.ids->cliveTxId));
            // Its answer had not come yet when the power went: the row is there, and asks with its own key.
            const auto isAsking =
                hasRow(connection, unansweredQuestion(record.attempt.sale.reference.text()));
            if (!isKnown || !isAsking)
                return tl::unexpected(isKnown ? isAsking.error() : isKnown.error());
            if (*isKnown || *isAsking)
                continue;
            settle(record, m_issuedReceipts);
            const auto written = write(connection, record).and_then([&] {
                return addEvent(connection, {nowMs, record.phase, std::string(checkout::noteFound)},
                                record.attempt.id);
            });
            if (!written)
                return tl::unexpected(written.error());
            if (isOpen(record))
                added.push_back(std::move(record));
        }
        const auto last = journal::lastReceiptNumber(connection);
        if (!last)
            return tl::unexpected(last.error());
        if (*last == 0 && soldBefore) {
            if (const auto set = setLastReceiptNumber(connection, seriesOfTime(nowMs)); !set)
                return tl::unexpected(set.error());
        }
        if (const auto marked = ask(connection, QStringLiteral("DELETE FROM incomplete")); !marked)
            return tl::unexpected(marked.error());
        return added;
    });
    if (done)
        m_isIncomplete = false;
    return done;
}

} // namespace tillwright::kiosk::journal
