#pragma once

#include "checkout/ports.h"
#include "kiosk/shift/shift_port.h"
#include "kiosk/staff/staff_sql.h"

namespace tillwright::kiosk::staff {

/// Shifts and Z reports in `staff.sqlite`, beside the audit, so that a close, its Z number and its audit line are one
/// transaction.
class ShiftStore : public shift::ShiftPort
{
public:
    /// `connection`: StaffStore's, which must outlive it, as the clock must.
    ShiftStore(QString connection, const checkout::Clock &clock);

    [[nodiscard]] StaffResult<std::optional<shift::Shift>> current() override;
    [[nodiscard]] StaffResult<shift::Shift> openShift(const std::string &by,
                                                      const std::string &note) override;
    [[nodiscard]] StaffResult<shift::Report> closeShift(shift::Report report) override;
    [[nodiscard]] StaffResult<std::vector<shift::ZEntry>> zReports() override;
    [[nodiscard]] StaffResult<shift::Report> zReport(std::int64_t number) override;
    [[nodiscard]] StaffResult<std::optional<shift::Comparison>> comparison(std::int64_t number) override;
    [[nodiscard]] StaffResult<void> keepComparison(std::int64_t number, const shift::Report &report) override;

private:
    [[nodiscard]] QSqlDatabase database() const;

    const QString m_connection;
    const checkout::Clock &m_clock;
};

} // namespace tillwright::kiosk::staff
