#include "sales_examples.h"

#include <rapidcheck.h>

using namespace tillwright;
using namespace tillwright::testing;
using checkout::Phase;
using kiosk::shift::Difference;
using kiosk::shift::FiguresInput;
using kiosk::shift::figuresOf;
using kiosk::shift::PaidFigures;
using kiosk::shift::Report;
using Status = domain::PaymentStatus::Kind;

namespace {

const kiosk::shift::Period period{shiftFromMs, shiftToMs};

/// Sales of every kind, each side of which may be missing or say something else.
FiguresInput anyInput()
{
    const std::vector<Phase> phases{
        Phase::Creating, Phase::AwaitingPayment, Phase::Verifying, Phase::Unresolved,
        Phase::Paid,     Phase::NotPaid,         Phase::Refused};
    const std::vector<Status> statuses{Status::Pending, Status::Processing, Status::Paid, Status::Failed,
                                       Status::Cancelled};
    FiguresInput input{period, {}, std::nullopt, {}};
    if (*rc::gen::arbitrary<bool>())
        input.backend.emplace();
    const int count = *rc::gen::inRange(0, 12);
    for (int i = 0; i < count; ++i) {
        const auto atMs = *rc::gen::inRange(shiftFromMs - 60'000, shiftToMs + 60'000);
        const auto record = journalSale(std::to_string(i), *rc::gen::elementOf(phases),
                                        std::to_string(*rc::gen::inRange(50, 9'999)),
                                        *rc::gen::element<std::string>("ada", "zoe", ""),
                                        *rc::gen::element<std::string>("USD", "EUR", "JPY"), atMs);
        const int sides = *rc::gen::inRange(0, 3);
        if (sides != 0)
            input.journal.push_back(record);
        if (sides != 1 && input.backend) {
            auto order = orderOf(record, *rc::gen::elementOf(statuses), *rc::gen::inRange(0, 500));
            order.state.abandoned = *rc::gen::arbitrary<bool>();
            input.backend->push_back(order);
        }
    }
    return input;
}

} // namespace

class FiguresTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void paidSalesByOperator();
    void theBackendsWordCounts();
    void notPaidByReason();
    void unresolvedIsInNoFigure();
    void belongsToTheShiftInWhichItWasStarted();
    void differencesAreListed();
    void ofTheJournalAloneWhenNobodyAnswers();
    void earlierSalesAreNamedOnceTheyAreResolved();
    void whatOnlyTheJournalHasWaitsForTheBackend();
    void currenciesStandApart();
    void laws();
};

void FiguresTest::paidSalesByOperator()
{
    const auto a = journalSale("a", Phase::Paid, "12.00", "ada");
    const auto b = journalSale("b", Phase::Paid, "30.50", "zoe");
    const auto c = journalSale("c", Phase::Paid, "7.50", "ada");
    const Report report =
        figuresOf({period,
                   {a, b, c},
                   {{orderOf(a, Status::Paid, 65), orderOf(b, Status::Paid, 120), orderOf(c, Status::Paid)}},
                   {}});
    QVERIFY(report.isCompared && report.differences.empty() && report.unresolved.empty());
    const auto *usd = figuresIn(report, "USD");
    QCOMPARE(usd->paid, (PaidFigures{3, 5'000, 185, 1}));
    QCOMPARE(usd->paid.netMinor(), std::int64_t(4'815));
    QCOMPARE(usd->byOperator.at("ada"), (PaidFigures{2, 1'950, 65, 1}));
    QCOMPARE(usd->byOperator.at("zoe"), (PaidFigures{1, 3'050, 120, 0}));
}

void FiguresTest::theBackendsWordCounts()
{
    // The journal has not heard yet.
    const auto late = journalSale("late", Phase::Unresolved);
    const auto gone = journalSale("gone", Phase::Paid);
    const Report report = figuresOf(
        {period, {late, gone}, {{orderOf(late, Status::Paid, 10), orderOf(gone, Status::Failed)}}, {}});
    QCOMPARE(figuresIn(report, "USD")->paid, (PaidFigures{1, 1'000, 10, 0}));
    QCOMPARE(report.differences.size(), std::size_t(2));
    QCOMPARE(report.differences[0],
             (Difference{Difference::Kind::OtherStatus, "REF-late", "clv-late", "paid USD 10.00",
                         "unresolved USD 10.00"}));
    QCOMPARE(report.differences[1].kind, Difference::Kind::OtherStatus);
}

void FiguresTest::notPaidByReason()
{
    const auto declined = journalSale("a", Phase::NotPaid);
    auto cancelled = journalSale("b", Phase::NotPaid);
    cancelled.reason = "cancelled";
    auto refused = journalSale("c", Phase::Refused);
    refused.ids.reset();
    refused.reason = "Connection refused (request 1)";
    auto abandoned = orderOf(cancelled, Status::Pending);
    abandoned.state.abandoned = true;
    const Report report = figuresOf(
        {period, {declined, cancelled, refused}, {{orderOf(declined, Status::Failed), abandoned}}, {}});
    const std::map<std::string, std::int64_t> expected{{"declined", 1}, {"cancelled", 1}, {"refused", 1}};
    QCOMPARE(figuresIn(report, "USD")->notPaid, expected);
    QVERIFY(report.differences.empty());
}

void FiguresTest::unresolvedIsInNoFigure()
{
    const auto open = journalSale("a", Phase::Unresolved, "99.00");
    auto asking = journalSale("b", Phase::Creating);
    asking.ids.reset();
    const Report report = figuresOf({period, {open, asking}, {{orderOf(open, Status::Processing)}}, {}});
    QCOMPARE(report.unresolved.size(), std::size_t(2));
    QCOMPARE(report.unresolved[0].word, std::string("processing"));
    QCOMPARE(report.unresolved[0].operatorId, std::string("ada"));
    QCOMPARE(figuresIn(report, "USD")->paid, PaidFigures{});
    QVERIFY(figuresIn(report, "USD")->byOperator.empty());
}

void FiguresTest::belongsToTheShiftInWhichItWasStarted()
{
    const auto at = [](const char *name, std::int64_t atMs) {
        return journalSale(name, Phase::Paid, "10.00", "ada", "USD", atMs);
    };
    const auto before = at("before", shiftFromMs - 1);
    const auto first = at("first", shiftFromMs);
    const auto last = at("last", shiftToMs - 1);
    const auto after = at("after", shiftToMs);
    std::vector<contract::FoundCheckout> orders;
    for (const auto &record : {before, first, last, after})
        orders.push_back(orderOf(record, Status::Paid, 1));
    const Report report = figuresOf({period, {before, first, last, after}, orders, {}});
    // The backend made the orders of the first and last but one 200 ms later: in this shift and in the next. It does not matter.
    QCOMPARE(figuresIn(report, "USD")->paid.count, std::int64_t(2));
    QVERIFY(report.differences.empty());
}

void FiguresTest::differencesAreListed()
{
    const auto onlyThere = journalSale("there", Phase::Paid, "20.00");
    const auto onlyHere = journalSale("here", Phase::Paid, "30.00");
    const auto other = journalSale("other", Phase::Paid, "40.00");
    auto order = orderOf(other, Status::Paid, 0);
    order.state.amount.minor = 4'001;
    const Report report =
        figuresOf({period, {onlyHere, other}, {{orderOf(onlyThere, Status::Paid, 0), order}}, {}});
    QCOMPARE(report.differences.size(), std::size_t(3));
    QCOMPARE(report.differences[0],
             (Difference{Difference::Kind::OnlyInJournal, "REF-here", "clv-here", "", "paid USD 30.00"}));
    QCOMPARE(report.differences[1],
             (Difference{Difference::Kind::OtherAmount, "REF-other", "clv-other", "paid USD 40.01",
                         "paid USD 40.00"}));
    QCOMPARE(report.differences[2],
             (Difference{Difference::Kind::OnlyAtBackend, "REF-there", "clv-there", "paid USD 20.00", ""}));
    // What the backend has counts, what only the journal has is not lost from sight.
    QCOMPARE(figuresIn(report, "USD")->paid.grossMinor, std::int64_t(6'001));
    QCOMPARE(figuresIn(report, "USD")->byOperator.at("").grossMinor, std::int64_t(2'000));
    QCOMPARE(report.unresolved.size(), std::size_t(1));
}

void FiguresTest::ofTheJournalAloneWhenNobodyAnswers()
{
    auto paid = journalSale("a", Phase::Paid);
    paid.feesMinor = 33;
    const auto open = journalSale("b", Phase::Verifying);
    const Report report = figuresOf({period, {paid, open}, std::nullopt, {}});
    QVERIFY(!report.isCompared && report.differences.empty());
    QCOMPARE(figuresIn(report, "USD")->paid, (PaidFigures{1, 1'000, 33, 0}));
    QCOMPARE(report.unresolved.size(), std::size_t(1));
}

void FiguresTest::earlierSalesAreNamedOnceTheyAreResolved()
{
    const auto paid = journalSale("a", Phase::Paid, "10.00", "ada", "USD", shiftFromMs - 5'000'000);
    const auto declined = journalSale("b", Phase::NotPaid, "11.00", "ada", "USD", shiftFromMs - 5'000'000);
    const auto open = journalSale("c", Phase::Unresolved, "12.00", "zoe", "USD", shiftFromMs - 5'000'000);
    const auto carried =
        figuresOf(
            {{shiftFromMs - 6'000'000, shiftFromMs},
             {journalSale("a", Phase::Unresolved, "10.00", "ada", "USD", shiftFromMs - 5'000'000),
              journalSale("b", Phase::Unresolved, "11.00", "ada", "USD", shiftFromMs - 5'000'000), open},
             std::nullopt,
             {}})
            .unresolved;
    QCOMPARE(carried.size(), std::size_t(3));
    const auto now = journalSale("d", Phase::Paid, "50.00");
    const Report report = figuresOf({period,
                                     {paid, declined, open, now},
                                     {{orderOf(paid, Status::Paid, 7), orderOf(now, Status::Paid, 9)}},
                                     carried});
    QCOMPARE(report.earlier.size(), std::size_t(2));
    QCOMPARE(report.earlier[0].word, std::string("paid"));
    QCOMPARE(report.earlier[1].word, std::string("declined"));
    QCOMPARE(report.unresolved, std::vector{carried[2]});
    QCOMPARE(figuresIn(report, "USD")->paid, (PaidFigures{1, 5'000, 9, 0}));
    QCOMPARE(figuresIn(report, "USD")->earlierPaid, (PaidFigures{1, 1'000, 7, 0}));
    QVERIFY(report.differences.empty());
}

void FiguresTest::whatOnlyTheJournalHasWaitsForTheBackend()
{
    const auto lost = journalSale("a", Phase::Paid, "10.00", "ada", "USD", shiftFromMs - 5'000'000);
    const auto carried =
        figuresOf(
            {{shiftFromMs - 6'000'000, shiftFromMs}, {lost}, std::vector<contract::FoundCheckout>{}, {}})
            .unresolved;
    QCOMPARE(carried.size(), std::size_t(1));
    QCOMPARE(carried[0].word, std::string("only_in_journal"));
    for (const bool isCompared : {true, false}) {
        FiguresInput input{period, {lost}, std::nullopt, carried};
        if (isCompared)
            input.backend.emplace();
        const Report report = figuresOf(input);
        QCOMPARE(report.unresolved, carried);
        QVERIFY(report.earlier.empty());
    }
    const Report found = figuresOf({period, {lost}, {{orderOf(lost, Status::Paid, 3)}}, carried});
    QVERIFY(found.unresolved.empty());
    QCOMPARE(figuresIn(found, "USD")->earlierPaid, (PaidFigures{1, 1'000, 3, 0}));
}

void FiguresTest::currenciesStandApart()
{
    const auto usd = journalSale("a", Phase::Paid, "10.00", "ada", "USD");
    const auto jpy = journalSale("b", Phase::Paid, "500", "ada", "JPY");
    const Report report = figuresOf({period, {usd, jpy}, std::nullopt, {}});
    QCOMPARE(report.currencies.size(), std::size_t(2));
    QCOMPARE(figuresIn(report, "USD")->paid.grossMinor, std::int64_t(1'000));
    QCOMPARE(figuresIn(report, "JPY")->paid.grossMinor, std::int64_t(500));
}

void FiguresTest::laws()
{
    const bool holds = rc::check("operators add up, and every sale is in one place", [] {
        const FiguresInput input = anyInput();
        const Report report = figuresOf(input);
        std::int64_t counted = std::int64_t(report.unresolved.size());
        for (const auto &figures : report.currencies) {
            PaidFigures sum;
            for (const auto &[id, paid] : figures.byOperator) {
                sum.count += paid.count;
                sum.grossMinor += paid.grossMinor;
                sum.feesMinor += paid.feesMinor;
                sum.feesMissing += paid.feesMissing;
            }
            RC_ASSERT(sum == figures.paid);
            counted += figures.paid.count;
            for (const auto &[reason, count] : figures.notPaid)
                counted += count;
        }
        // As they were made: each name is one sale.
        std::map<std::string, std::int64_t> gross;
        std::int64_t sales = 0;
        for (const auto &record : input.journal) {
            if (!period.contains(record.startedAtMs))
                continue;
            ++sales;
            if (!input.backend && record.phase == Phase::Paid)
                gross[record.attempt.sale.amount.currency.code()] += record.attempt.sale.amount.minor;
        }
        for (const auto &order : input.backend.value_or(std::vector<contract::FoundCheckout>{})) {
            const auto record =
                std::find_if(input.journal.begin(), input.journal.end(),
                             [&](const auto &each) { return each.ids->cliveTxId == order.state.cliveTxId; });
            const bool isOurs = record == input.journal.end() ? period.contains(order.createdAtMs)
                                                              : period.contains(record->startedAtMs);
            sales += isOurs && record == input.journal.end() ? 1 : 0;
            // Unresolved, failed and abandoned ones are in no gross.
            if (isOurs && order.state.status.isPaid())
                gross[order.state.amount.currency.code()] += order.state.amount.minor;
        }
        RC_ASSERT(counted == sales);
        for (const auto &figures : report.currencies)
            RC_ASSERT(figures.paid.grossMinor == gross[figures.currency.code()]);
    });
    QVERIFY(holds);
}

QTEST_GUILESS_MAIN(FiguresTest)
#include "tst_figures.moc"
