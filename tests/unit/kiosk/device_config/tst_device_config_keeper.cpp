#include "../../../support/fake_device_config.h"

#include "kiosk/device_config/device_config_keeper.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace tillwright;
using namespace tillwright::kiosk::device_config;
using checkout::BackendError;
using contract::CliveReach;
using testing::exampleDeviceConfig;

/// What a register knows of itself, whether the backend answers or not. The disk is a real one.
class DeviceConfigKeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("device-config"));
        m_clock = std::make_unique<testing::FakeClock>();
        m_port = std::make_unique<testing::FakeDeviceConfig>();
    }
    void knowsNothingBeforeTheFirstAnswer();
    void remembersOverARestartWithoutTheBackend();
    void asksFromTimeToTime();
    void whoIsNotReachedTellsNothingOfClive();
    void writesOnlyWhatIsNew();
    void measuresTheClock();
    void aDamagedFileIsNotUsed();
    void isForThisUserAlone();
    void asksOnceAtATime();
    void mayGoWhileTheBackendIsAsked();

private:
    std::unique_ptr<DeviceConfigKeeper> started() const
    {
        auto keeper = std::make_unique<DeviceConfigKeeper>(m_file, *m_port, *m_clock);
        keeper->start();
        return keeper;
    }
    void answer(CliveReach clive = CliveReach::Reached)
    {
        m_port->config.answer(checkout::FetchedDeviceConfig{exampleDeviceConfig(clive), {}});
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<testing::FakeClock> m_clock;
    std::unique_ptr<testing::FakeDeviceConfig> m_port;
};

void DeviceConfigKeeperTest::knowsNothingBeforeTheFirstAnswer()
{
    const auto keeper = started();
    QVERIFY(!keeper->config() && !keeper->isConfirmed() && keeper->isAsking());
    QVERIFY(keeper->clive() == CliveReach::Unknown);
    QSignalSpy changes(keeper.get(), &DeviceConfigKeeper::configChanged);
    answer();
    QCOMPARE(changes.size(), 1);
    QCOMPARE(keeper->config()->statementDescriptor, std::string("ECHEZONA* AIRPEACE"));
    QVERIFY(keeper->isConfirmed() && keeper->clive() == CliveReach::Reached && !keeper->trouble());
}

void DeviceConfigKeeperTest::remembersOverARestartWithoutTheBackend()
{
    {
        const auto keeper = started();
        answer();
    }
    DeviceConfigKeeper keeper(m_file, *m_port, *m_clock);
    QSignalSpy changes(&keeper, &DeviceConfigKeeper::configChanged);
    keeper.start();
    QCOMPARE(changes.size(), 1);
    m_port->config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(keeper.config()->statementDescriptor, std::string("ECHEZONA* AIRPEACE"));
    QVERIFY(!keeper.isConfirmed());
    // Of then, not of now.
    QVERIFY(keeper.clive() == CliveReach::Unknown);
}

void DeviceConfigKeeperTest::asksFromTimeToTime()
{
    const auto keeper = started();
    answer();
    m_clock->advance(configRefreshIntervalMs - 1);
    QCOMPARE(m_port->config.asked.size(), std::size_t(1));
    m_clock->advance(1);
    QCOMPARE(m_port->config.asked.size(), std::size_t(2));
    m_port->config.fail(BackendError::Kind::Timeout);
    m_clock->advance(configRetryIntervalMs);
    QCOMPARE(m_port->config.asked.size(), std::size_t(3));
}

void DeviceConfigKeeperTest::whoIsNotReachedTellsNothingOfClive()
{
    const auto keeper = started();
    answer();
    keeper->refresh();
    QSignalSpy answers(keeper.get(), &DeviceConfigKeeper::answered);
    m_port->config.fail(BackendError::Kind::Unreachable);
    QCOMPARE(answers.size(), 1);
    QVERIFY(keeper->clive() == CliveReach::Unknown && keeper->trouble());
    keeper->refresh();
    answer(CliveReach::NotReached);
    QVERIFY(keeper->clive() == CliveReach::NotReached && !keeper->trouble());
}

void DeviceConfigKeeperTest::writesOnlyWhatIsNew()
{
    const auto keeper = started();
    answer();
    QVERIFY(QFile::remove(m_file));
    keeper->refresh();
    answer(CliveReach::NotReached);
    QVERIFY(!QFile::exists(m_file));
    keeper->refresh();
    auto other = exampleDeviceConfig();
    other.statementDescriptor = "ECHEZONA* LAGOS";
    m_port->config.answer(checkout::FetchedDeviceConfig{other, {}});
    QVERIFY(QFile::exists(m_file));
    QCOMPARE(keeper->config()->statementDescriptor, std::string("ECHEZONA* LAGOS"));
}

void DeviceConfigKeeperTest::measuresTheClock()
{
    const auto keeper = started();
    answer();
    QVERIFY(!keeper->clockAheadMs());
    keeper->refresh();
    m_port->config.answer(checkout::FetchedDeviceConfig{exampleDeviceConfig(), m_clock->nowMs() - 90'000});
    QCOMPARE(*keeper->clockAheadMs(), std::int64_t(90'000));
}

void DeviceConfigKeeperTest::aDamagedFileIsNotUsed()
{
    {
        const auto keeper = started();
        answer();
    }
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    bytes.replace("ECHEZONA", "ECHEZONE");
    file.resize(0);
    file.write(bytes);
    file.close();
    QTest::ignoreMessage(QtWarningMsg, QRegularExpression(QStringLiteral("is not used and will be written")));
    const auto keeper = started();
    QVERIFY(!keeper->config());
}

void DeviceConfigKeeperTest::isForThisUserAlone()
{
    const auto keeper = started();
    answer();
    struct stat status = {};
    QCOMPARE(::stat(qPrintable(m_file), &status), 0);
    QCOMPARE(status.st_mode & 0777U, 0600U);
}

void DeviceConfigKeeperTest::asksOnceAtATime()
{
    const auto keeper = started();
    keeper->refresh();
    QCOMPARE(m_port->config.asked.size(), std::size_t(1));
}

void DeviceConfigKeeperTest::mayGoWhileTheBackendIsAsked()
{
    auto keeper = started();
    keeper.reset();
    answer();
    m_clock->advance(configRefreshIntervalMs * 2);
    QCOMPARE(m_port->config.asked.size(), std::size_t(1));
}

QTEST_GUILESS_MAIN(DeviceConfigKeeperTest)
#include "tst_device_config_keeper.moc"
