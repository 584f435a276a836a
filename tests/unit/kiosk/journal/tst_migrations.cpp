#include "journal_fixture.h"

#include "../../../support/sqlite_faults.h"
#include "kiosk/journal/migrations.h"

#include "kiosk/journal/salvage.h"

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;

/// Journals of earlier versions, as they lie on every register that was sold before.
class TestMigrations : public QObject
{
    Q_OBJECT

    SqliteFaults m_faults;

    static void makeVersion(int version, const JournalFolder &folder)
    {
        QFile script(
            QStringLiteral(TILLWRIGHT_SOURCE_DIR "/tests/unit/kiosk/journal/fixture/journal_version_%1.sql")
                .arg(version));
        QVERIFY(script.open(QIODevice::ReadOnly));
        sqlite3 *database = nullptr;
        QCOMPARE(sqlite3_open(QFile::encodeName(folder.file()).constData(), &database), SQLITE_OK);
        QCOMPARE(sqlite3_exec(database, script.readAll().constData(), nullptr, nullptr, nullptr), SQLITE_OK);
        sqlite3_close(database);
        QCOMPARE(runRaw(folder.file(), QStringLiteral("PRAGMA user_version")), QString::number(version));
    }
    static void addVersions()
    {
        QTest::addColumn<int>("version");
        QTest::newRow("1") << 1;
        QTest::newRow("2") << 2;
    }

private Q_SLOTS:
    void cleanup() { m_faults.heal(); }

    void everyRowIsThereWithItsChecksum_data() { addVersions(); }
    void everyRowIsThereWithItsChecksum()
    {
        QFETCH(const int, version);
        const JournalFolder folder;
        makeVersion(version, folder);
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
            QVERIFY(open->at(0).attempt.sale.lines.empty());
            QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber, std::int64_t(8));
        }
        QCOMPARE(runRaw(folder.file(), QStringLiteral("PRAGMA user_version")),
                 QString::number(kiosk::journal::schemaVersion()));
        QCOMPARE(runRaw(folder.file(),
                        QStringLiteral("SELECT count(*) FROM attempts WHERE length(checksum) = 32")),
                 QStringLiteral("5"));
    }

    /// All of a step or nothing, wherever the disk fills up: columns, checksums and number are one transaction.
    void aMigrationThatFailsLeavesAWholeVersion_data() { addVersions(); }
    void aMigrationThatFailsLeavesAWholeVersion()
    {
        QFETCH(const int, version);
        const JournalFolder folder;
        makeVersion(version, folder);
        int left = version;
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
            const int found = runRaw(folder.file(), QStringLiteral("PRAGMA user_version")).toInt();
            QVERIFY(found >= left && found < kiosk::journal::schemaVersion());
            left = found;
            QCOMPARE(
                runRaw(folder.file(),
                       QStringLiteral(
                           "SELECT count(*) FROM pragma_table_info('attempts') WHERE name = 'checksum'")),
                found == 1 ? QStringLiteral("0") : QStringLiteral("1"));
        }
        QVERIFY2(failures > 3, qPrintable(QString::number(failures)));
        QCOMPARE(folder.open({{7, {}}}).journal->openAttempts()->size(), std::size_t(3));
    }

    void aDamagedJournalOfVersion1IsReadAsFarAsItGoes()
    {
        const JournalFolder folder;
        makeVersion(1, folder);
        runRaw(folder.file(),
               QStringLiteral("UPDATE attempts SET phase = 'almost_paid' WHERE id = 'asking'"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->attemptsKept, 3);
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(10'001));
    }

    /// What the disk has changed since version 2 wrote it must not get a good checksum on the way.
    void aMigrationMakesNoDamageGood()
    {
        const JournalFolder folder;
        makeVersion(2, folder);
        runRaw(folder.file(), QStringLiteral("UPDATE attempts SET amount_minor = 1 WHERE id = 'asking'"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QVERIFY2(opened.setAside->cause.find("its checksum is wrong") != std::string::npos,
                 opened.setAside->cause.c_str());
        QCOMPARE(opened.setAside->attemptsKept, 3);
    }

    /// Set aside before it could be migrated: its rows are read as its own version wrote them.
    void aDamagedJournalOfVersion2IsReadAsFarAsItGoes()
    {
        const JournalFolder folder;
        makeVersion(2, folder);
        runRaw(folder.file(), QStringLiteral("DROP TABLE incomplete"));
        runRaw(folder.file(), QStringLiteral("UPDATE attempts SET amount_minor = 1 WHERE id = 'asking'"));
        const auto salvage = kiosk::journal::salvageFrom(folder.file());
        QCOMPARE(salvage.records.size(), std::size_t(3));
        QCOMPARE(salvage.highestReceiptNumber, std::int64_t(7));
    }
};

QTEST_GUILESS_MAIN(TestMigrations)
#include "tst_migrations.moc"
