#include "contract/webhook_signature.h"
#include "harness.h"

#include <QtTest>

using namespace tillwright;
using namespace tillwright::test;

namespace {

/// What a backend leaves behind that dies while it carries this key out.
void claimAndDie(Harness &h, const std::string &key, const std::string &body)
{
    h.stopBackend();
    const auto request = contract::writeCreateCheckout(*contract::parseCreateCheckout(body));
    auto store = h.openStore();
    backend::store::ClaimRequest claim{{"register-1", key},
                                       contract::sha256Hex(request),
                                       "clive-" + key,
                                       "EZ12345",
                                       h.nowMs,
                                       60'000,
                                       request};
    const auto claimed = await(h.context, store->claimKey(std::move(claim)));
    if (!claimed || !std::holds_alternative<backend::store::claim::Go>(*claimed))
        qFatal("the key could not be claimed");
    store.reset();
    h.nowMs += 60'000;
}

} // namespace

/// What the backend does by itself, behind the requests.
class TestWork : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    /// The kiosk never comes back: what Clive may have made becomes an order all the same, by the same key, and does not
    /// keep its reference from others.
    void aKeyWhoseCarrierDiedIsCompleted()
    {
        Harness h;
        claimAndDie(h, "k1", Harness::checkoutBody());
        h.startBackend();
        h.runUntil([&] { return h.get("ctx_1").status == 200 && h.get("ctx_1").state().abandoned; });
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
        QCOMPARE(h.clive.createCalls.front().idempotencyKey, std::string("clive-k1"));
        QVERIFY(h.create("k2").cliveTxId != "ctx_1");
        // Its own kiosk is told that there is nothing to pay any more.
        const auto late =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(late.status, 410);
    }

    /// The kiosk is back first: it gets its checkout, and the completer leaves that alone.
    void aKioskThatComesBackGetsItsCheckout()
    {
        Harness h;
        claimAndDie(h, "k1", Harness::checkoutBody());
        h.clive.closeGate();
        h.startBackend();
        const auto back =
            h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        h.clive.openGate();
        const auto answer = h.wait(back);
        QVERIFY(answer.status == 201 || answer.status == 409);
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
    }

    /// What waits is told to the operator in the end, and is applied once it is understood.
    void aDeadLetterIsReplayedAfterAChangeOfConfiguration()
    {
        Harness h;
        const auto checkout = h.create("k1");
        // Signed by Clive, in a unit that this backend is not configured for: the amount cannot be read.
        h.config.webhooks.amountUnit = contract::AmountUnit::Minor;
        h.restart();
        auto webhook = h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1");
        webhook.transaction.amount.minor = 75050;
        const auto body = contract::writeCliveWebhook(webhook, contract::AmountUnit::Major);
        QCOMPARE(h.sendWebhookBody(body, h.signature(body)).status, 200);
        const auto list = h.operate({"dead-letters", "list"});
        QCOMPARE(list.exitCode, 0);
        QVERIFY(list.text.starts_with("1  "));
        QCOMPARE(h.operate({"dead-letters", "replay", "1"}).exitCode, 1);
        QVERIFY(h.operate({"dead-letters", "show", "1"}).text.find("evt_1") != std::string::npos);

        h.config.webhooks.amountUnit = contract::AmountUnit::Major;
        h.restart();
        QCOMPARE(h.operate({"dead-letters", "replay", "--all"}).exitCode, 0);
        QVERIFY(h.operate({"dead-letters", "list"}).text.find("no dead letters") != std::string::npos);
        QVERIFY(h.operate({"dead-letters", "replay", "1"}).text.find("nothing changed") != std::string::npos);
        // Its amount is not the order's: it does not pay it, and a person has to look.
        QVERIFY(h.operate({"orders", "list", "--attention"}).text.find(checkout.cliveTxId)
                != std::string::npos);
        QVERIFY(h.operate({"orders", "show", checkout.cliveTxId}).text.find("amount_mismatch")
                != std::string::npos);
    }

    void theOperatorIsToldWhatIsWrong()
    {
        Harness h;
        QCOMPARE(h.operate({"dead-letters", "show", "7"}).exitCode, 1);
        QCOMPARE(h.operate({"dead-letters", "show", "seven"}).exitCode, 1);
        QCOMPARE(h.operate({"dead-letters", "burn"}).exitCode, 2);
        QCOMPARE(h.operate({"orders", "list", "--colour", "red"}).exitCode, 2);
        QCOMPARE(h.operate({"orders", "show", "ctx_9"}).exitCode, 1);
        QCOMPARE(h.operate({"devices", "revoke", "register-9"}).exitCode, 1);
        QCOMPARE(h.operate({"devices", "enroll", "two words"}).exitCode, 1);
    }
};

QTEST_GUILESS_MAIN(TestWork)
#include "test_work.moc"
