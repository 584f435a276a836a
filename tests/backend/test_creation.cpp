#include "harness.h"

#include <QFile>
#include <QtTest>
#include <set>

using namespace tillwright;
using test::Harness;

/// `POST /v1/checkouts` and its idempotency.
class TestCreation : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCheckoutIsMade()
    {
        Harness h;
        const auto answer =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(answer.status, 201);
        QCOMPARE(answer.headers.value("Location"), std::string_view("/v1/checkouts/ctx_1"));
        QCOMPARE(answer.headers.value("Cache-Control"), std::string_view("no-store"));
        const auto checkout = answer.checkout();
        QCOMPARE(checkout.cliveTxId, std::string("ctx_1"));
        QCOMPARE(checkout.stripePaymentIntentId, std::string("pi_ctx_1"));
        QCOMPARE(checkout.clientSecret.reveal(), std::string("pi_ctx_1_secret_x"));
        QCOMPARE(checkout.stripePublishableKey, std::string("pk_test_harness"));
        QCOMPARE(checkout.reference, std::string("EZ12345"));
        QCOMPARE(checkout.amount.minor, std::int64_t(75000));
        QCOMPARE(checkout.statementDescriptorSuffix, std::string("AIRPEACE"));
        QCOMPARE(checkout.status.word(), std::string("pending"));
        QCOMPARE(checkout.version, std::int64_t(1));
        QVERIFY(checkout.payUrl.isEmpty());

        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
        const auto &call = h.clive.createCalls.front();
        QCOMPARE(call.request.partnerId, std::string("ECHEZONA001"));
        QCOMPARE(call.request.clientId, std::string("AIRPEACE001"));
        QCOMPARE(call.request.amount.minor, std::int64_t(75000));
        QCOMPARE(call.request.email, std::string("buyer@example.com"));
        QCOMPARE(call.request.echezonaReference, std::string("EZ12345"));
        QCOMPARE(call.request.meta.at("order_id"), std::string("ORD-1001"));
        QVERIFY(!call.idempotencyKey.empty() && call.idempotencyKey.size() <= 255);
        QVERIFY(call.idempotencyKey.find("k1") == std::string::npos);
        QVERIFY(h.clive.unauthorized.empty());
    }

    void theSameRequestIsReplayed()
    {
        Harness h;
        const auto first =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        // Other blanks and another order of the fields make no other request.
        const auto again = h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"),
                                  R"({ "reference":"EZ12345", "email":"buyer@example.com", "currency":"usd",
                                       "meta":{"order_id":"ORD-1001"}, "amount_minor":75000 })");
        QCOMPARE(again.status, 201);
        QCOMPARE(again.body, first.body);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
    }

    void anotherRequestWithTheKeyIsRefused()
    {
        Harness h;
        h.create("k1");
        const auto answer = h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"),
                                   Harness::checkoutBody("EZ12345", 75001));
        QCOMPARE(answer.status, 422);
        QCOMPARE(answer.problem().type, std::string("urn:tillwright:problem:idempotency-key-reused"));
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
    }

    void theKeyBelongsToTheDevice()
    {
        Harness h;
        h.create("k1");
        const auto other =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1", Harness::otherToken),
                   Harness::checkoutBody("EZ2"));
        QCOMPARE(other.status, 201);
        QCOMPARE(other.checkout().cliveTxId, std::string("ctx_2"));
        QVERIFY(h.clive.createCalls[0].idempotencyKey != h.clive.createCalls[1].idempotencyKey);
    }

    void manyAtOnceMakeOneCall()
    {
        Harness h;
        h.clive.closeGate();
        std::vector<Harness::PendingPtr> pending;
        for (int i = 0; i < 64; ++i)
            pending.push_back(
                h.send("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody()));
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        // Another request's way through the backend lets the others come in, too.
        QCOMPARE(h.call("GET", "/readyz").status, 200);
        h.clive.openGate();
        std::set<std::string> bodies;
        for (const auto &one : pending) {
            const auto answer = h.wait(one);
            QCOMPARE(answer.status, 201);
            bodies.insert(answer.body);
        }
        QCOMPARE(bodies.size(), std::size_t(1));
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
    }

    void aServerErrorIsTriedAgainWithTheSameKey()
    {
        Harness h;
        h.clive.nextCreateAnswers = {500, 503};
        h.create("k1");
        QCOMPARE(h.clive.createCalls.size(), std::size_t(3));
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
        QCOMPARE(h.clive.createCalls[0].idempotencyKey, h.clive.createCalls[2].idempotencyKey);
    }

    void aLostAnswerMakesNoSecondTransaction()
    {
        Harness h;
        h.clive.nextCreateAnswers = {test::FakeClive::dropAnswer, test::FakeClive::badAnswer};
        QCOMPARE(h.create("k1").cliveTxId, std::string("ctx_1"));
        QCOMPARE(h.clive.createCalls.size(), std::size_t(3));
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
    }

    void anOutageKeepsTheKeyGood()
    {
        Harness h;
        h.clive.nextCreateAnswers = {test::FakeClive::dropAnswer, 500, 500};
        const auto failed =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(failed.status, 502);
        QCOMPARE(failed.problem().type, std::string("urn:tillwright:problem:clive-unavailable"));
        h.restart();
        QCOMPARE(h.create("k1").cliveTxId, std::string("ctx_1"));
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
        QCOMPARE(h.clive.createCalls.size(), std::size_t(4));
        QCOMPARE(h.clive.createCalls[0].idempotencyKey, h.clive.createCalls[3].idempotencyKey);
    }

    void aSilentCliveIsAGatewayTimeout()
    {
        Harness h;
        h.config.clive.limits.totalMs = std::chrono::milliseconds(50);
        h.restart();
        h.clive.closeGate();
        const auto failed =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(failed.status, 504);
        h.clive.openGate();
    }

    void aRefusalIsKept()
    {
        Harness h;
        h.clive.nextCreateAnswers = {400};
        const auto refused =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(refused.status, 422);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:clive-refused"));
        const auto again =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(again.status, 422);
        QCOMPARE(again.body, refused.body);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(1));
        h.create("k2");
    }

    void wrongCredentialsAreNotTheSalesFault()
    {
        Harness h;
        h.config.clive.apiToken = domain::Secret("wrong");
        h.restart();
        QCOMPARE(
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody()).status,
            502);
        QCOMPARE(h.clive.unauthorized.size(), std::size_t(1));
        h.config.clive.apiToken = domain::Secret(test::FakeClive::apiToken);
        h.restart();
        h.create("k1");
    }

    void theReferenceIsChargedOnce()
    {
        Harness h;
        const auto first = h.create("k1");
        const auto second = [&] {
            return h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k2"), Harness::checkoutBody());
        };
        const auto refused = second();
        QCOMPARE(refused.status, 409);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:reference-in-progress"));
        QCOMPARE(refused.problem().field, std::string("reference"));
        // Clive says that the first has failed; nobody told us, so it is asked.
        h.clive.transactions[first.cliveTxId].status = "failed";
        const auto made = second();
        QCOMPARE(made.status, 201);
        h.clive.transactions[made.checkout().cliveTxId].status = "succeeded";
        QCOMPARE(h.get(made.checkout().cliveTxId, "?refresh=1").state().status.word(), std::string("paid"));
        const auto third =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k3"), Harness::checkoutBody());
        QCOMPARE(third.status, 409);
        QCOMPARE(h.clive.transactions.size(), std::size_t(2));
    }

    void anAbandonedCheckoutFreesItsReferenceUnlessItIsPaid()
    {
        Harness h;
        const auto first = h.create("k1");
        QVERIFY(h.call("POST", "/v1/checkouts/" + first.cliveTxId + "/abandon", Harness::deviceHeaders())
                    .state()
                    .abandoned);
        // It was paid after all: Clive is asked before a second one is made.
        h.clive.transactions[first.cliveTxId].status = "succeeded";
        const auto refused =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k2"), Harness::checkoutBody());
        QCOMPARE(refused.status, 409);
        const auto state = h.get(first.cliveTxId).state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QVERIFY(state.attention.contains("paid_after_abandoned"));

        const auto other = h.create("k3", "EZ2");
        h.call("POST", "/v1/checkouts/" + other.cliveTxId + "/abandon", Harness::deviceHeaders());
        QVERIFY(h.create("k4", "EZ2").cliveTxId != other.cliveTxId);
    }

    void aTransactionOfAnotherCheckoutIsNotTaken()
    {
        Harness h;
        const auto first = h.create("k1");
        h.clive.answerWith = first.cliveTxId;
        const auto refused =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k2"), Harness::checkoutBody("EZ2"));
        QCOMPARE(refused.status, 502);
        QCOMPARE(refused.problem().type, std::string("urn:tillwright:problem:clive-conflict"));
        QCOMPARE(h.get(first.cliveTxId).state().reference, std::string("EZ12345"));
        h.clive.answerWith.clear();
    }

    void theCreationGoesOnWhenTheDeviceIsGone()
    {
        Harness h;
        h.clive.closeGate();
        auto client = std::make_unique<http::Client>();
        http::ClientRequest request;
        request.method = "POST";
        request.url = "http://" + h.backend->listenAddress() + "/v1/checkouts";
        for (const auto &[name, value] : Harness::checkoutHeaders("k1"))
            request.headers.add(name, value);
        request.body = Harness::checkoutBody();
        bool ended = false;
        boost::asio::co_spawn(h.context, client->request(std::move(request)),
                              [&](const std::exception_ptr &, const auto &) { ended = true; });
        h.runUntil([&] { return !h.clive.createCalls.empty(); });
        client.reset();
        h.runUntil([&] { return ended; });
        h.clive.openGate();
        QCOMPARE(h.create("k1").cliveTxId, std::string("ctx_1"));
        QCOMPARE(h.clive.transactions.size(), std::size_t(1));
    }

    void theSecretIsNotOnDiskInClear()
    {
        Harness h;
        const auto checkout = h.create("k1");
        for (const auto &bytes : h.storedBytes()) {
            QVERIFY(!bytes.isEmpty());
            QVERIFY(!bytes.contains(checkout.clientSecret.reveal().c_str()));
            QVERIFY(!bytes.contains(Harness::token.c_str()));
        }
    }

    void aReplayAfterARestartAsksCliveForTheSecretAgain()
    {
        Harness h;
        const auto first = h.create("k1");
        h.restart();
        QVERIFY(h.create("k1") == first);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(2));
        QCOMPARE(h.clive.createCalls[0].idempotencyKey, h.clive.createCalls[1].idempotencyKey);
        QVERIFY(h.clive.createCalls[0].request == h.clive.createCalls[1].request);
        QVERIFY(h.create("k1") == first);
        QCOMPARE(h.clive.createCalls.size(), std::size_t(2));
    }

    void aReplayOfAFinalCheckoutIsGone()
    {
        Harness h;
        const auto first = h.create("k1");
        h.clive.transactions[first.cliveTxId].status = "cancelled";
        h.get(first.cliveTxId, "?refresh=1");
        const auto again =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k1"), Harness::checkoutBody());
        QCOMPARE(again.status, 410);
    }
};

QTEST_GUILESS_MAIN(TestCreation)
#include "test_creation.moc"
