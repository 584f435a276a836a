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

private Q_SLOTS:
    void keyboardOnlyToPaid();
    void chargeByF12();
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
    void receiptIsPrintedAgainByF6();
    void theBackendsStatementTextIsShown();
    void printerIsInTheStrip();
    void staffAnswersForAPaper();
    void helpOverlay();
    void everythingHasAnAccessibleName();
};

void SaleTest::keyboardOnlyToPaid()
{
    RegisterFixture fixture;
    fixture.showActive();
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

    QCOMPARE(fixture.screen(), QStringLiteral("paymentScreen"));
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
    QCOMPARE(fixture.screen(), QStringLiteral("paymentScreen"));

    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
    QCOMPARE(fixture.textOf("receiptNumber"), QStringLiteral("1"));
    QCOMPARE(fixture.textOf("resultCliveId"), QStringLiteral("clv_tx_1"));
    QVERIFY(!fixture.find<QLabel>("receiptPaper")->pixmap().isNull());
    QTRY_VERIFY(QFile::exists(fixture.directory.filePath(QStringLiteral("receipt-1.pdf"))));
    QTRY_VERIFY(fixture.textOf("receiptFile").contains(QStringLiteral("receipt-1.pdf")));

    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("newSaleButton"));
    key(Qt::Key_Return);
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("saleAmount"));
    QVERIFY(fixture.find<QLineEdit>("saleEmail")->text().isEmpty());
}

void SaleTest::chargeByF12()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("1"));
    fixture.form.setEmail(QStringLiteral("a@example.com"));
    key(Qt::Key_F12);
    QCOMPARE(fixture.screen(), QStringLiteral("paymentScreen"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
    // Pressed once more it does nothing: the sale is being charged.
    key(Qt::Key_F12);
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
}

void SaleTest::declineShowsStripesWords()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                                  "insufficient_funds", "Your card has insufficient funds."});
    QCOMPARE(fixture.screen(), QStringLiteral("paymentScreen"));
    QCOMPARE(fixture.textOf("paymentCustomerWords"), QStringLiteral("Your card has insufficient funds."));
    QVERIFY(fixture.find<QPushButton>("cancelButton")->isEnabled());
    // The same checkout takes another card.
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Paid"));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
}

void SaleTest::declinedForGood()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toCard();
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined",
                                                  "lost_card", "Your card was declined."});
    fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "processing"});
    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Failed));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("Card declined"));
    QCOMPARE(fixture.textOf("customerWords"), QStringLiteral("Your card was declined. Nothing was charged."));
    QVERIFY(fixture.textOf("staffWords").contains(QStringLiteral("lost_card")));
    QVERIFY(!fixture.find<QFrame>("receiptView")->isVisible());
    fixture.press("retryButton");
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("750.00"));
    QCOMPARE(fixture.find<QLineEdit>("saleReference")->text(), QStringLiteral("EZ12345"));
    QCOMPARE(QApplication::focusWidget()->objectName(), QStringLiteral("chargeButton"));
}

void SaleTest::unresolvedGoesOnInTheBackground()
{
    RegisterFixture fixture;
    fixture.showActive();
    const auto answer = fixture.toUnresolved();
    QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("resultTitle"), QStringLiteral("We are still checking"));
    QVERIFY(fixture.textOf("customerWords").contains(QStringLiteral("Please do not pay again")));
    QVERIFY(fixture.textOf("customerWords").contains(QStringLiteral("EZ12345")));
    QVERIFY(!fixture.find<QLabel>("receiptPaper")->pixmap().isNull());
    QVERIFY(!fixture.find("retryButton")->isVisible());
    QVERIFY(!fixture.find("checkingBadge")->isVisible());

    key(Qt::Key_F2);
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    QVERIFY(fixture.find("checkingBadge")->isVisible());
    QCOMPARE(fixture.textOf("checkingBadge"), QStringLiteral("1 payment being checked"));

    for (int i = 0; i < 100 && fixture.fakes.backend.status.waiting() == 0; ++i)
        fixture.fakes.clock.advance(10'000);
    fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid, 3));
    QVERIFY(!fixture.find("checkingBadge")->isVisible());
    QTRY_VERIFY(QFile::exists(fixture.directory.filePath(QStringLiteral("receipt-1.pdf"))));
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
}

void SaleTest::unresolvedReferenceCannotBeChargedAgain()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.toUnresolved();
    fixture.press("newSaleButton");
    fixture.charge();
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    QVERIFY(fixture.textOf("errorReference").contains(QStringLiteral("still being checked")));
    QCOMPARE(fixture.fakes.backend.create.asked.size(), 1u);
    // Another sale is not held up.
    fixture.charge(QStringLiteral("EZ12346"));
    QCOMPARE(fixture.screen(), QStringLiteral("paymentScreen"));
}

void SaleTest::cancelWhileAsking()
{
    RegisterFixture fixture;
    fixture.showActive();
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
    fixture.showActive();
    const auto answer = fixture.toCard();
    key(Qt::Key_Escape);
    QCOMPARE(fixture.fakes.backend.abandon.asked.size(), 1u);
    QVERIFY(fixture.textOf("statusLine").startsWith(QStringLiteral("Cancelling")));
    fixture.answerAbandon(answer);
    QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
    QCOMPARE(fixture.textOf("customerWords"),
             QStringLiteral("The payment was cancelled. Nothing was charged."));
}

void SaleTest::noCancelWhileConfirming()
{
    RegisterFixture fixture;
    fixture.showActive();
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
    fixture.showActive();
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
    fixture.showActive();
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
    fixture.showActive();
    fixture.charge();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    QVERIFY(!fixture.fakes.page.say(
        contract::page::IntentSeen{answer.cliveTxId, 7'500'000, "USD", "requires_payment_method"}));
    QVERIFY(fixture.find("alarmBar")->isVisible());
    QVERIFY(!fixture.textOf("alarmText").contains(QStringLiteral("secret")));
    fixture.answerAbandon(answer);
    QCOMPARE(fixture.screen(), QStringLiteral("resultScreen"));
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
    fixture.showActive();
    fixture.charge();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::LoadFailed{answer.cliveTxId, "Failed to load Stripe.js"});
    QCOMPARE(fixture.textOf("statusLine"), QStringLiteral("The card form did not load"));
    QVERIFY(fixture.find("cancelButton")->isEnabled());
}

void SaleTest::longWaitSaysWhatFor()
{
    RegisterFixture fixture;
    fixture.showActive();
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
    fixture.showActive();
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
    fixture.showActive();
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
    fixture.showActive();
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

void SaleTest::receiptIsPrintedAgainByF6()
{
    RegisterFixture fixture;
    fixture.showActive();
    // There is no paper yet.
    key(Qt::Key_F6);
    fixture.toPaid();
    QCOMPARE(fixture.printedAgain, 0);
    QVERIFY(fixture.find<QPushButton>("printAgainButton")->isVisible());
    key(Qt::Key_F6);
    QCOMPARE(fixture.printedAgain, 1);
    fixture.press("printAgainButton");
    QCOMPARE(fixture.printedAgain, 2);
    // The next sale goes on at once, and has no paper.
    key(Qt::Key_F2);
    QCOMPARE(fixture.screen(), QStringLiteral("saleScreen"));
    key(Qt::Key_F6);
    QCOMPARE(fixture.printedAgain, 2);
}

void SaleTest::theBackendsStatementTextIsShown()
{
    RegisterFixture fixture;
    fixture.showActive();
    fixture.form.setAmount(QStringLiteral("12.00"));
    auto *email = fixture.find<QLineEdit>("saleEmail");
    email->setFocus();
    fixture.form.setStatementText(QStringLiteral("ECHEZONA* LAGOS"));
    QVERIFY(fixture.textOf("statementText").contains(QStringLiteral("ECHEZONA* LAGOS")));
    QVERIFY(fixture.find("statementText")->isVisible());
    // Whoever types goes on typing.
    QVERIFY(email->hasFocus());
    QCOMPARE(fixture.find<QLineEdit>("saleAmount")->text(), QStringLiteral("12.00"));
    fixture.form.setStatementText({});
    QVERIFY(!fixture.window.findChild<QLabel *>(QStringLiteral("statementText")));
}

void SaleTest::printerIsInTheStrip()
{
    RegisterFixture fixture;
    fixture.showActive();
    auto *strip = fixture.find<QLabel>("printerState");
    QVERIFY(!strip->isVisible());
    fixture.window.setPrinter(kiosk::register_face::Health::Bad, QStringLiteral("Printer: no paper"),
                              QStringLiteral("put a new roll in"));
    QVERIFY(strip->isVisible());
    QCOMPARE(strip->text(), QStringLiteral("Printer\nno paper"));
    QCOMPARE(strip->accessibleName(), QStringLiteral("Printer: no paper"));
    QCOMPARE(strip->toolTip(), QStringLiteral("put a new roll in"));
}

void SaleTest::staffAnswersForAPaper()
{
    using kiosk::register_face::PaperAnswer;
    RegisterFixture fixture;
    fixture.showActive();
    QVERIFY(!fixture.find("paperQuestionBar")->isVisible());
    QList<std::pair<QString, PaperAnswer>> answers;
    connect(&fixture.window, &kiosk::register_face::RegisterWindow::paperAnswered, &fixture.window,
            [&](const QString &id, PaperAnswer answer) {
                answers.append({id, answer});
            });
    fixture.window.askAboutPaper({QStringLiteral("job-1"), QStringLiteral("Receipt 1 may be out"), true});
    QVERIFY(fixture.find("paperQuestionBar")->isVisible());
    QVERIFY(!fixture.find("paperNotNeededButton")->isVisible());
    fixture.press("paperCameOutButton");
    fixture.window.askAboutPaper(
        {QStringLiteral("job-2"), QStringLiteral("Receipt 2 was not printed"), false});
    QVERIFY(!fixture.find("paperCameOutButton")->isVisible());
    fixture.press("paperNotNeededButton");
    fixture.press("paperPrintAgainButton");
    fixture.window.askAboutPaper({});
    QVERIFY(!fixture.find("paperQuestionBar")->isVisible());
    using Answer = std::pair<QString, PaperAnswer>;
    QCOMPARE(answers,
             QList({Answer(QStringLiteral("job-1"), PaperAnswer::CameOut),
                    Answer(QStringLiteral("job-2"), PaperAnswer::NotNeeded),
                    Answer(QStringLiteral("job-2"), PaperAnswer::PrintAgain)}));
}

void SaleTest::helpOverlay()
{
    RegisterFixture fixture;
    fixture.showActive();
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
    fixture.showActive();
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
