#pragma once

#include "configuration/configuration.h"
#include "kiosk/register/scan_recognizer.h"

namespace tillwright::kiosk {

/// `[scanner]`; without it a scanner that ends with Enter is understood.
[[nodiscard]] register_face::ScannerOptions readScannerConfig(const configuration::ConfigTable &table);

} // namespace tillwright::kiosk
