#include "store_contract.h"

#include <QtTest>

/// The catalogue and the bookings.
namespace tillwright::test {

using namespace backend::store;
using Kind = domain::PaymentStatus::Kind;

namespace {

constexpr std::int64_t nowMs = contractNowMs;

domain::CatalogueItem item(const std::string &code)
{
    return {code, "Tea " + code, {{"fr", "Thé"}, {"ar", "شاي"}}, {250, domain::Currency::usd()}, "Drinks"};
}

Catalogue catalogue(const std::string &digest, std::vector<domain::CatalogueItem> items)
{
    return {digest, nowMs, std::move(items)};
}

domain::Booking booking(const std::string &reference)
{
    return {*domain::Reference::parse(reference),
            {61240, domain::Currency::usd()},
            "Chloé Lefèvre",
            *domain::EmailAddress::parse("chloe@example.com"),
            nowMs + 5,
            "Paris - Lagos\n2 passengers"};
}

/// More than one statement takes, and not a multiple of it.
std::vector<domain::CatalogueItem> manyItems(int count)
{
    std::vector<domain::CatalogueItem> items;
    // Backwards, so that no order but the file's own gives them as they came.
    for (int i = count; i > 0; --i)
        items.push_back(item("C" + std::to_string(i)));
    return items;
}

} // namespace

void StoreContract::aCatalogueReplacesTheLast()
{
    QVERIFY(run(m_store->catalogueDigest()).empty());
    QVERIFY(run(m_store->readCatalogue()).items.empty());
    const auto items = manyItems(123);
    QCOMPARE(run(m_store->replaceCatalogue(catalogue("first", items))), std::int64_t(0));
    QCOMPARE(run(m_store->catalogueDigest()), std::string("first"));
    const auto kept = run(m_store->readCatalogue());
    QCOMPARE(kept.digest, std::string("first"));
    QCOMPARE(kept.importedAtMs, nowMs);
    QVERIFY(kept.items == items);

    auto plain = item("C7");
    plain.names.clear();
    plain.category.clear();
    QCOMPARE(run(m_store->replaceCatalogue(catalogue("second", {plain}))), std::int64_t(123));
    QVERIFY(run(m_store->readCatalogue()).items == std::vector{plain});
    m_store.reset();
    m_store = open();
    QCOMPARE(run(m_store->readCatalogue()).digest, std::string("second"));

    // An empty one is one too.
    QCOMPARE(run(m_store->replaceCatalogue(catalogue("third", {}))), std::int64_t(1));
    QCOMPARE(run(m_store->readCatalogue()).digest, std::string("third"));
    QVERIFY(run(m_store->readCatalogue()).items.empty());
}

void StoreContract::aCatalogueThatFailsLeavesTheLast()
{
    const auto items = manyItems(60);
    run(m_store->replaceCatalogue(catalogue("first", items)));
    auto twice = manyItems(70);
    twice.push_back(item("C70"));
    QVERIFY(!await(m_context, m_store->replaceCatalogue(catalogue("second", twice))));
    const auto kept = run(m_store->readCatalogue());
    QCOMPARE(kept.digest, std::string("first"));
    QVERIFY(kept.items == items);
}

void StoreContract::bookingsReplaceTheLast()
{
    QVERIFY(!run(m_store->findBooking("EZ1", nowMs)));
    std::vector<domain::Booking> bookings;
    for (int i = 1; i <= 101; ++i)
        bookings.push_back(booking("EZ" + std::to_string(i)));
    auto plain = booking("EZ102/b");
    plain.passengerName.clear();
    plain.description.clear();
    plain.email.reset();
    plain.payByMs.reset();
    bookings.push_back(plain);
    QCOMPARE(run(m_store->replaceBookings(bookings)), std::int64_t(0));
    QVERIFY(run(m_store->findBooking("EZ101", nowMs))->booking == booking("EZ101"));
    // As people type it.
    QVERIFY(run(m_store->findBooking("ez102/B", nowMs))->booking == plain);

    // One that fails at its last row leaves every row as it was.
    auto twice = bookings;
    for (auto &one : twice)
        one.description = "of the failed import";
    twice.push_back(booking("ez1"));
    QVERIFY(!await(m_context, m_store->replaceBookings(twice)));
    QVERIFY(run(m_store->findBooking("EZ1", nowMs))->booking == booking("EZ1"));
    QCOMPARE(run(m_store->replaceBookings({booking("EZ7")})), std::int64_t(102));
    QVERIFY(!run(m_store->findBooking("EZ1", nowMs)));
    QVERIFY(run(m_store->findBooking("EZ7", nowMs)));
}

/// As law 2 sees them, from the key on.
void StoreContract::aBookingsPaymentsAreThoseOfItsReference()
{
    run(m_store->replaceBookings({booking("EZ12345"), booking("EZ2")}));
    const auto payments = [this](std::int64_t atMs = nowMs) {
        const auto found = run(m_store->findBooking("ez12345", atMs));
        return std::pair(found->payments.isPaid, found->payments.isInProgress);
    };
    using Payments = std::pair<bool, bool>;
    QVERIFY(payments() == Payments(false, false));
    run(m_store->claimKey(claimRequest("k1")));
    QVERIFY(payments() == Payments(false, true));
    QVERIFY(payments(nowMs + contractLeaseMs) == Payments(false, false));
    run(m_store->completeKey({"register-1", "k1"}, orderRecord("ctx_1")));
    QVERIFY(payments(nowMs + contractLeaseMs) == Payments(false, true));
    run(m_store->abandonOrder("ctx_1", nowMs));
    QVERIFY(payments() == Payments(false, false));

    const auto second = createOrder("k2", "ctx_2");
    run(m_store->applyEvent("ctx_2", eventFor(second, Kind::Failed), nowMs));
    QVERIFY(payments() == Payments(false, false));
    const auto third = createOrder("k3", "ctx_3");
    run(m_store->applyEvent("ctx_3", eventFor(third, Kind::Processing), nowMs));
    QVERIFY(payments() == Payments(false, true));
    run(m_store->applyEvent("ctx_3", eventFor(third, Kind::Paid), nowMs));
    QVERIFY(payments().first);
    QVERIFY(!run(m_store->findBooking("EZ2", nowMs))->payments.isPaid);
}

} // namespace tillwright::test
