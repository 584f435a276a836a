#include "http/address_range.h"

#include <QtTest>

using namespace tillwright::http;

namespace {

boost::asio::ip::address address(const char *text)
{
    return boost::asio::ip::make_address(text);
}

AddressRanges ranges(std::initializer_list<const char *> texts)
{
    AddressRanges made;
    for (const auto *text : texts)
        made.push_back(*AddressRange::parse(text));
    return made;
}

} // namespace

class TestAddressRange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void aRangeHoldsItsAddresses_data()
    {
        QTest::addColumn<QByteArray>("range");
        QTest::addColumn<QByteArray>("address");
        QTest::addColumn<bool>("isIn");
        const auto row = [](const char *range, const char *address, bool isIn) {
            QTest::addRow("%s in %s", address, range) << QByteArray(range) << QByteArray(address) << isIn;
        };
        row("192.0.2.7", "192.0.2.7", true);
        row("192.0.2.7", "192.0.2.8", false);
        row("10.0.0.0/8", "10.255.0.1", true);
        row("10.0.0.0/8", "11.0.0.1", false);
        row("192.0.2.0/25", "192.0.2.127", true);
        row("192.0.2.0/25", "192.0.2.128", false);
        row("0.0.0.0/0", "203.0.113.9", true);
        row("0.0.0.0/0", "2001:db8::1", false);
        row("2001:db8::/33", "2001:db8:7fff::1", true);
        row("2001:db8::/33", "2001:db8:8000::1", false);
        row("192.0.2.7", "::ffff:192.0.2.7", true);
        row("::1", "::1", true);
    }
    void aRangeHoldsItsAddresses()
    {
        QFETCH(QByteArray, range);
        QFETCH(QByteArray, address);
        QFETCH(bool, isIn);
        const auto parsed = AddressRange::parse(range.toStdString());
        QVERIFY(parsed);
        QCOMPARE(parsed->contains(::address(address.constData())), isIn);
    }

    void whatIsNoRangeIsNamed()
    {
        for (const auto *text : {"", "proxy.example", "10.0.0.0/33", "10.0.0.0/", "10.0.0.0/8x", "::/129",
                                 "10.0.0.0/-1", "1.2.3.4:80"}) {
            const auto parsed = AddressRange::parse(text);
            QVERIFY2(!parsed, text);
            QVERIFY(parsed.error().find(text) != std::string::npos);
        }
    }

    void addressesAreCountedByClient()
    {
        QCOMPARE(addressGroupOf(address("192.0.2.7")), std::string("192.0.2.7"));
        QCOMPARE(addressGroupOf(address("::ffff:192.0.2.7")), std::string("192.0.2.7"));
        QCOMPARE(addressGroupOf(address("2001:db8:1:2:3:4:5:6")), std::string("2001:db8:1:2::/64"));
        QCOMPARE(addressGroupOf(address("2001:db8:1:2::1")), std::string("2001:db8:1:2::/64"));
        QVERIFY(addressGroupOf(address("2001:db8:1:3::1")) != addressGroupOf(address("2001:db8:1:2::1")));
    }

    void onlyAProxysWordCounts_data()
    {
        QTest::addColumn<QByteArray>("peer");
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QByteArray>("client");
        QTest::newRow("a stranger") << QByteArray("203.0.113.9") << QByteArray("192.0.2.1")
                                    << QByteArray("203.0.113.9");
        QTest::newRow("a proxy") << QByteArray("10.0.0.1") << QByteArray("192.0.2.1")
                                 << QByteArray("192.0.2.1");
        QTest::newRow("what the client wrote before it")
            << QByteArray("10.0.0.1") << QByteArray("127.0.0.1, 192.0.2.1") << QByteArray("192.0.2.1");
        QTest::newRow("two proxies") << QByteArray("10.0.0.1") << QByteArray("192.0.2.1 ,10.0.0.2")
                                     << QByteArray("192.0.2.1");
        QTest::newRow("proxies only")
            << QByteArray("10.0.0.1") << QByteArray("10.0.0.3,10.0.0.2") << QByteArray("10.0.0.3");
        QTest::newRow("nothing") << QByteArray("10.0.0.1") << QByteArray() << QByteArray("10.0.0.1");
        QTest::newRow("no address") << QByteArray("10.0.0.1") << QByteArray("192.0.2.1, unknown")
                                    << QByteArray("10.0.0.1");
        QTest::newRow("over IPv6") << QByteArray("::ffff:10.0.0.1") << QByteArray("2001:db8::1")
                                   << QByteArray("2001:db8::1");
    }
    void onlyAProxysWordCounts()
    {
        QFETCH(QByteArray, peer);
        QFETCH(QByteArray, header);
        QFETCH(QByteArray, client);
        const auto said =
            clientAddressOf(address(peer.constData()), header.toStdString(), ranges({"10.0.0.0/24"}));
        QCOMPARE(QByteArray::fromStdString(said.to_string()), client);
    }
};

QTEST_GUILESS_MAIN(TestAddressRange)
#include "tst_address_range.moc"
