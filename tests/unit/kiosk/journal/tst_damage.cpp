#include "journal_fixture.h"

#include "kiosk/journal/row_checksum.h"

#include <csignal>
#include <sys/wait.h>
#include <unistd.h>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::AttemptRecord;
using checkout::Phase;
using kiosk::journal::Journal;
using kiosk::journal::openJournal;
using Kind = checkout::JournalError::Kind;

namespace {

constexpr qint64 pageBytes = 4'096;

std::vector<std::string> idsOf(const std::vector<AttemptRecord> &records)
{
    std::vector<std::string> ids;
    for (const auto &record : records)
        ids.push_back(record.attempt.id);
    return ids;
}

} // namespace

/// What is done with a journal that cannot be trusted: it is kept aside, and a new one starts with what could be read.
class TestDamage : public QObject
{
    Q_OBJECT

    /// Three ended sales with receipts 1 to 3, then an unresolved one, on the disk whole.
    static void fill(const JournalFolder &folder)
    {
        const auto journal = folder.openWhole();
        for (const char *id : {"a", "b", "c"}) {
            auto record = recordWithIds(id, Phase::Paid);
            record = *journal->save(record);
            record.receiptIssued = true;
            if (!journal->save(record))
                qFatal("not saved");
        }
        if (!journal->save(recordWithIds("open", Phase::Unresolved)))
            qFatal("not saved");
    }

    /// A kiosk that is killed: what it wrote is in the log, not in the database.
    static void fillAndDie(const JournalFolder &folder, int attempts)
    {
        const pid_t child = fork();
        if (child == 0) {
            const auto journal = folder.openWhole();
            for (int i = 0; i < attempts; ++i) {
                if (!journal->save(recordWithIds(std::to_string(i), Phase::Verifying)))
                    _exit(1);
            }
            ::raise(SIGKILL);
        }
        int status = 0;
        waitpid(child, &status, 0);
        QVERIFY(WIFSIGNALED(status));
        QVERIFY(QFile::exists(folder.file() + QStringLiteral("-wal")));
    }

private Q_SLOTS:
    void aNewJournalIsIncomplete()
    {
        const JournalFolder folder;
        {
            const auto opened = folder.open();
            QVERIFY(!opened.setAside);
            QVERIFY(opened.journal->isIncomplete());
        }
        // Until somebody completes it, over restarts.
        auto opened = folder.open();
        QVERIFY(opened.journal->isIncomplete());
        QVERIFY(opened.journal->complete({}, false, journalNowMs)->empty());
        QVERIFY(!opened.journal->isIncomplete());
        opened.journal.reset();
        QVERIFY(!folder.open().journal->isIncomplete());
    }

    void whatIsNoJournalIsSetAside_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("letter") << QByteArray("Dear Sir or Madam, ").repeated(300);
        QTest::newRow("zeros") << QByteArray(3 * pageBytes, '\0');
        QTest::newRow("one byte") << QByteArray("S");
    }
    void whatIsNoJournalIsSetAside()
    {
        QFETCH(QByteArray, content);
        const JournalFolder folder;
        folder.write(content);
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->file, folder.file() + QStringLiteral(".damaged-20261125T131000Z"));
        QCOMPARE(JournalFolder::read(opened.setAside->file), content);
        QCOMPARE(opened.setAside->attemptsKept, 0);
        QVERIFY(opened.journal->isIncomplete());
        QVERIFY(opened.journal->save(sampleRecord("a")).has_value());
        QVERIFY(!QDir(folder.path()).entryList({QStringLiteral("salvage-*")}).size());
    }

    void anotherProgramsDatabaseIsSetAside()
    {
        const JournalFolder folder;
        runRaw(folder.file(), QStringLiteral("CREATE TABLE songs (title TEXT)"));
        const auto before = JournalFolder::read(folder.file());
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(JournalFolder::read(opened.setAside->file), before);
        QCOMPARE(runRaw(opened.setAside->file, QStringLiteral("SELECT count(*) FROM songs")),
                 QStringLiteral("0"));
    }

    void aBrokenPageCostsItsRowsOnly()
    {
        const JournalFolder folder;
        {
            const auto journal = folder.openWhole();
            for (int i = 0; i < 300; ++i)
                QVERIFY(journal->save(recordWithIds(std::to_string(i), Phase::Unresolved)).has_value());
        }
        const auto whole = JournalFolder::read(folder.file());
        QVERIFY(whole.size() > 20 * pageBytes);
        // Where rows are: their e-mail is in no index.
        qsizetype row = 0;
        for (int i = 0; i < 150; ++i)
            row = whole.indexOf("buyer@example.com", row + 1);
        QVERIFY(row > 0);
        folder.overwrite(row - row % pageBytes, QByteArray(2 * pageBytes, '\x5a'));
        const auto broken = JournalFolder::read(folder.file());
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(JournalFolder::read(opened.setAside->file), broken);
        const auto open = opened.journal->openAttempts();
        QVERIFY(open.has_value());
        QCOMPARE(int(open->size()), opened.setAside->attemptsKept);
        QVERIFY2(open->size() > 100 && open->size() < 300, qPrintable(QString::number(open->size())));
    }

    void aTruncatedFileIsSetAside()
    {
        const JournalFolder folder;
        fill(folder);
        QFile file(folder.file());
        QVERIFY(file.resize(file.size() - pageBytes));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QVERIFY(opened.journal->isIncomplete());
    }

    void aFileOfNothingIsANewJournal()
    {
        const JournalFolder folder;
        folder.write({});
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QVERIFY(opened.journal->isIncomplete());
    }

    /// SQLite sees nothing wrong with a digit that changed.
    void aRowWithAWrongChecksumIsLeftBehind_data()
    {
        QTest::addColumn<QString>("change");
        QTest::newRow("amount") << QStringLiteral("amount_minor = 75001");
        QTest::newRow("reference") << QStringLiteral("reference = 'EZ-z'");
        QTest::newRow("phase") << QStringLiteral("phase = 'not_paid'");
        QTest::newRow("absent instead of empty") << QStringLiteral("clive_tx_id = NULL");
        QTest::newRow("swapped") << QStringLiteral("clive_tx_id = stripe_payment_intent_id");
        QTest::newRow("time") << QStringLiteral("updated_at_ms = updated_at_ms + 1");
        QTest::newRow("quantity") << QStringLiteral(
            "lines = replace(lines, '\"quantity\":2', '\"quantity\":3')");
        QTest::newRow("name") << QStringLiteral("lines = replace(lines, 'bag', 'bug')");
        QTest::newRow("no lines") << QStringLiteral("lines = '[]'");
        QTest::newRow("checksum") << QStringLiteral("checksum = x'00'");
    }
    void aRowWithAWrongChecksumIsLeftBehind()
    {
        QFETCH(QString, change);
        const JournalFolder folder;
        fill(folder);
        runRaw(folder.file(), QStringLiteral("UPDATE attempts SET %1 WHERE id = 'open'").arg(change));
        const auto direct = Journal::open(folder.file());
        QVERIFY(!direct);
        QCOMPARE(direct.error().kind, Kind::Damaged);
        QVERIFY2(direct.error().cause.find("attempt open") != std::string::npos,
                 direct.error().cause.c_str());
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->attemptsKept, 3);
        QVERIFY(opened.journal->openAttempts()->empty());
    }

    void aWrongRowIsSeenWhenItIsWrittenAgain()
    {
        const JournalFolder folder;
        fill(folder);
        // Bigger than what is checked at the start cannot be made in a test, so the row is changed behind the back.
        const auto journal = folder.openWhole();
        auto record = journal->openAttempts()->front();
        QSqlQuery past(QSqlDatabase::database(QSqlDatabase::connectionNames().constFirst(), false));
        QVERIFY(past.exec(QStringLiteral("UPDATE attempts SET amount_minor = 1 WHERE id = 'open'")));
        record.phase = Phase::Paid;
        const auto kept = journal->save(record);
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, Kind::Damaged);
        QVERIFY(kept.error().cause.find("start the register again") != std::string::npos);
        QVERIFY(!journal->openAttempts());
    }

    void receiptNumbersGoOnInANewSeries()
    {
        const JournalFolder folder;
        fill(folder);
        folder.overwrite(JournalFolder::read(folder.file()).size() - pageBytes, QByteArray(200, '\x5a'));
        auto opened = folder.open({{41, "clv_elsewhere"}});
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->lastReceiptNumber, std::int64_t(10'000));
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(10'001));
        // Again, and it is another series again.
        opened.journal.reset();
        folder.write(QByteArray(100, 'x'));
        opened = folder.open({{41, {}}, {10'001, {}}});
        QCOMPARE(opened.journal->save(recordWithIds("newer", Phase::Paid))->receiptNumber,
                 std::int64_t(20'001));
    }

    /// A bit that flips in the counter must not make a number come twice.
    void theReceiptCounterIsChecked()
    {
        const JournalFolder folder;
        fill(folder);
        runRaw(folder.file(), QStringLiteral("UPDATE receipt_counter SET last_number = 1"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(opened.setAside->attemptsKept, 4);
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(10'001));
    }

    void aMissingJournalOnAnOldDeviceReusesNoNumber()
    {
        const JournalFolder folder;
        const auto opened = folder.open({{9'500, {}}});
        QVERIFY(!opened.setAside);
        QVERIFY(opened.journal->isIncomplete());
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(20'001));
    }

    /// Somebody has put a copy of last week back.
    void aJournalOlderThanItsReceiptsIsIncomplete()
    {
        const JournalFolder folder;
        fill(folder);
        const auto opened = folder.open({{3, {}}, {4, {}}});
        QVERIFY(!opened.setAside);
        QVERIFY(opened.journal->isIncomplete());
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(1));
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber,
                 std::int64_t(10'001));
    }

    void nothingIsKnownButThatThereWereReceipts()
    {
        const JournalFolder folder;
        auto journal = folder.open().journal;
        QVERIFY(journal->complete({}, true, journalNowMs));
        QCOMPARE(journal->save(recordWithIds("new", Phase::Paid))->receiptNumber, 26'112'513'100'001);
        journal.reset();
        // And where the backend would not even say that.
        const JournalFolder other;
        journal = other.open().journal;
        auto record = recordWithIds("new", Phase::Paid);
        record.updatedAtMs = journalNowMs;
        QCOMPARE(journal->save(record)->receiptNumber, 26'112'513'100'001);
    }

    void whatTheBackendFindsIsAddedOnce()
    {
        const JournalFolder folder;
        fill(folder);
        folder.overwrite(0, QByteArray(16, 'x'));
        auto journal = folder.open({{1, "clv_a"}, {2, "clv_b"}, {3, "clv_c"}}).journal;
        auto lost = recordWithIds("lost", Phase::Verifying);
        auto paid = recordWithIds("again", Phase::Verifying);
        paid.ids->cliveTxId = "clv_b";
        const auto added = journal->complete({lost, paid}, true, journalNowMs);
        QVERIFY(added.has_value());
        // The paid one has its receipt in the folder, so it is not made once more.
        QCOMPARE(idsOf(*added), std::vector<std::string>{"lost"});
        QCOMPARE(idsOf(*journal->openAttempts()), std::vector<std::string>{"lost"});
        QVERIFY(!journal->isIncomplete());
        QVERIFY(journal->complete({recordWithIds("lost", Phase::Verifying)}, true, journalNowMs)->empty());
        journal.reset();
        QCOMPARE(runRaw(folder.file(),
                        QStringLiteral("SELECT receipt_number FROM attempts WHERE clive_tx_id = 'clv_b'")),
                 QStringLiteral("2"));
    }

    void anAttemptWithoutItsAnswerKeepsItsKey()
    {
        const JournalFolder folder;
        const auto journal = folder.open().journal;
        QVERIFY(journal->save(sampleRecord("asking")).has_value());
        auto found = recordWithIds("found", Phase::Verifying);
        found.attempt.sale = sampleSale("EZ-asking");
        QVERIFY(journal->complete({found}, false, journalNowMs)->empty());
        QCOMPARE(journal->openAttempts()->front().attempt.idempotencyKey, std::string("key-asking"));
    }

    void aSecondDamageInTheSameSecondIsKeptToo()
    {
        const JournalFolder folder;
        for (const char *text : {"first", "second", "third"}) {
            folder.write(QByteArray(text).repeated(300));
            QVERIFY(folder.open().setAside);
        }
        QCOMPARE(folder.names().filter(QStringLiteral(".damaged-")).size(), 3);
    }

    void aKilledKioskLosesNothing()
    {
        const JournalFolder folder;
        fillAndDie(folder, 40);
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(40));
    }

    /// The power went while the last transaction was written: it was never acknowledged.
    void aTornTransactionIsForgotten()
    {
        const JournalFolder folder;
        fillAndDie(folder, 40);
        QFile log(folder.file() + QStringLiteral("-wal"));
        QVERIFY(log.resize(log.size() - 100));
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(39));
    }

    /// Likewise when the disk had written the end of it before its beginning.
    void aTransactionTornInItsMiddleIsForgotten()
    {
        const JournalFolder folder;
        fillAndDie(folder, 40);
        constexpr qint64 frameBytes = pageBytes + 24;
        const auto size = JournalFolder::read(folder.file() + QStringLiteral("-wal")).size();
        folder.overwrite(size - 2 * frameBytes + 100, QByteArray(16, '\x5a'), QStringLiteral("-wal"));
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(39));
    }

    /// SQLite would forget every acknowledged transaction behind the bad block, and say nothing.
    void aBadBlockInTheLogIsSeen()
    {
        const JournalFolder folder;
        fillAndDie(folder, 40);
        const auto size = JournalFolder::read(folder.file() + QStringLiteral("-wal")).size();
        folder.overwrite(size / 2, QByteArray(16, '\x5a'), QStringLiteral("-wal"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QVERIFY(QString::fromStdString(opened.setAside->cause).contains(QStringLiteral("write-ahead log")));
        QVERIFY(QFile::exists(opened.setAside->file + QStringLiteral("-wal")));
        QCOMPARE(JournalFolder::read(opened.setAside->file + QStringLiteral("-wal")).size(), size);
        QVERIFY(opened.setAside->attemptsKept > 0 && opened.setAside->attemptsKept < 40);
        QVERIFY(opened.journal->isIncomplete());
    }

    /// What support gets is what was there, the log included.
    void aDamagedDatabaseIsKeptWithItsLog()
    {
        const JournalFolder folder;
        fill(folder);
        fillAndDie(folder, 5);
        const auto log = JournalFolder::read(folder.file() + QStringLiteral("-wal"));
        // The one page that those five did not write into the log.
        const auto counter =
            JournalFolder::read(folder.file())
                .indexOf(kiosk::journal::checksumOf("receipt_counter", {QVariant(qlonglong(3))}));
        QVERIFY(counter > 0);
        folder.overwrite(counter, QByteArray(1, '\x5a'));
        const auto database = JournalFolder::read(folder.file());
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QCOMPARE(JournalFolder::read(opened.setAside->file), database);
        QCOMPARE(JournalFolder::read(opened.setAside->file + QStringLiteral("-wal")), log);
    }

    void aBadHeadOfTheLogIsSeen()
    {
        const JournalFolder folder;
        fillAndDie(folder, 5);
        // A number that only the head's own checksum covers.
        folder.overwrite(12, QByteArray(4, '\x5a'), QStringLiteral("-wal"));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QVERIFY(opened.setAside->cause.find("the head of its write-ahead log") != std::string::npos);
    }

    /// The power went while the files were being renamed.
    void aLogWithoutItsDatabaseIsSetAsideToo()
    {
        const JournalFolder folder;
        fillAndDie(folder, 5);
        QVERIFY(QFile::remove(folder.file()));
        const auto opened = folder.open();
        QVERIFY(opened.setAside);
        QVERIFY(QFile::exists(opened.setAside->file + QStringLiteral("-wal")));
        QVERIFY(opened.journal->isIncomplete());
    }

    void aHealthyJournalIsNotTouched()
    {
        const JournalFolder folder;
        fill(folder);
        const auto opened = folder.open({{1, {}}, {3, {}}});
        QVERIFY(!opened.setAside);
        QVERIFY(!opened.journal->isIncomplete());
        QCOMPARE(opened.journal->save(recordWithIds("new", Phase::Paid))->receiptNumber, std::int64_t(4));
        QCOMPARE(folder.names().filter(QStringLiteral("damaged")), QStringList());
    }
};

QTEST_GUILESS_MAIN(TestDamage)
#include "tst_damage.moc"
