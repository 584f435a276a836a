#include "sandbox_world.h"

#include "../unit/kiosk/shift/sales_examples.h"
#include "http/url_codec.h"
#include "kiosk/shift/shift_desk.h"
#include "kiosk/staff/shift_store.h"
#include "kiosk/staff/staff_store.h"

#include <deque>

using namespace tillwright;
using checkout::Phase;
using kiosk::shift::Report;
using test::Harness;
using test::SandboxWorld;

namespace {

constexpr int salesCount = 64; // more than one page of the search

/// `GET /v1/checkouts` of the real backend over real HTTP. Answers come when the test pumps, never from within the call.
class HarnessBackend : public testing::FakeBackend
{
public:
    explicit HarnessBackend(Harness &harness) : m_harness(harness) {}
    void searchCheckouts(const contract::CheckoutSearch &wanted,
                         checkout::BackendCallback<contract::CheckoutPage> done) override
    {
        m_waiting.emplace_back(wanted, std::move(done));
    }
    void pump()
    {
        while (!m_waiting.empty()) {
            auto [wanted, done] = std::move(m_waiting.front());
            m_waiting.pop_front();
            std::string query = "?";
            for (const auto &[name, value] : contract::checkoutSearchFields(wanted))
                query += name + '=' + http::percentEncode(value) + '&';
            const auto answer = m_harness.call("GET", "/v1/checkouts" + query, Harness::deviceHeaders());
            auto page = contract::parseCheckoutPage(answer.body);
            if (answer.status != 200 || !page)
                qFatal("no page: %s", answer.body.c_str());
            ++pages;
            done(*std::move(page));
        }
    }
    int pages = 0;

private:
    Harness &m_harness;
    std::deque<std::pair<contract::CheckoutSearch, checkout::BackendCallback<contract::CheckoutPage>>>
        m_waiting;
};

std::int64_t chargedMinor(SandboxWorld &world)
{
    std::int64_t sum = 0;
    const auto transactions = world.transactions();
    for (const auto &transaction : transactions) {
        const auto charges = transaction[QLatin1String("charges")].toArray();
        for (const auto &charge : charges)
            sum += charge[QLatin1String("amount_minor")].toInteger();
    }
    return sum;
}

} // namespace

/// A shift of real sales: what the Z report says is what the sandbox has charged, to the cent.
class TestShift : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theGrossIsWhatWasCharged();
};

void TestShift::theGrossIsWhatWasCharged()
{
    SandboxWorld world;
    QTemporaryDir folder;
    testing::FakeClock clock;
    clock.jump(world.h.nowMs - clock.nowMs());
    const auto staff = kiosk::staff::StaffStore::open(folder.filePath(QStringLiteral("staff.sqlite")), clock);
    QVERIFY(staff);
    kiosk::staff::ShiftStore shifts((*staff)->connection(), clock);
    HarnessBackend backend(world.h);
    std::vector<checkout::AttemptRecord> journal;
    kiosk::shift::SalesBook book;
    book.startedIn = [&](const kiosk::shift::Period &) { return kiosk::shift::SalesBook::Records(journal); };
    book.named = [](const std::vector<std::string> &) { return kiosk::shift::SalesBook::Records(); };
    kiosk::shift::ShiftDesk desk(shifts, book, backend, clock, "register-1");
    QVERIFY(desk.open("ada", {}));

    std::int64_t unresolvedMinor = 0;
    for (int i = 0; i < salesCount; ++i) {
        const auto name = std::to_string(i);
        const std::int64_t amountMinor = 1'999 + 137LL * i;
        const auto answer = world.h.call("POST", "/v1/checkouts", Harness::checkoutHeaders("key-" + name),
                                         Harness::checkoutBody("REF-" + name, amountMinor));
        QCOMPARE(answer.status, 201);
        const auto checkout = answer.checkout();
        auto record = testing::journalSale(name, Phase::Paid,
                                           domain::Money{amountMinor, domain::Currency::usd()}.decimalText(),
                                           i % 2 ? "ada" : "zoe", "USD", clock.nowMs());
        record.ids->cliveTxId = checkout.cliveTxId;
        if (i % 8 == 3) {
            // Declined, and walked away from.
            QCOMPARE(world.confirm(checkout, "4000000000000002"), 402);
            QCOMPARE(world.h
                         .call("POST", "/v1/checkouts/" + checkout.cliveTxId + "/abandon",
                               Harness::deviceHeaders())
                         .status,
                     200);
            record.phase = Phase::NotPaid;
            record.reason = "declined";
        } else if (i % 8 == 5) {
            record.phase = Phase::Unresolved;
            unresolvedMinor += amountMinor;
        } else {
            QCOMPARE(world.confirm(checkout), 200);
            QVERIFY(world.h.get(checkout.cliveTxId, "?refresh=1").state().status.isPaid());
            // One of which the register has not heard yet.
            if (i == 0)
                record.phase = Phase::Unresolved;
        }
        journal.push_back(record);
        clock.advance(1'000);
        world.h.nowMs += 1'000;
    }

    std::optional<kiosk::shift::StaffResult<Report>> made;
    desk.closeShift("ada", [&made](auto report) { made = std::move(report); });
    backend.pump();
    QVERIFY(made && *made);
    const Report z = shifts.zReport(1).value();
    QVERIFY(z.isCompared);
    QVERIFY(backend.pages > 1);
    QCOMPARE(z.currencies.size(), std::size_t(1));
    const auto &usd = z.currencies.front();
    QCOMPARE(usd.paid.grossMinor, chargedMinor(world));
    QCOMPARE(usd.paid.count, std::int64_t(salesCount * 6 / 8));
    QCOMPARE(usd.paid.feesMissing, std::int64_t(0));
    QVERIFY(usd.paid.feesMinor > 0 && usd.paid.netMinor() < usd.paid.grossMinor);
    QCOMPARE(usd.byOperator.at("ada").grossMinor + usd.byOperator.at("zoe").grossMinor, usd.paid.grossMinor);
    QCOMPARE(usd.notPaid.at("declined"), std::int64_t(salesCount / 8));
    std::int64_t namedMinor = 0;
    for (const auto &sale : z.unresolved)
        namedMinor += sale.amount.minor;
    QCOMPARE(namedMinor, unresolvedMinor);
    QCOMPARE(z.differences.size(), std::size_t(1));
    QCOMPARE(z.differences.front().reference, std::string("REF-0"));
}

QTEST_GUILESS_MAIN(TestShift)
#include "test_shift.moc"
