#include "kiosk/shift/shift_desk.h"

#include "kiosk/shift/figures.h"

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::shift {

using contract::CheckoutPage;
using contract::CheckoutSearch;

namespace {

/// Of one search; far more than a shift has.
constexpr int searchPagesMax = 2'000;
constexpr std::size_t missingAskedMax = 500;

StaffError journalFailed(const checkout::JournalError &error)
{
    return {"the journal cannot be read: " + error.cause};
}

} // namespace

/// What is still to be asked, and what has been answered.
struct ShiftDesk::Asking {
    Period period;
    bool hasLookedForMissing = false;
    std::vector<CheckoutSearch> searches; ///< the last one is the next
    std::vector<contract::FoundCheckout> found;
    int pages = 0;
    std::function<void(Orders)> done; ///< empty once it has been called
    checkout::Clock &clock;
    checkout::TimerId limit = 0;
};

ShiftDesk::ShiftDesk(ShiftPort &shifts, SalesBook sales, checkout::BackendPort &backend,
                     checkout::Clock &clock, std::string registerName)
    : m_shifts(shifts), m_sales(std::move(sales)), m_backend(backend), m_clock(clock),
      m_registerName(std::move(registerName))
{
}

ShiftDesk::~ShiftDesk()
{
    *m_isAlive = false;
}

StaffResult<Shift> ShiftDesk::open(const std::string &by, const std::string &note)
{
    return m_shifts.openShift(by, note);
}

void ShiftDesk::finish(const std::shared_ptr<Asking> &asking, bool isWhole)
{
    if (!asking->done)
        return;
    asking->clock.cancel(asking->limit);
    const auto done = std::exchange(asking->done, {});
    done(isWhole ? Orders(std::move(asking->found)) : std::nullopt);
}

void ShiftDesk::ask(const Period &period, const std::vector<NamedSale> &carried,
                    std::function<void(Orders)> done)
{
    const auto asking = std::make_shared<Asking>(Asking{period, false, {}, {}, 0, std::move(done), m_clock});
    for (const NamedSale &sale : carried) {
        CheckoutSearch search;
        search.reference = sale.reference;
        asking->searches.push_back(std::move(search));
    }
    CheckoutSearch search;
    search.fromMs = std::max<std::int64_t>(0, period.fromMs - clockMarginMs);
    search.toMs = period.toMs + clockMarginMs;
    asking->searches.push_back(std::move(search));
    asking->limit = m_clock.after(askLimitMs, [asking, isAlive = m_isAlive] {
        if (*isAlive)
            finish(asking, false);
    });
    askNext(asking);
}

/// Sales whose orders were not found by their time are asked for by name: the clocks of register and backend may be hours
/// apart.
void ShiftDesk::lookForMissing(Asking &asking)
{
    const auto records = m_sales.startedIn(asking.period);
    if (!records)
        return;
    for (const auto &record : *records) {
        const bool isFound = !record.ids
            || std::any_of(asking.found.begin(), asking.found.end(), [&record](const auto &order) {
                   return order.state.cliveTxId == record.ids->cliveTxId;
               });
        if (isFound || asking.searches.size() >= missingAskedMax)
            continue;
        CheckoutSearch search;
        search.reference = record.attempt.sale.reference.text();
        asking.searches.push_back(std::move(search));
    }
}

void ShiftDesk::askNext(const std::shared_ptr<Asking> &asking)
{
    if (asking->searches.empty() && !std::exchange(asking->hasLookedForMissing, true))
        lookForMissing(*asking);
    if (asking->searches.empty()) {
        finish(asking, true);
        return;
    }
    m_backend.searchCheckouts(
        asking->searches.back(),
        [this, asking, isAlive = m_isAlive](tl::expected<CheckoutPage, checkout::BackendError> page) {
            if (!*isAlive || !asking->done)
                return;
            if (!page || ++asking->pages > searchPagesMax) {
                finish(asking, false);
                return;
            }
            for (auto &found : page->checkouts) {
                const bool isKnown =
                    std::any_of(asking->found.begin(), asking->found.end(), [&found](const auto &known) {
                        return known.state.cliveTxId == found.state.cliveTxId;
                    });
                if (!isKnown)
                    asking->found.push_back(std::move(found));
            }
            if (page->nextCursor.empty())
                asking->searches.pop_back();
            else
                asking->searches.back().cursor = page->nextCursor;
            askNext(asking);
        });
}

StaffResult<std::vector<NamedSale>> ShiftDesk::carriedBefore(std::int64_t zNumber)
{
    if (zNumber <= 1)
        return std::vector<NamedSale>{};
    auto before = m_shifts.zReport(zNumber - 1);
    if (!before)
        return tl::unexpected(before.error());
    return std::move(before->unresolved);
}

StaffResult<Report> ShiftDesk::figures(const Period &period, const std::vector<NamedSale> &carried,
                                       Orders orders)
{
    const Period wide{std::max<std::int64_t>(0, period.fromMs - clockMarginMs), period.toMs + clockMarginMs};
    auto records = m_sales.startedIn(wide);
    if (!records)
        return tl::unexpected(journalFailed(records.error()));
    std::vector<std::string> ids;
    for (const NamedSale &sale : carried) {
        const bool isRead = std::any_of(records->begin(), records->end(), [&sale](const auto &record) {
            return record.attempt.id == sale.attemptId;
        });
        if (!sale.attemptId.empty() && !isRead)
            ids.push_back(sale.attemptId);
    }
    // An order of this time may be a sale that was started at quite another, by the register's clock.
    if (orders) {
        for (const auto &order : *orders) {
            const bool isRead = std::any_of(records->begin(), records->end(), [&order](const auto &record) {
                return record.ids && record.ids->cliveTxId == order.state.cliveTxId;
            });
            if (!isRead && period.contains(order.createdAtMs))
                ids.push_back(order.state.cliveTxId);
        }
    }
    auto earlier = m_sales.named(ids);
    if (!earlier)
        return tl::unexpected(journalFailed(earlier.error()));
    records->insert(records->end(), earlier->begin(), earlier->end());
    return figuresOf({period, *std::move(records), std::move(orders), carried});
}

void ShiftDesk::make(const std::string &by, std::function<void(StaffResult<Report>)> done)
{
    if (m_isBusy)
        return done(tl::unexpected(StaffError{"another report is being made", StaffError::Kind::Exists}));
    const auto shift = m_shifts.current();
    if (!shift)
        return done(tl::unexpected(shift.error()));
    if (!*shift)
        return done(tl::unexpected(StaffError{"no shift is open", StaffError::Kind::NotFound}));
    const auto reports = m_shifts.zReports();
    if (!reports)
        return done(tl::unexpected(reports.error()));
    auto carried = carriedBefore(reports->empty() ? 1 : reports->front().number + 1);
    if (!carried)
        return done(tl::unexpected(carried.error()));
    // A clock that was set back closes nothing before it was opened.
    const Period period{(*shift)->coversFromMs, std::max(m_clock.nowMs(), (*shift)->coversFromMs)};
    m_isBusy = true;
    ask(period, *carried, [this, by, period, carried = *carried, opened = **shift, done](Orders orders) {
        m_isBusy = false;
        auto report = figures(period, carried, std::move(orders));
        if (report) {
            report->registerName = m_registerName;
            report->shift = opened.id;
            report->period = period;
            report->openedAtMs = opened.openedAtMs;
            report->openedBy = opened.openedBy;
            report->closedBy = by;
            report->note = opened.note;
        }
        done(std::move(report));
    });
}

void ShiftDesk::makeX(const std::string &by, ReportCallback done)
{
    make(by, std::move(done));
}

void ShiftDesk::closeShift(const std::string &by, ReportCallback done)
{
    make(by, [this, done = std::move(done)](StaffResult<Report> report) {
        done(report ? m_shifts.closeShift(*std::move(report)) : std::move(report));
    });
}

void ShiftDesk::compareLater(std::function<void(bool)> done)
{
    const auto reports = m_shifts.zReports();
    if (m_isBusy || !reports)
        return done(false);
    const auto oldest = std::find_if(reports->rbegin(), reports->rend(),
                                     [](const ZEntry &entry) { return !entry.isCompared; });
    if (oldest == reports->rend())
        return done(false);
    const auto z = m_shifts.zReport(oldest->number);
    const auto carried = carriedBefore(oldest->number);
    if (!z || !carried)
        return done(false);
    m_isBusy = true;
    ask(z->period, *carried, [this, z = *z, carried = *carried, done = std::move(done)](Orders orders) {
        m_isBusy = false;
        if (!orders)
            return done(false);
        auto compared = figures(z.period, carried, std::move(orders));
        done(compared && m_shifts.keepComparison(z.zNumber, *compared));
    });
}

} // namespace tillwright::kiosk::shift
