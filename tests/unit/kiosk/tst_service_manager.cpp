#include "kiosk/service_manager.h"

#include <QElapsedTimer>
#include <QTemporaryDir>
#include <QtTest>
#include <algorithm>
#include <array>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using tillwright::kiosk::ServiceManager;
using namespace std::chrono_literals;

namespace {

/// The manager's end of a socket, as systemd has it.
class Manager
{
public:
    explicit Manager(const QByteArray &path)
        : m_socket(::socket(AF_UNIX, SOCK_DGRAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(path.begin(), path.end(), address.sun_path);
        const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(path.size()));
        if (path.startsWith('@'))
            address.sun_path[0] = '\0';
        m_listens = ::bind(m_socket, reinterpret_cast<const sockaddr *>(&address), length) == 0;
    }
    ~Manager() { ::close(m_socket); }
    [[nodiscard]] bool listens() const { return m_listens; }
    /// Empty when nothing has come.
    QByteArray next()
    {
        std::array<char, 256> bytes{};
        const auto got = ::recv(m_socket, bytes.data(), bytes.size(), 0);
        return got > 0 ? QByteArray(bytes.data(), got) : QByteArray();
    }

private:
    int m_socket;
    bool m_listens = false;
};

} // namespace

class TestServiceManager : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tellsThatItIsThereAndAlive_data()
    {
        QTest::addColumn<bool>("isAbstract");
        QTest::newRow("a path") << false;
        QTest::newRow("an abstract name") << true;
    }
    void tellsThatItIsThereAndAlive()
    {
        QFETCH(bool, isAbstract);
        const QTemporaryDir folder;
        const QByteArray address = isAbstract ? "@tillwright-test-" + QByteArray::number(::getpid())
                                              : QFile::encodeName(folder.filePath(QStringLiteral("notify")));
        Manager manager(address);
        QVERIFY(manager.listens());
        ServiceManager service({address, 30ms});
        QCOMPARE(service.intervalMs(), 10);
        QCOMPARE(manager.next(), QByteArray());
        service.ready();
        QCOMPARE(manager.next(), QByteArray("READY=1"));
        QByteArray second;
        QTRY_VERIFY(!(second = manager.next()).isEmpty());
        QCOMPARE(second, QByteArray("WATCHDOG=1"));
    }

    /// What hangs is silent: nothing but the event loop speaks.
    void isSilentWhileTheLoopHangs()
    {
        QByteArrayList said;
        ServiceManager service({"@nobody", 3ms}, [&](const QByteArray &message) {
            said.append(message);
            return true;
        });
        service.ready();
        QElapsedTimer hang;
        hang.start();
        while (hang.elapsed() < 20)
            continue;
        QCOMPARE(said, QByteArrayList{"READY=1"});
        QTRY_VERIFY(said.size() > 1);
        QCOMPARE(said.last(), QByteArray("WATCHDOG=1"));
    }

    void saysNothingWhereNobodyListens()
    {
        bool isTold = false;
        ServiceManager service({{}, 3ms}, [&](const QByteArray &) { return isTold = true; });
        service.ready();
        QCOMPARE(service.intervalMs(), 0);
        QVERIFY(!isTold);
        // A socket that has gone is no reason to end.
        ServiceManager gone({"/nonexistent/notify", 0us});
        gone.ready();
    }

    void takesItsWishesFromTheEnvironment()
    {
        qputenv("NOTIFY_SOCKET", "/run/systemd/notify");
        qputenv("WATCHDOG_USEC", "30000000");
        // The compositor's.
        qputenv("WATCHDOG_PID", "1");
        const auto wishes = ServiceManager::wishesOfTheEnvironment();
        QCOMPARE(wishes.socket, QByteArray("/run/systemd/notify"));
        QVERIFY(wishes.watchdogUs == 30s);
        QCOMPARE(ServiceManager(wishes).intervalMs(), 10'000);
        // Children do not inherit them.
        QVERIFY(!qEnvironmentVariableIsSet("NOTIFY_SOCKET") && !qEnvironmentVariableIsSet("WATCHDOG_USEC"));
        qputenv("WATCHDOG_USEC", "soon");
        QVERIFY(ServiceManager::wishesOfTheEnvironment().watchdogUs == 0us);
        qunsetenv("WATCHDOG_USEC");
    }
};

QTEST_GUILESS_MAIN(TestServiceManager)
#include "tst_service_manager.moc"
