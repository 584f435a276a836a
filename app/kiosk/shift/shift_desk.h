#pragma once

#include "checkout/ports.h"
#include "kiosk/shift/shift_port.h"

#include <memory>

namespace tillwright::kiosk::shift {

/// The register's own sales. The journal's; handed over by the composition.
struct SalesBook {
    using Records = tl::expected<std::vector<checkout::AttemptRecord>, checkout::JournalError>;
    std::function<Records(const Period &period)> startedIn;
    /// By attempt id or clive_tx_id; those that are not there are left out.
    std::function<Records(const std::vector<std::string> &ids)> named;
};

using ReportCallback = std::function<void(StaffResult<Report>)>;

/// Opens and closes shifts, and makes their reports from what backend and journal say. One report at a time.
class ShiftDesk
{
public:
    /// Everything must outlive it; `backend` may answer after it is gone.
    ShiftDesk(ShiftPort &shifts, SalesBook sales, checkout::BackendPort &backend, checkout::Clock &clock,
              std::string registerName);
    ~ShiftDesk();

    [[nodiscard]] StaffResult<std::optional<Shift>> current() { return m_shifts.current(); }
    [[nodiscard]] StaffResult<Shift> open(const std::string &by, const std::string &note);
    [[nodiscard]] bool isBusy() const { return m_isBusy; }
    /// Up to now. Without the backend's answer within `askLimitMs` it is of the journal alone, and says so. Error `Exists`: another
    /// report is being made; `NotFound`: no shift is open.
    void makeX(const std::string &by, ReportCallback done);
    /// The same, and the shift is closed. What is started from the moment of this call on is the next shift's.
    void closeShift(const std::string &by, ReportCallback done);
    /// Compares the oldest Z report that was not, if the backend answers. `done`: whether one was.
    void compareLater(std::function<void(bool)> done);

    /// Nobody at a counter waits longer for a report.
    static constexpr std::int64_t askLimitMs = 20'000;

private:
    using Orders = std::optional<std::vector<contract::FoundCheckout>>;
    struct Asking;
    void make(const std::string &by, std::function<void(StaffResult<Report>)> done);
    [[nodiscard]] StaffResult<std::vector<NamedSale>> carriedBefore(std::int64_t zNumber);
    [[nodiscard]] StaffResult<Report> figures(const Period &period, const std::vector<NamedSale> &carried,
                                              Orders orders);
    void ask(const Period &period, const std::vector<NamedSale> &carried, std::function<void(Orders)> done);
    void lookForMissing(Asking &asking);
    void askNext(const std::shared_ptr<Asking> &asking);
    static void finish(const std::shared_ptr<Asking> &asking, bool isWhole);

    ShiftPort &m_shifts;
    const SalesBook m_sales;
    checkout::BackendPort &m_backend;
    checkout::Clock &m_clock;
    const std::string m_registerName;
    bool m_isBusy = false;
    /// Answers that come after this object is gone find it so.
    std::shared_ptr<bool> m_isAlive = std::make_shared<bool>(true);
};

} // namespace tillwright::kiosk::shift
