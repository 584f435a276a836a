#include "../../../support/terminal_parts.h"

#include <QSignalSpy>
#include <QTest>

using namespace tillwright;
using domain::BookingState;
using testing::exampleState;
using testing::TerminalParts;
using Kind = domain::PaymentStatus::Kind;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

} // namespace

class TerminalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksOneQuestionAfterTheOther();
    void saysWhyABookingCannotBePaid_data();
    void saysWhyABookingCannotBePaid();
    void goesBackWithoutLosingWhatWasTyped();
    void scansOnlyWhereABookingIsAskedFor();
    void paysTheBooking();
    void keepsTheReceiptsLanguageWithTheSale();
    void showsTheReceiptsCodeToNobodyElse();
    void offersAnotherCard();
    void leavesTypingMistakesToTheForm();
    void cancelsAndComesBackToTheReview();
    void neverLeavesAPaymentThatIsConfirming();
    void abandonsAPaymentThatWasWalkedAwayFrom();
    void showsWhatWasPaidAfterAll();
    void doesNotPayTwiceWhileNobodyKnows();
    void isOutOfServiceBetweenTravellersOnly();
    void helpsEverywhereButOverTheBanksQuestions();
    void abandonsAfterARestart();
    void forgetsTheTraveller();
    void warnsBeforeItForgets();
};

void TerminalTest::asksOneQuestionAfterTheOther()
{
    TerminalParts parts;
    QCOMPARE(parts.screen(), s("attract"));
    QVERIFY(!parts.idle.isRunning());
    parts.terminal.begin();
    QCOMPARE(parts.screen(), s("findBooking"));
    QVERIFY(parts.idle.isRunning());
    parts.terminal.find();
    QCOMPARE(parts.catalogue.booking.asked.size(), 0);

    parts.terminal.setTyped(s("ez24081"));
    parts.terminal.find();
    QCOMPARE(parts.screen(), s("findBooking"));
    QVERIFY(parts.terminal.isWaiting());
    QVERIFY(!parts.terminal.words().isEmpty());
    parts.answerBooking();
    QCOMPARE(parts.screen(), s("review"));
    QCOMPARE(parts.terminal.reference(), s("EZ24081"));
    QCOMPARE(parts.terminal.passenger(), s("Adaeze Okonkwo"));
    QCOMPARE(parts.terminal.about(), s("Lagos - London, 3 Dec Two passengers"));
    QCOMPARE(parts.terminal.amountText(), s("$612.40"));
    QCOMPARE(parts.terminal.currencyCode(), s("USD"));
    QCOMPARE(parts.fakes.backend.create.asked.size(), 0);
}

void TerminalTest::saysWhyABookingCannotBePaid_data()
{
    QTest::addColumn<QString>("screen");
    QTest::addColumn<std::function<void(TerminalParts &)>>("answer");
    const auto row = [](const char *screen, std::function<void(TerminalParts &)> answer) {
        QTest::newRow(screen) << s(screen) << std::move(answer);
    };
    row("notFound",
        [](TerminalParts &parts) { parts.catalogue.booking.fail(checkout::BackendError::Kind::NotFound); });
    row("unreachable", [](TerminalParts &parts) {
        parts.catalogue.booking.fail(checkout::BackendError::Kind::Unreachable);
    });
    row("expired", [](TerminalParts &parts) { parts.answerBooking(BookingState::Expired); });
    row("alreadyPaid", [](TerminalParts &parts) { parts.answerBooking(BookingState::Paid); });
    row("beingPaid", [](TerminalParts &parts) { parts.answerBooking(BookingState::InProgress); });
    row("notPayable", [](TerminalParts &parts) { parts.answerBooking(std::nullopt); });
    row("notUnderstood", [](TerminalParts &parts) {
        parts.answerBooking();
        parts.terminal.back();
        parts.terminal.setTyped(s("..."));
        parts.terminal.find();
    });
}

void TerminalTest::saysWhyABookingCannotBePaid()
{
    QFETCH(QString, screen);
    QFETCH(std::function<void(TerminalParts &)>, answer);
    TerminalParts parts;
    parts.typeReference();
    answer(parts);
    QCOMPARE(parts.screen(), screen);
    QVERIFY(!parts.terminal.words().isEmpty());
    QVERIFY(parts.terminal.canGoBack());
    parts.terminal.pay();
    QCOMPARE(parts.fakes.backend.create.asked.size(), 0);
    parts.terminal.back();
    QCOMPARE(parts.screen(), s("findBooking"));
    parts.terminal.finish();
    QCOMPARE(parts.screen(), s("attract"));
}

void TerminalTest::goesBackWithoutLosingWhatWasTyped()
{
    TerminalParts parts;
    parts.toReview();
    parts.terminal.back();
    QCOMPARE(parts.screen(), s("findBooking"));
    QCOMPARE(parts.terminal.typed(), s("EZ24081"));
    parts.terminal.back();
    QCOMPARE(parts.screen(), s("attract"));
    QCOMPARE(parts.terminal.typed(), QString());
}

void TerminalTest::scansOnlyWhereABookingIsAskedFor()
{
    TerminalParts parts;
    parts.terminal.scanned(s("EZ24081"));
    QCOMPARE(parts.screen(), s("findBooking"));
    parts.answerBooking();
    QCOMPARE(parts.screen(), s("review"));
    parts.terminal.scanned(s("EZ24082"));
    QCOMPARE(parts.screen(), s("review"));
    QCOMPARE(parts.catalogue.booking.asked.size(), 1);
}

void TerminalTest::paysTheBooking()
{
    TerminalParts parts;
    parts.toReview();
    parts.terminal.pay();
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.terminal.isWaiting());
    QVERIFY(!parts.terminal.isPageShown());
    const auto &sale = parts.fakes.backend.create.asked.back().sale;
    QCOMPARE(sale.reference.text(), std::string("EZ24081"));
    QCOMPARE(sale.amount, (domain::Money{61'240, domain::Currency::usd()}));
    QCOMPARE(sale.email.text(), std::string("counter@airpeace.example"));
    QVERIFY(!sale.meta.contains("receipt_language"));
    QCOMPARE(sale.lines.size(), std::size_t(1));
    QCOMPARE(sale.lines.front().name, std::string("Lagos - London, 3 Dec Two passengers"));

    const auto answer = parts.answerCreate();
    parts.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    parts.fakes.page.say(
        contract::page::IntentSeen{answer.cliveTxId, 61'240, "USD", "requires_payment_method"});
    QVERIFY(parts.terminal.isPageShown());
    QVERIFY(parts.terminal.canCancel());
    parts.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    QVERIFY(parts.terminal.isPageShown());
    QVERIFY(!parts.terminal.canCancel());
    parts.fakes.page.say(contract::page::Confirmed{answer.cliveTxId, "succeeded"});
    QCOMPARE(parts.screen(), s("checking"));
    QCOMPARE(parts.terminal.reference(), s("EZ24081"));
    QVERIFY(!parts.terminal.isPageShown());
    parts.fakes.backend.status.answerLatest(exampleState(answer, Kind::Paid));
    QCOMPARE(parts.screen(), s("done"));
    QCOMPARE(parts.terminal.receiptNumber(), 1);
    QCOMPARE(parts.terminal.reference(), s("EZ24081"));
    QCOMPARE(parts.fakes.receipts.issued.size(), std::size_t(1));
}

void TerminalTest::keepsTheReceiptsLanguageWithTheSale()
{
    TerminalParts parts;
    parts.terminal.setLanguage(s("ar"));
    parts.toPaid();
    QCOMPARE(parts.fakes.journal.records.back().attempt.sale.meta.at("receipt_language"), std::string("ar"));
    QCOMPARE(parts.fakes.receipts.issued.front().sale.meta.at("receipt_language"), std::string("ar"));
}

void TerminalTest::showsTheReceiptsCodeToNobodyElse()
{
    TerminalParts parts;
    const auto code = kiosk::qr_code::makeQrCode(s("receipt 1"));
    // Of a payment of before that is found to be paid only now.
    parts.terminal.setReceiptCode(7, code);
    parts.toPaid();
    QCOMPARE(parts.terminal.receiptCodeNumber(), 0);
    parts.terminal.setReceiptCode(1, code);
    QCOMPARE(parts.screen(), s("done"));
    QCOMPARE(parts.terminal.receiptCodeNumber(), 1);
    parts.terminal.finish();
    QCOMPARE(parts.terminal.receiptCodeNumber(), 0);
    QVERIFY(parts.terminal.receiptCode().isEmpty());
}

void TerminalTest::offersAnotherCard()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    for (int card = 0; card < 2; ++card) {
        parts.decline(answer);
        QCOMPARE(parts.screen(), s("declined"));
        QCOMPARE(parts.terminal.words(), s("Your card has insufficient funds."));
        QVERIFY(!parts.terminal.isPageShown());
        parts.terminal.useAnotherCard();
        QCOMPARE(parts.screen(), s("pay"));
        QVERIFY(parts.terminal.isPageShown());
    }
    QCOMPARE(parts.fakes.backend.create.asked.size(), 1);
}

void TerminalTest::leavesTypingMistakesToTheForm()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    parts.fakes.page.say(contract::page::Failed{answer.cliveTxId, "validation_error", "incorrect_number", "",
                                                "Your card number is invalid."});
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.terminal.isPageShown());
}

void TerminalTest::cancelsAndComesBackToTheReview()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    parts.terminal.cancelPayment();
    QCOMPARE(parts.screen(), s("checking"));
    parts.answerAbandon(answer);
    QCOMPARE(parts.screen(), s("notPaid"));
    QVERIFY(parts.terminal.canRetry());
    parts.terminal.retry();
    QCOMPARE(parts.screen(), s("review"));
    QCOMPARE(parts.terminal.amountText(), s("$612.40"));
    parts.terminal.pay();
    QCOMPARE(parts.fakes.backend.create.asked.size(), 2);
}

void TerminalTest::neverLeavesAPaymentThatIsConfirming()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    parts.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    parts.fakes.clock.advance((kiosk::presentation::IdleSettings{}.quietS + 1) * 1000);
    QVERIFY(!parts.terminal.isWarning());
    parts.walkAway();
    QVERIFY(!parts.terminal.isWarning());
    QVERIFY(parts.screen() != s("attract"));
    QCOMPARE(parts.fakes.backend.abandon.asked.size(), 0);
}

void TerminalTest::abandonsAPaymentThatWasWalkedAwayFrom()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    QSignalSpy left(&parts.terminal, &kiosk::presentation::TerminalViewModel::left);
    parts.walkAway();
    QCOMPARE(parts.fakes.backend.abandon.asked, (std::vector<std::string>{answer.cliveTxId}));
    QCOMPARE(left.size(), 0);
    parts.answerAbandon(answer);
    QCOMPARE(parts.screen(), s("attract"));
    QCOMPARE(left.size(), 1);
    QVERIFY(!parts.idle.isRunning());
}

void TerminalTest::showsWhatWasPaidAfterAll()
{
    TerminalParts parts;
    const auto answer = parts.toCard();
    parts.walkAway();
    parts.fakes.backend.abandon.answer(exampleState(answer, Kind::Paid));
    QCoreApplication::processEvents();
    QCOMPARE(parts.screen(), s("done"));
    QCOMPARE(parts.fakes.receipts.issued.size(), std::size_t(1));
    // Nobody takes it: the terminal is free again after a while.
    parts.walkAway();
    QCOMPARE(parts.screen(), s("attract"));
}

void TerminalTest::doesNotPayTwiceWhileNobodyKnows()
{
    TerminalParts parts;
    parts.toUnresolved();
    QCOMPARE(parts.screen(), s("unresolved"));
    QVERIFY(parts.terminal.words().contains(s("do not pay again")));
    QCOMPARE(parts.terminal.reference(), s("EZ24081"));
    parts.terminal.finish();
    QCOMPARE(parts.screen(), s("attract"));
    QCOMPARE(parts.sale.backgroundCount(), 1);

    parts.toReview();
    parts.terminal.pay();
    QCOMPARE(parts.screen(), s("review"));
    QVERIFY(parts.terminal.problem().contains(s("do not pay again")));
    QCOMPARE(parts.fakes.backend.create.asked.size(), 1);
}

void TerminalTest::isOutOfServiceBetweenTravellersOnly()
{
    using kiosk::presentation::Availability;
    TerminalParts parts;
    parts.toReview();
    parts.availability.setReason(Availability::Reason::Paper, true);
    QCOMPARE(parts.screen(), s("review"));
    parts.terminal.finish();
    QCOMPARE(parts.screen(), s("outOfService"));
    QVERIFY(!parts.terminal.outOfServiceText().isEmpty());
    parts.terminal.begin();
    QCOMPARE(parts.screen(), s("outOfService"));
    parts.availability.setReason(Availability::Reason::Paper, false);
    QCOMPARE(parts.screen(), s("attract"));
}

void TerminalTest::helpsEverywhereButOverTheBanksQuestions()
{
    TerminalParts parts;
    QSignalSpy asked(&parts.terminal, &kiosk::presentation::TerminalViewModel::helpAsked);
    parts.terminal.openHelp();
    QCOMPARE(parts.screen(), s("help"));
    parts.terminal.back();
    QCOMPARE(parts.screen(), s("attract"));
    const auto answer = parts.toCard();
    parts.terminal.openHelp();
    QCOMPARE(parts.screen(), s("help"));
    QCOMPARE(parts.terminal.reference(), s("EZ24081"));
    QVERIFY(!parts.terminal.isPageShown());
    parts.terminal.back();
    QVERIFY(parts.terminal.isPageShown());
    parts.fakes.page.say(contract::page::Confirming{answer.cliveTxId});
    parts.terminal.openHelp();
    QCOMPARE(parts.screen(), s("pay"));
    QCOMPARE(asked.size(), 2);
}

void TerminalTest::abandonsAfterARestart()
{
    testing::FakePorts fakes;
    {
        checkout::CheckoutDesk desk(fakes.ports(), {});
        QVERIFY(desk.start(testing::exampleSale()));
        fakes.backend.create.answer(testing::exampleAnswer(testing::exampleSale()));
    }
    TerminalParts parts;
    parts.fakes.journal.records = fakes.journal.records;
    QCOMPARE(parts.fakes.journal.records.back().phase, checkout::Phase::AwaitingPayment);
    QVERIFY(parts.desk.recover());
    QCOMPARE(parts.screen(), s("checking"));
    QCOMPARE(parts.fakes.backend.abandon.asked, (std::vector<std::string>{"clv_tx_1"}));
    QCOMPARE(parts.fakes.backend.resume.asked.size(), 0);
}

void TerminalTest::forgetsTheTraveller()
{
    TerminalParts parts;
    parts.toPaid();
    parts.terminal.finish();
    QCOMPARE(parts.screen(), s("attract"));
    parts.terminal.begin();
    for (const QString &text :
         {parts.terminal.typed(), parts.terminal.reference(), parts.terminal.passenger(),
          parts.terminal.about(), parts.terminal.amountText(), parts.terminal.problem()})
        QCOMPARE(text, QString());
    QVERIFY(parts.fakes.page.resets > 0);
}

void TerminalTest::warnsBeforeItForgets()
{
    const kiosk::presentation::IdleSettings settings;
    TerminalParts parts;
    parts.toCard();
    parts.fakes.clock.advance(settings.quietS * 1000);
    QVERIFY(parts.terminal.isWarning());
    QVERIFY(!parts.terminal.isPageShown());
    QCOMPARE(parts.terminal.secondsLeft(), settings.warningS);
    parts.terminal.needMoreTime();
    QVERIFY(!parts.terminal.isWarning());
    QVERIFY(parts.terminal.isPageShown());
    QCOMPARE(parts.screen(), s("pay"));
}

QTEST_GUILESS_MAIN(TerminalTest)
#include "tst_terminal.moc"
