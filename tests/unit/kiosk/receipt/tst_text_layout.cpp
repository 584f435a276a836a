#include "example_receipts.h"

#include "kiosk/qr_code/qr_code.h"
#include "kiosk/receipt/take_along.h"
#include "kiosk/receipt/text_layout.h"

#include <QTest>

using namespace tillwright;
using namespace tillwright::kiosk::receipt;
using testing::examplePendingSlip;
using testing::exampleReceipt;

class TextLayoutTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void golden_data();
    void golden();
    void linesFit_data();
    void linesFit();
    void feesOnTheMerchantCopyOnly();
    void duplicateIsSaid();
    void pendingIsNoReceipt();
    void longIdsWrap();
    void statementWithoutPrefix();
    void otherCurrencies();
    void wrapping();
    void takenAlong();
};

void TextLayoutTest::golden_data()
{
    QTest::addColumn<int>("columns");
    QTest::addColumn<QString>("expected");
    QTest::newRow("58 mm, 32") << 32
                               << QStringLiteral("        Echezona Travel\n"
                                                 "     Terminal 2, Departures\n"
                                                 "             Lagos\n"
                                                 "--------------------------------\n"
                                                 "Receipt                       17\n"
                                                 "Date       24 Nov 2026 09:00 UTC\n"
                                                 "Register              register-1\n"
                                                 "Reference                EZ12345\n"
                                                 "Clive                   clv_tx_1\n"
                                                 "--------------------------------\n"
                                                 "Order EZ12345            $750.00\n"
                                                 "TOTAL USD                $750.00\n"
                                                 "\n"
                                                 "Paid by card             $750.00\n"
                                                 "--------------------------------\n"
                                                 "It appears on your statement as\n"
                                                 "       ECHEZONA* AIRPEACE\n"
                                                 "    TW1 17 EZ12345 clv_tx_1\n"
                                                 "           Thank you");
    QTest::newRow("80 mm, 42") << 42
                               << QStringLiteral("             Echezona Travel\n"
                                                 "          Terminal 2, Departures\n"
                                                 "                  Lagos\n"
                                                 "------------------------------------------\n"
                                                 "Receipt                                 17\n"
                                                 "Date                 24 Nov 2026 09:00 UTC\n"
                                                 "Register                        register-1\n"
                                                 "Reference                          EZ12345\n"
                                                 "Clive                             clv_tx_1\n"
                                                 "------------------------------------------\n"
                                                 "Order EZ12345                      $750.00\n"
                                                 "TOTAL USD                          $750.00\n"
                                                 "\n"
                                                 "Paid by card                       $750.00\n"
                                                 "------------------------------------------\n"
                                                 "     It appears on your statement as\n"
                                                 "            ECHEZONA* AIRPEACE\n"
                                                 "         TW1 17 EZ12345 clv_tx_1\n"
                                                 "                Thank you");
    QTest::newRow("80 mm, 48") << 48
                               << QStringLiteral("                Echezona Travel\n"
                                                 "             Terminal 2, Departures\n"
                                                 "                     Lagos\n"
                                                 "------------------------------------------------\n"
                                                 "Receipt                                       17\n"
                                                 "Date                       24 Nov 2026 09:00 UTC\n"
                                                 "Register                              register-1\n"
                                                 "Reference                                EZ12345\n"
                                                 "Clive                                   clv_tx_1\n"
                                                 "------------------------------------------------\n"
                                                 "Order EZ12345                            $750.00\n"
                                                 "TOTAL USD                                $750.00\n"
                                                 "\n"
                                                 "Paid by card                             $750.00\n"
                                                 "------------------------------------------------\n"
                                                 "        It appears on your statement as\n"
                                                 "               ECHEZONA* AIRPEACE\n"
                                                 "            TW1 17 EZ12345 clv_tx_1\n"
                                                 "                   Thank you");
}

void TextLayoutTest::golden()
{
    QFETCH(int, columns);
    QFETCH(QString, expected);
    QCOMPARE(layoutText(exampleReceipt(), columns).join(u'\n'), expected);
}

void TextLayoutTest::linesFit_data()
{
    QTest::addColumn<int>("columns");
    for (const int columns : {16, 32, 42, 48})
        QTest::addRow("%d columns", columns) << columns;
}

void TextLayoutTest::linesFit()
{
    QFETCH(int, columns);
    Receipt receipt = exampleReceipt(Copy::Merchant);
    receipt.duplicate = true;
    receipt.merchant.name =
        QStringLiteral("An exceedingly long merchant’s name that no roll is wide enough for");
    receipt.reference = QString(64, u'R');
    receipt.cliveTxId = QString(80, u'c');
    receipt.items[0].text = QStringLiteral("Order ") + receipt.reference;
    for (const Receipt &each : {receipt, examplePendingSlip()}) {
        const auto lines = layoutText(each, columns);
        for (const QString &line : lines)
            QVERIFY2(line.size() <= columns, qPrintable(line));
    }
}

void TextLayoutTest::feesOnTheMerchantCopyOnly()
{
    const QString customer = layoutText(exampleReceipt(Copy::Customer), 42).join(u'\n');
    QVERIFY(!customer.contains(QStringLiteral("fees")) && !customer.contains(QStringLiteral("22.05"))
            && !customer.contains(QStringLiteral("727.95")));
    const QString merchant = layoutText(exampleReceipt(Copy::Merchant), 42).join(u'\n');
    QVERIFY(merchant.contains(QStringLiteral("Clive’s fees                        $22.05")));
    QVERIFY(merchant.contains(QStringLiteral("Net                                $727.95")));
    QVERIFY(merchant.contains(QStringLiteral("*** MERCHANT COPY ***")));
    // Before Clive has computed them there is nothing to print.
    auto data = testing::exampleReceiptData();
    data.feesMinor.reset();
    const auto without = paidReceipt(data, testing::exampleMerchant(), Copy::Merchant);
    QVERIFY(!layoutText(without, 42).join(u'\n').contains(QStringLiteral("fees")));
}

void TextLayoutTest::duplicateIsSaid()
{
    Receipt receipt = exampleReceipt();
    QVERIFY(!layoutText(receipt, 32).join(u'\n').contains(QStringLiteral("DUPLICATE")));
    receipt.duplicate = true;
    // At both ends: half a slip must say it too.
    QCOMPARE(layoutText(receipt, 32).filter(QStringLiteral("*** DUPLICATE ***")).size(), 2);
}

void TextLayoutTest::pendingIsNoReceipt()
{
    const auto lines = layoutText(examplePendingSlip(), 42);
    const QString slip = lines.join(u'\n');
    QCOMPARE(lines.filter(QStringLiteral("*** PENDING — NOT PAID ***")).size(), 2);
    QVERIFY(!slip.contains(QStringLiteral("Receipt")));
    QVERIFY(!slip.contains(QStringLiteral("Paid by card")));
    QVERIFY(!slip.contains(QStringLiteral("TOTAL")));
    QVERIFY(slip.contains(QStringLiteral("EZ12345")));
    QVERIFY(slip.simplified().contains(QStringLiteral("Please do not pay again")));
}

void TextLayoutTest::longIdsWrap()
{
    Receipt receipt = exampleReceipt();
    receipt.cliveTxId = QStringLiteral("clv_tx_0123456789abcdefghijklmnopqrstuvwxyz");
    const QString text = layoutText(receipt, 32).join(u'\n');
    QVERIFY(text.contains(QStringLiteral("Clive\nclv_tx_0123456789abcdefghijklmno\n")));
    QVERIFY(text.contains(QStringLiteral("                     pqrstuvwxyz")));
}

void TextLayoutTest::statementWithoutPrefix()
{
    auto merchant = testing::exampleMerchant();
    merchant.statementPrefix.clear();
    const auto receipt = paidReceipt(testing::exampleReceiptData(), merchant, Copy::Customer);
    QCOMPARE(receipt.statementText, QStringLiteral("AIRPEACE"));
}

void TextLayoutTest::otherCurrencies()
{
    QCOMPARE(receiptMoney({125'000, *domain::Currency::parse("EUR")}), QStringLiteral("EUR 1,250.00"));
    QCOMPARE(receiptMoney({1'250, *domain::Currency::parse("JPY")}), QStringLiteral("JPY 1,250"));
    QCOMPARE(receiptMoney({99'999'999, domain::Currency::usd()}), QStringLiteral("$999,999.99"));
    QCOMPARE(receiptMoney({-72'795, domain::Currency::usd()}), QStringLiteral("$-727.95"));
}

void TextLayoutTest::wrapping()
{
    QCOMPARE(wrapText(QStringLiteral("one two three"), 7),
             QStringList({QStringLiteral("one two"), QStringLiteral("three")}));
    QCOMPARE(wrapText(QStringLiteral("ab abcdefgh c"), 4),
             QStringList({QStringLiteral("ab"), QStringLiteral("abcd"), QStringLiteral("efgh"),
                          QStringLiteral("c")}));
    QCOMPARE(wrapText({}, 10), QStringList(QString()));
    QCOMPARE(rowText(QStringLiteral("a"), QStringLiteral("b"), 5), QStringList(QStringLiteral("a   b")));
    QCOMPARE(rowText(QStringLiteral("abc"), QStringLiteral("defg"), 5),
             QStringList({QStringLiteral("abc"), QStringLiteral(" defg")}));
}

void TextLayoutTest::takenAlong()
{
    QCOMPARE(takeAlongText(exampleReceipt()),
             QStringLiteral(
                 "Echezona Travel\nTerminal 2, Departures\nLagos\nReceipt: 17\n"
                 "Date: 24 Nov 2026 09:00 UTC\nRegister: register-1\nReference: EZ12345\nClive: clv_tx_1\n"
                 "Order EZ12345: $750.00\nTotal USD: $750.00\nPaid by card: $750.00\n"
                 "It appears on your statement as\nECHEZONA* AIRPEACE\nThank you"));
    // Of many things what they come to, rather than nothing, or a code that no camera reads.
    Receipt receipt = exampleReceipt();
    receipt.language = QStringLiteral("ar");
    receipt.items.fill({QString(40, QChar(u'ب')), receipt.total}, 30);
    const QString text = takeAlongText(receipt);
    QVERIFY(!text.contains(QChar(u'ب') + QString(QChar(u'ب'))));
    QVERIFY(text.contains(QStringLiteral("$750.00")));
    QVERIFY(text.toUtf8().size() <= takeAlongMaxBytes);
    QVERIFY(!kiosk::qr_code::makeQrCode(text).isEmpty());
    receipt.merchant.name = QString(1000, u'x');
    QCOMPARE(takeAlongText(receipt), QString());
}

QTEST_GUILESS_MAIN(TextLayoutTest)
#include "tst_text_layout.moc"
