#include "contract/clive_messages.h"

#include "json_variants.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::testing;
using contract::AmountUnit;

namespace {

contract::CheckoutIntentRequest request(std::int64_t minor, const char *code = "USD")
{
    return {"ECHEZONA001",
            "AIRPEACE001",
            {minor, domain::Currency::parse(code).value()},
            "buyer@example.com",
            "AIRPEACE",
            "EZ12345",
            {}};
}

} // namespace

/// The amount on Clive's wire, in both units, and what must never happen to it: drift by a cent, or a silent
/// factor of a hundred.
class TestCliveAmounts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void written_data()
    {
        QTest::addColumn<qint64>("minor");
        QTest::addColumn<QString>("code");
        QTest::addColumn<double>("asMajor");
        QTest::newRow("the seed's 750") << qint64(75'000) << "USD" << 750.0;
        QTest::newRow("cents") << qint64(1'250) << "USD" << 12.5;
        QTest::newRow("smallest") << qint64(50) << "USD" << 0.5;
        QTest::newRow("largest") << qint64(99'999'999) << "USD" << 999'999.99;
        QTest::newRow("yen") << qint64(750) << "JPY" << 750.0;
        QTest::newRow("dinars") << qint64(12'345) << "KWD" << 12.345;
    }
    void written()
    {
        QFETCH(const qint64, minor);
        QFETCH(const QString, code);
        const auto sent = request(minor, qPrintable(code));
        const auto major = objectOf(contract::writeCheckoutIntentRequest(sent, AmountUnit::Major))["amount"];
        QVERIFY(major.isDouble()); // a JSON number, not a text
        QTEST(major.toDouble(), "asMajor");
        QCOMPARE(
            objectOf(contract::writeCheckoutIntentRequest(sent, AmountUnit::Minor))["amount"].toInteger(),
            minor);
    }

    void everyAmountSurvives_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<qint64>("first");
        QTest::addColumn<qint64>("last");
        QTest::newRow("USD from 0.50 to 2000.00") << "USD" << qint64(50) << qint64(200'000);
        QTest::newRow("USD at the top") << "USD" << qint64(99'990'000) << qint64(99'999'999);
        QTest::newRow("dinars at the top") << "KWD" << qint64(99'990'000) << qint64(99'999'999);
    }
    void everyAmountSurvives()
    {
        QFETCH(const QString, code);
        QFETCH(const qint64, first);
        QFETCH(const qint64, last);
        auto sent = request(first, qPrintable(code));
        for (sent.amount.minor = first; sent.amount.minor <= last; ++sent.amount.minor) {
            // Only the major unit calculates; the minor one is passed through as it is (see written()).
            const auto received = contract::parseCheckoutIntentRequest(
                contract::writeCheckoutIntentRequest(sent, AmountUnit::Major), AmountUnit::Major);
            if (!received || received->amount != sent.amount)
                QFAIL(qPrintable(QString("%1 minor units came back as %2")
                                     .arg(sent.amount.minor)
                                     .arg(received ? received->amount.minor : -1)));
        }
    }

    void wholeAmountsAreWrittenAsIntegers()
    {
        QVERIFY(
            contract::writeCheckoutIntentRequest(request(75'000), AmountUnit::Major).find(R"("amount":750,)")
            != std::string::npos);
        QVERIFY(contract::writeCheckoutIntentRequest(request(75'000), AmountUnit::Minor)
                    .find(R"("amount":75000,)")
                != std::string::npos);
    }

    void readInManyForms_data()
    {
        QTest::addColumn<QByteArray>("number");
        QTest::addColumn<qint64>("minor"); // -1: refused
        QTest::newRow("integer") << QByteArray("750") << qint64(75'000);
        QTest::newRow("two decimals") << QByteArray("750.00") << qint64(75'000);
        QTest::newRow("one decimal") << QByteArray("12.5") << qint64(1'250);
        QTest::newRow("exponent") << QByteArray("7.5E2") << qint64(75'000);
        QTest::newRow("0.29, which no double holds") << QByteArray("0.29") << qint64(29);
        QTest::newRow("1.005 has a tenth of a cent") << QByteArray("1.005") << qint64(-1);
        QTest::newRow("half a cent") << QByteArray("750.505") << qint64(-1);
        QTest::newRow("huge") << QByteArray("1e300") << qint64(-1);
        QTest::newRow("text") << QByteArray("\"750\"") << qint64(-1);
        QTest::newRow("null") << QByteArray("null") << qint64(-1);
        QTest::newRow("object") << QByteArray("{}") << qint64(-1);
    }
    void readInManyForms()
    {
        QFETCH(const QByteArray, number);
        QFETCH(const qint64, minor);
        auto text = QByteArray::fromStdString(
            contract::writeCheckoutIntentRequest(request(12'345'600), AmountUnit::Major));
        QVERIFY(text.contains("123456"));
        text.replace("123456", number);
        const auto parsed = contract::parseCheckoutIntentRequest(text.toStdString(), AmountUnit::Major);
        QCOMPARE(parsed.has_value(), minor >= 0);
        if (parsed)
            QCOMPARE(qint64(parsed->amount.minor), minor);
        else
            QCOMPARE(parsed.error().field, std::string("amount"));
    }

    void minorUnitsTakeNoFraction()
    {
        const auto text =
            with(contract::writeCheckoutIntentRequest(request(75'000), AmountUnit::Minor), "amount", 750.5);
        const auto parsed = contract::parseCheckoutIntentRequest(text, AmountUnit::Minor);
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().field, std::string("amount"));
    }

    void unitWords()
    {
        QVERIFY(contract::amountUnitFromWord("major") == AmountUnit::Major);
        QVERIFY(contract::amountUnitFromWord("minor") == AmountUnit::Minor);
        QVERIFY(!contract::amountUnitFromWord(""));
        QVERIFY(!contract::amountUnitFromWord("Major"));
        QVERIFY(!contract::amountUnitFromWord("cents"));
    }
};

QTEST_APPLESS_MAIN(TestCliveAmounts)
#include "tst_clive_amounts.moc"
