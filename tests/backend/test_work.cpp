#include "backend/store/sqlite_session.h"
#include "contract/enrolment_messages.h"
#include "contract/webhook_signature.h"
#include "harness.h"

#include <QProcess>
#include <QtTest>
#include <algorithm>
#include <cctype>

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
        h.nowMs += backend::checkouts::stuckAfterMs + 1;
        h.startBackend();
        h.runUntil([&] { return h.get("ctx_1").status == 200; });
        QVERIFY(h.get("ctx_1").state().abandoned);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
        QCOMPARE(h.clive.createCalls.front().idempotencyKey, std::string("clive-k1"));
        QVERIFY(h.create("k2").cliveTxId != "ctx_1");
        // Its own kiosk is told that there is nothing to pay any more.
        const auto late =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(late.status, 410);
    }

    /// A kiosk that is back within its minutes goes on as if nothing had happened.
    void aKioskThatComesBackGetsItsCheckout()
    {
        Harness h;
        claimAndDie(h, "k1", Harness::checkoutBody());
        // Past the lease, for a store whose leases outlive a process.
        h.nowMs += 60'000;
        h.startBackend();
        const auto checkout = h.create("k1");
        QVERIFY(!checkout.clientSecret.isEmpty());
        QVERIFY(!h.get(checkout.cliveTxId).state().abandoned);
        QCOMPARE(h.clive.createCalls.front().idempotencyKey, std::string("clive-k1"));
    }

    /// Of a checkout that is made for nobody no secret leaves, not even to the kiosk that asks in the same moment.
    void noSecretLeavesOfACheckoutForNobody()
    {
        Harness h;
        claimAndDie(h, "k1", Harness::checkoutBody());
        h.nowMs += backend::checkouts::stuckAfterMs + 1;
        h.clive.closeGate();
        h.startBackend();
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        const auto late =
            h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        h.clive.openGate();
        QCOMPARE(h.wait(late).status, 410);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
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
        h.restart();
        h.runUntil([&] { return h.metric("tillwright_dead_letters") == "1"; });
        QCOMPARE(h.metric("tillwright_orders_not_final"), std::string("1"));
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

    /// The code that the operator was shown becomes a token, once; the token works until it is revoked.
    void aDeviceEnrolsItself()
    {
        Harness h;
        const auto shown = h.operate({"devices", "enroll", "register-7"});
        QCOMPARE(shown.exitCode, 0);
        const auto code = shown.text.substr(0, shown.text.find('\n'));
        const auto redeem = [&](const std::string &typed) {
            return h.call("POST", "/v1/devices/redeem", {{"Content-Type", "application/json"}},
                          contract::writeRedeemCode(typed));
        };
        QCOMPARE(redeem("ABCD-EFGH-JKMN").status, 404);
        QCOMPARE(redeem("no code at all").status, 404);
        QCOMPARE(h.call("POST", "/v1/devices/redeem", {{"Content-Type", "application/json"}}, "{}").status,
                 422);
        // As a person types it.
        auto typed = code;
        typed.erase(std::remove(typed.begin(), typed.end(), '-'), typed.end());
        std::transform(typed.begin(), typed.end(), typed.begin(),
                       [](unsigned char c) { return std::tolower(c); });
        const auto answer = redeem(typed);
        QCOMPARE(answer.status, 201);
        const auto enrolled = contract::parseEnrolledDevice(answer.body);
        QVERIFY(enrolled);
        QCOMPARE(enrolled->device, std::string("register-7"));
        QCOMPARE(redeem(code).status, 404);

        const auto headers = Harness::checkoutHeaders("k1", enrolled->token.reveal());
        const auto made = h.call("POST", "/v1/checkouts", headers, Harness::checkoutBody());
        QCOMPARE(made.status, 201);
        QVERIFY(h.operate({"orders", "list", "--device", "register-7"}).text.find(made.checkout().cliveTxId)
                != std::string::npos);
        QVERIFY(h.operate({"devices", "list"}).text.starts_with("register-7  enrolled "));
        QCOMPARE(h.operate({"devices", "revoke", "register-7"}).exitCode, 0);
        h.nowMs += backend::http::deviceKnownMs;
        QCOMPARE(h.call("GET", "/v1/config", Harness::deviceHeaders(enrolled->token.reveal())).status, 401);
    }

    void aCodeIsGoodForFifteenMinutes()
    {
        Harness h;
        const auto code = h.operate({"devices", "enroll", "register-7"}).text.substr(0, 14);
        h.nowMs += backend::operations::enrolmentCodeTtlMs;
        QCOMPARE(h.call("POST", "/v1/devices/redeem", {{"Content-Type", "application/json"}},
                        contract::writeRedeemCode(code))
                     .status,
                 404);
    }

    /// As docs/operations.md says it is done, while the backend serves.
    void aBackupOfAServingStoreIsWhole()
    {
        Harness h;
        const auto &path = h.config.store.sqlitePath;
        if (path.empty())
            QSKIP("PostgreSQL's is tried by backend.postgres.instances");
        const auto checkout = h.create("k1");
        const auto copy = QString::fromStdString(path) + QStringLiteral(".copy");
        QCOMPARE(QProcess::execute(QStringLiteral("sqlite3"),
                                   {QString::fromStdString(path), QStringLiteral(".backup '%1'").arg(copy)}),
                 0);
        h.create("k2", "EZ2");
        const auto opened = backend::store::openSqlite(copy.toStdString());
        QVERIFY2(opened, opened ? "" : opened.error().cause.c_str());
        const auto found = opened->engine->findOrder(checkout.cliveTxId);
        QVERIFY(found && *found);
        QCOMPARE((*found)->order.reference.text(), checkout.reference);
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
