#include "printing_fixture.h"

#include "kiosk/printing/cups_printer.h"

#include <QBuffer>
#include <QDir>
#include <QPainter>
#include <QPdfWriter>
#include <QProcess>

using namespace tillwright::testing;

namespace {

QString server()
{
    return qEnvironmentVariable("TILLWRIGHT_CUPS");
}

/// One of CUPS's own commands; what it says when it fails.
QString cups(const QString &command, const QStringList &arguments)
{
    QProcess process;
    process.start(command, QStringList{QStringLiteral("-h"), server()} + arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        return command + QStringLiteral(": ") + QString::fromUtf8(process.readAllStandardError());
    return {};
}

struct Register {
    explicit Register(const CupsQueue &queue)
        : store(*SpoolStore::open(folder.filePath(QStringLiteral("spool.sqlite")))), printer(queue, 100),
          spooler(*store, printer, clock)
    {
    }
    [[nodiscard]] Job job(const QString &id = exampleJob().id) const { return **store->find(id); }
    [[nodiscard]] JobState state(const QString &id = exampleJob().id) const { return job(id).state; }
    [[nodiscard]] Condition condition() const { return printer.status().condition; }

    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<SpoolStore> store;
    CupsPrinter printer;
    Spooler spooler;
};

} // namespace

/// A real CUPS server (tests/support/with_cups.sh), whose raw queue leads to the virtual printer.
class CupsPrinterTest : public QObject
{
    Q_OBJECT

private:
    VirtualPrinter m_device;
    PrinterServer m_port{m_device};
    const CupsQueue m_counter{QStringLiteral("counter"), server(), true};

private Q_SLOTS:
    void initTestCase();
    void rawJobComesOutOnce();
    void stoppedQueueHolds();
    void cancelledInTheQueue();
    void noSuchQueue();
    void noServer();
    void pdfJob();
    void readsWhatCupsSays_data();
    void readsWhatCupsSays();
};

void CupsPrinterTest::initTestCase()
{
    QVERIFY2(!server().isEmpty(), "run it by tests/support/with_cups.sh");
    QVERIFY(m_port.listen());
    const QString device = QStringLiteral("socket://127.0.0.1:%1").arg(m_port.port());
    QCOMPARE(cups(QStringLiteral("lpadmin"),
                  {QStringLiteral("-p"), QStringLiteral("counter"), QStringLiteral("-E"),
                   QStringLiteral("-v"), device, QStringLiteral("-m"), QStringLiteral("raw")}),
             QString());
}

void CupsPrinterTest::rawJobComesOutOnce()
{
    Register desk(m_counter);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QVERIFY(*desk.spooler.enqueue(exampleJob(QStringLiteral("second"))));
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(QStringLiteral("second")), JobState::Printed, waitMs);
    QCOMPARE(desk.job().proof, Proof::Queue);
    QCOMPARE(titlesOf(m_device), QStringList({exampleJob().id, QStringLiteral("second")}));
    QCOMPARE(m_device.problems(), QStringList());
}

void CupsPrinterTest::stoppedQueueHolds()
{
    const auto before = m_device.slips().size();
    QCOMPARE(cups(QStringLiteral("cupsdisable"), {QStringLiteral("counter")}), QString());
    Register desk(m_counter);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.condition(), Condition::Offline, waitMs);
    QCOMPARE(desk.state(), JobState::Queued);
    QCOMPARE(cups(QStringLiteral("cupsenable"), {QStringLiteral("counter")}), QString());
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Printed, waitMs);
    QCOMPARE(m_device.slips().size(), before + 1);
}

/// By the shop's administrator, while the printer was off: CUPS does not say whether something had come out.
void CupsPrinterTest::cancelledInTheQueue()
{
    m_port.unplug();
    Register desk(m_counter);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.condition(), Condition::Unreachable, waitMs);
    QCOMPARE(desk.state(), JobState::Printing);
    QCOMPARE(cups(QStringLiteral("cancel"), {QStringLiteral("-a"), QStringLiteral("counter")}), QString());
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Uncertain, waitMs);
    QVERIFY(m_port.plugIn());
}

void CupsPrinterTest::noSuchQueue()
{
    Register desk(CupsQueue{QStringLiteral("nowhere"), server(), true});
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.condition(), Condition::Unreachable, waitMs);
    QVERIFY2(desk.printer.status().detail.contains(QStringLiteral("nowhere")),
             qPrintable(desk.printer.status().detail));
    QCOMPARE(desk.state(), JobState::Queued);
}

void CupsPrinterTest::noServer()
{
    Register desk(CupsQueue{QStringLiteral("counter"), QStringLiteral("/nowhere/cups.sock"), true});
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.condition(), Condition::Unreachable, waitMs);
    QCOMPARE(desk.state(), JobState::Queued);
}

/// Through CUPS's filters to its PDF printer.
void CupsPrinterTest::pdfJob()
{
    const QString folder = qEnvironmentVariable("TILLWRIGHT_CUPS_PDF");
    if (folder.isEmpty())
        QSKIP("the PDF printer needs root and printer-driver-cups-pdf");
    NewJob job = exampleJob(QStringLiteral("pdf-paper"));
    QBuffer pdf(&job.document);
    {
        QPdfWriter writer(&pdf);
        writer.setPageSize(QPageSize(QPageSize::A6));
        pdf.open(QIODevice::WriteOnly);
        QPainter painter(&writer);
        painter.drawText(100, 400, QStringLiteral("Receipt 17"));
    }
    pdf.close();
    Register desk(CupsQueue{QStringLiteral("pdf"), server(), false});
    QVERIFY(*desk.spooler.enqueue(job));
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(job.id), JobState::Printed, 3 * waitMs);
    const auto files = QDir(folder).entryInfoList({QStringLiteral("*.pdf")}, QDir::Files);
    QCOMPARE(files.size(), 1);
    QFile printed(files[0].filePath());
    QVERIFY(printed.open(QIODevice::ReadOnly));
    QVERIFY(printed.read(5) == "%PDF-");
}

void CupsPrinterTest::readsWhatCupsSays_data()
{
    QTest::addColumn<QString>("line");
    QTest::addColumn<int>("condition");
    QTest::newRow("idle") << QStringLiteral("\tAlerts: none") << int(Condition::Ready);
    QTest::newRow("low") << QStringLiteral("\tAlerts: media-low-warning") << int(Condition::PaperLow);
    QTest::newRow("out") << QStringLiteral("\tAlerts: media-empty-error") << int(Condition::PaperOut);
    QTest::newRow("cover") << QStringLiteral("\tAlerts: cover-open") << int(Condition::CoverOpen);
    QTest::newRow("jam") << QStringLiteral("\tAlerts: media-jam-error") << int(Condition::Error);
    QTest::newRow("off") << QStringLiteral("\tAlerts: offline-report") << int(Condition::Unreachable);
    QTest::newRow("paused") << QStringLiteral("\tAlerts: paused") << int(Condition::Offline);
}

void CupsPrinterTest::readsWhatCupsSays()
{
    QFETCH(QString, line);
    QFETCH(int, condition);
    const QString text = QStringLiteral("printer counter is idle.  enabled since today\n") + line + u'\n';
    QCOMPARE(int(CupsPrinter::statusFrom(text).condition), condition);
}

QTEST_MAIN(CupsPrinterTest)
#include "tst_cups_printer.moc"
