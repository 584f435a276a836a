#include "domain/money.h"

#include <QTest>

#include <limits>

using namespace tillwright::domain;

namespace {

Currency currencyOf(const QString &code)
{
    return Currency::parse(code.toStdString()).value();
}

} // namespace

class TestMoney : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("decimalText");
        QTest::newRow("the seed's") << "750"
                                    << "USD" << qint64(75'000) << "750.00";
        QTest::newRow("one decimal") << "750.5"
                                     << "USD" << qint64(75'050) << "750.50";
        QTest::newRow("two decimals") << "750.05"
                                      << "USD" << qint64(75'005) << "750.05";
        QTest::newRow("no whole part") << ".99"
                                       << "USD" << qint64(99) << "0.99";
        QTest::newRow("zero is read") << "0.00"
                                      << "USD" << qint64(0) << "0.00";
        QTest::newRow("leading zeros") << "0012.30"
                                       << "USD" << qint64(1'230) << "12.30";
        QTest::newRow("smallest") << "0.50"
                                  << "USD" << qint64(50) << "0.50";
        QTest::newRow("largest") << "999999.99"
                                 << "USD" << qint64(99'999'999) << "999999.99";
        QTest::newRow("yen") << "500"
                             << "JPY" << qint64(500) << "500";
        QTest::newRow("dinars") << "12.345"
                                << "KWD" << qint64(12'345) << "12.345";
        QTest::newRow("dinars, short") << "12.3"
                                       << "KWD" << qint64(12'300) << "12.300";
        QTest::newRow("as large as is read")
            << "92233720368547757.99"
            << "USD" << Q_INT64_C(9223372036854775799) << "92233720368547757.99";
    }
    void reads()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, code);
        QFETCH(const QString, decimalText);
        const auto money = parseMoney(text.toStdString(), currencyOf(code));
        QVERIFY2(money, money ? "" : money.error().text().c_str());
        QTEST(qint64(money->minor), "minor");
        QVERIFY(money->currency == currencyOf(code));
        QCOMPARE(QString::fromStdString(money->decimalText()), decimalText);
        QVERIFY(parseMoney(money->decimalText(), money->currency) == *money);
    }

    void refusesText_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("code");
        QTest::addColumn<QString>("problem");
        QTest::newRow("empty") << QByteArray("") << "USD"
                               << "it is empty";
        QTest::newRow("negative") << QByteArray("-5") << "USD"
                                  << "it is negative";
        QTest::newRow("plus sign") << QByteArray("+5") << "USD"
                                   << "it is not a number";
        QTest::newRow("three decimals") << QByteArray("7.505") << "USD"
                                        << "it has more than 2 decimals";
        QTest::newRow("trailing zero beyond the cents") << QByteArray("7.500") << "USD"
                                                        << "it has more than 2 decimals";
        QTest::newRow("yen with decimals") << QByteArray("500.00") << "JPY"
                                           << "it has more than 0 decimals";
        QTest::newRow("dinars with four") << QByteArray("1.2345") << "KWD"
                                          << "it has more than 3 decimals";
        QTest::newRow("words") << QByteArray("abc") << "USD"
                               << "it is not a number";
        QTest::newRow("point only") << QByteArray(".") << "USD"
                                    << "it is not a number";
        QTest::newRow("point at the end") << QByteArray("12.") << "USD"
                                          << "it is not a number";
        QTest::newRow("two points") << QByteArray("1.2.3") << "USD"
                                    << "it has more than one decimal point";
        QTest::newRow("grouping") << QByteArray("1,000.00") << "USD"
                                  << "it is not a number";
        QTest::newRow("decimal comma") << QByteArray("12,50") << "USD"
                                       << "it is not a number";
        QTest::newRow("exponent") << QByteArray("1e3") << "USD"
                                  << "it is not a number";
        QTest::newRow("hexadecimal") << QByteArray("0x10") << "USD"
                                     << "it is not a number";
        QTest::newRow("blank inside") << QByteArray("1 000") << "USD"
                                      << "it is not a number";
        QTest::newRow("blank after") << QByteArray("750 ") << "USD"
                                     << "it is not a number";
        QTest::newRow("currency sign") << QByteArray("$750") << "USD"
                                       << "it is not a number";
        QTest::newRow("Arabic digits") << QByteArray("\xd9\xa7\xd9\xa5\xd9\xa0") << "USD"
                                       << "it is not a number";
        QTest::newRow("NUL") << QByteArray("75\0", 3) << "USD"
                             << "it is not a number";
        QTest::newRow("more than an integer holds") << QByteArray("92233720368547758.08") << "USD"
                                                    << "it is too large";
        QTest::newRow("overflow in digits") << QByteArray(40, '9') << "USD"
                                            << "it is too large";
        QTest::newRow("overflow in the cents") << QByteArray("922337203685477580") << "USD"
                                               << "it is too large";
    }
    void refusesText()
    {
        QFETCH(const QByteArray, text);
        QFETCH(const QString, code);
        const auto money = parseMoney(text.toStdString(), currencyOf(code));
        QVERIFY(!money);
        QCOMPARE(money.error().field, std::string("amount"));
        QVERIFY(!money.error().wayOut.empty());
        QTEST(QString::fromStdString(money.error().problem), "problem");
    }

    void chargeable_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("problem");
        QTest::newRow("negative") << qint64(-1) << "it is negative";
        QTest::newRow("most negative") << std::numeric_limits<qint64>::min() << "it is negative";
        QTest::newRow("zero") << qint64(0) << "it is zero";
        QTest::newRow("0.01") << qint64(1) << "it is below the smallest card payment";
        QTest::newRow("0.49") << qint64(49) << "it is below the smallest card payment";
        QTest::newRow("0.50") << qint64(50) << "";
        QTest::newRow("750.00") << qint64(75'000) << "";
        QTest::newRow("eight digits") << qint64(99'999'999) << "";
        QTest::newRow("nine digits") << qint64(100'000'000) << "it has more than eight digits";
        QTest::newRow("largest integer")
            << std::numeric_limits<qint64>::max() << "it has more than eight digits";
    }
    void chargeable()
    {
        QFETCH(const qint64, minor);
        QFETCH(const QString, problem);
        const auto checked = checkChargeable({minor, Currency::usd()});
        QCOMPARE(checked.has_value(), problem.isEmpty());
        if (checked) {
            QCOMPARE(qint64(checked->minor), minor);
        } else {
            QCOMPARE(QString::fromStdString(checked.error().problem), problem);
            QCOMPARE(checked.error().field, std::string("amount"));
        }
    }

    void namesTheLimitInTheCurrencysOwnDecimals()
    {
        const auto wayOut = [](qint64 minor, const char *code) {
            return QString::fromStdString(checkChargeable({minor, currencyOf(code)}).error().wayOut);
        };
        QCOMPARE(wayOut(1, "USD"), QString("charge at least 0.50 USD"));
        QCOMPARE(wayOut(1, "JPY"), QString("charge at least 50 JPY"));
        QCOMPARE(wayOut(100'000'000, "KWD"), QString("charge at most 99999.999 KWD"));
    }

    void isGroupedForPeople()
    {
        const auto grouped = [](std::int64_t minor, const char *currency) {
            return Money{minor, Currency::parse(currency).value()}.groupedText();
        };
        QCOMPARE(grouped(0, "USD"), std::string("0.00"));
        QCOMPARE(grouped(99'999, "USD"), std::string("999.99"));
        QCOMPARE(grouped(100'000, "USD"), std::string("1,000.00"));
        QCOMPARE(grouped(-10'000, "USD"), std::string("-100.00"));
        QCOMPARE(grouped(-123'456'789, "USD"), std::string("-1,234,567.89"));
        QCOMPARE(grouped(999, "JPY"), std::string("999"));
        QCOMPARE(grouped(1'234'567, "JPY"), std::string("1,234,567"));
    }

    void writesNegativeAmounts()
    {
        QCOMPARE((Money{-5, Currency::usd()}).decimalText(), std::string("-0.05"));
        QCOMPARE((Money{std::numeric_limits<std::int64_t>::min(), Currency::usd()}).decimalText(),
                 std::string("-92233720368547758.08"));
    }

    void everyCentSurvivesTextAndBack()
    {
        for (std::int64_t minor = 0; minor <= 200'000; ++minor) {
            const Money money{minor, Currency::usd()};
            if (parseMoney(money.decimalText(), money.currency) != money)
                QFAIL(money.decimalText().c_str());
        }
    }

    void differentCurrenciesAreDifferentMoney()
    {
        QVERIFY((Money{500, currencyOf("USD")}) != (Money{500, currencyOf("JPY")}));
    }
};

QTEST_APPLESS_MAIN(TestMoney)
#include "tst_money.moc"
