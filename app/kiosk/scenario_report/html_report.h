#pragma once

#include "kiosk/scenario_report/played_scenario.h"

namespace tillwright::kiosk::scenario_report {

/// One page for people, which asks for nothing but the pictures beside it (`<name>/<picture>`): what failed first, then
/// everything, with what it looked like.
[[nodiscard]] QByteArray htmlReport(const PlayedFolder &folder);

} // namespace tillwright::kiosk::scenario_report
