#include "printing_fixture.h"

#include <QSignalSpy>
#include <QSqlDatabase>
#include <QSqlQuery>

using namespace tillwright::testing;

namespace {

const QString firstId = QStringLiteral("attempt-1/customer");
const QString secondId = QStringLiteral("attempt-2/customer");

} // namespace

/// The whole way over real TCP, to a printer with every fault.
class TcpPrinterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void comesOutOnce_data();
    void comesOutOnce();
    void enqueuedTwice();
    void oneAfterTheOther();
    void waitsForAPrinterThatIsOff();
    void holds_data();
    void holds();
    void paperOutInTheMiddle();
    void paperOutInTheMiddleOfMoreThanItHolds();
    void diesInTheMiddle();
    void unpluggedInTheMiddle();
    void staffDecides();
    void silentPrinterGetsNothing();
    void forgetsToConfirm();
    void saysWhatItIs();
    void restartInTheMiddle();
    void letsGoOfThePrinter();
    void nothingIsPrintedWhenTheSpoolCannotBeWritten();
};

void TcpPrinterTest::comesOutOnce_data()
{
    QTest::addColumn<int>("confirmation");
    QTest::addColumn<int>("proof");
    QTest::newRow("status") << int(Confirmation::Status) << int(Proof::Status);
    QTest::newRow("process id") << int(Confirmation::ProcessId) << int(Proof::ProcessId);
    QTest::newRow("none") << int(Confirmation::None) << int(Proof::Sent);
}

void TcpPrinterTest::comesOutOnce()
{
    QFETCH(int, confirmation);
    QFETCH(int, proof);
    Counter counter({}, Confirmation(confirmation));
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    // Durable and not waited for.
    QCOMPARE(counter.state(), JobState::Queued);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(int(counter.job().proof), proof);
    QTRY_COMPARE_WITH_TIMEOUT(titlesOf(counter.device), QStringList{firstId}, waitMs);
    QCOMPARE(counter.device.problems(), QStringList());
}

void TcpPrinterTest::enqueuedTwice()
{
    Counter counter;
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QVERIFY(!*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QVERIFY(!*counter.spooler->enqueue(exampleJob()));
    // Whatever else would come out would come before this one.
    QVERIFY(*counter.spooler->enqueue(exampleJob(secondId)));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(secondId), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device), QStringList({firstId, secondId}));
}

void TcpPrinterTest::oneAfterTheOther()
{
    Counter counter;
    QStringList ids;
    for (int number = 1; number <= 20; ++number) {
        ids.append(QStringLiteral("job-%1").arg(number));
        QVERIFY(*counter.spooler->enqueue(exampleJob(ids.last())));
    }
    QTRY_COMPARE_WITH_TIMEOUT(titlesOf(counter.device).size(), 20, waitMs);
    QCOMPARE(titlesOf(counter.device), ids);
    QTRY_VERIFY_WITH_TIMEOUT(counter.spooler->open()->isEmpty(), waitMs);
}

void TcpPrinterTest::waitsForAPrinterThatIsOff()
{
    Counter counter;
    counter.server.unplug();
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Unreachable, waitMs);
    QCOMPARE(counter.state(), JobState::Queued);
    QVERIFY(counter.server.plugIn());
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device).size(), 1);
    QCOMPARE(counter.job().tries, 1);
}

void TcpPrinterTest::holds_data()
{
    QTest::addColumn<int>("paperLines");
    QTest::addColumn<bool>("coverOpen");
    QTest::addColumn<bool>("offline");
    QTest::addColumn<int>("condition");
    QTest::newRow("no paper") << 0 << false << false << int(Condition::PaperOut);
    QTest::newRow("cover open") << 1000 << true << false << int(Condition::CoverOpen);
    QTest::newRow("off line") << 1000 << false << true << int(Condition::Offline);
}

void TcpPrinterTest::holds()
{
    QFETCH(int, paperLines);
    QFETCH(bool, coverOpen);
    QFETCH(bool, offline);
    QFETCH(int, condition);
    Behaviour behaviour;
    behaviour.paperLines = paperLines;
    behaviour.coverOpen = coverOpen;
    behaviour.offline = offline;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(int(counter.condition()), condition, waitMs);
    QCOMPARE(counter.state(), JobState::Queued);
    QVERIFY(counter.device.hanging().isEmpty());
    counter.device.setPaperLines(1000);
    counter.device.setCoverOpen(false);
    counter.device.setOffline(false);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device).size(), 1);
}

void TcpPrinterTest::paperOutInTheMiddle()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::PaperOut, waitMs);
    QCOMPARE(counter.state(), JobState::Printing);
    QVERIFY(!counter.device.hanging().isEmpty());
    // Longer than a ready printer's confirmation is waited for: somebody is fetching paper.
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::PaperOut, waitMs);
    counter.device.setPaperLines(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device), QStringList{firstId});
    QCOMPARE(counter.device.slips()[0].elements.size(), 12 + 3);
}

void TcpPrinterTest::paperOutInTheMiddleOfMoreThanItHolds()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    Counter counter(behaviour);
    // More than the printer's memory and the buffers of both ends: 9 MB of empty pictures, 576 by 64 dots each.
    const QByteArray band = QByteArray("\x1dv0\0\x48\0\x40\0", 8) + QByteArray(72 * 64, '\0');
    NewJob job = exampleJob();
    job.document.insert(job.document.size() - 6, band.repeated(2'000));
    QVERIFY(*counter.spooler->enqueue(job));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printing, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Offline, waitMs);
    counter.device.setPaperLines(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device).size(), 1);
}

void TcpPrinterTest::diesInTheMiddle()
{
    Behaviour behaviour;
    behaviour.diesAfterBytes = 60;
    Counter counter(behaviour);
    QSignalSpy attention(counter.spooler.get(), &Spooler::attention);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Uncertain, waitMs);
    QCOMPARE(attention.size(), 1);
    counter.device.switchOn();
    QVERIFY(counter.server.plugIn());
    // The next one goes on by itself, the uncertain one does not.
    QVERIFY(*counter.spooler->enqueue(exampleJob(secondId)));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(secondId), JobState::Printed, waitMs);
    QCOMPARE(counter.state(), JobState::Uncertain);
    QCOMPARE(counter.job().tries, 1);
}

void TcpPrinterTest::unpluggedInTheMiddle()
{
    Behaviour behaviour;
    behaviour.msPerLine = 5;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob(firstId, 300)));
    QTRY_VERIFY_WITH_TIMEOUT(!counter.device.hanging().isEmpty(), waitMs);
    counter.server.unplug();
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Uncertain, waitMs);
    QVERIFY2(!counter.job().reason.isEmpty(), "nobody knows why");
}

void TcpPrinterTest::staffDecides()
{
    Behaviour behaviour;
    behaviour.diesAfterBytes = 60;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Uncertain, waitMs);
    counter.device.switchOn();
    QVERIFY(counter.server.plugIn());
    QVERIFY(counter.spooler->printAgain(firstId));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    // On the paper that hung out of the printer when it died.
    QCOMPARE(titlesOf(counter.device).size(), 1);
    const QStringList lines = textOf(counter.device.slips()[0], 42);
    QCOMPARE(lines.filter(QStringLiteral("DUPLICATE ") + firstId).size(), 1);
    QVERIFY(!counter.spooler->printAgain(firstId));
    QVERIFY(!counter.spooler->cameOut(firstId));
}

void TcpPrinterTest::silentPrinterGetsNothing()
{
    Behaviour behaviour;
    behaviour.answersStatus = false;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Silent, waitMs);
    QCOMPARE(counter.state(), JobState::Queued);
    QVERIFY(counter.device.hanging().isEmpty());
    counter.device.setAnswersStatus(true);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(counter.device).size(), 1);
}

void TcpPrinterTest::forgetsToConfirm()
{
    Behaviour behaviour;
    behaviour.answersProcessId = false;
    Counter counter(behaviour, Confirmation::ProcessId);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(), JobState::Uncertain, waitMs);
    QVERIFY2(counter.job().reason.contains(QStringLiteral("confirm")), qPrintable(counter.job().reason));
    QVERIFY(counter.spooler->cameOut(firstId));
    QCOMPARE(counter.state(), JobState::Printed);
    QCOMPARE(counter.job().proof, Proof::Staff);
    QCOMPARE(titlesOf(counter.device).size(), 1);
}

void TcpPrinterTest::saysWhatItIs()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    behaviour.nearEndLines = 10;
    Counter counter(behaviour);
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::PaperLow, waitMs);
    counter.device.setPaperLines(100);
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Ready, waitMs);
    counter.device.setCoverOpen(true);
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::CoverOpen, waitMs);
    counter.server.unplug();
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Unreachable, waitMs);
}

void TcpPrinterTest::restartInTheMiddle()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    Counter counter(behaviour);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QVERIFY(*counter.spooler->enqueue(exampleJob(secondId)));
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::PaperOut, waitMs);
    QCOMPARE(counter.state(), JobState::Printing);
    counter.stop();
    counter.device.setPaperLines(std::nullopt);
    counter.start();
    QCOMPARE(counter.state(), JobState::Uncertain);
    QTRY_COMPARE_WITH_TIMEOUT(counter.state(secondId), JobState::Printed, waitMs);
    QCOMPARE(counter.state(), JobState::Uncertain);
    // The printer had it in its memory: it came out, and would have come out twice.
    QCOMPARE(titlesOf(counter.device), QStringList({firstId, secondId}));
}

void TcpPrinterTest::letsGoOfThePrinter()
{
    Counter first;
    QVERIFY(*first.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(first.state(), JobState::Printed, waitMs);
    // Another register with the same printer, which takes one connection at a time.
    QTemporaryDir folder;
    auto store = SpoolStore::open(folder.filePath(QStringLiteral("spool.sqlite")));
    QVERIFY(store);
    EscPosPrinter printer(std::make_unique<TcpTransport>(QStringLiteral("127.0.0.1"), first.server.port()),
                          Confirmation::Status, shortPatience());
    Spooler second(**store, printer, first.clock);
    QVERIFY(*second.enqueue(exampleJob(secondId)));
    QTRY_COMPARE_WITH_TIMEOUT((**(*store)->find(secondId)).state, JobState::Printed, waitMs);
    QCOMPARE(titlesOf(first.device), QStringList({firstId, secondId}));
}

void TcpPrinterTest::nothingIsPrintedWhenTheSpoolCannotBeWritten()
{
    Counter counter;
    counter.server.unplug();
    QSignalSpy troubled(counter.spooler.get(), &Spooler::troubled);
    QVERIFY(*counter.spooler->enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(counter.condition(), Condition::Unreachable, waitMs);
    // As on a disk that has become read-only.
    for (const QString &name : QSqlDatabase::connectionNames())
        QSqlQuery(QSqlDatabase::database(name)).exec(QStringLiteral("PRAGMA query_only = ON"));
    QVERIFY(counter.server.plugIn());
    QVERIFY(troubled.wait(waitMs));
    QVERIFY(counter.device.hanging().isEmpty() && counter.device.slips().isEmpty());
}

QTEST_GUILESS_MAIN(TcpPrinterTest)
#include "tst_tcp_printer.moc"
