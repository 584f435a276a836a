#include "../../../support/fake_ports.h"

#include "kiosk/qt_clock.h"
#include "kiosk/watchdog/watchdog.h"

#include <QSemaphore>
#include <QTemporaryDir>
#include <QTest>

#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <thread>
#include <unistd.h>

using namespace tillwright;
using namespace tillwright::kiosk::watchdog;

namespace {

constexpr std::int64_t secondMs = 1'000;

/// systemd's side: a real datagram socket.
class Manager
{
public:
    explicit Manager(const QByteArray &name) : m_handle(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(name.begin(), name.end(), address.sun_path);
        if (name.startsWith('@'))
            address.sun_path[0] = '\0';
        m_isBound = ::bind(m_handle, reinterpret_cast<const sockaddr *>(&address),
                           socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(name.size())))
            == 0;
    }
    ~Manager() { ::close(m_handle); }
    [[nodiscard]] bool isBound() const { return m_isBound; }
    /// The next datagram; empty when none comes in time.
    [[nodiscard]] QByteArray next(int waitMs = 0) const
    {
        pollfd waiting{m_handle, POLLIN, 0};
        if (::poll(&waiting, 1, waitMs) != 1)
            return {};
        QByteArray text(256, '\0');
        text.resize(
            qsizetype(std::max<ssize_t>(::recv(m_handle, text.data(), std::size_t(text.size()), 0), 0)));
        return text;
    }
    QByteArrayList all() const
    {
        QByteArrayList messages;
        for (QByteArray message = next(); !message.isEmpty(); message = next())
            messages += message;
        return messages;
    }

private:
    int m_handle;
    bool m_isBound = false;
};

struct Service {
    QTemporaryDir folder;
    QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
    Manager manager{path};
    testing::FakeClock clock;
    Watchdog dog{{path.toStdString(), 20'000'000}, clock};

    /// The page answers every second.
    void live(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            clock.advance(secondMs);
            dog.pageAnswered();
        }
    }
};

const QByteArray alive = "WATCHDOG=1";

} // namespace

class WatchdogTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void nothingIsSaidBeforeTheFirstScreen()
    {
        Service service;
        QVERIFY(service.manager.isBound());
        service.live(60);
        QVERIFY(service.manager.all().isEmpty());
        service.dog.ready();
        QCOMPARE(service.manager.all(), (QByteArrayList{"READY=1", alive}));
        service.dog.ready();
        QVERIFY(service.manager.all().isEmpty());
    }

    void itIsFedAtHalfTime()
    {
        Service service;
        service.dog.ready();
        service.manager.all();
        service.live(9);
        QVERIFY(service.manager.all().isEmpty());
        service.live(1);
        QCOMPARE(service.manager.all(), QByteArrayList{alive});
        service.live(100);
        QCOMPARE(service.manager.all().size(), 10);
    }

    void aPageThatIsGoneStarvesIt()
    {
        Service service;
        service.dog.ready();
        service.live(10);
        service.clock.advance(Watchdog::pageSilenceMaxMs);
        service.manager.all();
        service.clock.advance(3'600 * secondMs);
        QVERIFY(service.manager.all().isEmpty());
        // Back in time after all.
        service.dog.pageAnswered();
        service.clock.advance(Watchdog::retryMs);
        QCOMPARE(service.manager.all(), QByteArrayList{alive});
    }

    void aPageThatNeverCameStarvesIt()
    {
        Service service;
        service.dog.ready();
        service.clock.advance(Watchdog::pageSilenceMaxMs);
        service.manager.all();
        service.clock.advance(60 * secondMs);
        QVERIFY(service.manager.all().isEmpty());
    }

    /// A fresh page takes some seconds: no reason to end the program.
    void aPageThatIsReplacedIsNotMissed()
    {
        Service service;
        service.dog.ready();
        service.manager.all();
        for (int i = 0; i < 4; ++i) {
            service.clock.advance(20 * secondMs);
            service.dog.pageAnswered();
        }
        QCOMPARE(service.manager.all().size(), 8);
    }

    /// The UI thread itself hangs, in a real event loop.
    void aUiThreadThatHangsStarvesIt()
    {
        QTemporaryDir folder;
        const QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
        const Manager manager(path);
        kiosk::QtClock clock;
        constexpr int watchdogMs = 200;
        Watchdog dog({path.toStdString(), watchdogMs * 1'000}, clock);
        dog.ready();
        QByteArrayList seen;
        QTRY_VERIFY((seen += manager.all(), seen.count(alive) >= 3));
        manager.all();

        QSemaphore hanging;
        QByteArray meanwhile = "nobody looked";
        std::thread systemd([&] {
            meanwhile = manager.next(3 * watchdogMs);
            hanging.release();
        });
        hanging.acquire(); // The UI thread.
        systemd.join();
        QCOMPARE(meanwhile, QByteArray());
        // It was let go: it is alive again.
        seen.clear();
        QTRY_VERIFY((seen += manager.all(), seen.contains(alive)));
    }

    void withoutWatchingItIsOnlyReady()
    {
        QTemporaryDir folder;
        const QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
        const Manager manager(path);
        testing::FakeClock clock;
        Watchdog dog({path.toStdString(), {}}, clock);
        dog.ready();
        dog.pageAnswered();
        QCOMPARE(clock.timerCount(), std::size_t(0));
        QCOMPARE(manager.all(), QByteArrayList{"READY=1"});
    }

    void itSaysWhenItStops()
    {
        Service service;
        service.dog.ready();
        service.manager.all();
        service.dog.stopping();
        QCOMPARE(service.manager.all(), QByteArrayList{"STOPPING=1"});
        QCOMPARE(service.clock.timerCount(), std::size_t(0));
    }

    /// Containers and user sessions have it so.
    void anAbstractSocketIsReached()
    {
        const QByteArray name = "@tillwright-test-" + QByteArray::number(::getpid());
        const Manager manager(name);
        QVERIFY(manager.isBound());
        QVERIFY(notify(name.toStdString(), "READY=1"));
        QCOMPARE(manager.next(), QByteArray("READY=1"));
    }

    void whatCannotBeReachedIsNoEnd()
    {
        QVERIFY(!notify("/nonexistent/notify", "READY=1"));
        QVERIFY(!notify(std::string(200, 'x'), "READY=1"));
        QVERIFY(!notify("", "READY=1"));
        testing::FakeClock clock;
        Watchdog dog({"/nonexistent/notify", 1'000'000}, clock);
        dog.ready();
        clock.advance(5 * secondMs);
    }

    void theEnvironmentIsTaken()
    {
        const QByteArray self = QByteArray::number(::getpid());
        qunsetenv("NOTIFY_SOCKET");
        QVERIFY(!takeServiceManager());
        const auto take = [](const char *socket, const char *usec, const QByteArray &pid) {
            qputenv("NOTIFY_SOCKET", socket);
            qputenv("WATCHDOG_USEC", usec);
            qputenv("WATCHDOG_PID", pid);
            return takeServiceManager();
        };
        auto manager = take("/run/notify", "30000000", self);
        QVERIFY(manager && manager->notifySocket == "/run/notify");
        QCOMPARE(manager->watchdogUs.value_or(0), 30'000'000);
        // Not for the programs that this one starts.
        for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
            QVERIFY(!qEnvironmentVariableIsSet(name));
        QVERIFY(!take("/run/notify", "30000000", "1")->watchdogUs);
        QVERIFY(!take("/run/notify", "soon", self)->watchdogUs);
        QVERIFY(!take("/run/notify", "0", self)->watchdogUs);
        QVERIFY(!take("relative", "30000000", self));
    }
};

QTEST_GUILESS_MAIN(WatchdogTest)
#include "tst_watchdog.moc"
