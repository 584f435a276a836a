#include "../../../support/terminal_parts.h"

#include <QTest>

using namespace tillwright;
using domain::PhoneStage;
using kiosk::presentation::Availability;
using testing::exampleState;
using testing::TerminalParts;
using Kind = domain::PaymentStatus::Kind;

namespace {

QString s(const char *text)
{
    return QString::fromUtf8(text);
}

/// A terminal whose backend has pages for phones, as it is configured.
struct PhoneParts : TerminalParts {
    explicit PhoneParts(bool takesCards = true)
    {
        payUrl = phoneLink;
        availability.setPhonePayment(true);
        availability.setReason(Availability::Reason::EngineFloor, !takesCards);
    }
    contract::CheckoutAnswer toCode()
    {
        toReview();
        terminal.payOnPhone();
        return answerCreate();
    }
    kiosk::presentation::PhoneWay &phone() { return *terminal.phone(); }
};

} // namespace

/// The traveller's own phone beside a terminal.
class TerminalPhoneTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isNotOfferedWithoutALink();
    void showsTheLinkOfThisPaymentOnly();
    void leadsBackToTheCard();
    void takesTheCardFormsPlaceWhileThePhonePays();
    void isPaidOnThePhone();
    void isDeclinedThereAndOfferedBothWays();
    void isChosenAfterADeclinedCard();
    void isCancelledByEitherSide();
    void isNeverLeftWhileThePhonePays();
    void isAbandonedByWhoeverWalksAway();
    void isTheOnlyWayBelowTheFloor();
    void endsWhereThereIsNoWayAtAll();
};

void TerminalPhoneTest::isNotOfferedWithoutALink()
{
    TerminalParts parts;
    auto &phone = *parts.terminal.phone();
    parts.toReview();
    QVERIFY(!phone.isPossible());
    parts.terminal.payOnPhone();
    parts.answerCreate();
    QVERIFY(!phone.isOffered() && !phone.isShown());
    QVERIFY(parts.terminal.isPageShown());
    phone.switchWay();
    QVERIFY(parts.terminal.isPageShown());
    QCOMPARE(phone.codeNumber(), 0);
}

void TerminalPhoneTest::showsTheLinkOfThisPaymentOnly()
{
    PhoneParts parts;
    QVERIFY(parts.phone().isPossible());
    const auto answer = parts.toCode();
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.phone().isShown() && !parts.terminal.isPageShown() && !parts.terminal.isWaiting());
    const auto wanted = kiosk::qr_code::makeQrCode(s(TerminalParts::phoneLink));
    QCOMPARE(parts.phone().code().dark, wanted.dark);
    const int number = parts.phone().codeNumber();
    QVERIFY(number > 0);
    parts.terminal.cancelPayment();
    QCOMPARE(parts.phone().codeNumber(), 0);
    QVERIFY(parts.phone().code().isEmpty());
    parts.answerAbandon(answer);
    parts.terminal.retry();
    // What was chosen the last time is not chosen for the next.
    parts.terminal.pay();
    parts.answerCreate();
    QVERIFY(!parts.phone().isShown() && parts.phone().isOffered());
    QVERIFY(parts.phone().codeNumber() > number);
}

void TerminalPhoneTest::leadsBackToTheCard()
{
    PhoneParts parts;
    parts.toCode();
    QVERIFY(parts.phone().isCardOffered());
    parts.phone().switchWay();
    QVERIFY(parts.terminal.isPageShown());
    QVERIFY(parts.phone().isOffered() && !parts.phone().isCardOffered());
    parts.phone().switchWay();
    QVERIFY(!parts.terminal.isPageShown() && parts.phone().isShown());
}

void TerminalPhoneTest::takesTheCardFormsPlaceWhileThePhonePays()
{
    PhoneParts parts;
    const auto answer = parts.toCard();
    parts.phoneIs(answer, PhoneStage::Opened);
    QVERIFY(parts.terminal.isPageShown());
    parts.phoneIs(answer, PhoneStage::Confirming);
    QVERIFY(!parts.terminal.isPageShown());
    QVERIFY(parts.phone().isShown() && parts.phone().isPaying() && parts.terminal.isWaiting());
    QVERIFY(!parts.terminal.canCancel() && !parts.phone().isCardOffered() && !parts.phone().isOffered());
    parts.terminal.cancelPayment();
    parts.phone().switchWay();
    QVERIFY(parts.phone().isPaying());
    QCOMPARE(parts.fakes.backend.abandon.asked.size(), 0);
}

void TerminalPhoneTest::isPaidOnThePhone()
{
    PhoneParts parts;
    const auto answer = parts.toCode();
    parts.phoneIs(answer, PhoneStage::Opened);
    QCOMPARE(parts.phone().title(), s("Opened on your phone"));
    parts.phoneIs(answer, PhoneStage::Confirming);
    parts.phoneIs(answer, PhoneStage::Confirming, Kind::Paid);
    QCOMPARE(parts.screen(), s("done"));
    QCOMPARE(parts.fakes.receipts.issued.size(), std::size_t(1));
    QCOMPARE(parts.phone().codeNumber(), 0);
}

void TerminalPhoneTest::isDeclinedThereAndOfferedBothWays()
{
    PhoneParts parts;
    const auto answer = parts.toCode();
    parts.phoneIs(answer, PhoneStage::Confirming);
    parts.phoneIs(answer, PhoneStage::Opened);
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.phone().isShown() && parts.phone().hasFailed());
    QVERIFY(parts.phone().words().contains(s("pay here by card")));
    QVERIFY(parts.terminal.canCancel());
    parts.phone().switchWay();
    QVERIFY(parts.terminal.isPageShown());
    QVERIFY(parts.terminal.words().contains(s("did not go through")));
}

void TerminalPhoneTest::isChosenAfterADeclinedCard()
{
    PhoneParts parts;
    const auto answer = parts.toCard();
    parts.terminal.usePhone();
    QVERIFY(!parts.phone().isShown());
    parts.decline(answer);
    QCOMPARE(parts.screen(), s("declined"));
    QVERIFY(parts.phone().isOffered());
    parts.terminal.usePhone();
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.phone().isShown());
    // Declined here, and meanwhile somebody pays with the code that was scanned before.
    parts.phone().switchWay();
    parts.decline(answer);
    QCOMPARE(parts.screen(), s("declined"));
    parts.phoneIs(answer, PhoneStage::Confirming);
    QCOMPARE(parts.screen(), s("pay"));
    QVERIFY(parts.phone().isPaying());
}

void TerminalPhoneTest::isCancelledByEitherSide()
{
    {
        PhoneParts parts;
        const auto answer = parts.toCode();
        parts.terminal.cancelPayment();
        parts.answerAbandon(answer);
        QCOMPARE(parts.screen(), s("notPaid"));
    }
    PhoneParts parts;
    const auto answer = parts.toCode();
    auto state = exampleState(answer, Kind::Pending, 5);
    state.phone = PhoneStage::Opened;
    state.abandoned = true;
    parts.fakes.backend.status.answerLatest(state);
    parts.answerAbandon(answer);
    QCOMPARE(parts.screen(), s("notPaid"));
    QVERIFY(parts.terminal.words().contains(s("cancelled on the phone")));
    QVERIFY(parts.terminal.canRetry());
    QCOMPARE(parts.fakes.receipts.issued.size(), std::size_t(0));
}

void TerminalPhoneTest::isNeverLeftWhileThePhonePays()
{
    PhoneParts parts;
    const auto answer = parts.toCode();
    parts.phoneIs(answer, PhoneStage::Confirming);
    parts.fakes.clock.advance((kiosk::presentation::IdleSettings{}.quietS + 1) * 1000);
    QVERIFY(!parts.terminal.isWarning());
    parts.walkAway();
    QCOMPARE(parts.fakes.backend.abandon.asked.size(), 0);
    QVERIFY(parts.screen() != s("attract"));
}

void TerminalPhoneTest::isAbandonedByWhoeverWalksAway()
{
    PhoneParts parts;
    const auto answer = parts.toCode();
    const int quietMs = kiosk::presentation::IdleSettings{}.quietS * 1000;
    parts.fakes.clock.advance(quietMs - 1000);
    // Who opens the link is there, though not at the screen.
    parts.phoneIs(answer, PhoneStage::Opened);
    parts.fakes.clock.advance(quietMs - 1000);
    QVERIFY(!parts.terminal.isWarning());
    parts.walkAway();
    QCOMPARE(parts.fakes.backend.abandon.asked, (std::vector<std::string>{answer.cliveTxId}));
    parts.answerAbandon(answer);
    QCOMPARE(parts.screen(), s("attract"));
    QVERIFY(parts.phone().code().isEmpty());
}

void TerminalPhoneTest::isTheOnlyWayBelowTheFloor()
{
    PhoneParts parts(false);
    QCOMPARE(parts.screen(), s("attract"));
    parts.toReview();
    QVERIFY(!parts.phone().isCardPossible());
    parts.terminal.pay();
    const auto answer = parts.answerCreate();
    parts.fakes.page.say(contract::page::ElementReady{answer.cliveTxId});
    QVERIFY(parts.phone().isShown() && !parts.terminal.isPageShown());
    QVERIFY(!parts.phone().isCardOffered());
    parts.phone().switchWay();
    QVERIFY(parts.phone().isShown() && !parts.terminal.isPageShown());
    parts.phoneIs(answer, PhoneStage::Confirming);
    parts.phoneIs(answer, PhoneStage::Opened);
    QVERIFY(parts.phone().isShown() && !parts.terminal.isPageShown());
    QVERIFY(!parts.phone().words().contains(s("here by card")));
    parts.phoneIs(answer, PhoneStage::Confirming, Kind::Paid);
    QCOMPARE(parts.screen(), s("done"));
}

void TerminalPhoneTest::endsWhereThereIsNoWayAtAll()
{
    PhoneParts parts(false);
    // It is configured so, but the backend has no such pages.
    parts.payUrl.clear();
    const auto answer = parts.toCode();
    QVERIFY(!parts.terminal.isPageShown());
    QCoreApplication::processEvents();
    QCOMPARE(parts.fakes.backend.abandon.asked, (std::vector<std::string>{answer.cliveTxId}));
    parts.answerAbandon(answer);
    QCOMPARE(parts.screen(), s("notPaid"));
    QVERIFY(parts.terminal.words().contains(s("cannot take cards")));
    QVERIFY(!parts.terminal.canRetry());
    parts.terminal.finish();
    QCOMPARE(parts.screen(), s("outOfService"));
}

QTEST_GUILESS_MAIN(TerminalPhoneTest)
#include "tst_terminal_phone.moc"
