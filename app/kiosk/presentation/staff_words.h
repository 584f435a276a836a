#pragma once

#include "kiosk/shift/staff_port.h"

#include <QString>

/// What a face says about people and their PINs.
namespace tillwright::kiosk::presentation {

[[nodiscard]] QString roleLabel(shift::Role role);
/// Why no PIN can be typed now: "Wait 12 s", "Locked ..."; empty when one can.
[[nodiscard]] QString gateWords(const shift::PinGate &gate);
/// What became of a PIN, while its gate is still open; empty for a right one.
[[nodiscard]] QString pinWords(const shift::PinAnswer &answer);

} // namespace tillwright::kiosk::presentation
