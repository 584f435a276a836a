#include "backend/store/check_schedule.h"
#include "harness.h"

#include <QElapsedTimer>
#include <QtTest>

using namespace tillwright;
using test::Harness;

/// Reading, holding, resuming, abandoning.
class TestState : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void aCheckoutIsRead()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto answer = h.get(checkout.cliveTxId);
        QCOMPARE(answer.status, 200);
        const auto state = answer.state();
        QCOMPARE(state.cliveTxId, checkout.cliveTxId);
        QCOMPARE(state.reference, std::string("EZ12345"));
        QCOMPARE(state.version, std::int64_t(1));
        QVERIFY(!state.abandoned);
        QVERIFY(answer.body.find("secret") == std::string::npos);
        QCOMPARE(h.clive.fetchCalls, 0);
        QCOMPARE(h.get("ctx_9").status, 404);
    }

    void refreshAsksClive()
    {
        Harness h;
        const auto checkout = h.create("k1");
        auto &transaction = h.clive.transactions[checkout.cliveTxId];
        transaction.status = "succeeded";
        transaction.feesMinor = 2205;
        QCOMPARE(h.get(checkout.cliveTxId).state().status.word(), std::string("pending"));
        const auto state = h.get(checkout.cliveTxId, "?refresh=1").state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QCOMPARE(state.feesMinor.value_or(0), std::int64_t(2205));
        QCOMPARE(state.version, std::int64_t(2));
    }

    void anUnreachableCliveLeavesTheStoredState()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.clive.nextFetchAnswers = {500, test::FakeClive::badAnswer};
        for (int i = 0; i < 2; ++i) {
            const auto answer = h.get(checkout.cliveTxId, "?refresh=1");
            QCOMPARE(answer.status, 200);
            QCOMPARE(answer.headers.value("X-Clive-Refresh"), std::string_view("failed"));
            QCOMPARE(answer.state().status.word(), std::string("pending"));
        }
        QVERIFY(!h.get(checkout.cliveTxId, "?refresh=1").headers.contains("X-Clive-Refresh"));
    }

    void anAnswerAboutAnotherSaleChangesNothingButAttention()
    {
        Harness h;
        const auto checkout = h.create("k1");
        auto &transaction = h.clive.transactions[checkout.cliveTxId];
        transaction.status = "succeeded";
        transaction.amount.minor = 750;
        auto state = h.get(checkout.cliveTxId, "?refresh=1").state();
        QCOMPARE(state.status.word(), std::string("pending"));
        QVERIFY(state.attention.contains("amount_mismatch"));
        transaction.amount.minor = 75000;
        transaction.cliveTxId = "ctx_9";
        state = h.get(checkout.cliveTxId, "?refresh=1").state();
        QCOMPARE(state.status.word(), std::string("pending"));
        transaction.cliveTxId = checkout.cliveTxId;
        transaction.status = "on_hold";
        state = h.get(checkout.cliveTxId, "?refresh=1").state();
        QCOMPARE(state.status.word(), std::string("on_hold"));
        QVERIFY(state.attention.contains("unknown_status"));
    }

    void aHeldRequestIsWokenByTheWebhook()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto held = h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?wait=25&after=1",
                                 Harness::deviceHeaders());
        h.runUntil([&] { return h.metric("tillwright_held_requests") == "1"; });
        QVERIFY(!held->answer);
        QCOMPARE(h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1")).status, 200);
        const auto state = h.wait(held).state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QCOMPARE(state.version, std::int64_t(2));
        QCOMPARE(h.clive.fetchCalls, 0);
        QCOMPARE(h.metric("tillwright_held_requests"), std::string("0"));
    }

    void aHeldRequestFindsALostWebhook()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto held = h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?refresh=1&wait=25&after=1",
                                 Harness::deviceHeaders());
        h.runUntil([&] { return h.clive.fetchCalls == 1; });
        h.clive.transactions[checkout.cliveTxId].status = "succeeded";
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(h.wait(held).state().status.word(), std::string("paid"));
        // One interval of asking, not the whole holding time.
        QVERIFY(timer.elapsed() < 10'000);
    }

    void aWebhookOvertakesASilentClive()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.clive.holdFetches = true;
        const auto held = h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?refresh=1&wait=25",
                                 Harness::deviceHeaders());
        h.runUntil([&] { return h.clive.fetchCalls == 1; });
        QVERIFY(!held->answer);
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1"));
        QCOMPARE(h.wait(held).state().status.word(), std::string("paid"));
        h.clive.releaseFetches();
    }

    void aVersionThatMovedIsNotWaitedFor()
    {
        Harness h;
        const auto checkout = h.create("k1");
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(h.get(checkout.cliveTxId, "?wait=25&after=0").state().version, std::int64_t(1));
        QVERIFY(timer.elapsed() < 10'000);
    }

    void holdingEnds()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto answer = h.get(checkout.cliveTxId, "?wait=1&after=1");
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.state().version, std::int64_t(1));
    }

    void stoppingAnswersHeldRequests()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto held = h.send("GET", "/v1/checkouts/" + checkout.cliveTxId + "?wait=25&after=1",
                                 Harness::deviceHeaders());
        h.runUntil([&] { return h.metric("tillwright_held_requests") == "1"; });
        h.stopBackend();
        // Sent before the end of the backend, but it may not have reached the client yet.
        const auto answer = h.wait(held);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.state().version, std::int64_t(1));
    }

    void theSecretIsHandedOutAgain()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto path = "/v1/checkouts/" + checkout.cliveTxId + "/resume";
        const auto answer = h.call("POST", path, Harness::deviceHeaders());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.checkout() == checkout);
        QCOMPARE(h.call("POST", path, Harness::deviceHeaders(Harness::otherToken)).status, 403);
        QCOMPARE(h.call("POST", "/v1/checkouts/ctx_9/resume", Harness::deviceHeaders()).status, 404);
    }

    void theSecretsTimeEnds()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.nowMs += h.config.checkouts.secretTtlMs;
        const auto answer =
            h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/resume", Harness::deviceHeaders());
        QCOMPARE(answer.status, 410);
        QCOMPARE(answer.problem().type, std::string("urn:tillwright:problem:secret-gone"));
    }

    void theSecretEndsWithTheProcessWhenThereIsNoKeyFile()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.restart();
        QCOMPARE(h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/resume", Harness::deviceHeaders())
                     .status,
                 410);
    }

    void theSecretOutlivesTheProcessWithAKeyFile()
    {
        QTemporaryDir dir;
        QFile file(dir.filePath(QStringLiteral("key")));
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(QByteArray(64, '7'));
        file.close();
        Harness h;
        h.config.secretKeyFile = file.fileName().toStdString();
        h.restart();
        const auto checkout = h.create("k1");
        h.restart();
        const auto answer =
            h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/resume", Harness::deviceHeaders());
        QCOMPARE(answer.status, 200);
        QVERIFY(answer.checkout().clientSecret == checkout.clientSecret);
    }

    void aFinalCheckoutCannotBeResumed()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1"));
        QCOMPARE(h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/resume", Harness::deviceHeaders())
                     .status,
                 410);
    }

    void anAbandonedCheckoutCannotBeResumed()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto path = "/v1/checkouts/" + checkout.cliveTxId;
        QCOMPARE(h.call("POST", path + "/abandon", Harness::deviceHeaders(Harness::otherToken)).status, 403);
        const auto abandoned = h.call("POST", path + "/abandon", Harness::deviceHeaders());
        QCOMPARE(abandoned.status, 200);
        QVERIFY(abandoned.state().abandoned);
        QCOMPARE(abandoned.state().status.word(), std::string("pending"));
        QCOMPARE(h.clive.fetchCalls, 1);
        QCOMPARE(h.call("POST", path + "/abandon", Harness::deviceHeaders()).state().version,
                 abandoned.state().version);
        QCOMPARE(h.call("POST", path + "/resume", Harness::deviceHeaders()).status, 410);
        QCOMPARE(h.call("POST", "/v1/checkouts/ctx_9/abandon", Harness::deviceHeaders()).status, 404);
    }

    void abandoningComesTooLate_data()
    {
        QTest::addColumn<QString>("cliveWord");
        QTest::addColumn<QString>("ourWord");
        QTest::newRow("paid") << QStringLiteral("succeeded") << QStringLiteral("paid");
        QTest::newRow("processing") << QStringLiteral("processing") << QStringLiteral("processing");
        QTest::newRow("failed") << QStringLiteral("failed") << QStringLiteral("failed");
    }
    void abandoningComesTooLate()
    {
        QFETCH(QString, cliveWord);
        QFETCH(QString, ourWord);
        Harness h;
        const auto checkout = h.create("k1");
        h.clive.transactions[checkout.cliveTxId].status = cliveWord.toStdString();
        const auto state =
            h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/abandon", Harness::deviceHeaders())
                .state();
        QVERIFY(!state.abandoned);
        QCOMPARE(state.status.word(), ourWord.toStdString());
    }

    void abandoningWithoutCliveIsKept()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.clive.nextFetchAnswers = {500};
        const auto answer =
            h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/abandon", Harness::deviceHeaders());
        QVERIFY(answer.state().abandoned);
        QCOMPARE(answer.headers.value("X-Clive-Refresh"), std::string_view("failed"));
        h.clive.transactions[checkout.cliveTxId].status = "succeeded";
        const auto state = h.get(checkout.cliveTxId, "?refresh=1").state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QVERIFY(state.attention.contains("paid_after_abandoned"));
    }

    /// The webhook got lost and the kiosk has gone: the backend asks by itself.
    void aPaymentIsFoundWithoutAWebhook()
    {
        Harness h;
        const auto checkout = h.create("k1");
        h.call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/abandon", Harness::deviceHeaders());
        h.clive.transactions[checkout.cliveTxId].status = "succeeded";
        h.nowMs += backend::store::checkFirstPauseMs;
        // A start looks at once.
        h.restart();
        h.runUntil([&] { return h.get(checkout.cliveTxId).state().status.word() == "paid"; });
        QVERIFY(h.get(checkout.cliveTxId).state().attention.contains("paid_after_abandoned"));
    }
};

QTEST_GUILESS_MAIN(TestState)
#include "test_state.moc"
