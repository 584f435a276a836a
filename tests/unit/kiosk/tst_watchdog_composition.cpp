#include "../../support/fake_ports.h"

#include "kiosk/watchdog_composition.h"

#include <QLabel>
#include <QTemporaryDir>
#include <QTest>
#include <QVBoxLayout>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace tillwright;
using namespace tillwright::kiosk;

namespace {

/// systemd's side, without waiting.
class Manager
{
public:
    explicit Manager(const QByteArray &path)
        : m_handle(::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0))
    {
        sockaddr_un address{};
        address.sun_family = AF_UNIX;
        std::copy(path.begin(), path.end(), address.sun_path);
        m_isBound = ::bind(m_handle, reinterpret_cast<const sockaddr *>(&address), sizeof address) == 0;
    }
    ~Manager() { ::close(m_handle); }
    [[nodiscard]] bool isBound() const { return m_isBound; }
    [[nodiscard]] QByteArray next() const
    {
        char text[256];
        const auto length = ::recv(m_handle, text, sizeof text, 0);
        return {text, qsizetype(std::max<ssize_t>(length, 0))};
    }

private:
    int m_handle;
    bool m_isBound = false;
};

} // namespace

class WatchdogCompositionTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void withoutAManagerThereIsNone()
    {
        qunsetenv("NOTIFY_SOCKET");
        testing::FakeClock clock;
        QVERIFY(!WatchdogComposition::create(clock));
    }

    /// The screen covers the window, and another window comes first.
    void readyIsThePaintedScreen()
    {
        QTemporaryDir folder;
        const QByteArray path = folder.filePath(QStringLiteral("notify")).toUtf8();
        const Manager manager(path);
        QVERIFY(manager.isBound());
        qputenv("NOTIFY_SOCKET", path);
        qputenv("WATCHDOG_USEC", "20000000");
        testing::FakeClock clock;
        auto watchdog = WatchdogComposition::create(clock);
        QVERIFY(watchdog != nullptr);

        QWidget window;
        auto *screen = new QLabel(QStringLiteral("Welcome"));
        screen->setAutoFillBackground(true);
        auto *layout = new QVBoxLayout(&window);
        layout->setContentsMargins({});
        layout->addWidget(screen);
        watchdog->attach(window);
        QLabel splash(QStringLiteral("Starting"));
        splash.show();
        QVERIFY(QTest::qWaitForWindowExposed(&splash));
        splash.repaint();
        QCoreApplication::processEvents();
        QCOMPARE(manager.next(), QByteArray());

        window.show();
        QByteArrayList seen;
        QTRY_VERIFY((seen += manager.next(), seen.contains("WATCHDOG=1")));
        seen.removeAll({});
        QCOMPARE(seen, (QByteArrayList{"READY=1", "WATCHDOG=1"}));
        window.repaint();
        QCoreApplication::processEvents();
        QCOMPARE(manager.next(), QByteArray());

        // The page is what keeps it fed.
        for (int i = 0; i < 100; ++i) {
            clock.advance(1'000);
            watchdog->pageAnswered();
        }
        for (int i = 0; i < 10; ++i)
            QCOMPARE(manager.next(), QByteArray("WATCHDOG=1"));
        QCOMPARE(manager.next(), QByteArray());
    }
};

QTEST_MAIN(WatchdogCompositionTest)
#include "tst_watchdog_composition.moc"
