#pragma once

#include <QStringList>
#include <optional>

namespace tillwright::kiosk {

/// `tillwright operators add|list|set-pin|disable|unlock` and `tillwright audit list|verify` (docs/staff.md). Nothing when the
/// arguments ask for none of them; otherwise the exit code. Needs no display, and works while the register runs.
[[nodiscard]] std::optional<int> runStaffCommand(int argc, char **argv);

} // namespace tillwright::kiosk
