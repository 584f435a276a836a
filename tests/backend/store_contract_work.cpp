// What is found again later: stuck keys, webhooks that wait, dead letters; and devices.
#include "backend/store/webhook_schedule.h"
#include "store_contract.h"

#include <QtTest>

namespace tillwright::test {

using namespace backend::store;
using Kind = domain::PaymentStatus::Kind;

namespace {
constexpr std::int64_t nowMs = contractNowMs;

QStringList idsOf(const std::vector<KeptWebhook> &webhooks)
{
    QStringList ids;
    for (const auto &webhook : webhooks)
        ids.append(QString::fromStdString(webhook.dedupeKey));
    return ids;
}
} // namespace

void StoreContract::aSearchFindsWhatNeedsAttention()
{
    const auto record = createOrder("k1", "ctx_1");
    createOrder("k2", "ctx_2", "EZ2");
    auto wrong = eventFor(record, Kind::Paid);
    wrong.amount.minor += 1;
    run(m_store->applyEvent("ctx_1", wrong, nowMs));
    OrderSearch search;
    search.attentionOnly = true;
    search.limit = 10;
    QCOMPARE(found(search), QStringList{"ctx_1"});
    search.device = record.order.device;
    QCOMPARE(found(search), QStringList{"ctx_1"});
    search.status = "paid";
    QCOMPARE(found(search), QStringList());
    search.status.clear();
    search.device = "register-9";
    QCOMPARE(found(search), QStringList());
}

void StoreContract::aKeyWhoseCarrierDiedIsFound()
{
    run(m_store->claimKey(claimRequest("k1")));
    run(m_store->claimKey(claimRequest("k2", "EZ2")));
    run(m_store->claimKey(claimRequest("k3", "EZ3")));
    // Given back: whoever asked was told that it failed, and asks again if it still wants it.
    run(m_store->releaseKey({"register-1", "k2"}));
    run(m_store->completeKey({"register-1", "k3"}, orderRecord("ctx_3", "EZ3")));
    QVERIFY(run(m_store->findStuckKeys(nowMs + contractLeaseMs - 1, nowMs + 1, 10)).empty());
    QVERIFY(run(m_store->findStuckKeys(nowMs + contractLeaseMs, nowMs, 10)).empty());
    const auto stuck = run(m_store->findStuckKeys(nowMs + contractLeaseMs, nowMs + 1, 10));
    QCOMPARE(stuck.size(), std::size_t(1));
    QVERIFY((stuck.front().key == CheckoutKey{"register-1", "k1"}));
    QCOMPARE(stuck.front().request, std::string("request of k1"));
}

void StoreContract::oldKeysAreForgotten()
{
    createOrder("k1", "ctx_1");
    auto later = claimRequest("k2", "EZ2");
    later.nowMs += 10;
    run(m_store->claimKey(later));
    QCOMPARE(run(m_store->forgetOldKeys(nowMs + 1)), std::int64_t(1));
    // Its order stays, and keeps the reference.
    QVERIFY(run(m_store->findOrder("ctx_1")));
    QVERIFY(std::holds_alternative<claim::ReferenceBusy>(run(m_store->claimKey(claimRequest("k1")))));
    // One that is being carried out stays.
    QCOMPARE(run(m_store->forgetOldKeys(nowMs + 11)), std::int64_t(0));
    QCOMPARE(run(m_store->forgetOldKeys(nowMs + 11 + contractLeaseMs)), std::int64_t(1));
}

void StoreContract::anUnmatchedWebhookBecomesADeadLetter()
{
    run(m_store->acceptWebhook(inboxEntry("evt_1", orderRecord("ctx_1"), Kind::Paid)));
    QCOMPARE(run(m_store->inboxDepth()).waiting, std::int64_t(1));
    auto atMs = nowMs;
    for (std::size_t i = 0; i < webhookPausesMs.size(); ++i) {
        QCOMPARE(run(m_store->retryWebhooks(atMs + webhookPausesMs[i] - 1, 10)).count(), std::size_t(0));
        atMs += webhookPausesMs[i];
        QVERIFY(run(m_store->listDeadLetters(0, 10)).empty());
        const auto retried = run(m_store->retryWebhooks(atMs, 10));
        QCOMPARE(retried.count(), std::size_t(1));
        const bool wasTheLast = i + 1 == webhookPausesMs.size();
        QCOMPARE(retried.waiting, std::size_t(wasTheLast ? 0 : 1));
        QCOMPARE(retried.dead.size(), std::size_t(wasTheLast ? 1 : 0));
    }
    const auto letters = run(m_store->listDeadLetters(0, 10));
    QCOMPARE(idsOf(letters), QStringList{"id:evt_1"});
    QCOMPARE(letters.front().attempts, std::int64_t(8));
    QVERIFY(letters.front().problem.find("no order") != std::string::npos);
    const auto depth = run(m_store->inboxDepth());
    QCOMPARE(depth.waiting, std::int64_t(0));
    QCOMPARE(depth.deadLetters, std::int64_t(1));
    QCOMPARE(run(m_store->retryWebhooks(atMs + 10 * webhookPausesMs.back(), 10)).count(), std::size_t(0));
    // Its order comes all the same: nothing that was kept is ever lost to it.
    QVERIFY(createOrder("k1", "ctx_1").order.status.isPaid());
    QVERIFY(run(m_store->listDeadLetters(0, 10)).empty());
}

void StoreContract::aDueWebhookIsAppliedOnceItsOrderIsThere()
{
    const auto record = orderRecord("ctx_1");
    run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing)));
    run(m_store->acceptWebhook(inboxEntry("evt_2", orderRecord("ctx_2"), Kind::Paid)));
    createOrder("k1", "ctx_1");
    // What waited for ctx_1 was applied as the order came; ctx_2 goes on waiting.
    const auto retried = run(m_store->retryWebhooks(nowMs + webhookPausesMs.front(), 10));
    QCOMPARE(retried.count(), std::size_t(1));
    QCOMPARE(retried.waiting, std::size_t(1));
    QCOMPARE(run(m_store->findOrder("ctx_1"))->order.version, std::int64_t(2));
}

void StoreContract::aDeadLetterIsReplayedOnce()
{
    const InboxEntry unreadable{"id:evt_1", "not understood yet", nowMs, {}, {}, "body: it is not JSON"};
    run(m_store->acceptWebhook(unreadable));
    const auto letters = run(m_store->listDeadLetters(0, 10));
    QCOMPARE(idsOf(letters), QStringList{"id:evt_1"});
    QVERIFY(run(m_store->listDeadLetters(letters.front().id, 10)).empty());
    const auto kept = run(m_store->findKeptWebhook(letters.front().id));
    QVERIFY(kept);
    QCOMPARE(kept->body, unreadable.body);

    // A later version of the program understands it, and the order is there.
    const auto record = createOrder("k1", "ctx_1");
    auto readAgain = inboxEntry("evt_1", record, Kind::Paid);
    const auto replayed = run(m_store->replayWebhook(kept->id, readAgain));
    QVERIFY(replayed);
    QVERIFY(replayed->state == InboxState::Applied);
    QVERIFY(!replayed->duplicate);
    QVERIFY(run(m_store->findOrder("ctx_1"))->order.status.isPaid());
    const auto version = run(m_store->findOrder("ctx_1"))->order.version;
    const auto again = run(m_store->replayWebhook(kept->id, readAgain));
    QVERIFY(again && again->duplicate);
    QCOMPARE(run(m_store->findOrder("ctx_1"))->order.version, version);
    QVERIFY(!run(m_store->replayWebhook(kept->id + 1, readAgain)));

    // Without its order it waits once more.
    run(m_store->acceptWebhook({"id:evt_2", "later", nowMs, {}, {}, "body: it is not JSON"}));
    const auto second = run(m_store->listDeadLetters(0, 10)).front();
    const auto waits =
        run(m_store->replayWebhook(second.id, inboxEntry("evt_2", orderRecord("ctx_2", "EZ2"), Kind::Paid)));
    QVERIFY(waits->state == InboxState::Unmatched);
    QVERIFY(run(m_store->listDeadLetters(0, 10)).empty());
    QVERIFY(createOrder("k2", "ctx_2", "EZ2").order.status.isPaid());
}

void StoreContract::appliedWebhooksAreForgottenAndDeadLettersKept()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing)));
    run(m_store->acceptWebhook({"id:evt_2", "x", nowMs, {}, {}, "body: it is not JSON"}));
    QCOMPARE(run(m_store->forgetOldWebhooks(nowMs)), std::int64_t(0));
    QVERIFY(run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing))).duplicate);
    QCOMPARE(run(m_store->forgetOldWebhooks(nowMs + 1)), std::int64_t(1));
    QCOMPARE(run(m_store->listDeadLetters(0, 10)).size(), std::size_t(1));
}

void StoreContract::aDeviceIsEnrolledOnce()
{
    run(m_store->addEnrolment("register-7", "first code", nowMs + 10));
    run(m_store->addEnrolment("register-7", "second code", nowMs + 10));
    QVERIFY(!run(m_store->redeemEnrolment("first code", "token 1", nowMs)));
    QVERIFY(!run(m_store->findDevice("token 1")));
    QCOMPARE(run(m_store->redeemEnrolment("second code", "token 2", nowMs)).value_or(""),
             std::string("register-7"));
    QVERIFY(!run(m_store->redeemEnrolment("second code", "token 3", nowMs)));
    QCOMPARE(run(m_store->findDevice("token 2")).value_or(""), std::string("register-7"));
    run(m_store->addEnrolment("register-8", "late code", nowMs + 10));
    QVERIFY(!run(m_store->redeemEnrolment("late code", "token 4", nowMs + 10)));
    // Enrolled again: the token of before is void.
    run(m_store->addEnrolment("register-7", "third code", nowMs + 10));
    QVERIFY(run(m_store->redeemEnrolment("third code", "token 5", nowMs)));
    QVERIFY(!run(m_store->findDevice("token 2")));
    QVERIFY(run(m_store->findDevice("token 5")));
    QCOMPARE(run(m_store->listDevices()).size(), std::size_t(1));
}

void StoreContract::aDeviceIsRevoked()
{
    run(m_store->addEnrolment("register-7", "code", nowMs + 10));
    run(m_store->redeemEnrolment("code", "token", nowMs));
    QVERIFY(!run(m_store->revokeDevice("register-8", nowMs)));
    run(m_store->addEnrolment("register-7", "next code", nowMs + 10));
    QVERIFY(run(m_store->revokeDevice("register-7", nowMs + 1)));
    QVERIFY(!run(m_store->findDevice("token")));
    QVERIFY(!run(m_store->redeemEnrolment("next code", "token 2", nowMs)));
    QVERIFY(!run(m_store->revokeDevice("register-7", nowMs + 2)));
    const auto devices = run(m_store->listDevices());
    QCOMPARE(devices.size(), std::size_t(1));
    QCOMPARE(devices.front().revokedAtMs.value_or(0), nowMs + 1);
}

} // namespace tillwright::test
