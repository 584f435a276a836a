#pragma once

namespace tillwright::kiosk {

/// Whether Qt can open a display here. It ends the program where it cannot, so that it is tried in a child; call it while
/// there is no other thread and no application object.
[[nodiscard]] bool canOpenDisplay(int argc, char **argv);

} // namespace tillwright::kiosk
