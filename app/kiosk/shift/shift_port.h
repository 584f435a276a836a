#pragma once

#include "kiosk/shift/report.h"
#include "kiosk/shift/staff_port.h"

#include <optional>

namespace tillwright::kiosk::shift {

struct Shift {
    std::int64_t id = 0; ///< from 1
    std::int64_t openedAtMs = 0;
    std::string openedBy; ///< operator id; empty on a register without operators
    std::string note;
    /// Its sales are those from here on: where the shift before ended, so that none falls in between; of the very first, its
    /// opening.
    std::int64_t coversFromMs = 0;
    friend bool operator==(const Shift &, const Shift &) = default;
};

/// A Z report that could not be compared when it was made, compared since. The Z itself stays as it was printed.
struct Comparison {
    std::int64_t atMs = 0;
    Report report;
};

struct ZEntry {
    std::int64_t number = 0;
    std::int64_t closedAtMs = 0;
    bool isCompared = false; ///< then or since
};

/// Shifts and their Z reports, on the disk when a call returns.
class ShiftPort
{
public:
    virtual ~ShiftPort() = default;
    [[nodiscard]] virtual StaffResult<std::optional<Shift>> current() = 0;
    /// Error `Exists`: one is open.
    [[nodiscard]] virtual StaffResult<Shift> openShift(const std::string &by, const std::string &note) = 0;
    /// Closes the report's shift at the end of its period. In one transaction with it the report gets the next Z number (there
    /// are no gaps), the audit's head, and an audit line with its hash; from then on nobody changes it. Returns it as it is kept.
    [[nodiscard]] virtual StaffResult<Report> closeShift(Report report) = 0;
    /// Newest first.
    [[nodiscard]] virtual StaffResult<std::vector<ZEntry>> zReports() = 0;
    /// Error `NotFound`, or `Failed` when it is not as it was written.
    [[nodiscard]] virtual StaffResult<Report> zReport(std::int64_t number) = 0;
    [[nodiscard]] virtual StaffResult<std::optional<Comparison>> comparison(std::int64_t number) = 0;
    [[nodiscard]] virtual StaffResult<void> keepComparison(std::int64_t number, const Report &report) = 0;
};

} // namespace tillwright::kiosk::shift
