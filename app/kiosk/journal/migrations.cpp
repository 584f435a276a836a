#include "kiosk/journal/migrations.h"

#include "kiosk/journal/row_checksum.h"
#include "kiosk/journal/sql_access.h"

#include <QtCore/QStringList>
#include <QtCore/QVariant>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <array>
#include <span>
#include <utility>
#include <vector>

namespace tillwright::kiosk::journal {

namespace {

using Statements = std::span<const char *const>;

// 0001: attempts, and the counter that receipt numbers come from. A counter of its own, because the highest number
// in `attempts` would be given twice once old attempts are removed.
constexpr std::array migration0001{
    R"(CREATE TABLE attempts (
        id TEXT NOT NULL PRIMARY KEY,
        idempotency_key TEXT NOT NULL UNIQUE,
        reference TEXT NOT NULL,
        amount_minor INTEGER NOT NULL,
        currency TEXT NOT NULL,
        email TEXT NOT NULL,
        meta TEXT NOT NULL,
        suffix TEXT,
        phase TEXT NOT NULL,
        clive_tx_id TEXT,
        stripe_payment_intent_id TEXT,
        statement_descriptor_suffix TEXT,
        reason TEXT NOT NULL,
        receipt_number INTEGER UNIQUE,
        receipt_issued INTEGER NOT NULL CHECK (receipt_issued IN (0, 1)),
        fees_minor INTEGER,
        started_at_ms INTEGER NOT NULL,
        updated_at_ms INTEGER NOT NULL
    ) STRICT)",
    R"(CREATE INDEX attempts_open ON attempts (started_at_ms)
        WHERE phase NOT IN ('paid', 'not_paid', 'refused') OR (phase = 'paid' AND receipt_issued = 0))",
    "CREATE INDEX attempts_reference ON attempts (reference)",
    R"(CREATE TABLE receipt_counter (
        only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1),
        last_number INTEGER NOT NULL
    ) STRICT)",
    "INSERT INTO receipt_counter (only_row, last_number) VALUES (1, 0)",
};

// 0002: a checksum per row, and whether the journal knows all that its device did (decision 005).
constexpr std::array migration0002{
    "ALTER TABLE attempts ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
    "ALTER TABLE receipt_counter ADD COLUMN checksum BLOB NOT NULL DEFAULT x''",
    // Has its row while something is missing.
    R"(CREATE TABLE incomplete (only_row INTEGER NOT NULL PRIMARY KEY CHECK (only_row = 1)) STRICT)",
    // A journal in which nothing has happened yet may be a new one in the place of one that was lost.
    R"(INSERT INTO incomplete SELECT 1 FROM receipt_counter
        WHERE last_number = 0 AND NOT EXISTS (SELECT 1 FROM attempts))",
};

// 0003: what a sale was for, as a JSON array (record_mapping.cpp). Sales of before have no lines.
constexpr std::array migration0003{
    "ALTER TABLE attempts ADD COLUMN lines TEXT NOT NULL DEFAULT '[]'",
};

// 0004: what the history is searched by, how each sale went, and what staff have dealt with. Every index ends in the
// order of the list and has the phase in it, so that a page is found without looking into the table; the one by time also
// has what a common prefix is compared with (attempt_search.h).
constexpr std::array migration0004{
    "CREATE INDEX attempts_by_time ON attempts (started_at_ms, phase, reference, clive_tx_id)",
    "CREATE INDEX attempts_by_phase ON attempts (phase, started_at_ms)",
    "CREATE INDEX attempts_by_reference ON attempts (reference COLLATE NOCASE, started_at_ms, phase)",
    R"(CREATE INDEX attempts_by_clive_id ON attempts (clive_tx_id COLLATE NOCASE, started_at_ms, phase)
        WHERE clive_tx_id IS NOT NULL)",
    R"(CREATE INDEX attempts_by_suffix
        ON attempts (statement_descriptor_suffix COLLATE NOCASE, started_at_ms, phase)
        WHERE statement_descriptor_suffix IS NOT NULL)",
    "CREATE INDEX attempts_by_amount ON attempts (amount_minor, currency, started_at_ms, phase)",
    // A sale's events lie together, and are only ever added.
    R"(CREATE TABLE attempt_events (
        attempt_id TEXT NOT NULL,
        number INTEGER NOT NULL,
        at_ms INTEGER NOT NULL,
        phase TEXT NOT NULL,
        note TEXT NOT NULL,
        checksum BLOB NOT NULL,
        PRIMARY KEY (attempt_id, number)
    ) STRICT, WITHOUT ROWID)",
    R"(CREATE TABLE attention_resolved (
        key TEXT NOT NULL PRIMARY KEY,
        cause TEXT NOT NULL,
        at_ms INTEGER NOT NULL,
        operator_id TEXT NOT NULL,
        checksum BLOB NOT NULL
    ) STRICT)",
};

using Done = tl::expected<void, checkout::JournalError>;

/// What a row's checksum was over before, and is over from now on.
struct ChecksumChange {
    /// Empty: there was none.
    QStringList from;
    QStringList to;
};

QVariantList valuesFrom(const QSqlQuery &row, int first, qsizetype count)
{
    QVariantList values;
    for (int column = first; column < first + count; ++column)
        values.append(row.value(column));
    return values;
}

/// Gives every row of the table its new checksum. A row whose old one is wrong keeps it: a migration must not make good
/// what a disk has changed.
Done changeChecksums(const QSqlDatabase &database, const char *table, const ChecksumChange &change)
{
    const QString what = QLatin1String("giving checksums to ") + QLatin1String(table);
    const QString columns = (QStringList(QStringLiteral("rowid")) + change.to
                             + QStringList(QStringLiteral("checksum")) + change.from)
                                .join(QLatin1String(", "));
    QSqlQuery rows(database);
    rows.setForwardOnly(true);
    if (!rows.exec(QStringLiteral("SELECT %1 FROM %2 ORDER BY rowid").arg(columns, QLatin1String(table))))
        return failure(what, rows);
    // All are read before the first is written: a row that is changed while it is walked over may be seen twice.
    std::vector<std::pair<QVariant, QByteArray>> checksums;
    const int before = int(change.to.size()) + 1;
    while (rows.next()) {
        const bool isGood = change.from.isEmpty()
            || rows.value(before).toByteArray()
                == checksumOf(table, valuesFrom(rows, before + 1, change.from.size()));
        if (isGood)
            checksums.emplace_back(rows.value(0), checksumOf(table, valuesFrom(rows, 1, change.to.size())));
    }
    if (rows.lastError().isValid())
        return failure(what, rows);
    rows.finish();
    QSqlQuery update(database);
    update.prepare(QStringLiteral("UPDATE %1 SET checksum = ? WHERE rowid = ?").arg(QLatin1String(table)));
    for (const auto &[rowid, checksum] : checksums) {
        update.bindValue(0, checksum);
        update.bindValue(1, rowid);
        if (!update.exec())
            return failure(what, update);
    }
    return {};
}

/// Spelled out, so that they stay what they were when the columns change one day.
QStringList attemptColumns0001()
{
    return QStringLiteral(
               "id idempotency_key reference amount_minor currency email meta suffix phase clive_tx_id "
               "stripe_payment_intent_id statement_descriptor_suffix reason receipt_number receipt_issued fees_minor "
               "started_at_ms updated_at_ms")
        .split(QLatin1Char(' '));
}

Done addChecksums0002(const QSqlDatabase &database)
{
    return changeChecksums(database, "attempts", {{}, attemptColumns0001()}).and_then([&] {
        return changeChecksums(database, "receipt_counter", {{}, {QStringLiteral("last_number")}});
    });
}

Done checkLines0003(const QSqlDatabase &database)
{
    return changeChecksums(
        database, "attempts",
        {attemptColumns0001(), attemptColumns0001() + QStringList(QStringLiteral("lines"))});
}

/// Statements, and then what SQL alone cannot do; both in the migration's one transaction.
struct Migration {
    Statements statements;
    Done (*rework)(const QSqlDatabase &database) = nullptr;
};

// In order, never changed once released: a new schema is a new entry.
constexpr std::array<Migration, 4> migrations{
    Migration{Statements(migration0001)}, Migration{Statements(migration0002), addChecksums0002},
    Migration{Statements(migration0003), checkLines0003}, Migration{Statements(migration0004)}};

Done carryOut(const QSqlDatabase &database, int version)
{
    const auto &migration = migrations[static_cast<std::size_t>(version - 1)];
    for (const char *statement : migration.statements) {
        if (const auto done = ask(database, QString::fromLatin1(statement)); !done)
            return tl::unexpected(done.error());
    }
    if (migration.rework) {
        if (const auto done = migration.rework(database); !done)
            return done;
    }
    // SQLite keeps user_version in the same page as everything else of the header: it is part of the transaction.
    if (const auto done = ask(database, QStringLiteral("PRAGMA user_version = %1").arg(version)); !done)
        return tl::unexpected(done.error());
    return {};
}

} // namespace

int schemaVersion() noexcept
{
    return static_cast<int>(migrations.size());
}

tl::expected<void, checkout::JournalError> migrate(QSqlDatabase database)
{
    const auto answer = ask(database, QStringLiteral("PRAGMA user_version"));
    if (!answer)
        return tl::unexpected(answer.error());
    const int found = answer->toInt();
    if (found < 0 || found > schemaVersion()) {
        return tl::unexpected(
            checkout::JournalError{"its schema is version " + std::to_string(found)
                                       + " and this program knows up to " + std::to_string(schemaVersion())
                                       + "; install the newer program again, or use another journal file",
                                   checkout::JournalError::Kind::NewerSchema});
    }
    for (int version = found + 1; version <= schemaVersion(); ++version) {
        const auto done = inTransaction(database, [&] { return carryOut(database, version); });
        if (!done) {
            auto error = done.error();
            error.cause =
                QStringLiteral("migration %1 failed: ").arg(version, 4, 10, QLatin1Char('0')).toStdString()
                + error.cause;
            return tl::unexpected(std::move(error));
        }
    }
    return {};
}

} // namespace tillwright::kiosk::journal
