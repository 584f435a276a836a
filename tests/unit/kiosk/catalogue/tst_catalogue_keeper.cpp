#include "../../../support/fake_catalogue.h"

#include "kiosk/catalogue/catalogue_file.h"
#include "kiosk/catalogue/catalogue_keeper.h"

#include <QRegularExpression>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>
#include <sys/stat.h>

using namespace tillwright;
using namespace tillwright::kiosk::catalogue;
using checkout::BackendError;
using testing::exampleCatalogue;
using testing::exampleItem;
using testing::exampleItems;

/// What a register sells from, whether the backend answers or not. The disk is a real one.
class CatalogueKeeperTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_file = m_folder->filePath(QStringLiteral("catalogue"));
        m_clock = std::make_unique<testing::FakeClock>();
        m_port = std::make_unique<testing::FakeCatalogue>();
    }
    void asksWithoutATagFirst();
    void sellsWithoutTheBackendAfterARestart();
    void asksWithItsTagFromTimeToTime();
    void keepsWhatItHasWhenTheBackendIsAway();
    void asksOnceAtATime();
    void anotherCatalogueTakesItsPlace();
    void anEmptyCatalogueIsOne();
    void whatADiskHasChangedIsNotSold_data();
    void whatADiskHasChangedIsNotSold();
    void isForThisUserAlone();
    void aDiskThatTakesNothingStopsNoSale();
    void mayGoWhileTheBackendIsAsked();

private:
    std::unique_ptr<CatalogueKeeper> started() const
    {
        auto keeper = std::make_unique<CatalogueKeeper>(m_file, *m_port, *m_clock);
        keeper->start();
        return keeper;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_file;
    std::unique_ptr<testing::FakeClock> m_clock;
    std::unique_ptr<testing::FakeCatalogue> m_port;
};

void CatalogueKeeperTest::asksWithoutATagFirst()
{
    const auto keeper = started();
    QVERIFY(keeper->items().empty());
    QCOMPARE(m_port->catalogue.asked, std::vector<std::string>{""});
    QSignalSpy changes(keeper.get(), &CatalogueKeeper::itemsChanged);
    m_port->catalogue.answer(exampleCatalogue());
    QCOMPARE(changes.size(), 1);
    QVERIFY(keeper->items() == exampleItems());
    QVERIFY(!keeper->trouble());
}

void CatalogueKeeperTest::sellsWithoutTheBackendAfterARestart()
{
    {
        const auto keeper = started();
        m_port->catalogue.answer(exampleCatalogue("\"1-kept\""));
    }
    const auto keeper = started();
    QVERIFY(keeper->items() == exampleItems());
    QCOMPARE(m_port->catalogue.asked.back(), std::string("\"1-kept\""));
    m_port->catalogue.fail(BackendError::Kind::Unreachable);
    QVERIFY(keeper->items() == exampleItems());
    QVERIFY(keeper->trouble()->kind == BackendError::Kind::Unreachable);
}

void CatalogueKeeperTest::asksWithItsTagFromTimeToTime()
{
    const auto keeper = started();
    m_port->catalogue.answer(exampleCatalogue("\"1-a\""));
    m_clock->advance(catalogueRefreshIntervalMs - 1);
    QCOMPARE(m_port->catalogue.asked.size(), 1U);
    m_clock->advance(1);
    QCOMPARE(m_port->catalogue.asked.size(), 2U);
    QCOMPARE(m_port->catalogue.asked.back(), std::string("\"1-a\""));
    QSignalSpy changes(keeper.get(), &CatalogueKeeper::itemsChanged);
    m_port->catalogue.answer(std::nullopt);
    QCOMPARE(changes.size(), 0);
    QVERIFY(keeper->items() == exampleItems());
    m_clock->advance(catalogueRefreshIntervalMs);
    QCOMPARE(m_port->catalogue.asked.size(), 3U);
}

void CatalogueKeeperTest::keepsWhatItHasWhenTheBackendIsAway()
{
    const auto keeper = started();
    m_port->catalogue.answer(exampleCatalogue());
    m_clock->advance(catalogueRefreshIntervalMs);
    QSignalSpy changes(keeper.get(), &CatalogueKeeper::troubleChanged);
    m_port->catalogue.fail(BackendError::Kind::Server, 503);
    QCOMPARE(changes.size(), 1);
    QVERIFY(keeper->items() == exampleItems() && keeper->trouble());
    m_clock->advance(catalogueRetryIntervalMs);
    m_port->catalogue.answer(std::nullopt);
    QCOMPARE(changes.size(), 2);
    QVERIFY(!keeper->trouble());
}

void CatalogueKeeperTest::asksOnceAtATime()
{
    const auto keeper = started();
    keeper->refresh();
    keeper->refresh();
    QCOMPARE(m_port->catalogue.asked.size(), 1U);
    m_port->catalogue.answer(std::nullopt);
    keeper->refresh();
    QCOMPARE(m_port->catalogue.asked.size(), 2U);
}

void CatalogueKeeperTest::anotherCatalogueTakesItsPlace()
{
    const auto keeper = started();
    m_port->catalogue.answer(exampleCatalogue("\"1-a\""));
    keeper->refresh();
    const std::vector<domain::CatalogueItem> dearer{exampleItem("BAG-23KG", "Checked bag", 5'000)};
    m_port->catalogue.answer(checkout::FetchedCatalogue{dearer, "\"1-b\"", contract::writeCatalogue(dearer)});
    QVERIFY(keeper->items() == dearer);
    QVERIFY(started()->items() == dearer);
    QCOMPARE(m_port->catalogue.asked.back(), std::string("\"1-b\""));
}

void CatalogueKeeperTest::anEmptyCatalogueIsOne()
{
    const auto keeper = started();
    m_port->catalogue.answer(exampleCatalogue());
    keeper->refresh();
    m_port->catalogue.answer(checkout::FetchedCatalogue{{}, "\"1-none\"", contract::writeCatalogue({})});
    QVERIFY(keeper->items().empty());
    QVERIFY(started()->items().empty());
    QCOMPARE(m_port->catalogue.asked.back(), std::string("\"1-none\""));
}

void CatalogueKeeperTest::whatADiskHasChangedIsNotSold_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::newRow("price") << QByteArray("4500") << QByteArray("4501");
    QTest::newRow("tag") << QByteArray("1-a") << QByteArray("1-b");
    QTest::newRow("version") << QByteArray("catalogue 1") << QByteArray("catalogue 2");
    QTest::newRow("cut") << QByteArray("}]}") << QByteArray("");
    QTest::newRow("nothing") << QByteArray() << QByteArray();
}

void CatalogueKeeperTest::whatADiskHasChangedIsNotSold()
{
    QFETCH(const QByteArray, from);
    QFETCH(const QByteArray, to);
    QVERIFY(writeCatalogueFile(m_file, exampleCatalogue("\"1-a\"")));
    QVERIFY(readCatalogueFile(m_file).value()->items == exampleItems());
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadWrite));
    QByteArray bytes = file.readAll();
    const QByteArray whole = bytes;
    if (from.isEmpty())
        bytes.clear();
    else
        bytes.replace(from, to);
    QVERIFY(bytes != whole);
    QVERIFY(file.resize(0) && file.seek(0) && file.write(bytes) == bytes.size());
    file.close();
    QVERIFY(!readCatalogueFile(m_file));
    QTest::ignoreMessage(QtWarningMsg,
                         QRegularExpression(QStringLiteral("is not used and will be written anew")));
    const auto keeper = started();
    QVERIFY(keeper->items().empty());
    QCOMPARE(m_port->catalogue.asked, std::vector<std::string>{""});
    m_port->catalogue.answer(exampleCatalogue());
    QVERIFY(readCatalogueFile(m_file).value()->items == exampleItems());
}

void CatalogueKeeperTest::isForThisUserAlone()
{
    QVERIFY(writeCatalogueFile(m_file, exampleCatalogue()));
    struct stat status = {};
    QCOMPARE(::stat(QFile::encodeName(m_file).constData(), &status), 0);
    QCOMPARE(status.st_mode & 0777u, 0600u);
}

void CatalogueKeeperTest::aDiskThatTakesNothingStopsNoSale()
{
    m_file = m_folder->filePath(QStringLiteral("nowhere/catalogue"));
    const auto keeper = started();
    m_port->catalogue.answer(exampleCatalogue());
    QVERIFY(keeper->items() == exampleItems());
}

void CatalogueKeeperTest::mayGoWhileTheBackendIsAsked()
{
    started().reset();
    m_port->catalogue.answer(exampleCatalogue());
    QCOMPARE(m_clock->timerCount(), 0U);
}

QTEST_GUILESS_MAIN(CatalogueKeeperTest)
#include "tst_catalogue_keeper.moc"
