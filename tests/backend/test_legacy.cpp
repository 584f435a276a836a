#include "sandbox_world.h"

#include <QSet>
#include <QtTest>

using namespace tillwright;
using test::Harness;
using test::SandboxWorld;

namespace {

Harness::Answer create(SandboxWorld &world, const std::string &key = "k1")
{
    return world.h.call("POST", "/v1/checkouts", Harness::checkoutHeaders(key), Harness::checkoutBody());
}

QSet<QString> intentsMade(SandboxWorld &world)
{
    QSet<QString> ids;
    for (const auto &request : world.requests("stripe.create_intent")) {
        const auto id = request[QLatin1String("payment_intent_id")].toString();
        if (!id.isEmpty())
            ids.insert(id);
    }
    return ids;
}

qsizetype chargeCount(SandboxWorld &world)
{
    qsizetype count = 0;
    for (const auto &transaction : world.transactions())
        count += transaction[QLatin1String("charges")].toArray().size();
    return count;
}

} // namespace

/// Clive's older flow through the whole backend, with the sandbox's Clive and Stripe over real HTTP and TLS.
class TestLegacy : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCheckoutIsMadeAndPaid()
    {
        SandboxWorld world;
        const auto checkout = world.h.create("k1");
        QVERIFY(checkout.clientSecret.reveal().starts_with(checkout.stripePaymentIntentId + "_secret_"));
        QCOMPARE(checkout.status.word(), std::string("pending"));
        QCOMPARE(world.requests("clive.initialize").size(), qsizetype(1));
        QCOMPARE(world.requests("clive.attach_intent").size(), qsizetype(1));
        QVERIFY(world.requests("clive.checkout_intent").isEmpty());
        const auto transaction = world.transactions().first().toObject();
        QCOMPARE(transaction[QLatin1String("status")].toString(), QStringLiteral("pending"));
        QCOMPARE(transaction[QLatin1String("amount_minor")].toInteger(), qint64(75'000));

        const auto held = world.h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?wait=25&after=1",
                                       Harness::deviceHeaders());
        QCOMPARE(world.confirm(checkout), 200);
        // Clive's webhook ends the wait.
        const auto state = world.h.wait(held).state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QVERIFY(state.attention.empty());
        QCOMPARE(chargeCount(world), qsizetype(1));
    }

    void aDeclineIsTheCardsAffair()
    {
        SandboxWorld world;
        const auto checkout = world.h.create("k1");
        QCOMPARE(world.confirm(checkout, "4000000000000002"), 402);
        QCOMPARE(world.h.get(checkout.cliveTxId, "?refresh=1").state().status.word(), std::string("pending"));
        QCOMPARE(world.confirm(checkout), 200);
        QCOMPARE(world.h.get(checkout.cliveTxId, "?refresh=1").state().status.word(), std::string("paid"));
        QCOMPARE(world.h.backend->cliveCircuit().openedCount(), std::uint64_t(0));
    }

    /// The step has done its work, its answer never comes, and the backend ends there. Another process with nothing
    /// but the key goes on, and there is one of everything.
    void aCrashAfterAStepMakesNothingTwice_data()
    {
        QTest::addColumn<QString>("point");
        QTest::addColumn<QString>("fault");
        const auto row = [](const char *point, const char *fault) {
            QTest::addRow("%s %s", point, fault) << QString::fromLatin1(point) << QString::fromLatin1(fault);
        };
        for (const auto *point : {"clive.initialize", "stripe.create_intent", "clive.attach_intent"})
            row(point, R"("do":"drop")");
        for (const auto *point : {"clive.initialize", "clive.attach_intent"}) {
            row(point, R"("do":"fail","status":500)");
            row(point, R"("do":"fail","status":503)");
        }
    }
    void aCrashAfterAStepMakesNothingTwice()
    {
        QFETCH(QString, point);
        QFETCH(QString, fault);
        SandboxWorld world;
        // As often as the backend tries.
        const auto faults = QStringLiteral("[{\"at\":\"%1\",%2,\"times\":3}]").arg(point, fault);
        world.setFaults(faults.toStdString());
        const auto failed = create(world);
        QCOMPARE(failed.status, 502);
        QCOMPARE(world.requests(point.toLatin1().constData()).size(), qsizetype(3));
        world.restart();

        const auto checkout = world.h.create("k1");
        QCOMPARE(world.transactions().size(), qsizetype(1));
        QCOMPARE(intentsMade(world).size(), 1);
        const auto transaction = world.transactions().first().toObject();
        QCOMPARE(transaction[QLatin1String("clive_tx_id")].toString().toStdString(), checkout.cliveTxId);
        QCOMPARE(transaction[QLatin1String("payment_intent_id")].toString().toStdString(),
                 checkout.stripePaymentIntentId);
        QCOMPARE(world.confirm(checkout), 200);
        QVERIFY(world.confirm(checkout) != 200);
        QCOMPARE(world.h.get(checkout.cliveTxId, "?refresh=1").state().status.word(), std::string("paid"));
        QCOMPARE(chargeCount(world), qsizetype(1));
    }

    /// The requests arrive twice.
    void duplicatesMakeNothingTwice()
    {
        SandboxWorld world;
        world.setFaults(R"([{"at":"clive.initialize","do":"duplicate"},
                            {"at":"stripe.create_intent","do":"duplicate"},
                            {"at":"clive.attach_intent","do":"duplicate"}])");
        world.h.create("k1");
        QCOMPARE(world.transactions().size(), qsizetype(1));
        QCOMPARE(intentsMade(world).size(), 1);
    }

    void theSecretComesAgainByTheSameCalls()
    {
        SandboxWorld world;
        const auto first = world.h.create("k1");
        // The store's key went with the process, so the secret has to come from Stripe.
        world.restart();
        QVERIFY(world.h.create("k1") == first);
        QCOMPARE(world.requests("clive.initialize").size(), qsizetype(2));
        QCOMPARE(intentsMade(world).size(), 1);
        QCOMPARE(world.transactions().size(), qsizetype(1));
    }

    void anIntentOverAnotherAmountIsNotAttached()
    {
        SandboxWorld world;
        world.setFaults(R"([{"at":"stripe.create_intent","do":"forge","times":1}])");
        const auto refused = create(world);
        QCOMPARE(refused.status, 502);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:clive-conflict"));
        QVERIFY(refused.body.find("_secret_") == std::string::npos);
        QVERIFY(world.requests("clive.attach_intent").isEmpty());
        QCOMPARE(world.transactions().first()[QLatin1String("status")].toString(),
                 QStringLiteral("initialized"));
        // Stripe keeps what it made under the key; another attempt is another one.
        QCOMPARE(create(world).status, 502);
        QVERIFY(world.requests("clive.attach_intent").isEmpty());
        world.h.create("k2");
        QCOMPARE(chargeCount(world), qsizetype(0));
    }

    /// Stripe says its failure again to whoever comes with the key. The next key of the series makes the sale; of the
    /// intents that the failures may have left nobody has the secret, and none is attached.
    void aFailureThatStripeKeepsCostsAKeyAndNoSale()
    {
        SandboxWorld world;
        world.setFaults(R"([{"at":"stripe.create_intent","do":"fail","status":500,"times":1}])");
        const auto checkout = world.h.create("k1");
        QCOMPARE(world.transactions().size(), qsizetype(1));
        QCOMPARE(intentsMade(world).size(), 2);
        for (const auto &request : world.requests("clive.attach_intent"))
            QCOMPARE(request[QLatin1String("payment_intent_id")].toString().toStdString(),
                     checkout.stripePaymentIntentId);
        // The same walk over the keys ends at the same intent, in another process, too.
        world.restart();
        QVERIFY(world.h.create("k1") == checkout);
        QCOMPARE(intentsMade(world).size(), 2);
        QCOMPARE(world.confirm(checkout), 200);
        QCOMPARE(chargeCount(world), qsizetype(1));
    }

    void stripesRefusalIsFinal()
    {
        SandboxWorld world;
        world.setFaults(R"([{"at":"stripe.create_intent","do":"fail","status":400,"times":1}])");
        const auto refused = create(world);
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:clive-refused"));
        QVERIFY(refused.problem().title.starts_with("Stripe"));
        QCOMPARE(create(world).body, refused.body);
        QCOMPARE(world.requests("stripe.create_intent").size(), qsizetype(1));
        world.h.create("k2");
    }

    void aWrongSecretKeyIsNotTheSalesFault()
    {
        SandboxWorld world;
        const auto good = world.h.config.stripe;
        world.h.config.stripe->secretKey = domain::Secret("sk_test_of_somebody_else");
        world.restart();
        QCOMPARE(create(world).status, 502);
        QVERIFY(world.requests("clive.attach_intent").isEmpty());
        world.h.config.stripe = good;
        world.restart();
        world.h.create("k1");
        QCOMPARE(world.transactions().size(), qsizetype(1));
    }

    /// The secret key goes to the Stripe that is pinned, or nowhere.
    void anotherServerGetsNoSecretKey()
    {
        SandboxWorld world;
        world.h.config.stripe->pinnedSpkiSha256 = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
        world.restart();
        QCOMPARE(create(world).status, 502);
        // Nor when it is only not known: the system's authorities do not vouch for the sandbox.
        world.h.config.stripe->pinnedSpkiSha256.clear();
        world.restart();
        QCOMPARE(create(world).status, 502);
        QVERIFY(world.requests("stripe.create_intent").isEmpty());
    }

    /// Stripe being out says nothing of Clive, whose status is still asked for.
    void anOutageOfStripesDoesNotOpenTheCircuit()
    {
        SandboxWorld world;
        const auto earlier = world.h.create("k0", "EZ0");
        world.h.config.breaker.failuresMax = 1;
        world.restart();
        world.setFaults(R"([{"at":"stripe.create_intent","do":"drop"}])");
        QCOMPARE(create(world).status, 502);
        QCOMPARE(world.h.backend->cliveCircuit().openedCount(), std::uint64_t(0));
        const auto read = world.h.get(earlier.cliveTxId, "?refresh=1");
        QCOMPARE(read.status, 200);
        QVERIFY(!read.headers.contains("X-Clive-Refresh"));
        QVERIFY(world.h.call("GET", "/readyz").body.find(R"("clive":"reached")") != std::string::npos);
    }
};

QTEST_GUILESS_MAIN(TestLegacy)
#include "test_legacy.moc"
