#pragma once

namespace tillwright::kiosk {

/// Exit codes by which staff end the program at a terminal. Whoever starts it again by itself (systemd) does so after the
/// first and not after the second; where nobody does, it starts itself after the first.
inline constexpr int exitToRestart = 9;
inline constexpr int exitLeftByStaff = 10;

} // namespace tillwright::kiosk
