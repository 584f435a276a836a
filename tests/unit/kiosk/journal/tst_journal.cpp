#include "journal_fixture.h"

#include <sys/stat.h>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::AttemptRecord;
using checkout::Phase;
using kiosk::journal::Journal;

class TestJournal : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void keepsEveryField();
    void keepsEveryPhase_data();
    void keepsEveryPhase();
    void keepsWhatWasSavedLast();
    void survivesReopening();
    void givesReceiptNumbersWithoutGaps();
    void keepsTheReceiptNumberOfAnAttempt();
    void refusesAReceiptNumberItDidNotGive();
    void givesNoNumberWhenTheAttemptIsNotKept();
    void returnsOpenAttemptsOldestFirst();
    void findsAttemptsByTimeAndName();
    void isDurableAndPrivate();
    void keepsASecondProgramOut();
    void refusesANewerSchema();
    void refusesAFolderThatCannotBeWritten();
    void refusesAFileThatIsNotAJournal();
    void refusesADamagedFile();
    void reportsARowThatWasTamperedWith();

private:
    [[nodiscard]] std::unique_ptr<Journal> opened() const
    {
        auto journal = Journal::open(m_file);
        if (!journal)
            qFatal("%s", journal.error().cause.c_str());
        if ((*journal)->isIncomplete() && !(*journal)->complete({}, false, journalNowMs))
            qFatal("the journal cannot be completed");
        return std::move(*journal);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
};

void TestJournal::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    m_file = m_folder->filePath(QStringLiteral("state/journal.sqlite"));
}

void TestJournal::keepsEveryField()
{
    const auto journal = opened();
    AttemptRecord record = sampleRecord("a", Phase::Unresolved, 1'700'000'000'123);
    record.ids = {"clv_1", "pi_1", "AIRPEACE"};
    record.reason = "network";
    record.feesMinor = 2'205;
    record.receiptIssued = true;
    record.updatedAtMs = 1'700'000'009'999;
    QCOMPARE(*journal->save(record), record);
    QCOMPARE(journal->openAttempts()->size(), 1U);
    QVERIFY(journal->openAttempts()->front() == record);

    AttemptRecord bare = sampleRecord("b", Phase::Creating, 1'800'000'000'000);
    bare.attempt.sale.suffix.reset();
    bare.attempt.sale.meta.clear();
    bare.attempt.sale.lines.clear();
    bare.feesMinor = 0;
    bare.ids = {"clv_2", "", ""};
    QVERIFY(*journal->save(bare) == bare);
    QVERIFY(journal->openAttempts()->back() == bare);
}

void TestJournal::keepsEveryPhase_data()
{
    QTest::addColumn<int>("phase");
    QTest::addColumn<bool>("isOpen");
    for (const auto phase :
         {Phase::Creating, Phase::AwaitingPayment, Phase::Confirming, Phase::Verifying, Phase::Unresolved,
          Phase::Paid, Phase::NotPaid, Phase::Abandoning, Phase::Refused})
        QTest::newRow(checkout::phaseWord(phase).data())
            << static_cast<int>(phase) << (phase == Phase::Paid || !checkout::isFinal(phase));
}

void TestJournal::keepsEveryPhase()
{
    QFETCH(const int, phase);
    QFETCH(const bool, isOpen);
    const auto journal = opened();
    AttemptRecord record = sampleRecord("a", static_cast<Phase>(phase));
    const auto kept = journal->save(record);
    QVERIFY(kept.has_value());
    record.receiptNumber = record.phase == Phase::Paid ? 1 : 0;
    QVERIFY(*kept == record);
    const auto open = journal->openAttempts();
    QCOMPARE(open->size(), isOpen ? 1U : 0U);
    QVERIFY(!isOpen || open->front() == record);
}

void TestJournal::keepsWhatWasSavedLast()
{
    const auto journal = opened();
    AttemptRecord record = sampleRecord("a");
    QVERIFY(journal->save(record).has_value());
    record.phase = Phase::Confirming;
    record.ids = {"clv_1", "pi_1", "AIRPEACE"};
    record.updatedAtMs = 2'000;
    QVERIFY(journal->save(record).has_value());
    QCOMPARE(journal->openAttempts()->size(), 1U);
    QVERIFY(journal->openAttempts()->front() == record);
}

void TestJournal::survivesReopening()
{
    AttemptRecord record = sampleRecord("a", Phase::Verifying);
    record.ids = {"clv_1", "pi_1", "AIRPEACE"};
    QVERIFY(opened()->save(record).has_value());
    const auto journal = opened();
    QVERIFY(journal->openAttempts()->front() == record);
    QVERIFY(journal->save(sampleRecord("b", Phase::Paid)).has_value());
    QCOMPARE(journal->openAttempts()->size(), 2U);
}

void TestJournal::givesReceiptNumbersWithoutGaps()
{
    for (int i = 1; i <= 20; ++i) {
        const auto journal = opened();
        QVERIFY(journal->save(sampleRecord("unpaid" + std::to_string(i), Phase::NotPaid)).has_value());
        QCOMPARE(journal->save(sampleRecord("paid" + std::to_string(i), Phase::Paid))->receiptNumber, i);
    }
}

void TestJournal::keepsTheReceiptNumberOfAnAttempt()
{
    const auto journal = opened();
    AttemptRecord record = *journal->save(sampleRecord("a", Phase::Paid));
    QCOMPARE(record.receiptNumber, 1);
    QCOMPARE(journal->save(record)->receiptNumber, 1);
    record.receiptNumber = 0;
    QCOMPARE(journal->save(record)->receiptNumber, 1);
    record.receiptIssued = true;
    QVERIFY(journal->save(record).has_value());
    QVERIFY(journal->openAttempts()->empty());
    QCOMPARE(journal->save(sampleRecord("b", Phase::Paid))->receiptNumber, 2);
}

void TestJournal::refusesAReceiptNumberItDidNotGive()
{
    const auto journal = opened();
    AttemptRecord record = sampleRecord("a", Phase::Paid);
    record.receiptNumber = 7;
    const auto kept = journal->save(record);
    QVERIFY(!kept);
    QVERIFY(QString::fromStdString(kept.error().cause).contains(QLatin1String("receipt number 7")));
    QVERIFY(journal->openAttempts()->empty());
}

void TestJournal::givesNoNumberWhenTheAttemptIsNotKept()
{
    const auto journal = opened();
    QVERIFY(journal->save(sampleRecord("a")).has_value());
    AttemptRecord clash = sampleRecord("b", Phase::Paid);
    clash.attempt.idempotencyKey = "key-a";
    QVERIFY(!journal->save(clash));
    QCOMPARE(journal->save(sampleRecord("c", Phase::Paid))->receiptNumber, 1);
}

void TestJournal::returnsOpenAttemptsOldestFirst()
{
    const auto journal = opened();
    QVERIFY(journal->save(sampleRecord("young", Phase::Creating, 3'000)).has_value());
    QVERIFY(journal->save(sampleRecord("old", Phase::Unresolved, 1'000)).has_value());
    QVERIFY(journal->save(sampleRecord("middle", Phase::Paid, 2'000)).has_value());
    QVERIFY(journal->save(sampleRecord("over", Phase::Refused, 500)).has_value());
    const auto open = journal->openAttempts();
    QCOMPARE(open->size(), 3U);
    QCOMPARE(open->at(0).attempt.id, "old");
    QCOMPARE(open->at(1).attempt.id, "middle");
    QCOMPARE(open->at(2).attempt.id, "young");
}

void TestJournal::findsAttemptsByTimeAndName()
{
    const auto journal = opened();
    auto late = recordWithIds("late", Phase::Paid);
    late.startedAtMs = 3'000;
    late.receiptIssued = true;
    QVERIFY(journal->save(late));
    QVERIFY(journal->save(sampleRecord("early", Phase::Creating, 1'000)));
    QVERIFY(journal->save(sampleRecord("middle", Phase::Refused, 2'000)));
    const auto idsOf = [](const auto &records) {
        std::vector<std::string> ids;
        for (const auto &record : records.value())
            ids.push_back(record.attempt.id);
        return ids;
    };
    QCOMPARE(idsOf(journal->startedBetween(1'000, 3'000)), (std::vector<std::string>{"early", "middle"}));
    QCOMPARE(idsOf(journal->startedBetween(1'001, 3'001)), (std::vector<std::string>{"middle", "late"}));
    QCOMPARE(idsOf(journal->named({"clv_late", "nobody", "early"})),
             (std::vector<std::string>{"late", "early"}));
    // An id in other letters is another id, though the history finds it.
    auto other = recordWithIds("other", Phase::Paid);
    other.startedAtMs = 2'500;
    other.ids->cliveTxId = "CLV_Late";
    other.receiptIssued = true;
    QVERIFY(journal->save(other));
    QCOMPARE(idsOf(journal->named({"clv_late"})), (std::vector<std::string>{"late"}));
    QCOMPARE(idsOf(journal->named({"CLV_Late"})), (std::vector<std::string>{"other"}));
    QCOMPARE(idsOf(journal->named({"CLV_LATE", "Early"})), (std::vector<std::string>{}));
    auto found = recordWithIds("found", Phase::Paid);
    found.ids->cliveTxId = "CLV_LATE";
    auto known = recordWithIds("known", Phase::Paid);
    known.ids->cliveTxId = "CLV_Late";
    QVERIFY(journal->complete({found, known}, true, 5'000));
    QCOMPARE(idsOf(journal->named({"found", "known"})), (std::vector<std::string>{"found"}));
}

void TestJournal::isDurableAndPrivate()
{
    const auto journal = opened();
    QVERIFY(journal->save(sampleRecord("a")).has_value());
    for (const QString &name : {m_file, m_file + QLatin1String("-wal")}) {
        struct stat info = {};
        QCOMPARE(::stat(QFile::encodeName(name).constData(), &info), 0);
        QCOMPARE(info.st_mode & 0777U, 0600U);
    }
    // A file that somebody made readable is taken back.
    QFile::setPermissions(m_file, QFile::ReadOwner | QFile::WriteOwner | QFile::ReadOther);
    const auto second = m_folder->filePath(QStringLiteral("second.sqlite"));
    QVERIFY(QFile::copy(m_file, second));
    QVERIFY(Journal::open(second).has_value());
    QVERIFY(!(QFile::permissions(second) & QFile::ReadOther));
}

void TestJournal::keepsASecondProgramOut()
{
    const auto journal = opened();
    QVERIFY(journal->save(sampleRecord("a")).has_value());
    QVERIFY(runRaw(m_file, QStringLiteral("DELETE FROM attempts")).contains(QLatin1String("locked")));
    const auto second = Journal::open(m_file);
    QVERIFY(!second);
    QVERIFY(QString::fromStdString(second.error().cause).contains(QLatin1String("locked")));
    QCOMPARE(journal->openAttempts()->size(), 1U);
}

void TestJournal::refusesANewerSchema()
{
    opened().reset();
    runRaw(m_file, QStringLiteral("PRAGMA user_version = 99"));
    const auto journal = Journal::open(m_file);
    QVERIFY(!journal);
    const QString cause = QString::fromStdString(journal.error().cause);
    QVERIFY2(cause.contains(m_file) && cause.contains(QLatin1String("version 99")), qPrintable(cause));
    QCOMPARE(runRaw(m_file, QStringLiteral("PRAGMA user_version")), QStringLiteral("99"));
}

void TestJournal::refusesAFolderThatCannotBeWritten()
{
    // A file where a folder should be stops root as well, unlike a missing permission.
    const QString inTheWay = m_folder->filePath(QStringLiteral("file"));
    QFile file(inTheWay);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const auto below = Journal::open(inTheWay + QLatin1String("/journal.sqlite"));
    QVERIFY(!below);
    QVERIFY(QString::fromStdString(below.error().cause).contains(QLatin1String("journal.sqlite")));

    QVERIFY(!Journal::open(m_folder->path()));
}

void TestJournal::refusesAFileThatIsNotAJournal()
{
    m_file = m_folder->filePath(QStringLiteral("letter.txt"));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    const QByteArray content = QByteArray("Dear Sir or Madam, ").repeated(100);
    file.write(content);
    file.close();
    QVERIFY(!Journal::open(m_file));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), content);
}

void TestJournal::refusesADamagedFile()
{
    {
        const auto journal = opened();
        for (int i = 0; i < 200; ++i)
            QVERIFY(journal->save(sampleRecord(std::to_string(i), Phase::Verifying)).has_value());
    }
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QVERIFY(file.size() > 40'000);
    QVERIFY(file.seek(16'384));
    file.write(QByteArray(12'288, '\x5a'));
    file.close();
    const auto journal = Journal::open(m_file);
    QVERIFY(!journal);
    QVERIFY(QString::fromStdString(journal.error().cause).contains(m_file));
}

void TestJournal::reportsARowThatWasTamperedWith()
{
    QVERIFY(opened()->save(sampleRecord("a")).has_value());
    runRaw(m_file, QStringLiteral("UPDATE attempts SET phase = 'almost_paid'"));
    const auto journal = Journal::open(m_file);
    QVERIFY(!journal);
    const QString cause = QString::fromStdString(journal.error().cause);
    QVERIFY2(cause.endsWith(QLatin1String(
                 "attempt a in the journal is not readable: its phase is the unknown word almost_paid")),
             qPrintable(cause));
}

QTEST_GUILESS_MAIN(TestJournal)
#include "tst_journal.moc"
