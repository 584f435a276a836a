#include "store_contract.h"

#include "backend/store/check_schedule.h"

#include <QElapsedTimer>
#include <QtTest>

namespace tillwright::test {

using namespace backend::store;
using Kind = domain::PaymentStatus::Kind;

namespace {
constexpr std::int64_t nowMs = contractNowMs;
constexpr std::int64_t leaseMs = contractLeaseMs;
constexpr qint64 patienceMs = 10'000;

template<typename T> bool is(const KeyClaim &claim)
{
    return std::holds_alternative<T>(claim);
}

} // namespace

InboxEntry inboxEntry(const std::string &id, const OrderRecord &record, domain::PaymentStatus status)
{
    return {"id:" + id, "{}", nowMs, record.order.cliveTxId, eventFor(record, status), {}};
}

OrderRecord orderRecord(const std::string &cliveTxId, const std::string &reference)
{
    return {domain::Order{cliveTxId,
                          "pi_" + cliveTxId,
                          *domain::Reference::parse(reference),
                          domain::Money{75000, domain::Currency::usd()},
                          *domain::EmailAddress::parse("buyer@example.com"),
                          "AIRPEACE",
                          {{"order_id", "ORD-1001"}, {"naïve", "\"quoted\""}},
                          "register-1",
                          Kind::Pending,
                          false,
                          std::nullopt,
                          {},
                          1},
            SealedSecret{std::string("\0sealed\xff", 8), nowMs + 1000},
            nowMs,
            nowMs,
            0,
            std::nullopt};
}

domain::OrderEvent eventFor(const OrderRecord &record, domain::PaymentStatus status)
{
    return {status, record.order.amount, record.order.reference.text(), std::nullopt};
}

ClaimRequest claimRequest(const std::string &key, const std::string &reference)
{
    return {{"register-1", key}, "hash-of-" + reference, "clive-" + key, reference, nowMs, leaseMs,
            "request of " + key};
}

OrderRecord StoreContract::createOrder(const std::string &key, const std::string &cliveTxId,
                                       const std::string &reference)
{
    const auto claimed = run(m_store->claimKey(claimRequest(key, reference)));
    if (!is<claim::Go>(claimed))
        qFatal("the key could not be claimed");
    return run(m_store->completeKey({"register-1", key}, orderRecord(cliveTxId, reference)));
}

void StoreContract::init()
{
    m_store = open();
    QVERIFY(m_store);
}

void StoreContract::cleanup()
{
    m_store.reset();
    wipe();
}

void StoreContract::aKeyIsClaimedOnce()
{
    const auto first = run(m_store->claimKey(claimRequest("k1")));
    QVERIFY(is<claim::Go>(first));
    QCOMPARE(std::get<claim::Go>(first).cliveKey, std::string("clive-k1"));
    QVERIFY(is<claim::InFlight>(run(m_store->claimKey(claimRequest("k1")))));
    auto other = claimRequest("k1");
    other.requestHash = "another";
    QVERIFY(is<claim::OtherRequest>(run(m_store->claimKey(other))));
    run(m_store->completeKey({"register-1", "k1"}, orderRecord("ctx_1")));
    const auto done = run(m_store->claimKey(claimRequest("k1")));
    QVERIFY(is<claim::Ordered>(done));
    QCOMPARE(std::get<claim::Ordered>(done).cliveTxId, std::string("ctx_1"));
    QCOMPARE(std::get<claim::Ordered>(done).cliveKey, std::string("clive-k1"));
    QVERIFY(is<claim::OtherRequest>(run(m_store->claimKey(other))));
}

void StoreContract::aKeyOfAnotherDeviceIsAnotherKey()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    auto other = claimRequest("k1", "EZ2");
    other.key.device = "register-2";
    QVERIFY(is<claim::Go>(run(m_store->claimKey(other))));
}

void StoreContract::aReleasedKeyGoesOnWithTheSameCliveKey()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    QVERIFY(await(m_context, m_store->releaseKey({"register-1", "k1"})));
    auto again = claimRequest("k1");
    again.cliveKey = "something else";
    const auto claimed = run(m_store->claimKey(again));
    QVERIFY(is<claim::Go>(claimed));
    QCOMPARE(std::get<claim::Go>(claimed).cliveKey, std::string("clive-k1"));
}

void StoreContract::anExpiredLeaseGoesOn()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    auto later = claimRequest("k1");
    later.nowMs += leaseMs;
    QVERIFY(is<claim::Go>(run(m_store->claimKey(later))));
}

void StoreContract::anAnswerIsKept()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    QVERIFY(await(m_context, m_store->answerKey({"register-1", "k1"}, 422, "{\"a\":1}")));
    // Final: neither releasing nor another answer changes it.
    QVERIFY(await(m_context, m_store->releaseKey({"register-1", "k1"})));
    QVERIFY(await(m_context, m_store->answerKey({"register-1", "k1"}, 500, "")));
    const auto claimed = run(m_store->claimKey(claimRequest("k1")));
    QVERIFY(is<claim::Answered>(claimed));
    QCOMPARE(std::get<claim::Answered>(claimed).status, 422);
    QCOMPARE(std::get<claim::Answered>(claimed).body, std::string("{\"a\":1}"));
    // A refused key does not hold its reference.
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k2")))));
}

void StoreContract::anOrderIsKeptWhole()
{
    createOrder("k1", "ctx_1");
    const auto expected = orderRecord("ctx_1");
    const auto found = run(m_store->findOrder("ctx_1"));
    QVERIFY(found);
    QCOMPARE(found->order.stripePaymentIntentId, expected.order.stripePaymentIntentId);
    QVERIFY(found->order.reference == expected.order.reference);
    QVERIFY(found->order.amount == expected.order.amount);
    QVERIFY(found->order.email == expected.order.email);
    QVERIFY(found->order.meta == expected.order.meta);
    QCOMPARE(found->order.suffix, expected.order.suffix);
    QCOMPARE(found->order.device, expected.order.device);
    QVERIFY(found->order.status == expected.order.status);
    QCOMPARE(found->order.version, expected.order.version);
    QVERIFY(found->secret == expected.secret);
    QVERIFY(!found->order.feesMinor);
    QVERIFY(!run(m_store->findOrder("ctx_2")));
}

void StoreContract::aBusyReferenceIsNamed()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    const auto inFlight = run(m_store->claimKey(claimRequest("k2")));
    QVERIFY(is<claim::ReferenceBusy>(inFlight));
    QVERIFY(std::get<claim::ReferenceBusy>(inFlight).orders.empty());
    const auto record = run(m_store->completeKey({"register-1", "k1"}, orderRecord("ctx_1")));
    const auto pending = run(m_store->claimKey(claimRequest("k2")));
    QVERIFY(is<claim::ReferenceBusy>(pending));
    QCOMPARE(std::get<claim::ReferenceBusy>(pending).orders, std::vector<std::string>{"ctx_1"});
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Failed), nowMs));
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k2")))));
}

void StoreContract::anAbandonedOrderFreesTheReference()
{
    createOrder("k1", "ctx_1");
    run(m_store->abandonOrder("ctx_1", nowMs));
    const auto claimed = run(m_store->claimKey(claimRequest("k2")));
    QVERIFY(is<claim::Go>(claimed));
    QCOMPARE(std::get<claim::Go>(claimed).abandonedOrders, std::vector<std::string>{"ctx_1"});
}

void StoreContract::aPaidOrderKeepsTheReferenceForEver()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->abandonOrder("ctx_1", nowMs));
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Paid), nowMs));
    QVERIFY(is<claim::ReferenceBusy>(run(m_store->claimKey(claimRequest("k2")))));
}

void StoreContract::anOrderForABusyReferenceIsKeptAsAbandoned()
{
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k1")))));
    // k1's lease runs out while it is being carried out, k2 takes the reference over.
    auto other = claimRequest("k2");
    other.nowMs += leaseMs;
    QVERIFY(is<claim::Go>(run(m_store->claimKey(other))));
    run(m_store->completeKey({"register-1", "k2"}, orderRecord("ctx_2")));
    const auto late = run(m_store->completeKey({"register-1", "k1"}, orderRecord("ctx_1")));
    QVERIFY(late.order.abandoned);
    QVERIFY(!late.secret);
}

void StoreContract::eventsMoveTheOrderOnce()
{
    const auto record = createOrder("k1", "ctx_1");
    auto event = eventFor(record, Kind::Processing);
    event.feesMinor = 120;
    const auto first = run(m_store->applyEvent("ctx_1", event, nowMs));
    QVERIFY(first);
    QCOMPARE(first->order.version, std::int64_t(2));
    QCOMPARE(first->order.feesMinor.value_or(0), std::int64_t(120));
    const auto again = run(m_store->applyEvent("ctx_1", event, nowMs));
    QCOMPARE(again->order.version, std::int64_t(2));
    const auto unknown =
        run(m_store->applyEvent("ctx_1", eventFor(record, domain::PaymentStatus::unknown("on_hold")), nowMs));
    QVERIFY(unknown->order.attention.contains(domain::Attention::UnknownStatus));
    QVERIFY(unknown->order.status == Kind::Processing);
    QVERIFY(!run(m_store->applyEvent("ctx_9", event, nowMs)));
}

void StoreContract::abandoningIsRefusedWhenItIsTooLate()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Processing), nowMs));
    const auto kept = run(m_store->abandonOrder("ctx_1", nowMs));
    QVERIFY(!kept->order.abandoned);
    QVERIFY(kept->secret);
    createOrder("k2", "ctx_2", "EZ2");
    const auto abandoned = run(m_store->abandonOrder("ctx_2", nowMs));
    QVERIFY(abandoned->order.abandoned);
    QVERIFY(!abandoned->secret);
    QCOMPARE(run(m_store->abandonOrder("ctx_2", nowMs))->order.version, abandoned->order.version);
    QVERIFY(!run(m_store->abandonOrder("ctx_9", nowMs)));
}

void StoreContract::aFinalOrderLosesItsSecret()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Paid), nowMs));
    QVERIFY(!run(m_store->findOrder("ctx_1"))->secret);
    QVERIFY(await(m_context, m_store->replaceSecret("ctx_1", {"new", nowMs + 1})));
    QVERIFY(!run(m_store->findOrder("ctx_1"))->secret);
}

void StoreContract::secretsExpire()
{
    createOrder("k1", "ctx_1");
    QCOMPARE(run(m_store->forgetExpiredSecrets(nowMs + 999)), std::int64_t(0));
    QVERIFY(await(m_context, m_store->replaceSecret("ctx_1", {"new", nowMs + 2000})));
    QCOMPARE(run(m_store->forgetExpiredSecrets(nowMs + 1999)), std::int64_t(0));
    QCOMPARE(run(m_store->forgetExpiredSecrets(nowMs + 2000)), std::int64_t(1));
    QVERIFY(!run(m_store->findOrder("ctx_1"))->secret);
}

void StoreContract::anOpenOrderIsCheckedLessAndLess()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->abandonOrder("ctx_1", nowMs));
    const auto take = [this](std::int64_t atMs) { return run(m_store->takeDueChecks(atMs, 10)); };
    const std::vector<std::string> theOrder{"ctx_1"};
    QVERIFY(take(nowMs + checkFirstPauseMs - 1).empty());
    auto atMs = nowMs + checkFirstPauseMs;
    for (int checksDone = 1; checksDone <= 12; ++checksDone) {
        QCOMPARE(take(atMs), theOrder);
        // Planned as it is taken: a second taker gets nothing.
        QVERIFY(take(atMs).empty());
        const auto pauseMs = std::min(checkFirstPauseMs << checksDone, checkRegularPauseMs);
        QVERIFY(take(atMs + pauseMs - 1).empty());
        m_store.reset();
        m_store = open();
        atMs += pauseMs;
    }
    const auto yearMs = 365 * 24 * checkRegularPauseMs;
    QCOMPARE(take(nowMs + yearMs), theOrder);
    QVERIFY(take(nowMs + yearMs + 2 * 24 * checkRegularPauseMs).empty());
    QCOMPARE(take(nowMs + yearMs + 3 * 24 * checkRegularPauseMs), theOrder);
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Paid), nowMs));
    QVERIFY(take(nowMs + 2 * yearMs).empty());
}

void StoreContract::checksComeInBatchesTheLongestDueFirst()
{
    for (const auto *number : {"1", "2", "3"}) {
        auto claim = claimRequest(std::string("k") + number, std::string("EZ") + number);
        QVERIFY(is<claim::Go>(run(m_store->claimKey(claim))));
        auto record = orderRecord(std::string("ctx_") + number, std::string("EZ") + number);
        record.createdAtMs -= number[0];
        run(m_store->completeKey(claim.key, record));
    }
    const auto atMs = nowMs + checkFirstPauseMs;
    QCOMPARE(run(m_store->takeDueChecks(atMs, 2)), (std::vector<std::string>{"ctx_3", "ctx_2"}));
    QCOMPARE(run(m_store->takeDueChecks(atMs, 2)), std::vector<std::string>{"ctx_1"});
}

void StoreContract::aClockSetBackHoldsNoCheckUp()
{
    createOrder("k1", "ctx_1");
    const auto dayMs = 24 * checkRegularPauseMs;
    QCOMPARE(run(m_store->takeDueChecks(nowMs + dayMs, 10)), std::vector<std::string>{"ctx_1"});
    QCOMPARE(run(m_store->takeDueChecks(nowMs, 10)), std::vector<std::string>{"ctx_1"});
    QVERIFY(run(m_store->takeDueChecks(nowMs, 10)).empty());
}

void StoreContract::webhooksAreDeduplicated()
{
    const auto record = createOrder("k1", "ctx_1");
    const auto first = run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Paid)));
    QVERIFY(!first.duplicate);
    QVERIFY(first.state == InboxState::Applied);
    QVERIFY(first.record->order.status.isPaid());
    const auto again = run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Failed)));
    QVERIFY(again.duplicate);
    QCOMPARE(run(m_store->findOrder("ctx_1"))->order.version, std::int64_t(2));
}

void StoreContract::anEarlyWebhookWaitsForItsOrder()
{
    const auto record = orderRecord("ctx_1");
    const auto early = run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing)));
    QVERIFY(early.state == InboxState::Unmatched);
    QVERIFY(!early.record);
    const auto created = createOrder("k1", "ctx_1");
    QVERIFY(created.order.status == Kind::Processing);
    QVERIFY(run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing))).duplicate);
}

void StoreContract::anUnreadableWebhookIsKept()
{
    const InboxEntry entry{"sha256:abc", std::string("\0\xff{", 3), nowMs, {}, {}, "body: it is not JSON"};
    const auto kept = run(m_store->acceptWebhook(entry));
    QVERIFY(kept.state == InboxState::Unreadable);
    QVERIFY(run(m_store->acceptWebhook(entry)).duplicate);
}

void StoreContract::allIsThereAfterReopening()
{
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Paid)));
    QVERIFY(is<claim::Go>(run(m_store->claimKey(claimRequest("k2", "EZ2")))));
    m_store.reset();
    m_store = open();
    QVERIFY(m_store);
    QVERIFY(run(m_store->findOrder("ctx_1"))->order.status.isPaid());
    QVERIFY(run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Paid))).duplicate);
    QVERIFY(is<claim::Ordered>(run(m_store->claimKey(claimRequest("k1")))));
    QVERIFY(await(m_context, m_store->probe(nowMs)));
}

void StoreContract::changesAreTold()
{
    std::vector<std::pair<std::string, std::int64_t>> told;
    m_store->setOrderChanged(
        [&](const std::string &cliveTxId, std::int64_t version) { told.emplace_back(cliveTxId, version); });
    const auto record = createOrder("k1", "ctx_1");
    run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing)));
    run(m_store->acceptWebhook(inboxEntry("evt_1", record, Kind::Processing)));
    run(m_store->applyEvent("ctx_1", eventFor(record, Kind::Paid), nowMs));
    const std::vector<std::pair<std::string, std::int64_t>> expected{{"ctx_1", 2}, {"ctx_1", 3}};
    waitForChanges(told, expected.size());
    QVERIFY(told == expected);
}

void StoreContract::waitForChanges(const std::vector<std::pair<std::string, std::int64_t>> &told,
                                   std::size_t count)
{
    QElapsedTimer timer;
    timer.start();
    while (told.size() < count && timer.elapsed() < patienceMs) {
        m_context.restart();
        m_context.run_one_for(std::chrono::milliseconds(10));
    }
}

void StoreContract::keepOrder(OrderRecord record)
{
    const auto id = record.order.cliveTxId;
    auto request = claimRequest("key-" + id, record.order.reference.text());
    request.key.device = record.order.device;
    if (!is<claim::Go>(run(m_store->claimKey(request))))
        qFatal("the key could not be claimed");
    run(m_store->completeKey(request.key, std::move(record)));
}

QStringList StoreContract::found(const OrderSearch &search)
{
    QStringList ids;
    for (const auto &record : run(m_store->searchOrders(search)).records)
        ids.append(QString::fromStdString(record.order.cliveTxId));
    return ids;
}

/// Page after page, while new orders come in and old ones change, every order that was there is seen once.
void StoreContract::aSearchIsPagedNewestFirst()
{
    for (int i = 0; i < 7; ++i) {
        auto record = orderRecord("ctx_" + std::to_string(i), "EZ" + std::to_string(i));
        // Four of them in one millisecond, which a page of three cuts.
        record.createdAtMs = nowMs + std::min(i, 3);
        keepOrder(record);
    }
    OrderSearch search;
    search.device = "register-1";
    search.limit = 3;
    QStringList seen;
    for (int page = 0; page < 3; ++page) {
        const auto answer = run(m_store->searchOrders(search));
        QCOMPARE(answer.hasMore, page < 2);
        for (const auto &record : answer.records) {
            seen.append(QString::fromStdString(record.order.cliveTxId));
            QVERIFY(!record.secret);
        }
        search.afterCreatedAtMs = answer.records.back().createdAtMs;
        search.afterCliveTxId = answer.records.back().order.cliveTxId;
        auto newer = orderRecord("ctx_new" + std::to_string(page), "NEW" + std::to_string(page));
        newer.createdAtMs = nowMs + 1'000;
        keepOrder(newer);
        run(m_store->applyEvent("ctx_1", eventFor(orderRecord("ctx_1", "EZ1"), Kind::Paid), nowMs + 2'000));
    }
    QCOMPARE(seen, (QStringList{"ctx_6", "ctx_5", "ctx_4", "ctx_3", "ctx_2", "ctx_1", "ctx_0"}));
}

void StoreContract::aSearchNarrows_data()
{
    QTest::addColumn<OrderSearch>("search");
    QTest::addColumn<QStringList>("ids");
    OrderSearch any;
    any.limit = 10;
    auto search = any;
    QTest::newRow("any device") << search << QStringList{"ctx_3", "ctx_2", "ctx_1"};
    search.device = "register-1";
    QTest::newRow("device") << search << QStringList{"ctx_2", "ctx_1"};
    search.reference = "EZ2";
    QTest::newRow("reference") << search << QStringList{"ctx_2"};
    search.reference = "EZ3";
    QTest::newRow("reference of another device") << search << QStringList();
    search = any;
    search.suffix = "OTHER";
    QTest::newRow("suffix") << search << QStringList{"ctx_2"};
    search = any;
    search.status = "paid";
    QTest::newRow("status") << search << QStringList{"ctx_1"};
    search.status = "on_hold";
    QTest::newRow("a status nobody has") << search << QStringList();
    search = any;
    search.fromMs = nowMs + 2;
    QTest::newRow("from") << search << QStringList{"ctx_3", "ctx_2"};
    search.toMs = nowMs + 3;
    QTest::newRow("from and to") << search << QStringList{"ctx_2"};
}

void StoreContract::aSearchNarrows()
{
    QFETCH(OrderSearch, search);
    QFETCH(QStringList, ids);
    for (int i = 1; i <= 3; ++i) {
        auto record = orderRecord("ctx_" + std::to_string(i), "EZ" + std::to_string(i));
        record.createdAtMs = nowMs + i;
        if (i == 2)
            record.order.suffix = "OTHER";
        if (i == 3)
            record.order.device = "register-2";
        keepOrder(record);
    }
    run(m_store->applyEvent("ctx_1", eventFor(orderRecord("ctx_1", "EZ1"), Kind::Paid), nowMs));
    QCOMPARE(found(search), ids);
}

/// What is walked away from is not open, unless it is being paid all the same.
void StoreContract::aSearchKnowsWhatIsOpen()
{
    const std::vector<domain::PaymentStatus> words{Kind::Pending, Kind::Processing,
                                                   Kind::Paid,    Kind::Cancelled,
                                                   Kind::Failed,  domain::PaymentStatus::unknown("on_hold")};
    for (std::size_t i = 0; i < words.size(); ++i) {
        for (const bool abandoned : {false, true}) {
            const auto name = std::to_string(i) + (abandoned ? "a" : "");
            auto record = orderRecord("ctx_" + name, "EZ" + name);
            record.order.abandoned = abandoned;
            keepOrder(record);
            run(m_store->applyEvent(record.order.cliveTxId, eventFor(record, words[i]), nowMs));
        }
    }
    OrderSearch search;
    search.openOnly = true;
    search.limit = 20;
    QCOMPARE(found(search), (QStringList{"ctx_5", "ctx_1a", "ctx_1", "ctx_0"}));
}

} // namespace tillwright::test
