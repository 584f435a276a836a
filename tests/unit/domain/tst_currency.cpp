#include "domain/currency.h"

#include <QTest>

using namespace tillwright::domain;

class TestCurrency : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void knowsItsDecimals_data()
    {
        QTest::addColumn<QString>("code");
        QTest::addColumn<int>("decimals");
        QTest::addColumn<qint64>("minorPerMajor");
        for (const auto *code : {"USD", "EUR", "GBP", "NGN", "AED"})
            QTest::newRow(code) << code << 2 << qint64(100);
        // Stripe's list of zero-decimal currencies.
        for (const auto *code : {"BIF", "CLP", "DJF", "GNF", "JPY", "KMF", "KRW", "MGA", "PYG", "RWF", "UGX",
                                 "VND", "VUV", "XAF", "XOF", "XPF"})
            QTest::newRow(code) << code << 0 << qint64(1);
        for (const auto *code : {"BHD", "JOD", "KWD", "OMR", "TND"})
            QTest::newRow(code) << code << 3 << qint64(1000);
    }
    void knowsItsDecimals()
    {
        QFETCH(const QString, code);
        const auto currency = Currency::parse(code.toStdString());
        QVERIFY(currency);
        QCOMPARE(QString::fromStdString(currency->code()), code);
        QTEST(currency->decimals(), "decimals");
        QTEST(qint64(currency->minorPerMajor()), "minorPerMajor");
    }

    void takesAnyCase()
    {
        QVERIFY(Currency::parse("usd") == Currency::usd());
        QVERIFY(Currency::parse("uSd") == Currency::usd());
        QVERIFY(*Currency::parse("jpy") != Currency::usd());
    }

    void refuses_data()
    {
        QTest::addColumn<QByteArray>("code");
        QTest::newRow("empty") << QByteArray("");
        QTest::newRow("two letters") << QByteArray("US");
        QTest::newRow("four letters") << QByteArray("USDT");
        QTest::newRow("digit") << QByteArray("US1");
        QTest::newRow("blank before") << QByteArray(" US");
        QTest::newRow("blank between two known codes") << QByteArray("D A");
        QTest::newRow("across two known codes") << QByteArray("EDA");
        QTest::newRow("symbol") << QByteArray("US$");
        QTest::newRow("not Latin") << QByteArray("U\xc3\x9f");
        QTest::newRow("NUL") << QByteArray("US\0", 3);
        QTest::newRow("no such currency") << QByteArray("ABC");
        QTest::newRow("no currency") << QByteArray("XXX");
        QTest::newRow("control character that the case fold would hide") << QByteArray("US\x04", 3);
    }
    void refuses()
    {
        QFETCH(const QByteArray, code);
        const auto currency = Currency::parse(code.toStdString());
        QVERIFY(!currency);
        QCOMPARE(currency.error().field, std::string("currency"));
        QVERIFY(!currency.error().problem.empty());
        QVERIFY(!currency.error().wayOut.empty());
    }
};

QTEST_APPLESS_MAIN(TestCurrency)
#include "tst_currency.moc"
