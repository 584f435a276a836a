#include "screen_checks.h"

#include "../support/fake_speech.h"
#include "kiosk/presentation/speaker.h"

using namespace tillwright;
using domain::BookingState;
using testing::exampleState;
using testing::lookAt;
using testing::TerminalFixture;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// As large as the code of a usual receipt is.
kiosk::qr_code::QrCode exampleCode()
{
    return kiosk::qr_code::makeQrCode(QString(380, u'x'));
}

} // namespace

/// Every screen, in four languages, both orientations, normal and accessible.
class TerminalScreensTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase_data();
    void beforeThePayment();
    void whatCannotBePaid();
    void thePayment();
    void thePhone();
    void theEnds();
    void withLongWords();
};

void TerminalScreensTest::initTestCase_data()
{
    QTest::addColumn<QString>("mode");
    QTest::newRow("normal") << QString();
    QTest::newRow("accessible") << s("-accessible");
}

/// In the mode that this run is for. The accessible one can speak.
static void open(TerminalFixture &fixture)
{
    static testing::FakeSpeech speech;
    static kiosk::presentation::Speaker speaker(speech);
    if (!fixture.root()->property("voice").value<QObject *>())
        fixture.window.setSpeaker(speaker);
    fixture.showAt({1080, 1920});
    QFETCH_GLOBAL(QString, mode);
    if (!mode.isEmpty())
        fixture.press(s("accessibilityButton"));
}

void TerminalScreensTest::beforeThePayment()
{
    QFETCH_GLOBAL(QString, mode);
    TerminalFixture fixture;
    open(fixture);
    lookAt(fixture, s("attract"), mode);
    fixture.terminal.openHelp();
    lookAt(fixture, s("help"), mode);
    fixture.terminal.closeHelp();
    fixture.terminal.begin();
    lookAt(fixture, s("find-empty"), mode);
    fixture.typeReference();
    lookAt(fixture, s("find-looking"), mode);
    fixture.answerBooking();
    lookAt(fixture, s("review"), mode);
    fixture.terminal.back();
    fixture.extras.setItems(testing::exampleItems());
    fixture.toReview();
    fixture.terminal.openExtras();
    lookAt(fixture, s("extras"), mode);
    for (int i = 0; i < kiosk::presentation::TerminalExtras::quantityMax; ++i)
        fixture.extras.add(0);
    fixture.extras.add(2);
    lookAt(fixture, s("extras-chosen"), mode);
    fixture.terminal.back();
    lookAt(fixture, s("review-extras"), mode);
    fixture.press(s("languageButton"));
    lookAt(fixture, s("languages"), mode);
    fixture.press(s("closeLanguages"));
    fixture.fakes.clock.advance(kiosk::presentation::IdleSettings{}.quietS * 1000);
    lookAt(fixture, s("idle"), mode);
    fixture.walkAway();
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::Paper, true);
    lookAt(fixture, s("out-of-service"), mode);
}

void TerminalScreensTest::whatCannotBePaid()
{
    QFETCH_GLOBAL(QString, mode);
    TerminalFixture fixture;
    open(fixture);
    for (const auto &[name, state] : {std::pair{"expired", BookingState::Expired},
                                      {"already-paid", BookingState::Paid},
                                      {"being-paid", BookingState::InProgress}}) {
        fixture.typeReference();
        fixture.answerBooking(state);
        lookAt(fixture, s(name), mode);
        fixture.terminal.back();
    }
    fixture.typeReference();
    fixture.answerBooking(std::nullopt);
    lookAt(fixture, s("not-payable"), mode);
    fixture.terminal.back();
    fixture.typeReference();
    fixture.catalogue.booking.fail(checkout::BackendError::Kind::NotFound);
    lookAt(fixture, s("not-found"), mode);
    fixture.terminal.back();
    fixture.typeReference();
    fixture.catalogue.booking.fail(checkout::BackendError::Kind::Unreachable);
    lookAt(fixture, s("unreachable"), mode);
    fixture.terminal.back();
    fixture.typeReference(s("..."));
    lookAt(fixture, s("not-understood"), mode);
}

void TerminalScreensTest::thePayment()
{
    QFETCH_GLOBAL(QString, mode);
    TerminalFixture fixture;
    open(fixture);
    fixture.toReview();
    fixture.terminal.pay();
    lookAt(fixture, s("pay-asking"), mode);
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    lookAt(fixture, s("pay-card"), mode);
    fixture.fakes.page.say(contract::page::IntentSeen{
        answer.cliveTxId, answer.amount.minor, answer.amount.currency.code(), "requires_payment_method"});
    QVERIFY(fixture.fakes.page.say(contract::page::Confirming{answer.cliveTxId}));
    lookAt(fixture, s("pay-confirming"), mode);
    fixture.fakes.page.say(contract::page::Failed{answer.cliveTxId, "card_error", "card_declined", "",
                                                  "We are unable to authenticate your payment method. Please "
                                                  "choose a different payment method and try again."});
    QCOMPARE(fixture.screen(), s("declined"));
    lookAt(fixture, s("declined"), mode);
    fixture.terminal.cancelPayment();
    QCOMPARE(fixture.screen(), s("checking"));
    lookAt(fixture, s("cancelling"), mode);
    fixture.answerAbandon(answer);
    QCOMPARE(fixture.screen(), s("notPaid"));
    lookAt(fixture, s("not-paid"), mode);
}

void TerminalScreensTest::thePhone()
{
    using domain::PhoneStage;
    QFETCH_GLOBAL(QString, mode);
    TerminalFixture fixture;
    fixture.payUrl = TerminalFixture::phoneLink;
    fixture.availability.setPhonePayment(true);
    open(fixture);
    fixture.toReview();
    lookAt(fixture, s("review-card-or-phone"), mode);
    fixture.terminal.payOnPhone();
    const auto answer = fixture.answerCreate();
    fixture.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    fixture.fakes.page.say(contract::page::IntentSeen{
        answer.cliveTxId, answer.amount.minor, answer.amount.currency.code(), "requires_payment_method"});
    lookAt(fixture, s("phone-code"), mode);
    fixture.phoneIs(answer, PhoneStage::Opened);
    lookAt(fixture, s("phone-opened"), mode);
    fixture.phoneIs(answer, PhoneStage::Confirming);
    lookAt(fixture, s("phone-paying"), mode);
    fixture.phoneIs(answer, PhoneStage::Opened);
    lookAt(fixture, s("phone-failed"), mode);
    fixture.terminal.phone()->switchWay();
    lookAt(fixture, s("pay-card-after-phone"), mode);
    fixture.decline(answer);
    QCOMPARE(fixture.screen(), s("declined"));
    lookAt(fixture, s("declined-or-phone"), mode);
    fixture.terminal.cancelPayment();
    fixture.answerAbandon(answer);
    fixture.terminal.retry();
    fixture.availability.setReason(kiosk::presentation::Availability::Reason::EngineFloor, true);
    lookAt(fixture, s("review-phone-only"), mode);
    fixture.terminal.pay();
    fixture.answerCreate();
    lookAt(fixture, s("phone-only"), mode);
}

void TerminalScreensTest::theEnds()
{
    QFETCH_GLOBAL(QString, mode);
    {
        TerminalFixture fixture;
        open(fixture);
        const auto answer = fixture.toVerifying();
        QCOMPARE(fixture.screen(), s("checking"));
        lookAt(fixture, s("checking"), mode);
        fixture.fakes.backend.status.answerLatest(exampleState(answer, domain::PaymentStatus::Kind::Paid));
        QCOMPARE(fixture.screen(), s("done"));
        lookAt(fixture, s("done"), mode);
        fixture.terminal.setReceiptCode(1, exampleCode());
        QVERIFY(fixture.find(s("receiptCodeImage")));
        lookAt(fixture, s("done-code"), mode);
        fixture.availability.setReason(kiosk::presentation::Availability::Reason::Paper, true);
        QVERIFY(!fixture.find(s("takeReceipt")));
        lookAt(fixture, s("done-no-paper"), mode);
    }
    {
        TerminalFixture fixture;
        open(fixture);
        fixture.toUnresolved();
        QCOMPARE(fixture.screen(), s("unresolved"));
        lookAt(fixture, s("unresolved"), mode);
        fixture.terminal.openHelp();
        lookAt(fixture, s("unresolved-help"), mode);
        fixture.terminal.closeHelp();
        fixture.terminal.finish();
        open(fixture);
        fixture.toReview();
        fixture.terminal.pay();
        lookAt(fixture, s("review-blocked"), mode);
    }
}

void TerminalScreensTest::withLongWords()
{
    QFETCH_GLOBAL(QString, mode);
    TerminalFixture fixture;
    open(fixture);
    fixture.typeReference();
    auto booking = testing::exampleBooking();
    booking.booking.passengerName =
        "Hubert Blaine Wolfeschlegelsteinhausenbergerdorff and Maria de los Angeles "
        "Fernandez-Villaverde y Ruiz";
    booking.booking.description =
        "Lagos Murtala Muhammed International - London Gatwick South Terminal, 3 December, and back on 17 December";
    booking.booking.due = {99'999'999, domain::Currency::usd()};
    fixture.catalogue.booking.answer(booking);
    lookAt(fixture, s("review-long"), mode);
}

QTEST_MAIN(TerminalScreensTest)
#include "tst_screens.moc"
