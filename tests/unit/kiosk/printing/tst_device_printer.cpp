#include "printing_fixture.h"

#include "kiosk/printing/device_transport.h"

#include <QSignalSpy>
#include <QSocketNotifier>
#include <array>
#include <cstdlib>
#include <fcntl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>

using namespace tillwright::testing;

namespace {

/// The other end of a serial line, with a printer at it.
class PtyPrinter : public QObject
{
public:
    explicit PtyPrinter(VirtualPrinter &printer)
        : m_printer(printer), m_file(::posix_openpt(O_RDWR | O_NOCTTY))
    {
        if (m_file < 0 || ::grantpt(m_file) != 0 || ::unlockpt(m_file) != 0)
            qFatal("no pseudo terminal");
        ::fcntl(m_file, F_SETFL, O_NONBLOCK);
        m_readable = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
        connect(m_readable.get(), &QSocketNotifier::activated, this, [this] { feed(); });
        connect(&printer, &VirtualPrinter::hungry, this, [this] { feed(); });
        connect(&printer, &VirtualPrinter::answered, this, [this](const QByteArray &bytes) {
            if (::write(m_file, bytes.constData(), std::size_t(bytes.size())) < 0)
                qWarning("an answer got lost");
        });
    }
    ~PtyPrinter() override { hangUp(); }
    [[nodiscard]] QString path() const { return QString::fromLocal8Bit(::ptsname(m_file)); }
    void hangUp()
    {
        m_readable.reset();
        if (m_file >= 0)
            ::close(std::exchange(m_file, -1));
    }

private:
    void feed()
    {
        std::array<char, 256> buffer;
        while (m_readable && m_printer.freeBytes() > 0) {
            const auto room = std::min<std::size_t>(buffer.size(), std::size_t(m_printer.freeBytes()));
            const ssize_t count = ::read(m_file, buffer.data(), room);
            // EIO: nobody has the other end open, between two jobs.
            m_readable->setEnabled(true);
            if (count <= 0)
                return;
            m_printer.receive(QByteArray(buffer.data(), count));
        }
        // A full printer holds the line back.
        if (m_readable)
            m_readable->setEnabled(m_printer.freeBytes() > 0);
    }

    VirtualPrinter &m_printer;
    int m_file;
    std::unique_ptr<QSocketNotifier> m_readable;
};

struct Register {
    Register(const QString &path, std::optional<SerialLine> line, Confirmation confirmation)
        : store(*SpoolStore::open(folder.filePath(QStringLiteral("spool.sqlite")))),
          printer(std::make_unique<DeviceTransport>(path, line), confirmation, shortPatience()),
          spooler(*store, printer, clock)
    {
    }
    [[nodiscard]] JobState state(const QString &id = exampleJob().id) const
    {
        return (**store->find(id)).state;
    }

    QTemporaryDir folder;
    FakeClock clock;
    std::unique_ptr<SpoolStore> store;
    EscPosPrinter printer;
    Spooler spooler;
};

} // namespace

/// Printers that are files.
class DevicePrinterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void serialLine_data();
    void serialLine();
    void everyByteGetsThroughALine();
    void paperOutOnALine();
    void lineIsHungUp();
    void pipe();
    void notThere();
    void noDevice();
    void noLine();
};

void DevicePrinterTest::serialLine_data()
{
    QTest::addColumn<int>("flow");
    QTest::newRow("none") << int(FlowControl::None);
    QTest::newRow("hardware") << int(FlowControl::Hardware);
    QTest::newRow("software") << int(FlowControl::Software);
}

void DevicePrinterTest::serialLine()
{
    QFETCH(int, flow);
    VirtualPrinter device;
    PtyPrinter line(device);
    Register desk(line.path(), SerialLine{19200, FlowControl(flow)}, Confirmation::ProcessId);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(device), QStringList{exampleJob().id});
    QCOMPARE(device.problems(), QStringList());
}

/// Terminals like to change line ends, swallow control characters and echo.
void DevicePrinterTest::everyByteGetsThroughALine()
{
    VirtualPrinter device;
    PtyPrinter line(device);
    Register desk(line.path(), SerialLine{115200, FlowControl::None}, Confirmation::Status);
    NewJob job = exampleJob();
    QByteArray picture("\x1dv0\0\x01\0\x00\x01", 8);
    for (int byte = 0; byte < 256; ++byte)
        picture += char(byte);
    job.document.insert(job.document.size() - 6, picture);
    QVERIFY(*desk.spooler.enqueue(job));
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Printed, waitMs);
    QCOMPARE(device.problems(), QStringList());
    const auto &elements = device.slips().value(0).elements;
    const auto found = std::find_if(elements.begin(), elements.end(), [](const auto &element) {
        return std::holds_alternative<tillwright::kiosk::virtual_printer::Picture>(element);
    });
    QVERIFY(found != elements.end());
    const QImage dots = std::get<tillwright::kiosk::virtual_printer::Picture>(*found).dots;
    QCOMPARE(dots.height(), 256);
    for (int byte = 0; byte < 256; ++byte)
        QCOMPARE(int(dots.constScanLine(byte)[0]), byte);
}

void DevicePrinterTest::paperOutOnALine()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    VirtualPrinter device(behaviour);
    PtyPrinter line(device);
    Register desk(line.path(), SerialLine{}, Confirmation::Status);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::PaperOut, waitMs);
    QCOMPARE(desk.state(), JobState::Printing);
    device.setPaperLines(std::nullopt);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Printed, waitMs);
    QCOMPARE(titlesOf(device).size(), 1);
}

void DevicePrinterTest::lineIsHungUp()
{
    Behaviour behaviour;
    behaviour.paperLines = 5;
    VirtualPrinter device(behaviour);
    PtyPrinter line(device);
    Register desk(line.path(), SerialLine{}, Confirmation::Status);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::PaperOut, waitMs);
    line.hangUp();
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Uncertain, waitMs);
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::Unreachable, waitMs);
}

/// One that never answers.
void DevicePrinterTest::pipe()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("lp"));
    QCOMPARE(::mkfifo(QFile::encodeName(path).constData(), 0600), 0);
    Register desk(path, std::nullopt, Confirmation::Status);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::Unreachable, waitMs);
    QCOMPARE(desk.state(), JobState::Queued);
    const int end = ::open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
    QVERIFY(end >= 0);
    QTRY_COMPARE_WITH_TIMEOUT(desk.state(), JobState::Printed, waitMs);
    QCOMPARE((**desk.store->find(exampleJob().id)).proof, Proof::Sent);
    QByteArray bytes(4096, Qt::Uninitialized);
    bytes.resize(::read(end, bytes.data(), std::size_t(bytes.size())));
    ::close(end);
    QVERIFY(bytes.startsWith(exampleJob().document));
}

void DevicePrinterTest::notThere()
{
    Register desk(QStringLiteral("/dev/tillwright-no-such-printer"), std::nullopt, Confirmation::Status);
    QVERIFY(*desk.spooler.enqueue(exampleJob()));
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::Unreachable, waitMs);
    QVERIFY(desk.printer.status().detail.contains(QStringLiteral("plugged in")));
    QCOMPARE(desk.state(), JobState::Queued);
}

void DevicePrinterTest::noDevice()
{
    QTemporaryDir folder;
    QFile file(folder.filePath(QStringLiteral("file")));
    QVERIFY(file.open(QIODevice::WriteOnly));
    Register desk(file.fileName(), std::nullopt, Confirmation::Status);
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::Unreachable, waitMs);
    QVERIFY(desk.printer.status().detail.contains(QStringLiteral("no device")));
}

void DevicePrinterTest::noLine()
{
    Register desk(QStringLiteral("/dev/null"), SerialLine{}, Confirmation::Status);
    QTRY_COMPARE_WITH_TIMEOUT(desk.printer.status().condition, Condition::Unreachable, waitMs);
    QVERIFY(desk.printer.status().detail.contains(QStringLiteral("no serial line")));
}

QTEST_GUILESS_MAIN(DevicePrinterTest)
#include "tst_device_printer.moc"
