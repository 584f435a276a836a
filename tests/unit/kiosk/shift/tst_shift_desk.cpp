#include "sales_examples.h"

#include "kiosk/shift/shift_desk.h"

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::shift::Report;
using kiosk::shift::Shift;
using kiosk::shift::ShiftDesk;
using kiosk::shift::StaffError;
using kiosk::shift::StaffResult;
using Status = domain::PaymentStatus::Kind;

namespace {

/// In memory; the real one has its own tests.
class FakeShifts : public kiosk::shift::ShiftPort
{
public:
    explicit FakeShifts(FakeClock &clock) : m_clock(clock) {}
    std::optional<Shift> open;
    std::vector<Report> closed;
    std::map<std::int64_t, Report> compared;

    StaffResult<std::optional<Shift>> current() override { return open; }
    StaffResult<Shift> openShift(const std::string &by, const std::string &note) override
    {
        open = Shift{std::int64_t(closed.size() + 1), m_clock.nowMs(), by, note,
                     closed.empty() ? m_clock.nowMs() : closed.back().period.toMs};
        return *open;
    }
    StaffResult<Report> closeShift(Report report) override
    {
        report.zNumber = std::int64_t(closed.size() + 1);
        closed.push_back(report);
        open.reset();
        return report;
    }
    StaffResult<std::vector<kiosk::shift::ZEntry>> zReports() override
    {
        std::vector<kiosk::shift::ZEntry> entries;
        for (auto it = closed.rbegin(); it != closed.rend(); ++it)
            entries.push_back(
                {it->zNumber, it->period.toMs, it->isCompared || compared.contains(it->zNumber)});
        return entries;
    }
    StaffResult<Report> zReport(std::int64_t number) override { return closed.at(std::size_t(number - 1)); }
    StaffResult<std::optional<kiosk::shift::Comparison>> comparison(std::int64_t) override
    {
        return std::optional<kiosk::shift::Comparison>();
    }
    StaffResult<void> keepComparison(std::int64_t number, const Report &report) override
    {
        compared[number] = report;
        return {};
    }

private:
    FakeClock &m_clock;
};

struct World {
    FakeClock clock;
    FakeBackend backend;
    FakeShifts shifts{clock};
    std::vector<checkout::AttemptRecord> journal;
    std::optional<ShiftDesk> desk;
    std::optional<StaffResult<Report>> answer;

    World()
    {
        kiosk::shift::SalesBook book;
        book.startedIn = [this](const kiosk::shift::Period &period) -> kiosk::shift::SalesBook::Records {
            std::vector<checkout::AttemptRecord> found;
            for (const auto &record : journal) {
                if (period.contains(record.startedAtMs))
                    found.push_back(record);
            }
            return found;
        };
        book.named = [this](const std::vector<std::string> &ids) -> kiosk::shift::SalesBook::Records {
            std::vector<checkout::AttemptRecord> found;
            for (const auto &record : journal) {
                for (const auto &id : ids) {
                    if (record.attempt.id == id || (record.ids && record.ids->cliveTxId == id))
                        found.push_back(record);
                }
            }
            return found;
        };
        desk.emplace(shifts, book, backend, clock, "register-1");
    }
    void close()
    {
        answer.reset();
        desk->closeShift("zoe", [this](StaffResult<Report> report) { answer = std::move(report); });
    }
    void answerPage(std::vector<contract::FoundCheckout> orders, const std::string &nextCursor = {})
    {
        contract::CheckoutPage page;
        page.checkouts = std::move(orders);
        page.nextCursor = nextCursor;
        backend.search.answer(page);
    }
};

} // namespace

/// How a report is put together from backend and journal, whatever the backend does.
class ShiftDeskTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void asksPageByPage();
    void closesWithoutTheBackend();
    void waitsOnlySoLong();
    void asksByNameWhenClocksDiffer();
    void knowsAnOrderOfAnotherShift();
    void carriesUnresolvedSales();
    void comparesLater();
    void oneReportAtATime();
    void anAnswerThatComesTooLateIsDropped();
    void withoutAShift();
};

void ShiftDeskTest::asksPageByPage()
{
    World world;
    QVERIFY(world.desk->open("ada", "note"));
    const auto a = journalSale("a", Phase::Paid);
    const auto b = journalSale("b", Phase::Paid);
    world.journal = {a, b};
    world.clock.advance(10'000);
    world.close();
    const auto asked = world.backend.search.asked.back();
    QCOMPARE(*asked.fromMs, shiftFromMs - kiosk::shift::clockMarginMs);
    QCOMPARE(*asked.toMs, shiftFromMs + 10'000 + kiosk::shift::clockMarginMs);
    world.answerPage({orderOf(a, Status::Paid, 1)}, "next");
    QVERIFY(!world.answer);
    QCOMPARE(world.backend.search.asked.back().cursor, std::string("next"));
    // A page that overlaps counts nothing twice.
    world.answerPage({orderOf(a, Status::Paid, 1), orderOf(b, Status::Paid, 2)});
    const auto report = world.answer->value();
    QCOMPARE(report.zNumber, std::int64_t(1));
    QVERIFY(report.isCompared);
    QCOMPARE(report.registerName, std::string("register-1"));
    QCOMPARE(report.openedBy, std::string("ada"));
    QCOMPARE(report.closedBy, std::string("zoe"));
    QCOMPARE(report.period, (kiosk::shift::Period{shiftFromMs, shiftFromMs + 10'000}));
    QCOMPARE(figuresIn(report, "USD")->paid.grossMinor, std::int64_t(2'000));
    QCOMPARE(world.clock.timerCount(), std::size_t(0));
}

void ShiftDeskTest::closesWithoutTheBackend()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    world.journal = {journalSale("a", Phase::Paid)};
    world.clock.advance(10'000);
    world.close();
    world.backend.search.fail(checkout::BackendError::Kind::Unreachable);
    QVERIFY(!world.answer->value().isCompared);
    QCOMPARE(figuresIn(world.answer->value(), "USD")->paid.count, std::int64_t(1));
    QVERIFY(!world.shifts.open);
}

void ShiftDeskTest::waitsOnlySoLong()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    world.clock.advance(10'000);
    world.close();
    // A sale that is started while the backend is asked is the next shift's.
    world.journal = {journalSale("a", Phase::Paid, "10.00", "ada", "USD", world.clock.nowMs())};
    world.clock.advance(ShiftDesk::askLimitMs);
    QVERIFY(world.answer && !world.answer->value().isCompared);
    QVERIFY(world.answer->value().currencies.empty());
    world.answerPage({});
    QCOMPARE(world.shifts.closed.size(), std::size_t(1));
    QCOMPARE(world.desk->open("ada", {})->coversFromMs, world.shifts.closed[0].period.toMs);
}

void ShiftDeskTest::asksByNameWhenClocksDiffer()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    const auto a = journalSale("a", Phase::Paid);
    world.journal = {a};
    world.clock.advance(10'000);
    world.close();
    world.answerPage({});
    QCOMPARE(world.backend.search.asked.back().reference, std::string("REF-a"));
    auto order = orderOf(a, Status::Paid, 3);
    order.createdAtMs += 5LL * 3600 * 1000;
    world.answerPage({order});
    QVERIFY(world.answer->value().differences.empty());
    QCOMPARE(figuresIn(world.answer->value(), "USD")->paid.count, std::int64_t(1));
}

void ShiftDeskTest::knowsAnOrderOfAnotherShift()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    world.clock.advance(10'000);
    // Started long before by the register's clock, made now by the backend's: it was in that shift's report.
    const auto old = journalSale("a", Phase::Paid, "10.00", "ada", "USD", shiftFromMs - 5LL * 3600 * 1000);
    world.journal = {old};
    auto order = orderOf(old, Status::Paid, 3);
    order.createdAtMs = shiftFromMs + 5'000;
    world.close();
    world.answerPage({order});
    QVERIFY(world.answer->value().currencies.empty() && world.answer->value().differences.empty());
}

void ShiftDeskTest::carriesUnresolvedSales()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    auto open = journalSale("a", Phase::Unresolved);
    world.journal = {open};
    world.clock.advance(10'000);
    world.close();
    world.answerPage({orderOf(open, Status::Processing)});
    QCOMPARE(world.answer->value().unresolved.size(), std::size_t(1));

    QVERIFY(world.desk->open("ada", {}));
    world.clock.advance(24LL * 3600 * 1000);
    world.close();
    world.answerPage({});
    QCOMPARE(world.backend.search.asked.back().reference, std::string("REF-a"));
    world.answerPage({orderOf(open, Status::Processing)});
    QCOMPARE(world.answer->value().unresolved.size(), std::size_t(1));
    QVERIFY(world.answer->value().earlier.empty());

    QVERIFY(world.desk->open("ada", {}));
    world.clock.advance(24LL * 3600 * 1000);
    world.close();
    world.answerPage({});
    world.answerPage({orderOf(open, Status::Paid, 4)});
    QVERIFY(world.answer->value().unresolved.empty());
    QCOMPARE(world.answer->value().earlier.size(), std::size_t(1));
    QCOMPARE(figuresIn(world.answer->value(), "USD")->earlierPaid.grossMinor, std::int64_t(1'000));
    QCOMPARE(figuresIn(world.answer->value(), "USD")->paid.count, std::int64_t(0));
}

void ShiftDeskTest::comparesLater()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    const auto a = journalSale("a", Phase::Paid);
    world.journal = {a};
    world.clock.advance(10'000);
    world.close();
    world.backend.search.fail(checkout::BackendError::Kind::Timeout);
    std::optional<bool> isDone;
    const auto compare = [&] { world.desk->compareLater([&](bool done) { isDone = done; }); };
    compare();
    world.backend.search.fail(checkout::BackendError::Kind::Timeout);
    QCOMPARE(isDone, std::optional(false));
    compare();
    auto order = orderOf(a, Status::Failed);
    world.answerPage({order});
    QCOMPARE(isDone, std::optional(true));
    QCOMPARE(world.shifts.compared.at(1).differences.size(), std::size_t(1));
    compare();
    QCOMPARE(isDone, std::optional(false));
    QCOMPARE(world.backend.search.waiting(), std::size_t(0));
}

void ShiftDeskTest::oneReportAtATime()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    world.close();
    std::optional<StaffResult<Report>> second;
    world.desk->makeX("ada", [&](auto report) { second = std::move(report); });
    QCOMPARE(second->error().kind, StaffError::Kind::Exists);
    world.answerPage({});
    QVERIFY(world.answer->has_value());
    QVERIFY(!world.desk->isBusy());
}

void ShiftDeskTest::anAnswerThatComesTooLateIsDropped()
{
    World world;
    QVERIFY(world.desk->open("ada", {}));
    world.close();
    world.desk.reset();
    world.answerPage({});
    world.clock.advance(ShiftDesk::askLimitMs);
    QVERIFY(!world.answer);
}

void ShiftDeskTest::withoutAShift()
{
    World world;
    world.close();
    QCOMPARE(world.answer->error().kind, StaffError::Kind::NotFound);
    QVERIFY(world.backend.search.asked.empty());
}

QTEST_GUILESS_MAIN(ShiftDeskTest)
#include "tst_shift_desk.moc"
