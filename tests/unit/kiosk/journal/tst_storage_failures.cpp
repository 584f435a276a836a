#include "journal_fixture.h"

#include "../../../support/fake_ports.h"
#include "../../../support/sqlite_faults.h"
#include "checkout/transition.h"

#include <csignal>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::journal::Journal;
using kiosk::journal::openJournal;
using Kind = checkout::JournalError::Kind;
using PaymentKind = domain::PaymentStatus::Kind;

namespace {

/// Root may write everywhere; a test of rights is somebody else for as long as this lives.
class AsSomebodyElse
{
public:
    explicit AsSomebodyElse(const QString &folder)
    {
        // Its way there, for the one who is not the owner any more.
        QFile::setPermissions(folder, QFile::permissions(folder) | QFile::ReadOther | QFile::ExeOther);
        if (::geteuid() == 0 && ::seteuid(nobodyId) != 0)
            qFatal("not allowed to be somebody else");
    }
    ~AsSomebodyElse()
    {
        if (::getuid() == 0 && ::seteuid(0) != 0)
            qFatal("not allowed to be root again");
    }
    AsSomebodyElse(const AsSomebodyElse &) = delete;
    AsSomebodyElse &operator=(const AsSomebodyElse &) = delete;

private:
    static constexpr uid_t nobodyId = 65'534;
};

struct Observer : checkout::DeskObserver {
    std::vector<std::string> alarms;
    void stateChanged(const checkout::State &) override {}
    void backgroundChanged() override {}
    void alarm(const std::string &text) override { alarms.push_back(text); }
    void timeline(const std::string &) override {}
};

/// A desk on a real journal; everything else is a fake.
struct DeskOnDisk {
    explicit DeskOnDisk(const JournalFolder &folder)
        : journal(folder.openWhole()),
          desk({fakes.backend, fakes.page, *journal, fakes.receipts, fakes.clock, fakes.random}, {})
    {
        desk.setObserver(&observer);
    }
    [[nodiscard]] std::string state() const { return std::string(checkout::stateName(desk.state())); }
    [[nodiscard]] bool alarmSays(const char *words) const
    {
        return std::any_of(observer.alarms.begin(), observer.alarms.end(), [words](const std::string &alarm) {
            return alarm.find(words) != std::string::npos;
        });
    }

    FakePorts fakes;
    Observer observer;
    std::unique_ptr<Journal> journal;
    checkout::CheckoutDesk desk;
};

} // namespace

/// Full and read-only disks, and other programs: each is told in plain words, and no request leaves without its row.
class TestStorageFailures : public QObject
{
    Q_OBJECT

    static void faultRows()
    {
        QTest::addColumn<int>("code");
        QTest::addColumn<bool>("atSync");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("words");
        QTest::newRow("full") << SQLITE_FULL << false << int(Kind::DiskFull)
                              << QStringLiteral("the disk is full");
        QTest::newRow("read-only") << SQLITE_READONLY << false << int(Kind::ReadOnly)
                                   << QStringLiteral("it cannot be written");
        QTest::newRow("broken") << SQLITE_IOERR_WRITE << false << int(Kind::Failed)
                                << QStringLiteral("disk I/O error");
        QTest::newRow("does not sync")
            << SQLITE_IOERR_FSYNC << true << int(Kind::Failed) << QStringLiteral("disk I/O error");
    }
    void arm()
    {
        QFETCH(const int, code);
        QFETCH(const bool, atSync);
        if (atSync)
            m_faults.failSyncs(code);
        else
            m_faults.failWrites(code);
    }

    SqliteFaults m_faults;

private Q_SLOTS:
    void cleanup() { m_faults.heal(); }

    void nothingIsKeptOfWhatCouldNotBeWritten_data() { faultRows(); }
    void nothingIsKeptOfWhatCouldNotBeWritten()
    {
        QFETCH(const int, kind);
        QFETCH(const QString, words);
        const JournalFolder folder;
        {
            const auto journal = folder.openWhole();
            QVERIFY(journal->save(recordWithIds("a", Phase::Paid)).has_value());
            arm();
            const auto kept = journal->save(recordWithIds("b", Phase::Paid));
            QVERIFY(!kept);
            QCOMPARE(int(kept.error().kind), kind);
            QVERIFY2(QString::fromStdString(kept.error().cause).contains(words), kept.error().cause.c_str());
            // Room again: it goes on, and no number was lost or given twice.
            m_faults.heal();
            QCOMPARE(journal->openAttempts()->size(), std::size_t(1));
            QCOMPARE(journal->save(recordWithIds("c", Phase::Paid))->receiptNumber, std::int64_t(2));
        }
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(2));
    }

    /// A full disk is no damage: nothing is renamed.
    void aFullDiskAtTheStartIsToldAndNothingIsRenamed()
    {
        const JournalFolder folder;
        m_faults.failWrites(SQLITE_FULL);
        const auto opened = openJournal(folder.file(), journalNowMs, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Kind::DiskFull);
        QVERIFY(QString::fromStdString(opened.error().cause).contains(folder.file()));
        m_faults.heal();
        QCOMPARE(folder.names().filter(QStringLiteral("damaged")), QStringList());
        QVERIFY(folder.open().journal->save(sampleRecord("a")).has_value());
    }

    void atTheDeskNoRequestLeaves_data() { faultRows(); }
    void atTheDeskNoRequestLeaves()
    {
        QFETCH(const QString, words);
        const JournalFolder folder;
        DeskOnDisk d(folder);
        arm();
        QVERIFY(d.desk.start(exampleSale()).has_value());
        QCOMPARE(d.state(), std::string("Refused"));
        QVERIFY(std::get<checkout::state::Refused>(d.desk.state()).journalFailed);
        QVERIFY(d.fakes.backend.create.asked.empty());
        QVERIFY2(d.alarmSays(words.toUtf8().constData()), d.observer.alarms.front().c_str());
        m_faults.heal();
        d.desk.dismiss();
        QVERIFY(d.desk.start(exampleSale()).has_value());
        QCOMPARE(d.fakes.backend.create.asked.size(), std::size_t(1));
    }

    void atTheDeskNothingIsConfirmedWithoutItsRow_data() { faultRows(); }
    void atTheDeskNothingIsConfirmedWithoutItsRow()
    {
        const JournalFolder folder;
        DeskOnDisk d(folder);
        QVERIFY(d.desk.start(exampleSale()).has_value());
        d.fakes.backend.create.answer(exampleAnswer(exampleSale(), "clv_1"));
        d.fakes.page.say(contract::page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"});
        arm();
        QVERIFY(!d.fakes.page.say(contract::page::Confirming{"clv_1"}));
        QCOMPARE(d.state(), std::string("Abandoning"));
        QVERIFY(!d.observer.alarms.empty());
    }

    /// The disk fills up while Clive's word is on its way: the sale is not forgotten, the receipt waits for its row.
    void atTheDeskAReceiptWaitsForItsRow()
    {
        const JournalFolder folder;
        DeskOnDisk d(folder);
        QVERIFY(d.desk.start(exampleSale()).has_value());
        const auto checkout = exampleAnswer(exampleSale(), "clv_1");
        d.fakes.backend.create.answer(checkout);
        d.fakes.page.say(contract::page::IntentSeen{"clv_1", 75'000, "USD", "requires_payment_method"});
        QVERIFY(d.fakes.page.say(contract::page::Confirming{"clv_1"}));
        m_faults.failWrites(SQLITE_FULL);
        d.fakes.backend.status.answerLatest(exampleState(checkout, PaymentKind::Paid));
        QCOMPARE(d.state(), std::string("Unresolved"));
        QVERIFY(d.fakes.receipts.issued.empty());
        QVERIFY(d.alarmSays("the disk is full"));
        m_faults.heal();
        d.fakes.clock.advance(checkout::unresolvedCheckFirstMs);
        d.fakes.backend.status.answerLatest(exampleState(checkout, PaymentKind::Paid));
        QCOMPARE(d.state(), std::string("Paid"));
        QCOMPARE(d.fakes.receipts.issued.size(), std::size_t(1));
        QCOMPARE(d.fakes.receipts.issued.front().receiptNumber, std::int64_t(1));
    }

    void aFolderThatCannotBeWrittenIsTold()
    {
        const JournalFolder folder;
        QVERIFY(QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::ExeOwner));
        {
            const AsSomebodyElse somebody(folder.path());
            const auto opened = openJournal(folder.file(), journalNowMs, {});
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, Kind::ReadOnly);
            QVERIFY2(
                QString::fromStdString(opened.error().cause).contains(QStringLiteral("it cannot be written")),
                opened.error().cause.c_str());
        }
        QFile::setPermissions(folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QCOMPARE(folder.names(), QStringList());
    }

    /// Nor one that cannot be read: that is for somebody to put right, and no reason to start anew.
    void aFileThatIsNotOursIsToldAndStays()
    {
        const JournalFolder folder;
        folder.openWhole().reset();
        QVERIFY(
            QFile::setPermissions(folder.file(), ::geteuid() == 0 ? QFile::ReadOwner : QFile::Permissions{}));
        {
            const AsSomebodyElse somebody(folder.path());
            const auto opened = openJournal(folder.file(), journalNowMs, {});
            QVERIFY(!opened);
            QCOMPARE(opened.error().kind, Kind::ReadOnly);
        }
        QFile::setPermissions(folder.file(), QFile::ReadOwner | QFile::WriteOwner);
        QCOMPARE(folder.names(), QStringList{QStringLiteral("journal.sqlite")});
        QVERIFY(!folder.open().setAside);
    }

    /// Another process, as another kiosk would be.
    void anotherProgramIsToldAndNothingIsRenamed()
    {
        const JournalFolder folder;
        int pipeEnds[2];
        QCOMPARE(pipe(pipeEnds), 0);
        const pid_t child = fork();
        if (child == 0) {
            const auto journal = folder.openWhole();
            const char ready = journal->save(sampleRecord("a")) ? 'y' : 'n';
            if (::write(pipeEnds[1], &ready, 1) != 1)
                _exit(1);
            pause();
            _exit(1);
        }
        char ready = 0;
        QCOMPARE(::read(pipeEnds[0], &ready, 1), ssize_t(1));
        QCOMPARE(ready, 'y');
        const auto second = openJournal(folder.file(), journalNowMs, {});
        ::kill(child, SIGKILL);
        waitpid(child, nullptr, 0);
        ::close(pipeEnds[0]);
        ::close(pipeEnds[1]);
        QVERIFY(!second);
        QCOMPARE(second.error().kind, Kind::InUse);
        QVERIFY(QString::fromStdString(second.error().cause)
                    .contains(QStringLiteral("another program has it open")));
        const auto opened = folder.open();
        QVERIFY(!opened.setAside);
        QCOMPARE(opened.journal->openAttempts()->size(), std::size_t(1));
    }

    void aNewerSchemaIsNotSetAside()
    {
        const JournalFolder folder;
        folder.openWhole().reset();
        runRaw(folder.file(), QStringLiteral("PRAGMA user_version = 99"));
        const auto opened = openJournal(folder.file(), journalNowMs, {});
        QVERIFY(!opened);
        QCOMPARE(opened.error().kind, Kind::NewerSchema);
        QVERIFY(QString::fromStdString(opened.error().cause)
                    .contains(QStringLiteral("install the newer program")));
        QCOMPARE(folder.names(), QStringList{QStringLiteral("journal.sqlite")});
    }
};

QTEST_GUILESS_MAIN(TestStorageFailures)
#include "tst_storage_failures.moc"
