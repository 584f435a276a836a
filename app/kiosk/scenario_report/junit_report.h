#pragma once

#include "kiosk/scenario_report/played_scenario.h"

namespace tillwright::kiosk::scenario_report {

/// JUnit's XML as build servers read it: one test suite, one test case for each scenario.
[[nodiscard]] QByteArray junitReport(const PlayedFolder &folder);

} // namespace tillwright::kiosk::scenario_report
