#pragma once

#include "kiosk/journal/journal_opening.h"

#include <QtCore/QDir>
#include <QtCore/QFile>
#include <QtCore/QTemporaryDir>
#include <QtSql/QSqlDatabase>
#include <QtSql/QSqlError>
#include <QtSql/QSqlQuery>
#include <QtTest/QtTest>

/// What the tests of the journal share: records, a folder, and a look into the file past our own code.
namespace tillwright::testing {

/// 2026-11-25 13:10 UTC.
inline constexpr std::int64_t journalNowMs = 1'795'612'200'000;

inline domain::Sale sampleSale(const std::string &reference)
{
    return *domain::makeSale(
        {.amount = "750.00",
         .currency = "USD",
         .email = "buyer@example.com",
         .reference = reference,
         .meta = {{"order_id", "ORD-1001"}, {"note", "Ügý \"quoted\" \n 日本"}, {"empty", ""}},
         .suffix = "AIRPEACE",
         .lines = {{"BAG-23KG", "Ügý \"bag\" 日本", 2, {30'000, domain::Currency::usd()}},
                   {"", "Open amount", 1, {15'000, domain::Currency::usd()}}}});
}

inline checkout::AttemptRecord sampleRecord(const std::string &id,
                                            checkout::Phase phase = checkout::Phase::Creating,
                                            std::int64_t startedAtMs = 1'000)
{
    return {{id, "key-" + id, sampleSale("EZ-" + id)}, phase, {}, {}, 0, false, {}, startedAtMs, startedAtMs};
}

inline checkout::AttemptRecord recordWithIds(const std::string &id, checkout::Phase phase)
{
    auto record = sampleRecord(id, phase);
    record.ids = checkout::CheckoutIds{"clv_" + id, "pi_" + id, "AIRPEACE"};
    return record;
}

/// Opens the file by itself and runs statements, as somebody with the sqlite3 program would.
inline QString runRaw(const QString &filePath, const QString &statement)
{
    QString answer;
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
        database.setDatabaseName(filePath);
        database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=0"));
        QSqlQuery query(database.open() ? database : QSqlDatabase());
        if (!query.exec(statement))
            answer = query.lastError().text();
        else if (query.next())
            answer = query.value(0).toString();
    }
    QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    return answer;
}

/// A folder with a journal in it, whatever state that is in.
class JournalFolder
{
public:
    [[nodiscard]] QString file() const { return m_folder.filePath(QStringLiteral("journal.sqlite")); }
    [[nodiscard]] QString path() const { return m_folder.path(); }
    [[nodiscard]] kiosk::journal::OpenedJournal open(const kiosk::journal::IssuedReceipts &receipts = {},
                                                     std::int64_t nowMs = journalNowMs) const
    {
        auto opened = kiosk::journal::openJournal(file(), nowMs, receipts);
        if (!opened)
            qFatal("%s", opened.error().cause.c_str());
        return *std::move(opened);
    }
    /// That already knows all there is to know.
    [[nodiscard]] std::unique_ptr<kiosk::journal::Journal> openWhole() const
    {
        auto journal = open().journal;
        if (journal->isIncomplete() && !journal->complete({}, false, journalNowMs))
            qFatal("the journal cannot be completed");
        return journal;
    }
    [[nodiscard]] QStringList names() const
    {
        return QDir(path()).entryList(QDir::Files | QDir::Dirs | QDir::NoDotAndDotDot, QDir::Name);
    }
    [[nodiscard]] static QByteArray read(const QString &filePath)
    {
        QFile file(filePath);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    void write(const QByteArray &bytes, const QString &suffix = {}) const
    {
        QFile target(file() + suffix);
        if (!target.open(QIODevice::WriteOnly) || target.write(bytes) != bytes.size())
            qFatal("the file cannot be written");
    }
    void overwrite(qint64 at, const QByteArray &bytes, const QString &suffix = {}) const
    {
        QFile target(file() + suffix);
        if (!target.open(QIODevice::ReadWrite) || !target.seek(at) || target.write(bytes) != bytes.size())
            qFatal("the file cannot be written");
    }

private:
    QTemporaryDir m_folder;
};

} // namespace tillwright::testing
