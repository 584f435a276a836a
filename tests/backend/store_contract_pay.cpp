#include "store_contract.h"

#include <QtTest>

/// Links to the pay page, and what a customer's own phone does with an order.
namespace tillwright::test {

using namespace backend::store;
using domain::PhoneStage;
using domain::PhoneStep;
using Kind = domain::PaymentStatus::Kind;

namespace {
constexpr std::int64_t nowMs = contractNowMs;
}

void StoreContract::aPayLinkIsKnownByItsHash()
{
    createOrder("k1", "ctx_1");
    QVERIFY(!run(m_store->addPayLink({"hash-1", "ctx_of_nobody", nowMs + 500})));
    QVERIFY(!run(m_store->findPayLink("hash-1")));
    QVERIFY(run(m_store->addPayLink({"hash-1", "ctx_1", nowMs + 500})));
    QVERIFY(run(m_store->addPayLink({"hash-2", "ctx_1", nowMs + 600})));
    QVERIFY(run(m_store->findPayLink("hash-1")) == (PayLink{"hash-1", "ctx_1", nowMs + 500}));
    QVERIFY(run(m_store->findPayLink("hash-2")) == (PayLink{"hash-2", "ctx_1", nowMs + 600}));
    m_store.reset();
    m_store = open();
    QVERIFY(run(m_store->findPayLink("hash-1")) == (PayLink{"hash-1", "ctx_1", nowMs + 500}));
    QCOMPARE(run(m_store->forgetOldPayLinks(nowMs + 500)), std::int64_t(0));
    QCOMPARE(run(m_store->forgetOldPayLinks(nowMs + 501)), std::int64_t(1));
    QVERIFY(!run(m_store->findPayLink("hash-1")));
    QVERIFY(run(m_store->findPayLink("hash-2")));
}

void StoreContract::aPayLinkEndsWithTheSecret()
{
    // The secret of orderRecord() lives for a second.
    createOrder("k1", "ctx_1");
    QVERIFY(run(m_store->addPayLink({"hash-1", "ctx_1", nowMs + 60'000})));
    QCOMPARE(run(m_store->findPayLink("hash-1"))->expiresAtMs, nowMs + 1000);
    run(m_store->abandonOrder("ctx_1", nowMs));
    QVERIFY(!run(m_store->addPayLink({"hash-2", "ctx_1", nowMs + 500})));
    QVERIFY(!run(m_store->findPayLink("hash-2")));
}

void StoreContract::aPhoneThatConfirmsHoldsUpAbandoning()
{
    QVERIFY(!run(m_store->stepOnPhone("ctx_1", PhoneStep::Open, nowMs)));
    createOrder("k1", "ctx_1");
    const auto opened = run(m_store->stepOnPhone("ctx_1", PhoneStep::Open, nowMs));
    QVERIFY(opened && opened->accepted);
    QVERIFY(opened->record.order.phone == PhoneStage::Opened);
    QCOMPARE(opened->record.order.version, std::int64_t(2));
    // Opened again, nothing has changed.
    QCOMPARE(run(m_store->stepOnPhone("ctx_1", PhoneStep::Open, nowMs))->record.order.version,
             std::int64_t(2));
    const auto confirming = run(m_store->stepOnPhone("ctx_1", PhoneStep::Confirm, nowMs));
    QVERIFY(confirming->accepted);
    m_store.reset();
    m_store = open();
    const auto kept = run(m_store->findOrder("ctx_1"));
    QVERIFY(kept->order.phone == PhoneStage::Confirming);
    QCOMPARE(kept->order.version, std::int64_t(3));
    QCOMPARE(kept->phoneUntilMs, nowMs + phoneConfirmingMs);
    // A page that is loaded again in the middle of it says nothing else.
    run(m_store->stepOnPhone("ctx_1", PhoneStep::Open, nowMs));
    QVERIFY(!run(m_store->abandonOrder("ctx_1", nowMs + phoneConfirmingMs - 1))->order.abandoned);
    // The phone has died.
    QVERIFY(run(m_store->abandonOrder("ctx_1", nowMs + phoneConfirmingMs))->order.abandoned);
}

void StoreContract::aPhoneMayNotConfirmWhatIsOver()
{
    createOrder("k1", "ctx_1");
    run(m_store->abandonOrder("ctx_1", nowMs));
    const auto late = run(m_store->stepOnPhone("ctx_1", PhoneStep::Confirm, nowMs));
    QVERIFY(late && !late->accepted);
    QCOMPARE(late->record.phoneUntilMs, std::int64_t(0));
    QCOMPARE(run(m_store->findOrder("ctx_1"))->order.version, std::int64_t(2));
    auto second = createOrder("k2", "ctx_2");
    run(m_store->applyEvent("ctx_2", eventFor(second, Kind::Processing), nowMs));
    QVERIFY(!run(m_store->stepOnPhone("ctx_2", PhoneStep::Confirm, nowMs))->accepted);
    run(m_store->applyEvent("ctx_2", eventFor(second, Kind::Paid), nowMs));
    QVERIFY(!run(m_store->stepOnPhone("ctx_2", PhoneStep::Confirm, nowMs))->accepted);
}

void StoreContract::aPhoneThatWasDeclinedLetsGo()
{
    createOrder("k1", "ctx_1");
    run(m_store->stepOnPhone("ctx_1", PhoneStep::Confirm, nowMs));
    const auto declined = run(m_store->stepOnPhone("ctx_1", PhoneStep::Declined, nowMs + 1));
    QVERIFY(declined->record.order.phone == PhoneStage::Opened);
    QCOMPARE(declined->record.order.version, std::int64_t(3));
    QVERIFY(run(m_store->abandonOrder("ctx_1", nowMs + 2))->order.abandoned);
}

} // namespace tillwright::test
