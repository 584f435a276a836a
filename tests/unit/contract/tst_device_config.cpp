#include "contract/device_config.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::contract;

/// What the backend tells a device of itself.
class DeviceConfigTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsWhatIsWritten();
    void anUnknownWordOfCliveIsACaseOfItsOwn();
    void anOlderBackendSaysNothingOfClive();
    void namesTheWrongField_data();
    void namesTheWrongField();
};

namespace {

DeviceConfig example(CliveReach clive = CliveReach::Reached)
{
    return {"register-1",         "sandbox", "pk_test_1", domain::Currency::usd(), "AIRPEACE",
            "ECHEZONA* AIRPEACE", clive};
}

} // namespace

void DeviceConfigTest::readsWhatIsWritten()
{
    for (const auto clive : {CliveReach::NotAsked, CliveReach::Reached, CliveReach::NotReached})
        QVERIFY(parseDeviceConfig(writeDeviceConfig(example(clive))) == example(clive));
    auto yen = example();
    yen.currency = *domain::Currency::parse("JPY");
    QVERIFY(parseDeviceConfig(writeDeviceConfig(yen)) == yen);
}

void DeviceConfigTest::anUnknownWordOfCliveIsACaseOfItsOwn()
{
    std::string text = writeDeviceConfig(example());
    text.replace(text.find("\"reached\""), 9, "\"sleeping\"");
    QVERIFY(parseDeviceConfig(text) == example(CliveReach::Unknown));
}

void DeviceConfigTest::anOlderBackendSaysNothingOfClive()
{
    std::string text = writeDeviceConfig(example());
    const std::string clive = R"(,"clive":"reached")";
    text.erase(text.find(clive), clive.size());
    QVERIFY(parseDeviceConfig(text) == example(CliveReach::Unknown));
}

void DeviceConfigTest::namesTheWrongField_data()
{
    QTest::addColumn<QByteArray>("from");
    QTest::addColumn<QByteArray>("to");
    QTest::addColumn<QByteArray>("field");
    QTest::newRow("no JSON") << QByteArray("{") << QByteArray("") << QByteArray("body");
    QTest::newRow("no device") << QByteArray("\"device\"") << QByteArray("\"name\"") << QByteArray("device");
    QTest::newRow("currency") << QByteArray("USD") << QByteArray("dollars") << QByteArray("currency");
    QTest::newRow("statement") << QByteArray("\"ECHEZONA* AIRPEACE\"") << QByteArray("7")
                               << QByteArray("statement_descriptor");
    QTest::newRow("clive") << QByteArray("\"reached\"") << QByteArray("true") << QByteArray("clive");
}

void DeviceConfigTest::namesTheWrongField()
{
    QFETCH(QByteArray, from);
    QFETCH(QByteArray, to);
    QFETCH(QByteArray, field);
    QByteArray text = QByteArray::fromStdString(writeDeviceConfig(example()));
    QVERIFY(text.contains(from));
    text.replace(from, to);
    const auto parsed = parseDeviceConfig(text.toStdString());
    QVERIFY(!parsed);
    QCOMPARE(QByteArray::fromStdString(parsed.error().field), field);
}

QTEST_GUILESS_MAIN(DeviceConfigTest)
#include "tst_device_config.moc"
