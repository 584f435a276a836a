#include "sandbox_rig.h"

#include <QSet>
#include <QtTest>

using namespace sandbox_test;
using namespace tillwright;

namespace {

std::string text(const QJsonObject &object, const char *name)
{
    return object[QLatin1String(name)].toString().toStdString();
}

std::string intentForm(const std::string &cliveTxId, const std::string &amount = "75000")
{
    return Rig::form({{"amount", amount},
                      {"currency", "usd"},
                      {"receipt_email", "buyer@example.com"},
                      {"statement_descriptor_suffix", "AIRPEACE"},
                      {"automatic_payment_methods[enabled]", "true"},
                      {"metadata[clive_tx_id]", cliveTxId}});
}

std::string initialize(Rig &rig, const std::string &key = "k")
{
    const auto answer = rig.clive("POST", "/transactions/initialize", toText(Rig::checkoutBody()), key);
    if (answer.status != 201)
        qFatal("initialize: %d %s", answer.status, answer.body.c_str());
    return text(answer.json(), "clive_tx_id");
}

QJsonObject createIntent(Rig &rig, const std::string &cliveTxId, const std::string &key = "k-intent")
{
    const auto answer = rig.createIntent(intentForm(cliveTxId), key);
    if (answer.status != 200)
        qFatal("payment_intents: %d %s", answer.status, answer.body.c_str());
    return answer.json();
}

Answer attach(Rig &rig, const std::string &cliveTxId, const std::string &intentId,
              const std::string &key = "k-attach")
{
    return rig.clive(
        "POST", "/transactions/attach-intent",
        R"({"clive_tx_id":")" + cliveTxId + R"(","stripe_payment_intent_id":")" + intentId + "\"}", key);
}

std::string status(Rig &rig, const std::string &cliveTxId)
{
    return text(rig.clive("GET", "/transactions/" + cliveTxId).json(), "status");
}

} // namespace

/// Clive's older flow: initialize, a PaymentIntent of the partner's own, attach-intent.
class TestSandboxLegacy : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theThreeStepsEndInASignedWebhook()
    {
        Rig rig;
        rig.connectReceiver();
        const auto cliveTxId = initialize(rig);
        QCOMPARE(status(rig, cliveTxId), std::string("initialized"));
        const auto intent = createIntent(rig, cliveTxId);
        QCOMPARE(intent[QLatin1String("amount")].toInteger(), qint64(75'000));
        QCOMPARE(text(intent[QLatin1String("metadata")].toObject(), "clive_tx_id"), cliveTxId);
        const auto intentId = text(intent, "id");
        QCOMPARE(status(rig, cliveTxId), std::string("initialized"));
        const auto attached = attach(rig, cliveTxId, intentId);
        QCOMPARE(attached.status, 200);
        QCOMPARE(text(attached.json(), "status"), std::string("pending"));
        QCOMPARE(text(attached.json(), "stripe_payment_intent_id"), intentId);
        QCOMPARE(status(rig, cliveTxId), std::string("pending"));

        const Checkout checkout{cliveTxId, intentId, text(intent, "client_secret")};
        QCOMPARE(rig.confirm(checkout).status, 200);
        QTRY_COMPARE(rig.receiver().count(), 1);
        const auto webhook =
            contract::parseCliveWebhook(rig.receiver().received().front().body, contract::AmountUnit::Major);
        QVERIFY(webhook);
        QCOMPARE(webhook->transaction.cliveTxId, cliveTxId);
        QCOMPARE(webhook->transaction.status, std::string("succeeded"));
        QCOMPARE(webhook->transaction.meta.at("order_id"), std::string("ORD-1001"));
        QCOMPARE(rig.chargeCount(checkout), qsizetype(1));
    }

    /// An intent that Clive knows nothing of moves no transaction.
    void anIntentThatIsNotAttachedPaysNothing()
    {
        Rig rig;
        rig.connectReceiver();
        const auto cliveTxId = initialize(rig);
        const auto intent = createIntent(rig, cliveTxId);
        const Checkout checkout{cliveTxId, text(intent, "id"), text(intent, "client_secret")};
        QCOMPARE(rig.confirm(checkout).status, 200);
        QCOMPARE(status(rig, cliveTxId), std::string("initialized"));
        QCOMPARE(rig.receiver().count(), 0);
    }

    void everyStepIsIdempotent()
    {
        Rig rig;
        const auto cliveTxId = initialize(rig);
        QCOMPARE(initialize(rig), cliveTxId);
        QVERIFY(initialize(rig, "k2") != cliveTxId);
        const auto first = rig.createIntent(intentForm(cliveTxId), "k-intent");
        QVERIFY(!first.headers.contains("Idempotent-Replayed"));
        const auto second = rig.createIntent(intentForm(cliveTxId), "k-intent");
        QCOMPARE(second.body, first.body);
        QCOMPARE(second.headers.value("Idempotent-Replayed"), std::string_view("true"));
        const auto intentId = text(first.json(), "id");
        QCOMPARE(attach(rig, cliveTxId, intentId).status, 200);
        QCOMPARE(attach(rig, cliveTxId, intentId).status, 200);
        QCOMPARE(attach(rig, cliveTxId, intentId, "another key").status, 200);
    }

    void aKeyIsForOneRequest()
    {
        Rig rig;
        const auto cliveTxId = initialize(rig);
        auto other = Rig::checkoutBody();
        other[QLatin1String("amount")] = 751;
        QCOMPARE(rig.clive("POST", "/transactions/initialize", toText(other), "k").status, 422);
        const auto intentId = text(createIntent(rig, cliveTxId), "id");
        const auto reused = rig.createIntent(intentForm(cliveTxId, "75100"), "k-intent");
        QCOMPARE(reused.status, 400);
        QCOMPARE(text(reused.stripeError(), "type"), std::string("idempotency_error"));
        QCOMPARE(attach(rig, cliveTxId, intentId).status, 200);
        QCOMPARE(attach(rig, initialize(rig, "k2"), intentId).status, 422);
    }

    void oneIntentForOneTransaction()
    {
        Rig rig;
        const auto cliveTxId = initialize(rig);
        const auto otherTxId = initialize(rig, "k2");
        const auto intentId = text(createIntent(rig, cliveTxId), "id");
        const auto otherId = text(createIntent(rig, cliveTxId, "other"), "id");
        QCOMPARE(attach(rig, cliveTxId, intentId).status, 200);
        QCOMPARE(attach(rig, cliveTxId, otherId, "a2").status, 409);
        QCOMPARE(attach(rig, otherTxId, intentId, "a3").status, 409);
        QCOMPARE(status(rig, otherTxId), std::string("initialized"));
    }

    void whatDoesNotExistIsNotAttached()
    {
        Rig rig;
        const auto cliveTxId = initialize(rig);
        const auto intentId = text(createIntent(rig, cliveTxId), "id");
        QCOMPARE(attach(rig, "ctx_none", intentId).status, 404);
        const auto noIntent = attach(rig, cliveTxId, "pi_none");
        QCOMPARE(noIntent.status, 422);
        QCOMPARE(text(noIntent.json(), "field"), std::string("stripe_payment_intent_id"));
        QCOMPARE(attach(rig, cliveTxId, "").status, 422);
        QCOMPARE(attach(rig, cliveTxId, intentId, "").status, 400);
        QCOMPARE(status(rig, cliveTxId), std::string("initialized"));
    }

    void credentialsAreChecked()
    {
        Rig rig;
        const auto body = toText(Rig::checkoutBody());
        QCOMPARE(rig.clive("POST", "/transactions/initialize", body, "k", "wrong").status, 401);
        QCOMPARE(rig.clive("POST", "/transactions/attach-intent", "{}", "k", "wrong").status, 401);
        for (const auto *key : {"sk_test_other", publishableKey}) {
            const auto refused = rig.createIntent(intentForm("ctx_1"), "k", key);
            QCOMPARE(refused.status, 401);
            QVERIFY(refused.body.find(key) == std::string::npos);
        }
        QVERIFY(rig.state()[QLatin1String("transactions")].toArray().isEmpty());
    }

    void badInputIsNamed()
    {
        Rig rig;
        auto body = Rig::checkoutBody();
        body[QLatin1String("email")] = QStringLiteral("nobody");
        const auto refused = rig.clive("POST", "/transactions/initialize", toText(body), "k");
        QCOMPARE(refused.status, 422);
        QCOMPARE(text(refused.json(), "field"), std::string("email"));
        const auto small = rig.createIntent(intentForm("ctx_1", "49"), "k");
        QCOMPARE(small.status, 400);
        QCOMPARE(text(small.stripeError(), "param"), std::string("amount"));
        // A refusal of the parameters is not kept: the key is as good as new.
        QCOMPARE(rig.createIntent(intentForm("ctx_1", "50"), "k").status, 200);
    }

    void aLostAnswerComesAfterTheWork_data()
    {
        QTest::addColumn<QString>("action");
        QTest::newRow("drop") << QStringLiteral("drop");
        QTest::newRow("fail") << QStringLiteral("fail");
        QTest::newRow("duplicate") << QStringLiteral("duplicate");
    }
    void aLostAnswerComesAfterTheWork()
    {
        QFETCH(QString, action);
        Rig rig;
        for (const auto *point : {"clive.initialize", "clive.attach_intent"}) {
            rig.setFaults(R"([{"at":")" + std::string(point) + R"(","do":")" + action.toStdString()
                          + R"(","times":1}])");
            const auto intentId = text(createIntent(rig, "ctx_1", point), "id");
            if (point == std::string_view("clive.initialize")) {
                const auto answer =
                    rig.clive("POST", "/transactions/initialize", toText(Rig::checkoutBody()), "k");
                QCOMPARE(answer.status == 201, action == "duplicate");
                QCOMPARE(rig.state()[QLatin1String("transactions")].toArray().size(), qsizetype(1));
            } else {
                const auto answer = attach(rig, initialize(rig), intentId);
                QCOMPARE(answer.status == 200, action == "duplicate");
                QCOMPARE(status(rig, initialize(rig)), std::string("pending"));
            }
        }
        QCOMPARE(rig.state()[QLatin1String("transactions")].toArray().size(), qsizetype(1));
    }

    void aRefusalComesInsteadOfTheWork()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"clive.initialize","do":"fail","status":422,"times":1},
                          {"at":"stripe.create_intent","do":"fail","status":402,"times":1}])");
        QCOMPARE(rig.clive("POST", "/transactions/initialize", toText(Rig::checkoutBody()), "k").status, 422);
        QVERIFY(rig.state()[QLatin1String("transactions")].toArray().isEmpty());
        QCOMPARE(rig.createIntent(intentForm("ctx_1"), "k").status, 402);
        const auto made = rig.createIntent(intentForm("ctx_1"), "k");
        QCOMPARE(made.status, 200);
        QVERIFY(!made.headers.contains("Idempotent-Replayed"));
    }

    /// As Stripe does it: whoever comes with the key hears of the failure again.
    void stripesOwnFailureIsKept()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"stripe.create_intent","do":"fail","status":500,"times":1}])");
        const auto failed = rig.createIntent(intentForm("ctx_1"), "k");
        QCOMPARE(failed.status, 500);
        QVERIFY(!failed.headers.contains("Idempotent-Replayed"));
        const auto again = rig.createIntent(intentForm("ctx_1"), "k");
        QCOMPARE(again.status, 500);
        QCOMPARE(again.headers.value("Idempotent-Replayed"), std::string_view("true"));
        QCOMPARE(rig.createIntent(intentForm("ctx_1"), "k2").status, 200);
    }

    void aLostAnswerOfStripesIsSaidAgain()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"stripe.create_intent","do":"drop","times":1},
                          {"at":"stripe.create_intent","do":"duplicate","times":1}])");
        QVERIFY(rig.createIntent(intentForm("ctx_1"), "k").error);
        const auto again = rig.createIntent(intentForm("ctx_1"), "k");
        QCOMPARE(again.status, 200);
        QSet<QString> made;
        for (const auto &request : rig.requests("stripe.create_intent"))
            made.insert(request[QLatin1String("payment_intent_id")].toString());
        QCOMPARE(made.size(), 1);
    }

    void aForgedIntentIsOverAHundredfold()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"stripe.create_intent","do":"forge","times":1}])");
        QCOMPARE(createIntent(rig, "ctx_1")[QLatin1String("amount")].toInteger(), qint64(7'500'000));
    }

    void aResetForgetsEverything()
    {
        Rig rig;
        const auto cliveTxId = initialize(rig);
        const auto intentId = text(createIntent(rig, cliveTxId), "id");
        QCOMPARE(rig.clive("POST", "/sandbox/reset").status, 204);
        QVERIFY(initialize(rig) != cliveTxId);
        QVERIFY(text(createIntent(rig, cliveTxId), "id") != intentId);
    }
};

QTEST_GUILESS_MAIN(TestSandboxLegacy)
#include "tst_legacy.moc"
