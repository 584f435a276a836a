#include "domain/payment_status.h"

#include <QTest>

using namespace tillwright::domain;
using Kind = PaymentStatus::Kind;

Q_DECLARE_METATYPE(tillwright::domain::PaymentStatus::Kind)

class TestPaymentStatus : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void ourWords_data()
    {
        QTest::addColumn<QString>("word");
        QTest::addColumn<Kind>("kind");
        QTest::addColumn<bool>("final");
        QTest::newRow("created") << "created" << Kind::Created << false;
        QTest::newRow("pending") << "pending" << Kind::Pending << false;
        QTest::newRow("processing") << "processing" << Kind::Processing << false;
        QTest::newRow("paid") << "paid" << Kind::Paid << true;
        QTest::newRow("failed") << "failed" << Kind::Failed << true;
        QTest::newRow("cancelled") << "cancelled" << Kind::Cancelled << true;
    }
    void ourWords()
    {
        QFETCH(const QString, word);
        QFETCH(const Kind, kind);
        const auto status = PaymentStatus::fromWord(word.toStdString());
        QCOMPARE(status.kind(), kind);
        QCOMPARE(QString::fromStdString(status.word()), word);
        QTEST(status.isFinal(), "final");
        QCOMPARE(status.isPaid(), kind == Kind::Paid);
        QVERIFY(status == PaymentStatus(kind));

        // The same word from outside, where it is not one of the contract's: never ours, on no later hop.
        const auto foreign = PaymentStatus::unknown(word.toStdString());
        QCOMPARE(foreign.kind(), Kind::Unknown);
        QVERIFY(!foreign.isFinal());
        QVERIFY(!foreign.isPaid());
        QVERIFY(QString::fromStdString(foreign.word()) != word);
        QVERIFY(PaymentStatus::fromWord(foreign.word()) == foreign);
    }

    void otherWordsAreKept_data()
    {
        QTest::addColumn<QString>("word");
        for (const auto *word : {"refunded", "Paid", "PAID", "paid ", "succeeded", ""})
            QTest::newRow(qPrintable(QString("[%1]").arg(word))) << word;
    }
    void otherWordsAreKept()
    {
        QFETCH(const QString, word);
        const auto status = PaymentStatus::fromWord(word.toStdString());
        QCOMPARE(status.kind(), Kind::Unknown);
        QCOMPARE(QString::fromStdString(status.word()), word);
        QVERIFY(!status.isPaid());
        QVERIFY(!status.isFinal());
        QVERIFY(status == PaymentStatus::unknown(word.toStdString()));
        QVERIFY(status != PaymentStatus::unknown("another"));
    }
};

QTEST_APPLESS_MAIN(TestPaymentStatus)
#include "tst_payment_status.moc"
