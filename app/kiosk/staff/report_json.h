#pragma once

#include "kiosk/shift/report.h"
#include "kiosk/staff/staff_sql.h"

#include <QByteArray>

namespace tillwright::kiosk::staff {

/// How a report lies in the file. Amounts are integers.
[[nodiscard]] QByteArray writeReport(const shift::Report &report);
[[nodiscard]] StaffResult<shift::Report> readReport(const QByteArray &json);

} // namespace tillwright::kiosk::staff
