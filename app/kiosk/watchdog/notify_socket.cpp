#include "kiosk/watchdog/notify_socket.h"

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tillwright::kiosk::watchdog {

namespace {

std::string environment(const char *name)
{
    const char *value = std::getenv(name);
    return value == nullptr ? std::string() : value;
}

std::optional<std::int64_t> positive(const std::string &text)
{
    std::int64_t number = 0;
    const char *end = text.data() + text.size();
    const auto read = std::from_chars(text.data(), end, number);
    if (read.ec != std::errc() || read.ptr != end || number <= 0)
        return std::nullopt;
    return number;
}

} // namespace

std::optional<ServiceManager> takeServiceManager()
{
    ServiceManager manager{environment("NOTIFY_SOCKET"), positive(environment("WATCHDOG_USEC"))};
    const auto pid = environment("WATCHDOG_PID");
    if (!pid.empty() && positive(pid) != ::getpid())
        manager.watchdogUs.reset();
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        ::unsetenv(name);
    const bool isAddress = manager.notifySocket.starts_with('/') || manager.notifySocket.starts_with('@');
    return isAddress ? std::optional(manager) : std::nullopt;
}

bool notify(const std::string &socket, std::string_view message)
{
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // A path needs the nought behind it.
    if (socket.empty() || socket.size() >= sizeof address.sun_path)
        return false;
    std::copy(socket.begin(), socket.end(), address.sun_path);
    if (socket.front() == '@')
        address.sun_path[0] = '\0';
    const int handle = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (handle < 0)
        return false;
    const auto length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + socket.size());
    const auto sent = ::sendto(handle, message.data(), message.size(), MSG_NOSIGNAL,
                               reinterpret_cast<const sockaddr *>(&address), length);
    ::close(handle);
    return sent == static_cast<ssize_t>(message.size());
}

} // namespace tillwright::kiosk::watchdog
