#include "harness.h"

#include <QtTest>
#include <algorithm>

using namespace tillwright;
using test::Harness;

/// `POST /webhooks/clive`.
class TestWebhooks : public QObject
{
    Q_OBJECT

    static std::string rejected(Harness &h, const std::string &reason)
    {
        return h.metric("tillwright_webhooks_rejected_total{reason=\"" + reason + "\"}");
    }
    static std::string counted(Harness &h, const std::string &result)
    {
        return h.metric("tillwright_webhooks_total{result=\"" + result + "\"}");
    }
    static std::string bodyOf(Harness &h, const std::string &cliveTxId)
    {
        return contract::writeCliveWebhook(h.clive.webhook(cliveTxId, "succeeded", "evt_1"),
                                           contract::AmountUnit::Major);
    }

private Q_SLOTS:
    void anEventIsApplied()
    {
        Harness h;
        const auto checkout = h.create("k1");
        auto webhook = h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1");
        webhook.transaction.feesMinor = 2205;
        const auto answer = h.sendWebhook(webhook);
        QCOMPARE(answer.status, 200);
        QCOMPARE(answer.body, std::string(R"({"result":"applied"})"));
        const auto state = h.get(checkout.cliveTxId).state();
        QCOMPARE(state.status.word(), std::string("paid"));
        QCOMPARE(state.feesMinor.value_or(0), std::int64_t(2205));
        QCOMPARE(counted(h, "applied"), std::string("1"));
    }

    void anEventIsAppliedOnce()
    {
        Harness h;
        const auto checkout = h.create("k1");
        const auto webhook = h.clive.webhook(checkout.cliveTxId, "processing", "evt_1");
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"applied"})"));
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"duplicate"})"));
        h.restart();
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"duplicate"})"));
        QCOMPARE(h.get(checkout.cliveTxId).state().version, std::int64_t(2));
        QCOMPARE(counted(h, "duplicate"), std::string("1"));
    }

    void anEventWithoutAnIdIsToldByItsBody()
    {
        Harness h;
        const auto checkout = h.create("k1");
        auto webhook = h.clive.webhook(checkout.cliveTxId, "processing", "");
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"applied"})"));
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"duplicate"})"));
        webhook.transaction.status = "succeeded";
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"applied"})"));
    }

    void everySecretIsGoodWhileOneIsReplaced()
    {
        Harness h;
        const auto checkout = h.create("k1");
        QCOMPARE(
            h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "processing", "evt_1"), "whsec_old").status,
            200);
        QCOMPARE(h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_2")).status, 200);
        QCOMPARE(h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "failed", "evt_3"), "whsec_other").status,
                 401);
    }

    void aBadSignatureChangesNothing_data()
    {
        QTest::addColumn<QString>("kind");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("reason");
        QTest::newRow("none") << QStringLiteral("none") << 400 << QStringLiteral("missing");
        QTest::newRow("nonsense") << QStringLiteral("nonsense") << 400 << QStringLiteral("malformed");
        QTest::newRow("forged") << QStringLiteral("forged") << 401 << QStringLiteral("mismatch");
        QTest::newRow("altered body") << QStringLiteral("altered") << 401 << QStringLiteral("mismatch");
        QTest::newRow("other scheme") << QStringLiteral("scheme") << 400 << QStringLiteral("malformed");
        QTest::newRow("too old") << QStringLiteral("old") << 401 << QStringLiteral("expired");
        QTest::newRow("of the future") << QStringLiteral("future") << 401 << QStringLiteral("expired");
    }
    void aBadSignatureChangesNothing()
    {
        QFETCH(QString, kind);
        QFETCH(int, status);
        QFETCH(QString, reason);
        Harness h;
        const auto checkout = h.create("k1");
        auto body = bodyOf(h, checkout.cliveTxId);
        std::string signature;
        if (kind == QStringLiteral("nonsense"))
            signature = "t=now,v1=good";
        else if (kind == QStringLiteral("forged"))
            signature = h.signature(body, "whsec_guess");
        else if (kind == QStringLiteral("altered"))
            signature = h.signature(body);
        else if (kind == QStringLiteral("scheme"))
            signature = contract::signWebhook(contract::SignatureScheme::Body, body,
                                              domain::Secret(Harness::webhookSecret), 0);
        else if (kind == QStringLiteral("old"))
            signature = h.signature(body, Harness::webhookSecret, 301);
        else if (kind == QStringLiteral("future"))
            signature = h.signature(body, Harness::webhookSecret, -301);
        if (kind == QStringLiteral("altered"))
            body += " ";
        QCOMPARE(rejected(h, reason.toStdString()), std::string("0"));
        const auto answer = h.sendWebhookBody(body, signature);
        QCOMPARE(answer.status, status);
        QCOMPARE(answer.problem().type, std::string("urn:tillwright:problem:bad-signature"));
        QCOMPARE(rejected(h, reason.toStdString()), std::string("1"));
        QCOMPARE(h.get(checkout.cliveTxId).state().version, std::int64_t(1));
        // Nor was it remembered: the true one is no duplicate.
        QCOMPARE(h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1")).body,
                 std::string(R"({"result":"applied"})"));
    }

    void theBodySchemeWorks()
    {
        Harness h;
        h.config.webhooks.scheme = contract::SignatureScheme::Body;
        h.restart();
        const auto checkout = h.create("k1");
        const auto body = bodyOf(h, checkout.cliveTxId);
        auto signature = h.signature(body);
        QVERIFY(signature.starts_with("sha256="));
        QCOMPARE(h.sendWebhookBody(body, signature.substr(7)).status, 200);
        QCOMPARE(h.sendWebhookBody(body, signature).body, std::string(R"({"result":"duplicate"})"));
        signature.back() = signature.back() == '0' ? '1' : '0';
        QCOMPARE(h.sendWebhookBody(body, signature).status, 401);
    }

    void anUnknownTransactionIsKept()
    {
        Harness h;
        h.create("k1");
        auto webhook = h.clive.webhook("ctx_1", "succeeded", "evt_1");
        webhook.transaction.cliveTxId = "ctx_2";
        webhook.transaction.echezonaReference = "EZ2";
        QCOMPARE(h.sendWebhook(webhook).body, std::string(R"({"result":"unmatched"})"));
        QCOMPARE(counted(h, "unmatched"), std::string("1"));
        QCOMPARE(h.get("ctx_2").status, 404);
        // Its order comes late: the event was not lost.
        const auto late =
            h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("k2"), Harness::checkoutBody("EZ2"));
        QCOMPARE(late.status, 410);
        QCOMPARE(h.get("ctx_2").state().status.word(), std::string("paid"));
    }

    void anUnreadableBodyIsKept()
    {
        Harness h;
        for (const auto *text : {"{}", "not JSON", R"({"id":"evt_1","data":{"clive_tx_id":7}})"}) {
            const std::string body(text);
            QCOMPARE(h.sendWebhookBody(body, h.signature(body)).body,
                     std::string(R"({"result":"unreadable"})"));
            QCOMPARE(h.sendWebhookBody(body, h.signature(body)).body,
                     std::string(R"({"result":"duplicate"})"));
        }
        QCOMPARE(counted(h, "unreadable"), std::string("3"));
    }

    void anotherAmountIsPutUnderAttention()
    {
        Harness h;
        const auto checkout = h.create("k1");
        auto webhook = h.clive.webhook(checkout.cliveTxId, "succeeded", "evt_1");
        webhook.transaction.amount.minor += 1;
        QCOMPARE(h.sendWebhook(webhook).status, 200);
        const auto state = h.get(checkout.cliveTxId).state();
        QCOMPARE(state.status.word(), std::string("pending"));
        QVERIFY(state.attention.contains("amount_mismatch"));
    }

    /// Law 4 through the whole program: every order of the same events ends alike.
    void theOrderOfEventsDoesNotMatter()
    {
        std::vector<std::string> words{"failed", "pending", "processing", "succeeded"};
        std::sort(words.begin(), words.end());
        Harness h;
        std::set<std::string> outcomes;
        int round = 0;
        do {
            ++round;
            const auto reference = "EZ" + std::to_string(round);
            const auto checkout = h.create("k" + reference, reference);
            for (const auto &word : words)
                h.sendWebhook(h.clive.webhook(checkout.cliveTxId, word, "evt_" + reference + word));
            const auto state = h.get(checkout.cliveTxId).state();
            auto outcome = state.status.word();
            for (const auto &attention : state.attention)
                outcome += " " + attention;
            outcomes.insert(outcome);
        } while (std::next_permutation(words.begin(), words.end()));
        QCOMPARE(round, 24);
        QCOMPARE(outcomes, std::set<std::string>{"paid paid_after_final"});
    }

    void aHugeBodyIsRefused()
    {
        Harness h;
        const std::string body(h.config.server.options.bodyLimitBytes + 1, ' ');
        QCOMPARE(h.sendWebhookBody(body, h.signature(body)).status, 413);
    }

    void aStatusMapMayBeExtended()
    {
        Harness h;
        h.config.webhooks.statuses.add("settled", domain::PaymentStatus::Kind::Paid);
        h.restart();
        const auto checkout = h.create("k1");
        h.sendWebhook(h.clive.webhook(checkout.cliveTxId, "settled", "evt_1"));
        QCOMPARE(h.get(checkout.cliveTxId).state().status.word(), std::string("paid"));
    }
};

QTEST_GUILESS_MAIN(TestWebhooks)
#include "test_webhooks.moc"
