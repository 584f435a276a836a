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
        QVERIFY(!gate.admit(confirmed, 0));
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
        for (std::size_t i = 1; i < pageMessagesMax; ++i)
            QVERIFY(gate.admit(changed, 10));
        QVERIFY(!gate.admit(changed, 10));
        QVERIFY(!gate.admit("rubbish", pageMessagesWindowMs - 1));
        QCOMPARE(gate.dropped(), 2U);
        QVERIFY(gate.admit(changed, pageMessagesWindowMs)); // pageReady at 0 has left the window
        QVERIFY(!gate.admit(changed, pageMessagesWindowMs));
        QVERIFY(gate.admit(changed, pageMessagesWindowMs + 10));
    }
};

QTEST_GUILESS_MAIN(TestMessageGate)
#include "tst_message_gate.moc"
