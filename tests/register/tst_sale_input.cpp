#include "register_fixture.h"

#include <QApplication>

using namespace tillwright;
using testing::RegisterFixture;

/// What a cashier can type wrong: it shows at its field, and nothing is charged.
class SaleInputTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void keypadTypes();
    void badInputShowsAtTheField_data();
    void badInputShowsAtTheField();
    void typingClearsTheError();
    void madeReferenceIsUsed();
};

void SaleInputTest::keypadTypes()
{
    RegisterFixture fixture;
    fixture.showActive();
    for (const char *name : {"key1", "key2", "keyPoint", "key5", "key9", "keyDelete", "key0"})
        fixture.press(name);
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("12.50"));
    QCOMPARE(fixture.textOf("saleTotal"), QStringLiteral("$12.50"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
}

void SaleInputTest::badInputShowsAtTheField_data()
{
    QTest::addColumn<QString>("amount");
    QTest::addColumn<QString>("email");
    QTest::addColumn<QString>("reference");
    QTest::addColumn<QString>("wrong");
    QTest::addColumn<QString>("words");
    const QString amount = QStringLiteral("750.00");
    const QString email = QStringLiteral("buyer@example.com");
    const QString reference = QStringLiteral("EZ12345");
    const auto wrongAmount = [&](const char *row, const char *typed, const char *words) {
        QTest::newRow(row) << QString::fromUtf8(typed) << email << reference << QStringLiteral("Amount")
                           << QString::fromUtf8(words);
    };
    wrongAmount("empty amount", "", "Enter the amount, like 750.00.");
    wrongAmount("zero", "0", "Enter what the customer has to pay.");
    wrongAmount("zero cents", "0.00", "Enter what the customer has to pay.");
    wrongAmount("negative", "-5", "The amount cannot be negative.");
    wrongAmount("too small", "0.49", "The smallest card payment is $0.50.");
    wrongAmount("nine digits", "1000000.00", "The largest card payment is $999,999.99.");
    wrongAmount("endless", "99999999999999999999999999", "The largest card payment is $999,999.99.");
    wrongAmount("decimals", "750.001", "Too many decimals. Write it like 750.00.");
    wrongAmount("two points", "7.5.0", "Use one decimal point only, like 750.00.");
    wrongAmount("words", "seven", "Use only digits and a point, like 750.00.");
    wrongAmount("comma", "750,00", "Use only digits and a point, like 750.00.");
    wrongAmount("exponent", "7e2", "Use only digits and a point, like 750.00.");
    wrongAmount("other digits", "٧٥٠", "Use only digits and a point, like 750.00.");

    const auto wrongEmail = [&](const char *row, const QString &typed, const char *words) {
        QTest::newRow(row) << amount << typed << reference << QStringLiteral("Email")
                           << QString::fromUtf8(words);
    };
    wrongEmail("empty e-mail", QString(), "Enter the customer’s e-mail, like buyer@example.com.");
    wrongEmail("no at", QStringLiteral("buyer"), "The @ is missing. Write it like buyer@example.com.");
    wrongEmail("no host", QStringLiteral("buyer@"),
               "Check the part after the @. Write it like buyer@example.com.");
    wrongEmail("two ats", QStringLiteral("a@b@example.com"), "Check the part before the @.");
    wrongEmail("long e-mail", QString(250, u'a') + QStringLiteral("@example.com"),
               "This e-mail is too long.");

    const auto wrongReference = [&](const char *row, const QString &typed, const char *words) {
        QTest::newRow(row) << amount << email << typed << QStringLiteral("Reference")
                           << QString::fromUtf8(words);
    };
    wrongReference("empty reference", QString(), "Enter a reference, like EZ12345, or make a new one.");
    wrongReference("long reference", QString(65, u'X'),
                   "The reference is too long. Use at most 64 characters.");
    wrongReference("control character", QStringLiteral("EZ\u000112345"),
                   "The reference has a character that cannot be used. Type it again.");
    wrongReference("blank inside", QStringLiteral("EZ 12345"),
                   "Use letters, digits and - _ . / only, like EZ12345.");
}

void SaleInputTest::badInputShowsAtTheField()
{
    QFETCH(QString, amount);
    QFETCH(QString, email);
    QFETCH(QString, reference);
    QFETCH(QString, wrong);
    QFETCH(QString, words);
    RegisterFixture fixture;
    fixture.showActive();
    fixture.find<QLineEdit>("saleAmount")->setText(amount);
    fixture.find<QLineEdit>("saleEmail")->setText(email);
    fixture.find<QLineEdit>("saleReference")->setText(reference);
    fixture.press("chargeButton");

    for (const char *field : {"Amount", "Email", "Reference"}) {
        const QByteArray label = QByteArray("error") + field;
        QCOMPARE(fixture.textOf(label.constData()), wrong == QLatin1String(field) ? words : QString());
    }
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("sale") + wrong);
    QCOMPARE(qobject_cast<QLineEdit *>(QApplication::focusWidget())->accessibleDescription(), words);
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    QVERIFY(fixture.fakes.backend.create.asked.empty());
    QVERIFY(fixture.fakes.journal.saves.empty());
}

void SaleInputTest::typingClearsTheError()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.press("chargeButton");
    QVERIFY(!fixture.textOf("errorAmount").isEmpty());
    QVERIFY(!fixture.textOf("errorEmail").isEmpty());
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("7"));
    QVERIFY(fixture.textOf("errorAmount").isEmpty());
    QVERIFY(!fixture.textOf("errorEmail").isEmpty());
}

void SaleInputTest::madeReferenceIsUsed()
{
    RegisterFixture fixture;
    fixture.showActive();
    const QString made = fixture.find<QLineEdit>("saleReference")->text();
    QVERIFY2(made.startsWith(QStringLiteral("TW-20261124-")), qPrintable(made));
    fixture.press("newReferenceButton");
    const QString next = fixture.find<QLineEdit>("saleReference")->text();
    QVERIFY(next != made);
    fixture.charge(next);
    QCOMPARE(fixture.fakes.backend.create.asked[0].sale.reference.text(), next.toStdString());
}

QTEST_MAIN(SaleInputTest)
#include "tst_sale_input.moc"
