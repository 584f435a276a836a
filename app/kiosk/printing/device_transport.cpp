#include "kiosk/printing/device_transport.h"

#include <QFile>
#include <QSocketNotifier>
#include <QTimer>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <termios.h>
#include <unistd.h>
#include <utility>

namespace tillwright::kiosk::printing {

namespace {

/// For what the kernel has no signal for: a serial line's buffer running empty, and a USB printer with nothing to say.
constexpr int lookAgainMs = 50;
constexpr std::size_t readBytes = 512;

struct Rate {
    int baud;
    speed_t speed;
};
constexpr std::array rates{Rate{1200, B1200},   Rate{2400, B2400},    Rate{4800, B4800},
                           Rate{9600, B9600},   Rate{19200, B19200},  Rate{38400, B38400},
                           Rate{57600, B57600}, Rate{115200, B115200}};

QString reasonOf(int error)
{
    switch (error) {
    case ENOENT:
    case ENODEV:
    case ENXIO:
        return QStringLiteral("it is not there: is the printer plugged in and switched on?");
    case EACCES:
    case EPERM:
        return QStringLiteral(
            "it may not be opened: add this program's user to the group lp (serial: dialout)");
    case EBUSY:
        return QStringLiteral("another program has it open");
    default:
        return QString::fromLocal8Bit(std::strerror(error));
    }
}

} // namespace

bool isSerialRate(int baud)
{
    return std::any_of(rates.begin(), rates.end(), [baud](const Rate &rate) { return rate.baud == baud; });
}

DeviceTransport::DeviceTransport(QString path, std::optional<SerialLine> line)
    : m_path(std::move(path)), m_line(line), m_again(new QTimer(this))
{
    m_again->setSingleShot(true);
    m_again->setInterval(lookAgainMs);
    connect(m_again, &QTimer::timeout, this, [this] {
        if (auto what = std::exchange(m_what, nullptr))
            (this->*what)();
    });
}

DeviceTransport::~DeviceTransport()
{
    close();
}

void DeviceTransport::open()
{
    close();
    const QString problem = tryOpen();
    // From the event loop, as everything.
    QMetaObject::invokeMethod(
        this,
        [this, problem] {
            if (!problem.isEmpty())
                fail(problem);
            else if (m_file >= 0)
                Q_EMIT opened();
        },
        Qt::QueuedConnection);
}

QString DeviceTransport::tryOpen()
{
    const QByteArray path = QFile::encodeName(m_path);
    struct stat about = {};
    if (::stat(path.constData(), &about) != 0)
        return reasonOf(errno);
    m_isPipe = S_ISFIFO(about.st_mode);
    if (!m_isPipe && !S_ISCHR(about.st_mode))
        return QStringLiteral("it is no device");
    const int direction = m_isPipe ? O_WRONLY : O_RDWR;
    m_file = ::open(path.constData(), direction | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
    if (m_file < 0)
        return m_isPipe && errno == ENXIO ? QStringLiteral("nobody reads it") : reasonOf(errno);
    m_isTerminal = ::isatty(m_file) == 1;
    if (const QString problem = setUpLine(); !problem.isEmpty())
        return problem;
    m_writable = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Write);
    m_writable->setEnabled(false);
    connect(m_writable.get(), &QSocketNotifier::activated, this, &DeviceTransport::writeSome);
    if (!m_isPipe) {
        m_readable = std::make_unique<QSocketNotifier>(m_file, QSocketNotifier::Read);
        connect(m_readable.get(), &QSocketNotifier::activated, this, &DeviceTransport::readSome);
    }
    return {};
}

QString DeviceTransport::setUpLine()
{
    if (!m_line)
        return {};
    termios settings = {};
    if (!m_isTerminal || ::tcgetattr(m_file, &settings) != 0)
        return QStringLiteral("it is no serial line");
    ::cfmakeraw(&settings);
    // Neither a hang-up when it is closed, which resets some printers, nor waiting for a modem.
    settings.c_cflag |= CLOCAL | CREAD;
    settings.c_cflag &= ~tcflag_t(HUPCL | CSTOPB | CRTSCTS);
    if (m_line->flow == FlowControl::Hardware)
        settings.c_cflag |= CRTSCTS;
    if (m_line->flow == FlowControl::Software)
        settings.c_iflag |= IXON | IXOFF;
    for (const Rate &rate : rates) {
        if (rate.baud == m_line->baud)
            ::cfsetspeed(&settings, rate.speed);
    }
    if (::tcsetattr(m_file, TCSANOW, &settings) != 0)
        return reasonOf(errno);
    // Answers to somebody else's questions.
    ::tcflush(m_file, TCIFLUSH);
    return {};
}

void DeviceTransport::write(const QByteArray &bytes)
{
    m_waiting += bytes;
    if (m_writable)
        m_writable->setEnabled(true);
}

void DeviceTransport::writeSome()
{
    const ssize_t written = ::write(m_file, m_waiting.constData(), std::size_t(m_waiting.size()));
    if (written < 0 && (errno == EAGAIN || errno == EINTR))
        return;
    if (written < 0) {
        fail(reasonOf(errno));
        return;
    }
    m_waiting.remove(0, written);
    if (m_waiting.isEmpty())
        m_writable->setEnabled(false);
    Q_EMIT progressed();
    if (m_waiting.isEmpty())
        checkDrained();
}

void DeviceTransport::checkDrained()
{
    int inKernel = 0;
    if (m_isTerminal && ::ioctl(m_file, TIOCOUTQ, &inKernel) == 0 && inKernel > 0) {
        later(&DeviceTransport::checkDrained);
        return;
    }
    if (m_file >= 0 && m_waiting.isEmpty())
        Q_EMIT drained();
}

void DeviceTransport::readSome()
{
    std::array<char, readBytes> buffer;
    const ssize_t count = ::read(m_file, buffer.data(), buffer.size());
    if (count > 0) {
        m_readable->setEnabled(true);
        Q_EMIT received(QByteArray(buffer.data(), count));
    } else if (count == 0 && !m_isTerminal) {
        // A USB printer that has nothing to say is readable all the same.
        m_readable->setEnabled(false);
        later(&DeviceTransport::readSome);
    } else if (count == 0) {
        fail(QStringLiteral("the line was hung up"));
    } else if (errno == EAGAIN || errno == EINTR) {
        m_readable->setEnabled(true);
    } else {
        fail(reasonOf(errno));
    }
}

void DeviceTransport::later(void (DeviceTransport::*what)())
{
    m_what = what;
    m_again->start();
}

void DeviceTransport::close()
{
    m_what = nullptr;
    m_again->stop();
    m_waiting.clear();
    // They may be further up the stack, and must not look at a number that another file gets next.
    for (auto *notifier : {m_readable.release(), m_writable.release()}) {
        if (notifier) {
            notifier->setEnabled(false);
            notifier->deleteLater();
        }
    }
    const int file = std::exchange(m_file, -1);
    if (file < 0)
        return;
    // Closing would wait for a printer without paper for half a minute.
    if (m_isTerminal)
        ::tcflush(file, TCOFLUSH);
    ::close(file);
}

void DeviceTransport::fail(const QString &cause)
{
    close();
    Q_EMIT closed(m_path + QStringLiteral(": ") + cause);
}

} // namespace tillwright::kiosk::printing
