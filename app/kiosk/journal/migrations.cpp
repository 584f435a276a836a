#include "kiosk/journal/migrations.h"

#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <array>
#include <span>

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

// In order, never changed once released: a new schema is a new entry.
constexpr std::array<Statements, 1> migrations{Statements(migration0001)};

tl::unexpected<checkout::JournalError> failure(const QString &what, const QSqlError &error)
{
    return tl::unexpected(checkout::JournalError{(what + QStringLiteral(": ") + error.text()).toStdString()});
}

} // namespace

int schemaVersion() noexcept
{
    return static_cast<int>(migrations.size());
}

tl::expected<void, checkout::JournalError> migrate(QSqlDatabase database)
{
    QSqlQuery query(database);
    if (!query.exec(QStringLiteral("PRAGMA user_version")) || !query.next())
        return failure(QStringLiteral("the schema version cannot be read"), query.lastError());
    const int found = query.value(0).toInt();
    query.finish();
    if (found < 0 || found > schemaVersion()) {
        return tl::unexpected(
            checkout::JournalError{"its schema is version " + std::to_string(found)
                                   + " and this program knows up to " + std::to_string(schemaVersion())
                                   + "; install the newer program again, or use another journal file"});
    }
    for (int version = found + 1; version <= schemaVersion(); ++version) {
        const QString what = QStringLiteral("migration %1 failed").arg(version, 4, 10, QLatin1Char('0'));
        if (!query.exec(QStringLiteral("BEGIN IMMEDIATE")))
            return failure(what, query.lastError());
        bool done = true;
        for (const char *statement : migrations[static_cast<std::size_t>(version - 1)])
            done = done && query.exec(QString::fromLatin1(statement));
        // SQLite keeps user_version in the same page as everything else of the header: it is part of the transaction.
        done = done && query.exec(QStringLiteral("PRAGMA user_version = %1").arg(version));
        done = done && query.exec(QStringLiteral("COMMIT"));
        if (!done) {
            const QSqlError error = query.lastError();
            query.exec(QStringLiteral("ROLLBACK"));
            return failure(what, error);
        }
    }
    return {};
}

} // namespace tillwright::kiosk::journal
