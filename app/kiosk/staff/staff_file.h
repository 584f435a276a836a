#pragma once

#include "kiosk/staff/staff_sql.h"

/// The file `staff.sqlite`: how it is opened and what is in it.
namespace tillwright::kiosk::staff {

/// Opens or makes the file (mode 0600, WAL, synchronous=FULL) and brings its schema up to date; gives the name of its Qt Sql
/// connection. Not exclusive: `tillwright operators unlock` works while the register runs. A damaged file is an error and
/// stays where it is: an empty one in its place would be a register without sign-in.
[[nodiscard]] StaffResult<QString> openStaffFile(const QString &filePath);

} // namespace tillwright::kiosk::staff
