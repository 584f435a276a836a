#include "register_fixture.h"

#include <QAccessible>
#include <QApplication>

using namespace tillwright;
using testing::exampleState;
using testing::RegisterFixture;

/// A cashier at the real window; only the world outside the kiosk is fake.
class SaleTest : public QObject
{
    Q_OBJECT

private:
    static void type(const QString &text) { QTest::keyClicks(QApplication::focusWidget(), text); }
    static void key(int key) { QTest::keyClick(QApplication::focusWidget(), Qt::Key(key)); }
    static void showActive(RegisterFixture &fixture)
    {
        fixture.window.show();
        fixture.window.activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(&fixture.window));
    }
    static QString screen(const RegisterFixture &fixture)
    {
        for (const char *name : {"saleScreen", "paymentScreen", "resultScreen"}) {
            if (fixture.find(name)->isVisible())
                return QLatin1String(name);
        }
        return {};
    }

private Q_SLOTS:
    void keyboardOnlyToPaid();
    void keypadTypes();
    void chargeByF12();
    void badInputShowsAtTheField_data();
    void badInputShowsAtTheField();
    void typingClearsTheError();
    void madeReferenceIsUsed();
    void declineShowsStripesWords();
    void declinedForGood();
    void unresolvedGoesOnInTheBackground();
    void unresolvedReferenceCannotBeChargedAgain();
    void cancelWhileAsking();
    void cancelByEscape();
    void noCancelWhileConfirming();
    void refusedKeepsWhatWasTyped();
    void retryWithoutAnswerRepeatsTheKey();
    void amountMismatchAlarms();
    void loadFailureIsSaid();
    void longWaitSaysWhatFor();
    void elapsedTimeRuns();
    void nothingOfTheLastCustomerStays();
    void stripesWordsAreNotHtml();
    void helpOverlay();
    void everythingHasAnAccessibleName();
};

void SaleTest::keyboardOnlyToPaid()
{
    RegisterFixture fixture;
    showActive(fixture);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
    type(QStringLiteral("750"));
    QCOMPARE(fixture.find<QPushButton>("chargeButton")->text(), QStringLiteral("Charge $750.00"));
    key(Qt::Key_Return);
    type(QStringLiteral("buyer@example.com"));
    key(Qt::Key_Return);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_A, Qt::ControlModifier);
    type(QStringLiteral("EZ12345"));
    key(Qt::Key_Return);
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("chargeButton"));
    key(Qt::Key_Return);

    QCOMPARE(screen(fixture), QStringLiteral("paymentScreen"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
    const auto &sale = fixture.fakes.backend.create.asked[0].sale;
    QCOMPARE(sale.amount.minor, 75'000);
    QCOMPARE(sale.reference.text(), std::string("EZ12345"));
    QCOMPARE(sale.email.text(), std::string("buyer@example.com"));
    QCOMPARE(fixture.textOf("paymentReference"), QStringLiteral("EZ12345"));

    const auto answer = fixture.answerCreate();
    fixture.showElement(answer);
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("The customer enters the card"));
    QCOMPARE(QApplication::focusWidget(), fixture.page);
    QVERIFY(fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId}));
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("Confirming with the bank"));
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    QVERIFY(fixture.textOf("statusLine").contains(QStringLiteral("checking with Clive")));
    QCOMPARE(screen(fixture), QStringLiteral("paymentScreen"));

    fixture.fakes.backend.status.answer(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    QCOMPARE(screen(fixture), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
    QCOMPARE(fixture.textOf("receiptNumber"), QStringLiteral("1"));
    QCOMPARE(fixture.textOf("resultCliveId"), QStringLiteral("clv_tx_1"));
    QVERIFY(!fixture.find<QLabel>("receiptPaper")->pixmap().isNull());
    QVERIFY(QFile::exists(fixture.directory.filePath(QStringLiteral("receipt-1.pdf"))));
    QVERIFY(fixture.textOf("receiptFile").contains(QStringLiteral("receipt-1.pdf")));

    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("newSaleButton"));
    key(Qt::Key_Return);
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
    QVERIFY(fixture.find<QLineEdit>("saleEmail")->text().isEmpty());
}

void SaleTest::keypadTypes()
{
    RegisterFixture fixture;
    showActive(fixture);
    for (const char *name : {"key1", "key2", "keyPoint", "key5", "key9", "keyDelete", "key0"})
        fixture.press(name);
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("12.50"));
    QCOMPARE(fixture.textOf("saleTotal"), QStringLiteral("$12.50"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
}

void SaleTest::chargeByF12()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.form.setAmount(QStringLiteral("1"));
    fixture.form.setEmail(QStringLiteral("a@example.com"));
    key(Qt::Key_F12);
    QCOMPARE(screen(fixture), QStringLiteral("paymentScreen"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
    // Pressed once more it does nothing: the sale is being charged.
    key(Qt::Key_F12);
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
}

void SaleTest::badInputShowsAtTheField_data()
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

void SaleTest::badInputShowsAtTheField()
{
    QFETCH(QString, amount);
    QFETCH(QString, email);
    QFETCH(QString, reference);
    QFETCH(QString, wrong);
    QFETCH(QString, words);
    RegisterFixture fixture;
    showActive(fixture);
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
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
    QVERIFY(fixture.fakes.backend.create.asked.empty());
    QVERIFY(fixture.fakes.journal.saves.empty());
}

void SaleTest::typingClearsTheError()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.press("chargeButton");
    QVERIFY(!fixture.textOf("errorAmount").isEmpty());
    QVERIFY(!fixture.textOf("errorEmail").isEmpty());
    type(QStringLiteral("7"));
    QVERIFY(fixture.textOf("errorAmount").isEmpty());
    QVERIFY(!fixture.textOf("errorEmail").isEmpty());
}

void SaleTest::madeReferenceIsUsed()
{
    RegisterFixture fixture;
    showActive(fixture);
    const QString made = fixture.find<QLineEdit>("saleReference")->text();
    QVERIFY2(made.startsWith(QStringLiteral("TW-20261124-")), qPrintable(made));
    fixture.press("newReferenceButton");
    const QString next = fixture.find<QLineEdit>("saleReference")->text();
    QVERIFY(next != made);
    fixture.charge(next);
    QCOMPARE(fixture.fakes.backend.create.asked[0].sale.reference.text(), next.toStdString());
}

void SaleTest::declineShowsStripesWords()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                                  "insufficient_funds", "Your card has insufficient funds."});
    QCOMPARE(screen(fixture), QStringLiteral("paymentScreen"));
    QCOMPARE(fixture.textOf("paymentCustomerWords"),
             QStringLiteral("Your card has insufficient funds. You can try another card."));
    QVERIFY(fixture.find<QPushButton>("cancelButton")->isEnabled());
    // The same checkout takes another card.
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.fakes.backend.status.answer(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
}

void SaleTest::declinedForGood()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                                  "lost_card", "Your card was declined."});
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "processing"});
    fixture.fakes.backend.status.answer(exampleState(answer, domain::PaymentStatus::Kind::Failed));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Card declined"));
    QCOMPARE(fixture.textOf("customerWords"), QStringLiteral("Your card was declined. Nothing was charged."));
    QVERIFY(fixture.textOf("staffWords").contains(QStringLiteral("lost_card")));
    QVERIFY(!fixture.find<QFrame>("receiptView")->isVisible());
    fixture.press("retryButton");
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("750.00"));
    QCOMPARE(fixture.find<QLineEdit>("saleReference")->text(), QStringLiteral("EZ12345"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("chargeButton"));
}

void SaleTest::unresolvedGoesOnInTheBackground()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toUnresolved();
    QCOMPARE(screen(fixture), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("We are still checking"));
    QVERIFY(fixture.textOf("customerWords").contains(QStringLiteral("Please do not pay again")));
    QVERIFY(fixture.textOf("customerWords").contains(QStringLiteral("EZ12345")));
    QVERIFY(!fixture.find<QLabel>("receiptPaper")->pixmap().isNull());
    QVERIFY(!fixture.find("retryButton")->isVisible());
    QVERIFY(!fixture.find("checkingBadge")->isVisible());

    key(Qt::Key_F2);
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
    QVERIFY(fixture.find("checkingBadge")->isVisible());
    QCOMPARE(fixture.textOf("checkingBadge"), QStringLiteral("1 payment being checked"));

    for (int i = 0; i < 100 && fixture.fakes.backend.status.waiting() == 0; ++i)
        fixture.fakes.clock.advance(10'000);
    fixture.fakes.backend.status.answer(exampleState(answer, domain::PaymentStatus::Kind::Paid, 3));
    QVERIFY(!fixture.find("checkingBadge")->isVisible());
    QVERIFY(QFile::exists(fixture.directory.filePath(QStringLiteral("receipt-1.pdf"))));
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
}

void SaleTest::unresolvedReferenceCannotBeChargedAgain()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.toUnresolved();
    fixture.press("newSaleButton");
    fixture.charge();
    QCOMPARE(screen(fixture), QStringLiteral("saleScreen"));
    QVERIFY(fixture.textOf("errorReference").contains(QStringLiteral("still being checked")));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
    // Another sale is not held up.
    fixture.charge(QStringLiteral("EZ12346"));
    QCOMPARE(screen(fixture), QStringLiteral("paymentScreen"));
}

void SaleTest::cancelWhileAsking()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    QVERIFY(fixture.find("cancelButton")->isEnabled());
    fixture.press("cancelButton");
    QVERIFY(fixture.textOf("statusLine").startsWith(QStringLiteral("Cancelling")));
    QVERIFY(!fixture.find("cancelButton")->isEnabled());
    const auto answer = fixture.answerCreate();
    fixture.answerAbandon(answer);
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Cancelled"));
}

void SaleTest::cancelByEscape()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toCard();
    key(Qt::Key_Escape);
    QCOMPARE(fixture.fakes.backend.abandon.asked.size(), 1u);
    QVERIFY(fixture.textOf("statusLine").startsWith(QStringLiteral("Cancelling")));
    fixture.answerAbandon(answer);
    QCOMPARE(screen(fixture), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("customerWords"),
             QStringLiteral("The payment was cancelled. Nothing was charged."));
}

void SaleTest::noCancelWhileConfirming()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    QVERIFY(!fixture.find("cancelButton")->isEnabled());
    key(Qt::Key_Escape);
    key(Qt::Key_F2);
    QCOMPARE(fixture.checkout.stateName(), QStringLiteral("Confirming"));
    QVERIFY(fixture.fakes.backend.abandon.asked.empty());
}

void SaleTest::refusedKeepsWhatWasTyped()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    fixture.fakes.backend.create.fail(checkout::BackendError::Kind::Refused, 422, "email");
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Sale not started"));
    QVERIFY(fixture.textOf("staffWords").contains(QStringLiteral("e-mail")));
    QVERIFY(fixture.textOf("staffWords").contains(QStringLiteral("refused 422 email")));
    fixture.press("retryButton");
    QCOMPARE(fixture.find<QLineEdit>("saleEmail")->text(), QStringLiteral("buyer@example.com"));
}

void SaleTest::retryWithoutAnswerRepeatsTheKey()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge(fixture.form.reference());
    for (int i = 0; i < 100 && fixture.checkout.stateName() == QStringLiteral("Creating"); ++i) {
        if (fixture.fakes.backend.create.waiting() > 0)
            fixture.fakes.backend.create.fail(checkout::BackendError::Kind::Timeout);
        fixture.fakes.clock.advance(1000);
    }
    QCOMPARE(fixture.checkout.stateName(), QStringLiteral("Refused"));
    const auto first = fixture.fakes.backend.create.asked.front();
    const auto asked = fixture.fakes.backend.create.asked.size();
    fixture.press("retryButton");
    fixture.press("chargeButton");
    QCOMPARE(fixture.fakes.backend.create.asked.size(), asked + 1);
    QCOMPARE(fixture.fakes.backend.create.asked.back().idempotencyKey, first.idempotencyKey);
    QCOMPARE(fixture.fakes.backend.create.asked.back().sale, first.sale);
}

void SaleTest::amountMismatchAlarms()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    QVERIFY(!fixture.fakes.page.say(
        contract::page::IntentSeen{answer.cliveTxId, 7'500'000, "USD", "requires_payment_method"}));
    QVERIFY(fixture.find("alarmBar")->isVisible());
    QVERIFY(!fixture.textOf("alarmText").contains(QStringLiteral("secret")));
    fixture.answerAbandon(answer);
    QCOMPARE(screen(fixture), QStringLiteral("resultScreen"));
    QVERIFY(fixture.textOf("staffWords").contains(QStringLiteral("amount_mismatch")));
    QVERIFY(!fixture.find("retryButton")->isVisible());
    // It stays over the next sale, until somebody has noted it.
    fixture.press("newSaleButton");
    QVERIFY(fixture.find("alarmBar")->isVisible());
    fixture.press("alarmNotedButton");
    QVERIFY(!fixture.find("alarmBar")->isVisible());
}

void SaleTest::loadFailureIsSaid()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::LoadFailed{answer.cliveTxId, "Failed to load Stripe.js"});
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("The card form did not load"));
    QVERIFY(fixture.find("cancelButton")->isEnabled());
}

void SaleTest::longWaitSaysWhatFor()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    fixture.fakes.clock.advance(8'000);
    QVERIFY(fixture.textOf("waitingLine").isEmpty());
    fixture.fakes.clock.advance(1'000);
    QVERIFY(fixture.textOf("waitingLine").contains(QStringLiteral("Still waiting for Clive")));
    fixture.answerCreate();
    QVERIFY(fixture.textOf("waitingLine").isEmpty());
}

void SaleTest::elapsedTimeRuns()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.charge();
    QCOMPARE(fixture.textOf("elapsedTime"), QStringLiteral("0:00"));
    fixture.fakes.clock.advance(61'000);
    QCOMPARE(fixture.textOf("elapsedTime"), QStringLiteral("1:01"));
    // The wall clock being set is not time going by.
    fixture.fakes.clock.jump(3'600'000);
    fixture.fakes.clock.advance(1'000);
    QCOMPARE(fixture.textOf("elapsedTime"), QStringLiteral("1:02"));
}

void SaleTest::nothingOfTheLastCustomerStays()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.toPaid();
    fixture.press("newSaleButton");
    const auto labels = fixture.window.findChildren<QLabel *>();
    for (const QLabel *label : labels)
        QVERIFY2(!label->isVisible() || !label->text().contains(QStringLiteral("EZ12345")),
                 qPrintable(label->objectName()));
    for (const char *name : {"saleAmount", "saleEmail"})
        QVERIFY(fixture.find<QLineEdit>(name)->text().isEmpty());
    QVERIFY(!fixture.find<QLineEdit>("saleEmail")->isUndoAvailable());
    fixture.charge(QStringLiteral("EZ12346"));
    QCOMPARE(fixture.textOf("paymentCliveId"), QStringLiteral("–"));
    QCOMPARE(fixture.textOf("elapsedTime"), QStringLiteral("0:00"));
}

void SaleTest::stripesWordsAreNotHtml()
{
    RegisterFixture fixture;
    showActive(fixture);
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined", "x",
                                                  "<img src='file:///etc/passwd'>No."});
    const auto *label = fixture.find<QLabel>("paymentCustomerWords");
    QVERIFY(label->text().startsWith(QStringLiteral("<img")));
    QCOMPARE(label->textFormat(), Qt::PlainText);
    const auto labels = fixture.window.findChildren<QLabel *>();
    for (const QLabel *each : labels)
        QVERIFY2(each->text().isEmpty() || each->textFormat() == Qt::PlainText,
                 qPrintable(each->objectName()));
}

void SaleTest::helpOverlay()
{
    RegisterFixture fixture;
    showActive(fixture);
    key(Qt::Key_F1);
    QVERIFY(fixture.find("helpOverlay")->isVisible());
    // Nothing is charged from under it.
    fixture.form.setAmount(QStringLiteral("1"));
    fixture.form.setEmail(QStringLiteral("a@example.com"));
    key(Qt::Key_F12);
    QVERIFY(fixture.fakes.backend.create.asked.empty());
    key(Qt::Key_Escape);
    QVERIFY(!fixture.find("helpOverlay")->isVisible());
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
    fixture.press("helpButton");
    QVERIFY(fixture.find("helpOverlay")->isVisible());
    key(Qt::Key_F1);
    QVERIFY(!fixture.find("helpOverlay")->isVisible());
}

void SaleTest::everythingHasAnAccessibleName()
{
    RegisterFixture fixture;
    showActive(fixture);
    fixture.toPaid();
    QList<QWidget *> widgets;
    for (auto *button : fixture.window.findChildren<QPushButton *>())
        widgets.append(button);
    for (auto *edit : fixture.window.findChildren<QLineEdit *>())
        widgets.append(edit);
    QVERIFY(widgets.size() > 15);
    for (QWidget *widget : std::as_const(widgets)) {
        auto *accessible = QAccessible::queryAccessibleInterface(widget);
        QVERIFY(accessible);
        QVERIFY2(!accessible->text(QAccessible::Name).isEmpty(), qPrintable(widget->objectName()));
    }
}

QTEST_MAIN(SaleTest)
#include "tst_sale.moc"
