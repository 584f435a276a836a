#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tillwright::kiosk::watchdog {

/// What systemd tells a service that notifies (sd_notify(3), sd_watchdog_enabled(3)).
struct ServiceManager {
    std::string notifySocket; ///< a path, or `@` and an abstract name
    /// Within this time WATCHDOG=1 has to come again. None: nobody watches.
    std::optional<std::int64_t> watchdogUs;
};

/// Reads NOTIFY_SOCKET, WATCHDOG_USEC and WATCHDOG_PID and takes them out of the environment, because they are not for the
/// programs that this one starts. Nothing when there is no manager. A watchdog for another process is none.
[[nodiscard]] std::optional<ServiceManager> takeServiceManager();

/// One datagram to the manager. It never blocks; false: it was not taken, and may be sent again.
[[nodiscard]] bool notify(const std::string &socket, std::string_view message);

} // namespace tillwright::kiosk::watchdog
