#include "kiosk/payment_page/message_gate.h"

#include <QtTest/QtTest>

using namespace tillwright;
using namespace tillwright::kiosk::payment_page;

namespace {

constexpr auto pageReady = R"({"type":"pageReady"})";
constexpr auto elementReady = R"({"type":"elementReady","cliveTxId":"clv_1"})";
constexpr auto intentSeen =
    R"({"type":"intentSeen","cliveTxId":"clv_1","amountMinor":75000,"currency":"USD",)"
    R"("status":"requires_payment_method"})";
constexpr auto changed = R"({"type":"changed","cliveTxId":"clv_1","complete":true})";
constexpr auto confirming = R"({"type":"confirming","cliveTxId":"clv_1"})";
constexpr auto confirmed = R"({"type":"confirmed","cliveTxId":"clv_1","status":"succeeded"})";
constexpr auto failed =
    R"({"type":"failed","cliveTxId":"clv_1","errorType":"card_error","code":"card_declined",)"
    R"("declineCode":"","message":"Declined."})";

MessageGate shownGate()
{
    MessageGate gate;
    if (!gate.admit(pageReady, 0))
        qFatal("pageReady was not admitted");
    gate.checkoutShown("clv_1");
    return gate;
}

} // namespace

class TestMessageGate : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void admitsTheUsualCourse()
    {
        MessageGate gate = shownGate();
        QVERIFY(gate.isPageReady());
        for (const auto *json :
             {elementReady, intentSeen, changed, confirming, failed, changed, confirming, confirmed})
            QVERIFY2(gate.admit(json, 0), json);
        QCOMPARE(gate.dropped(), 0U);
    }

    void hearsNothingBeforePageReady()
    {
        MessageGate gate;
        gate.checkoutShown("clv_1");
        QVERIFY(!gate.admit(elementReady, 0));
        QVERIFY(!gate.isPageReady());
        QCOMPARE(gate.dropped(), 1U);
    }

    void hearsNothingWithoutACheckout()
    {
        MessageGate gate;
        QVERIFY(gate.admit(pageReady, 0));
        QVERIFY(!gate.admit(elementReady, 0));
        QVERIFY(!gate.admit(R"({"type":"elementReady","cliveTxId":""})", 0));
        QCOMPARE(gate.dropped(), 2U);
    }

    void hearsPageReadyOnce()
    {
        MessageGate gate = shownGate();
        QVERIFY(!gate.admit(pageReady, 0));
    }

    void hearsNothingOfAnotherCheckout()
    {
        MessageGate gate = shownGate();
        QVERIFY(!gate.admit(R"({"type":"elementReady","cliveTxId":"clv_0"})", 0));
        gate.checkoutShown("clv_2");
        QVERIFY(!gate.admit(elementReady, 0));
        QCOMPARE(gate.dropped(), 2U);
    }

    void keepsTheOrderOfAPayment()
    {
        MessageGate gate = shownGate();
        QVERIFY(!gate.admit(confirming, 0)); // the amount was not looked at
        QVERIFY(!gate.admit(confirmed, 0));
        QVERIFY(gate.admit(intentSeen, 0));
        QVERIFY(!gate.admit(confirmed, 0));
        QVERIFY(gate.admit(confirming, 0));
        QVERIFY(!gate.admit(confirming, 0));
        QVERIFY(gate.admit(confirmed, 0));
        QVERIFY(!gate.admit(confirmed, 0)); // said once
        gate.checkoutShown("clv_1");
        QVERIFY(!gate.admit(confirming, 0)); // shown again: looked at again
    }

    void closesWhatARefusalForbids()
    {
        MessageGate gate = shownGate();
        const auto seen = gate.admit(intentSeen, 0);
        gate.refused(*seen);
        QVERIFY(!gate.admit(confirming, 0));
        QVERIFY(gate.admit(intentSeen, 0));
        const auto pay = gate.admit(confirming, 0);
        gate.refused(*pay);
        QVERIFY(!gate.admit(confirmed, 0));
        QVERIFY(gate.admit(confirming, 0));
    }

    void hearsThatAPaymentWentThroughAfterAll()
    {
        MessageGate gate = shownGate();
        QVERIFY(gate.admit(intentSeen, 0));
        QVERIFY(gate.admit(confirming, 0));
        QVERIFY(gate.admit(failed, 0)); // a forged one, for example
        QVERIFY(gate.admit(confirmed, 0));
        QVERIFY(gate.admit(confirming, 0));
        QVERIFY(gate.admit(failed, 0));
        gate.checkoutShown("clv_1");
        QVERIFY(!gate.admit(confirmed, 0));
    }

    void hearsTheAnswerToTheOpenPingOnly()
    {
        MessageGate gate;
        const auto pong = [](int count) {
            return R"({"type":"pong","count":)" + std::to_string(count) + '}';
        };
        QVERIFY(!gate.admit(pong(1), 0));
        QVERIFY(!gate.admit(pong(0), 0));
        gate.pinged(2);
        QVERIFY(!gate.admit(pong(1), 0));
        QVERIFY(gate.admit(pong(2), 0));
        QVERIFY(!gate.admit(pong(2), 0));
        QCOMPARE(gate.dropped(), 4U);
    }

    void dropsWhatIsNotAMessage()
    {
        MessageGate gate = shownGate();
        for (const auto *json : {"", "null", "[]", "{", R"({"type":"paid","cliveTxId":"clv_1"})",
                                 R"({"type":"elementReady","cliveTxId":"clv_1","extra":1})"})
            QVERIFY2(!gate.admit(json, 0), json);
        QCOMPARE(gate.dropped(), 6U);
    }

    void stopsAFlood()
    {
        MessageGate gate = shownGate();
        QVERIFY(gate.admit(changed, 0));
        for (std::size_t i = 1; i < pageMessagesMax; ++i)
            QVERIFY(gate.admit(changed, 10));
        QVERIFY(!gate.admit(changed, 10));
        QVERIFY(!gate.admit(changed, pageMessagesWindowMs - 1));
        QCOMPARE(gate.dropped(), 2U);
        QVERIFY(gate.admit(changed, pageMessagesWindowMs)); // the one at 0 has left the window
        QVERIFY(!gate.admit(changed, pageMessagesWindowMs));
        QVERIFY(gate.admit(changed, pageMessagesWindowMs + 10));
        QVERIFY(!gate.isFlooded());
    }

    void aFloodOfOneKindSilencesNoOther()
    {
        MessageGate gate = shownGate();
        gate.pinged(1);
        for (std::size_t i = 0; i < pageMessagesMax; ++i) {
            QVERIFY(gate.admit(changed, 0));
            QVERIFY(!gate.admit(confirming, 0)); // out of order, which uses up nothing
            QVERIFY(!gate.admit("rubbish", 0));
        }
        QVERIFY(!gate.admit(changed, 0));
        for (const auto *json :
             {elementReady, intentSeen, confirming, confirmed, R"({"type":"pong","count":1})"})
            QVERIFY2(gate.admit(json, 0), json);
    }

    void givesUpAPageThatSaysTooMuch()
    {
        MessageGate gate = shownGate();
        for (std::size_t i = 1; i < pageTextsMax; ++i)
            QVERIFY(!gate.admit("rubbish", 10));
        QVERIFY(!gate.isFlooded());
        QVERIFY(!gate.admit("rubbish", 10));
        QVERIFY(gate.isFlooded());
        // For good: whoever asks next replaces the page.
        QVERIFY(!gate.admit(elementReady, 10 + pageMessagesWindowMs));
        QVERIFY(gate.isFlooded());
        QCOMPARE(gate.dropped(), pageTextsMax + 1);
    }
};

QTEST_GUILESS_MAIN(TestMessageGate)
#include "tst_message_gate.moc"
