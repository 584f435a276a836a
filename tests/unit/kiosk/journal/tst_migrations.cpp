#include "journal_fixture.h"

#include "../../../support/sqlite_faults.h"

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;

/// A journal of version 1, as it lies on every register that was sold before.
class TestMigrations : public QObject
{
    Q_OBJECT

    SqliteFaults m_faults;

    static void makeVersion1(const JournalFolder &folder)
    {
        QFile script(
            QStringLiteral(TILLWRIGHT_SOURCE_DIR "/tests/unit/kiosk/journal/fixture/journal_version_1.sql"));
        QVERIFY(script.open(QIODevice::ReadOnly));
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(folder.file()).constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, script.readAll().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
        QCOMPARE(runRaw(folder.file(), QStringLiteral("PRAGMA user_version")), QStringLiteral("1"));
    }

private Q_SLOTS:
    void cleanup() { m_faults.heal(); }

    void everyRowIsThereWithItsChecksum()
    {
        const JournalFolder folder;
        makeVersion1(folder);
        {
            const auto opened = folder.open({{7, {}}});
            QVERIFY(!opened.setAside);
            // It has sales in it, so nothing is missing.
            QVERIFY(!opened.journal->isIncomplete());
            const auto open = opened.journal->openAttempts();
            QCOMPARE(open->size(), std::size_t(3));
            QCOMPARE(open->at(0).attempt.id, std::string("owed"));
            QCOMPARE(open->at(0).receiptNumber, std::int64_t(6));
            QCOMPARE(open->at(1).attempt.sale.email.text(), std::string("buyer+3@example.com"));
            QCOMPARE(open->at(1).reason, std::string("the transaction has reference X"));
            QVERIFY(!open->at(2).ids);
            QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber, std::int64_t(8));
        }
        QCOMPARE(runRaw(folder.file(), QStringLiteral("PRAGMA user_version")), QStringLiteral("2"));
        QCOMPARE(runRaw(folder.file(),
                        QStringLiteral("SELECT count(*) FROM attempts WHERE length(checksum) = 32")),
                 QStringLiteral("5"));
    }

    /// All of it or nothing, wherever the disk fills up: columns, checksums and number are one transaction.
    void aMigrationThatFailsLeavesVersion1()
    {
        const JournalFolder folder;
        makeVersion1(folder);
        int failures = 0;
        for (int goodWrites = 0;; ++goodWrites) {
            m_faults.failWrites(SQLITE_FULL, goodWrites);
            const auto opened = kiosk::journal::openJournal(folder.file(), journalNowMs, {{7, {}}});
            m_faults.heal();
            if (opened)
                break;
            ++failures;
            QVERIFY(
                QString::fromStdString(opened.error().cause).contains(QStringLiteral("the disk is full")));
            QCOMPARE(runRaw(folder.file(), QStringLiteral("PRAGMA user_version")), QStringLiteral("1"));
        }
        QVERIFY2(failures > 3, qPrintable(QString::number(failures)));
        QCOMPARE(folder.open({{7, {}}}).journal->openAttempts()->size(), std::size_t(3));
    }

    void aDamagedJournalOfVersion1IsReadAsFarAsItGoes()
    {
        const JournalFolder folder;
        makeVersion1(folder);
        runRaw(folder.file(),
               QStringLiteral("UPDATE attempts SET phase = 'almost_paid' WHERE id = 'asking'"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->attemptsKept, 3);
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(10'001));
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
