#include "domain/catalogue_item.h"

#include <QTest>

using namespace tillwright::domain;

class TestCatalogueItem : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void codesAreChecked()
    {
        for (const std::string text : {"4006381333931", "BAG-23KG", "a", "x/y+z%~!"})
            QCOMPARE(*parseItemCode(text), text);
        QCOMPARE(*parseItemCode(std::string(64, 'x')), std::string(64, 'x'));
        for (const std::string text : {"", "A B", "A\t", "é", "A\x7f"})
            QCOMPARE(parseItemCode(text).error().field, std::string("code"));
        QVERIFY(!parseItemCode(std::string(65, 'x')));
        QVERIFY(!parseItemCode(std::string("A\0B", 3)));
    }

    void linesAreCountedInCharacters()
    {
        QVERIFY(parseLine("ééé", 3));
        QCOMPARE(parseLine("éééé", 3).error().problem, std::string("it is longer than 3 characters"));
        QCOMPARE(parseLine("", 3).error().problem, std::string("it is empty"));
        QCOMPARE(parseLine("\xff", 3).error().problem, std::string("it is not UTF-8"));
        QVERIFY(!parseLine("a\nb", 3));
        QVERIFY(parseLine("حقيبة", 120));
    }

    void pricesAreChecked()
    {
        const auto usd = Currency::usd();
        QVERIFY(checkItemPrice({0, usd}));
        QVERIFY(checkItemPrice({chargeableAmountMaxMinor, usd}));
        QCOMPARE(checkItemPrice({-1, usd}).error().problem, std::string("it is negative"));
        QCOMPARE(checkItemPrice({chargeableAmountMaxMinor + 1, usd}).error().wayOut,
                 std::string("ask at most 999999.99 USD"));
    }
};

QTEST_APPLESS_MAIN(TestCatalogueItem)
#include "tst_catalogue_item.moc"
