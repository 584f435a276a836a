#include "kiosk/staff/staff_file.h"

#include <QDir>
#include <QFileInfo>
#include <QSqlDatabase>
#include <QSqlError>
#include <QUuid>
#include <array>
#include <fcntl.h>
#include <span>
#include <sys/stat.h>
#include <unistd.h>

namespace tillwright::kiosk::staff {

namespace {

constexpr int busyTimeoutMs = 5'000;
constexpr mode_t fileMode = S_IRUSR | S_IWUSR;

// 0001: people, and the audit. Its rows can be added at the end and nothing else: not changed, not taken away, and not put
// over an old one by REPLACE. Whoever writes the file past these triggers breaks the chain of hashes.
constexpr std::array migration0001{
    R"(CREATE TABLE operators (
        id TEXT NOT NULL PRIMARY KEY,
        name TEXT NOT NULL,
        role TEXT NOT NULL CHECK (role IN ('cashier', 'supervisor')),
        pin_hash TEXT NOT NULL,
        is_disabled INTEGER NOT NULL CHECK (is_disabled IN (0, 1)),
        wrong_pins INTEGER NOT NULL,
        last_wrong_at_ms INTEGER NOT NULL
    ) STRICT)",
    R"(CREATE TABLE audit (
        number INTEGER NOT NULL PRIMARY KEY,
        at_ms INTEGER NOT NULL,
        act TEXT NOT NULL,
        subject TEXT NOT NULL,
        reason TEXT NOT NULL,
        signed_in TEXT NOT NULL,
        allowed_by TEXT NOT NULL,
        hash BLOB NOT NULL
    ) STRICT)",
    R"(CREATE TABLE audit_head (
        only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
        number INTEGER NOT NULL,
        hash BLOB NOT NULL
    ) STRICT)",
    "INSERT INTO audit_head VALUES (1, 0, x'')",
    R"(CREATE TRIGGER audit_is_not_changed BEFORE UPDATE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit cannot be changed'); END)",
    R"(CREATE TRIGGER audit_is_not_deleted BEFORE DELETE ON audit
        BEGIN SELECT RAISE(ABORT, 'the audit cannot be deleted'); END)",
    R"(CREATE TRIGGER audit_grows_at_its_end BEFORE INSERT ON audit
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM audit)
        BEGIN SELECT RAISE(ABORT, 'the audit grows at its end only'); END)",
};

// 0002: shifts and Z reports. Their numbers come from a counter of its own, and a trigger refuses a number that is not the next
// one: both would have to be wrong for a gap.
constexpr std::array migration0002{
    R"(CREATE TABLE shifts (
        id INTEGER NOT NULL PRIMARY KEY,
        opened_at_ms INTEGER NOT NULL,
        opened_by TEXT NOT NULL,
        note TEXT NOT NULL,
        covers_from_ms INTEGER NOT NULL,
        closed_at_ms INTEGER,
        closed_by TEXT
    ) STRICT)",
    "CREATE UNIQUE INDEX shifts_one_open ON shifts ((closed_at_ms IS NULL)) WHERE closed_at_ms IS NULL",
    R"(CREATE TABLE z_counter (
        only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
        last_number INTEGER NOT NULL
    ) STRICT)",
    "INSERT INTO z_counter VALUES (1, 0)",
    R"(CREATE TABLE z_reports (
        number INTEGER NOT NULL PRIMARY KEY,
        shift INTEGER NOT NULL UNIQUE REFERENCES shifts (id),
        closed_at_ms INTEGER NOT NULL,
        is_compared INTEGER NOT NULL CHECK (is_compared IN (0, 1)),
        document TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT)",
    R"(CREATE TABLE z_comparisons (
        number INTEGER NOT NULL PRIMARY KEY REFERENCES z_reports (number),
        at_ms INTEGER NOT NULL,
        document TEXT NOT NULL,
        hash TEXT NOT NULL
    ) STRICT)",
    R"(CREATE TRIGGER z_reports_are_not_changed BEFORE UPDATE ON z_reports
        BEGIN SELECT RAISE(ABORT, 'a Z report cannot be changed'); END)",
    R"(CREATE TRIGGER z_reports_are_not_deleted BEFORE DELETE ON z_reports
        BEGIN SELECT RAISE(ABORT, 'a Z report cannot be deleted'); END)",
    R"(CREATE TRIGGER z_reports_have_no_gaps BEFORE INSERT ON z_reports
        WHEN NEW.number IS NOT (SELECT coalesce(max(number), 0) + 1 FROM z_reports)
        BEGIN SELECT RAISE(ABORT, 'Z reports have no gaps'); END)",
    R"(CREATE TRIGGER z_comparisons_are_not_changed BEFORE UPDATE ON z_comparisons
        BEGIN SELECT RAISE(ABORT, 'a comparison cannot be changed'); END)",
    R"(CREATE TRIGGER z_comparisons_are_not_deleted BEFORE DELETE ON z_comparisons
        BEGIN SELECT RAISE(ABORT, 'a comparison cannot be deleted'); END)",
};

// In order, never changed once released: a new schema is a new entry.
constexpr std::array<std::span<const char *const>, 2> migrations{migration0001, migration0002};

StaffResult<void> migrate(const QSqlDatabase &database)
{
    return inTransaction(database, [&]() -> StaffResult<void> {
        const auto version = ask(database, QStringLiteral("PRAGMA user_version"));
        if (!version)
            return tl::unexpected(version.error());
        const int found = version->toInt();
        if (found > int(migrations.size()))
            return failure(
                QStringLiteral(
                    "its schema is version %1 and this program knows up to %2; install the newer program again")
                    .arg(found)
                    .arg(migrations.size()));
        for (int next = found; next < int(migrations.size()); ++next) {
            for (const char *statement : migrations[std::size_t(next)]) {
                if (const auto done = ask(database, QString::fromLatin1(statement)); !done)
                    return tl::unexpected(done.error());
            }
        }
        const auto kept = ask(database, QStringLiteral("PRAGMA user_version = %1").arg(migrations.size()));
        return kept ? StaffResult<void>() : tl::unexpected(kept.error());
    });
}

StaffResult<void> set(const QSqlDatabase &database, const QString &setting, const QString &expected = {})
{
    const auto answer = ask(database, QStringLiteral("PRAGMA ") + setting);
    if (!answer)
        return tl::unexpected(answer.error());
    if (!expected.isEmpty() && *answer != expected)
        return failure(setting + QStringLiteral(": ") + *answer);
    return {};
}

StaffResult<void> prepare(const QSqlDatabase &database)
{
    return set(database, QStringLiteral("trusted_schema = OFF"))
        .and_then([&] { return set(database, QStringLiteral("quick_check(1)"), QStringLiteral("ok")); })
        .and_then([&] { return set(database, QStringLiteral("journal_mode = WAL"), QStringLiteral("wal")); })
        .and_then([&] { return set(database, QStringLiteral("synchronous = FULL")); })
        .and_then([&] { return migrate(database); });
}

bool makePrivateFile(const QString &filePath)
{
    if (!QDir().mkpath(QFileInfo(filePath).absolutePath()))
        return false;
    const int file = ::open(QFile::encodeName(filePath).constData(), O_RDWR | O_CREAT | O_CLOEXEC, fileMode);
    if (file < 0)
        return false;
    const bool isPrivate = ::fchmod(file, fileMode) == 0;
    ::close(file);
    return isPrivate;
}

} // namespace

StaffResult<QString> openStaffFile(const QString &filePath)
{
    if (!makePrivateFile(filePath))
        return failure(
            QStringLiteral("%1 cannot be made or written: check the disk and the rights of its folder")
                .arg(filePath));
    const QString name = QStringLiteral("staff-") + QUuid::createUuid().toString(QUuid::WithoutBraces);
    StaffError error;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(filePath);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=%1").arg(busyTimeoutMs));
        if (!database.open())
            error.cause = database.lastError().text().toStdString();
        else if (const auto prepared = prepare(database); !prepared)
            error = prepared.error();
        else
            return name;
    }
    QSqlDatabase::removeDatabase(name);
    return failure(
        QStringLiteral("%1 cannot be used: %2; put a whole copy in its place, or move it away and add "
                       "the operators again")
            .arg(filePath, QString::fromStdString(error.cause)));
}

} // namespace tillwright::kiosk::staff
