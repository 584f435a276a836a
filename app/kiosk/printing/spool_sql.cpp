#include "kiosk/printing/spool_sql.h"

#include <QCryptographicHash>
#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>
#include <QVariant>
#include <array>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwright::kiosk::printing {

namespace {

constexpr int busyTimeoutMs = 2'000;
constexpr mode_t fileMode = S_IRUSR | S_IWUSR;

// In order, never changed once released: a new schema is a new entry. Documents lie apart, so that a job's row stays
// small for ever, and its paper goes when it is settled.
constexpr std::array migrations{
    R"(CREATE TABLE jobs (
        seq INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        title TEXT NOT NULL,
        state TEXT NOT NULL,
        proof TEXT NOT NULL,
        reason TEXT NOT NULL,
        tries INTEGER NOT NULL,
        is_duplicate INTEGER NOT NULL CHECK (is_duplicate IN (0, 1)),
        enqueued_at_ms INTEGER NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT;
    CREATE INDEX jobs_open ON jobs (seq) WHERE state NOT IN ('printed', 'cancelled');
    CREATE TABLE documents (
        id TEXT NOT NULL PRIMARY KEY REFERENCES jobs (id),
        document BLOB NOT NULL,
        duplicate BLOB NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT)",
};

SpoolResult<void> migrate(const QSqlDatabase &database)
{
    const auto version = ask(database, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return tl::unexpected(version.error());
    const int found = version->toInt();
    if (found > int(migrations.size()))
        return tl::unexpected(SpoolError{
            QStringLiteral(
                "its schema is version %1 and this program knows up to %2; install the newer program again")
                .arg(found)
                .arg(migrations.size())});
    for (int next = found; next < int(migrations.size()); ++next) {
        const auto done = inTransaction(database, [&]() -> SpoolResult<void> {
            const auto statements = QString::fromLatin1(migrations[std::size_t(next)]).split(u';');
            for (const QString &statement : statements) {
                if (const auto carried = ask(database, statement); !carried)
                    return tl::unexpected(carried.error());
            }
            const auto kept = ask(database, QStringLiteral("PRAGMA user_version = %1").arg(next + 1));
            return kept ? SpoolResult<void>() : tl::unexpected(kept.error());
        });
        if (!done)
            return done;
    }
    return {};
}

SpoolResult<void> set(const QSqlDatabase &database, const QString &setting, const QString &expected)
{
    const auto answer = ask(database, QStringLiteral("PRAGMA ") + setting);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!expected.isEmpty() && *answer != expected)
        return tl::unexpected(SpoolError{setting + QStringLiteral(": ") + *answer});
    return {};
}

SpoolResult<void> prepare(const QSqlDatabase &database)
{
    return set(database, QStringLiteral("locking_mode = EXCLUSIVE"), QStringLiteral("exclusive"))
        .and_then([&] { return set(database, QStringLiteral("trusted_schema = OFF"), {}); })
        .and_then([&] { return set(database, QStringLiteral("quick_check(1)"), QStringLiteral("ok")); })
        .and_then([&] { return set(database, QStringLiteral("journal_mode = WAL"), QStringLiteral("wal")); })
        .and_then([&] { return set(database, QStringLiteral("synchronous = FULL"), {}); })
        .and_then([&] { return migrate(database); });
}

bool isDamage(const QSqlError &error, const QString &text)
{
    constexpr int plainCodeMask = 0xff;
    constexpr int sqliteCorrupt = 11;
    constexpr int sqliteNotADatabase = 26;
    const int code = error.nativeErrorCode().toInt() & plainCodeMask;
    return code == sqliteCorrupt || code == sqliteNotADatabase
        || text.startsWith(QStringLiteral("quick_check")) || text.contains(QStringLiteral("malformed"))
        || text.contains(QStringLiteral("not a database"));
}

SpoolResult<void> makePrivateFile(const QString &filePath)
{
    const bool isMade = QDir().mkpath(QFileInfo(filePath).absolutePath());
    const int file =
        isMade ? ::open(QFile::encodeName(filePath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, fileMode) : -1;
    if (file < 0)
        return tl::unexpected(SpoolError{
            QStringLiteral("%1 cannot be made or written: check the disk and the rights of its folder")
                .arg(filePath)});
    ::close(file);
    return {};
}

struct Trouble {
    SpoolError error;
    bool isDamage = false;
};

tl::expected<QString, Trouble> openOnce(const QString &filePath)
{
    if (const auto made = makePrivateFile(filePath); !made)
        return tl::unexpected(Trouble{made.error()});
    const QString name = QStringLiteral("spool-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    Trouble trouble;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(filePath);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs));
        if (!database.open()) {
            trouble.error = {filePath + QStringLiteral(": ") + database.lastError().text()};
        } else if (const auto prepared = prepare(database); !prepared) {
            trouble.error = {filePath + QStringLiteral(": ") + prepared.error().cause};
            trouble.isDamage = isDamage(database.lastError(), prepared.error().cause);
        } else {
            return name;
        }
    }
    QSqlDatabase::removeDatabase(name);
    return tl::unexpected(trouble);
}

SpoolResult<QString> moveAside(const QString &filePath)
{
    QString aside;
    for (int number = 1; aside.isEmpty() || QFile::exists(aside); ++number)
        aside = QStringLiteral("%1.damaged-%2").arg(filePath).arg(number);
    for (const QString &suffix : {QString(), QStringLiteral("-wal"), QStringLiteral("-shm")}) {
        if (QFile::exists(filePath + suffix) && !QFile::rename(filePath + suffix, aside + suffix))
            return tl::unexpected(
                SpoolError{filePath + suffix + QStringLiteral(" is damaged and cannot be renamed")});
    }
    return aside;
}

} // namespace

SpoolError spoolError(const QString &what, const QSqlQuery &query)
{
    return {what + QStringLiteral(": ") + query.lastError().text()};
}

SpoolResult<void> run(QSqlQuery &query, const QString &statement, const QVariantList &values)
{
    bool isGood = query.prepare(statement);
    for (const QVariant &value : values)
        query.addBindValue(value);
    isGood = isGood && query.exec();
    if (!isGood)
        return tl::unexpected(spoolError(statement.section(u' ', 0, 2), query));
    query.next();
    return {};
}

SpoolResult<QString> ask(const QSqlDatabase &database, const QString &statement)
{
    QSqlQuery query(database);
    if (!query.exec(statement))
        return tl::unexpected(spoolError(statement.simplified().section(u' ', 0, 2), query));
    return query.next() ? query.value(0).toString() : QString();
}

QByteArray checksumOf(const QVariantList &values)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QVariant &value : values) {
        const QByteArray bytes = value.toByteArray();
        hash.addData(QByteArray::number(bytes.size()) + ':');
        hash.addData(bytes);
    }
    return hash.result();
}

SpoolResult<OpenedFile> openSpoolFile(const QString &filePath)
{
    auto opened = openOnce(filePath);
    if (opened)
        return OpenedFile{*opened, {}};
    if (!opened.error().isDamage)
        return tl::unexpected(opened.error().error);
    const auto aside = moveAside(filePath);
    if (!aside)
        return tl::unexpected(aside.error());
    opened = openOnce(filePath);
    if (!opened)
        return tl::unexpected(opened.error().error);
    return OpenedFile{*opened, *aside};
}

} // namespace tillwright::kiosk::printing
