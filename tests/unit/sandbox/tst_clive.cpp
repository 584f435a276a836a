#include "sandbox/clive/fees.h"
#include "sandbox_rig.h"

#include <QtTest>

using namespace sandbox_test;
using namespace tillwright;
using contract::SignatureScheme;

namespace {

std::int64_t nowS()
{
    return QDateTime::currentSecsSinceEpoch();
}

bool isSigned(const Webhook &webhook, SignatureScheme scheme)
{
    return contract::verifyWebhookSignature(scheme, webhook.signature, webhook.body, {Secret(webhookSecret)},
                                            nowS())
        .has_value();
}

} // namespace

class TestSandboxClive : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void feesAreTheDocumentedSimulation()
    {
        QCOMPARE(sandbox::feesMinor(75'000), std::int64_t(2'205));
        QCOMPARE(sandbox::feesMinor(50), std::int64_t(31));
        QCOMPARE(sandbox::feesMinor(99'999'999), std::int64_t(2'900'030));
    }

    void aCheckoutIsPendingAndTellsItsAmountInTheConfiguredUnit()
    {
        Rig rig;
        const auto checkout = rig.checkout();
        QVERIFY(checkout.clientSecret.starts_with(checkout.intentId + "_secret_"));
        const auto read = rig.clive("GET", "/transactions/" + checkout.cliveTxId);
        QCOMPARE(read.status, 200);
        QVERIFY(read.body.find("_secret_") == std::string::npos);
        const auto transaction = contract::parseTransaction(read.body, contract::AmountUnit::Major);
        QVERIFY(transaction);
        QCOMPARE(transaction->status, std::string("pending"));
        QCOMPARE(transaction->amount.minor, std::int64_t(75'000));
        QCOMPARE(transaction->meta.at("customer_tier"), std::string("gold"));
        QVERIFY(!transaction->feesMinor);
        QCOMPARE(rig.transaction(checkout)[QLatin1String("amount_minor")].toInteger(), qint64(75'000));
    }

    void theSameKeyAndBodyGiveTheSameAnswerAnotherBody422()
    {
        Rig rig;
        const auto body = toText(Rig::checkoutBody());
        const auto first = rig.clive("POST", "/transactions/checkout-intent", body, "k");
        const auto second = rig.clive("POST", "/transactions/checkout-intent", body, "k");
        QCOMPARE(second.status, 201);
        QCOMPARE(second.body, first.body);
        auto other = Rig::checkoutBody();
        other[QLatin1String("amount")] = 751;
        QCOMPARE(rig.clive("POST", "/transactions/checkout-intent", toText(other), "k").status, 422);
        QCOMPARE(rig.state()[QLatin1String("transactions")].toArray().size(), qsizetype(1));
        QVERIFY(rig.clive("POST", "/transactions/checkout-intent", body, "k2").body != first.body);
    }

    void withoutKeyOrTokenNothingIsMade()
    {
        Rig rig;
        const auto body = toText(Rig::checkoutBody());
        QCOMPARE(rig.clive("POST", "/transactions/checkout-intent", body).status, 400);
        QCOMPARE(rig.clive("POST", "/transactions/checkout-intent", body, "k", "wrong").status, 401);
        QCOMPARE(rig.clive("GET", "/transactions/ctx_none", {}, {}, "wrong").status, 401);
        QCOMPARE(rig.clive("GET", "/transactions/ctx_none").status, 404);
        QVERIFY(rig.state()[QLatin1String("transactions")].toArray().isEmpty());
    }

    void badInputIsAProblemThatNamesTheField_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QJsonValue>("value");
        QTest::newRow("amount too small") << "amount" << QJsonValue(0.49);
        QTest::newRow("amount with fractions of a cent") << "amount" << QJsonValue(1.234);
        QTest::newRow("amount as text") << "amount" << QJsonValue(QStringLiteral("750"));
        QTest::newRow("currency") << "currency" << QJsonValue(QStringLiteral("DOLLAR"));
        QTest::newRow("email") << "email" << QJsonValue(QStringLiteral("nobody"));
        QTest::newRow("suffix") << "statement_descriptor_suffix" << QJsonValue(QStringLiteral("AIR<PEACE"));
        QTest::newRow("reference") << "echezona_reference" << QJsonValue(QString());
    }

    void badInputIsAProblemThatNamesTheField()
    {
        QFETCH(QString, name);
        QFETCH(QJsonValue, value);
        Rig rig;
        auto body = Rig::checkoutBody();
        body[name] = value;
        const auto answer = rig.clive("POST", "/transactions/checkout-intent", toText(body), "k");
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()[QLatin1String("field")].toString(), name);
    }

    void aPaidTransactionHasFeesAndASignedWebhook_data()
    {
        QTest::addColumn<bool>("timestamped");
        QTest::newRow("timestamped") << true;
        QTest::newRow("body") << false;
    }

    void aPaidTransactionHasFeesAndASignedWebhook()
    {
        QFETCH(bool, timestamped);
        const auto scheme = timestamped ? SignatureScheme::Timestamped : SignatureScheme::Body;
        Rig rig(scheme);
        rig.connectReceiver();
        const auto checkout = rig.checkout();
        QCOMPARE(rig.confirm(checkout).status, 200);
        QTRY_COMPARE(rig.receiver().count(), 1);
        const auto received = rig.receiver().received().front();
        QVERIFY(isSigned(received, scheme));
        const auto webhook = contract::parseCliveWebhook(received.body, contract::AmountUnit::Major);
        QVERIFY(webhook);
        QVERIFY(webhook->eventId.starts_with("evt_"));
        const auto &transaction = webhook->transaction;
        QCOMPARE(transaction.cliveTxId, checkout.cliveTxId);
        QCOMPARE(transaction.status, std::string("succeeded"));
        QCOMPARE(transaction.amount.minor, std::int64_t(75'000));
        QCOMPARE(transaction.feesMinor.value_or(0), std::int64_t(2'205));
        QCOMPARE(transaction.echezonaReference, std::string("EZ12345"));
        QCOMPARE(transaction.meta.at("order_id"), std::string("ORD-1001"));
        const auto read = contract::parseTransaction(
            rig.clive("GET", "/transactions/" + checkout.cliveTxId).body, contract::AmountUnit::Major);
        QVERIFY(read);
        QCOMPARE(read->status, std::string("succeeded"));
        QCOMPARE(read->feesMinor, transaction.feesMinor);
    }

    void webhooksAreRepeatedUntilTheyAreTaken()
    {
        Rig rig;
        rig.connectReceiver();
        rig.receiver().willAnswer({500, 401});
        rig.confirm(rig.checkout());
        QTRY_COMPARE(rig.receiver().count(), 3);
        const auto received = rig.receiver().received();
        QCOMPARE(received[0].body, received[2].body);
        QTRY_COMPARE(rig.requests("clive.webhook").size(), qsizetype(3));
        const auto attempts = rig.requests("clive.webhook");
        QCOMPARE(attempts[0][QLatin1String("answer")].toInt(), 500);
        QCOMPARE(attempts[1][QLatin1String("answer")].toInt(), 401);
        QCOMPARE(attempts[2][QLatin1String("answer")].toInt(), 200);
    }

    void eventsWaitForAReceiver()
    {
        Rig rig;
        rig.confirm(rig.checkout());
        QVERIFY(rig.requests("clive.webhook").isEmpty());
        rig.connectReceiver();
        QTRY_COMPARE(rig.receiver().count(), 1);
    }

    void webhookFaults_data()
    {
        QTest::addColumn<QString>("fault");
        QTest::addColumn<int>("count");
        QTest::addColumn<int>("rightlySigned");
        const auto row = [](const char *fault, int count, int rightlySigned) {
            QTest::newRow(fault) << QString::fromLatin1(fault) << count << rightlySigned;
        };
        row(R"("do":"forge","times":1)", 2, 1);
        row(R"("do":"duplicate","times":1)", 2, 2);
        row(R"("do":"drop","times":2)", 1, 1);
        row(R"("do":"fail","status":503,"times":1)", 1, 1);
        row(R"("do":"delay","ms":100,"times":1)", 1, 1);
    }

    void webhookFaults()
    {
        QFETCH(QString, fault);
        QFETCH(int, count);
        QFETCH(int, rightlySigned);
        Rig rig;
        rig.connectReceiver();
        rig.setFaults("[{\"at\":\"clive.webhook\"," + fault.toStdString() + "}]");
        rig.receiver().willAnswer(fault.contains("forge") ? std::vector<int>{401} : std::vector<int>{});
        rig.confirm(rig.checkout());
        QTRY_COMPARE(rig.receiver().count(), count);
        int good = 0;
        for (const auto &webhook : rig.receiver().received())
            good += isSigned(webhook, SignatureScheme::Timestamped) ? 1 : 0;
        QCOMPARE(good, rightlySigned);
        // The forged one came first, so that it had its chance to be believed.
        if (fault.contains("forge"))
            QVERIFY(!isSigned(rig.receiver().received().front(), SignatureScheme::Timestamped));
    }

    void aWebhookThatNeverComesIsNeverSent()
    {
        Rig rig;
        rig.connectReceiver();
        rig.setFaults(R"([{"at":"clive.webhook","do":"never","times":1}])");
        const auto first = rig.checkout("k1");
        rig.confirm(first);
        const auto second = rig.checkout("k2");
        rig.confirm(second);
        QTRY_COMPARE(rig.receiver().count(), 1);
        QVERIFY(rig.receiver().received().front().body.find(second.cliveTxId) != std::string::npos);
    }

    void requestFaults()
    {
        Rig rig;
        const auto body = toText(Rig::checkoutBody());
        const auto create = [&](const char *key) {
            return rig.clive("POST", "/transactions/checkout-intent", body, key);
        };
        const auto count = [&] { return rig.state()[QLatin1String("transactions")].toArray().size(); };
        rig.setFaults(R"([{"at":"clive.checkout_intent","do":"fail","status":503,"times":1},
                          {"at":"clive.checkout_intent","do":"drop","times":1},
                          {"at":"clive.checkout_intent","do":"duplicate","times":1},
                          {"at":"clive.checkout_intent","do":"delay","ms":30,"times":1}])");
        QCOMPARE(create("a").status, 503);
        QCOMPARE(count(), qsizetype(0));
        QVERIFY(create("a").error);
        QCOMPARE(count(), qsizetype(1));
        QCOMPARE(create("a").status, 201); // twice at Clive, one transaction
        QCOMPARE(create("a").status, 201);
        QCOMPARE(count(), qsizetype(1));
        const auto id = rig.checkout("b").cliveTxId;
        rig.setFaults(R"([{"at":"clive.status","do":"drop","times":1},
                          {"at":"clive.status","do":"fail","status":500,"times":1}])");
        QVERIFY(rig.clive("GET", "/transactions/" + id).error);
        QCOMPARE(rig.clive("GET", "/transactions/" + id).status, 500);
        QCOMPARE(rig.clive("GET", "/transactions/" + id).status, 200);
    }

    void aForgedCheckoutIsOverAHundredfoldAtStripeOnly()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"clive.checkout_intent","do":"forge","times":1}])");
        const auto checkout = rig.checkout();
        QCOMPARE(rig.retrieve(checkout).json()[QLatin1String("amount")].toInteger(), qint64(7'500'000));
        QCOMPARE(rig.transaction(checkout)[QLatin1String("amount_minor")].toInteger(), qint64(75'000));
        const auto next = rig.checkout("key-2");
        QCOMPARE(rig.retrieve(next).json()[QLatin1String("amount")].toInteger(), qint64(75'000));
    }

    void theControlApiIsClosedWhenItHasAToken()
    {
        Rig rig(SignatureScheme::Timestamped, "control");
        for (const auto &[method, path] :
             {std::pair{"GET", "/sandbox/state"}, std::pair{"PUT", "/sandbox/faults"},
              std::pair{"PUT", "/sandbox/webhook"}, std::pair{"POST", "/sandbox/reset"},
              std::pair{"PUT", "/sandbox/clock"}, std::pair{"GET", "/sandbox/about"},
              std::pair{"GET", "/sandbox/live"}})
            QCOMPARE(rig.clive(method, path, "[]").status, 401);
        QCOMPARE(rig.clive("GET", "/sandbox/state", {}, {}, "control").status, 200);
    }

    void theControlApiSaysWhatIsWrong()
    {
        Rig rig;
        // Outside of the macros, whose arguments moc does not read as raw strings.
        const std::string badUrl = R"({"url":"ftp://x"})";
        const std::string noUrl = "{}";
        const std::string badFault = R"([{"at":"printer","do":"paper_out"}])";
        QCOMPARE(rig.clive("PUT", "/sandbox/webhook", badUrl).status, 422);
        QCOMPARE(rig.clive("PUT", "/sandbox/webhook", noUrl).status, 422);
        const auto answer = rig.clive("PUT", "/sandbox/faults", badFault);
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.json()[QLatin1String("field")].toString(), QStringLiteral("[0].at"));
        QCOMPARE(rig.clive("GET", "/sandbox/nothing").status, 404);
    }

    void resetForgetsEverything()
    {
        Rig rig;
        rig.setFaults(R"([{"at":"clive.status","do":"drop"}])");
        const auto checkout = rig.checkout();
        rig.confirm(checkout);
        QCOMPARE(rig.clive("POST", "/sandbox/reset").status, 204);
        QVERIFY(rig.state()[QLatin1String("transactions")].toArray().isEmpty());
        QCOMPARE(rig.clive("GET", "/transactions/" + checkout.cliveTxId).status, 404);
        // The event that waited for a receiver went too.
        rig.connectReceiver();
        const auto next = rig.checkout();
        rig.confirm(next);
        QTRY_COMPARE(rig.receiver().count(), 1);
        QVERIFY(rig.receiver().received().front().body.find(next.cliveTxId) != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestSandboxClive)
#include "tst_clive.moc"
