#pragma once

#include <QString>

namespace tillwright::kiosk {

struct KioskConfig;

/// The configuration as it holds, for support: every key that may leave the machine, written anew from what was read. Of secrets
/// only whether there is one; e-mail addresses are masked.
[[nodiscard]] QString configurationText(const KioskConfig &config);

} // namespace tillwright::kiosk
