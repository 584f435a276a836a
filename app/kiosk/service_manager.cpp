#include "kiosk/service_manager.h"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

namespace tillwright::kiosk {

namespace {

bool sendTo(const QByteArray &address, const QByteArray &message)
{
    sockaddr_un to{};
    if (address.isEmpty() || std::size_t(address.size()) >= sizeof to.sun_path)
        return false;
    to.sun_family = AF_UNIX;
    std::memcpy(to.sun_path, address.constData(), std::size_t(address.size()));
    // Linux's abstract sockets are written with an @ for the zero that they begin with.
    if (to.sun_path[0] == '@')
        to.sun_path[0] = '\0';
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    if (socket < 0)
        return false;
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + std::size_t(address.size()));
    const auto sent = ::sendto(socket, message.constData(), std::size_t(message.size()),
                               MSG_NOSIGNAL | MSG_DONTWAIT, reinterpret_cast<const sockaddr *>(&to), length);
    ::close(socket);
    return sent == message.size();
}

} // namespace

ServiceManager::Wishes ServiceManager::wishesOfTheEnvironment()
{
    Wishes wishes;
    wishes.socket = qgetenv("NOTIFY_SOCKET");
    bool isNumber = false;
    const auto us = qgetenv("WATCHDOG_USEC").toLongLong(&isNumber);
    if (isNumber && us > 0)
        wishes.watchdogUs = std::chrono::microseconds(us);
    for (const char *name : {"NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"})
        qunsetenv(name);
    return wishes;
}

ServiceManager::ServiceManager(const Wishes &wishes, QObject *parent)
    : ServiceManager(
        wishes, [socket = wishes.socket](const QByteArray &message) { return sendTo(socket, message); },
        parent)
{
}

ServiceManager::ServiceManager(const Wishes &wishes, Send send, QObject *parent)
    : QObject(parent), m_send(wishes.socket.isEmpty() ? Send() : std::move(send))
{
    // Three times in the longest silence, so that one late turn of the loop ends nothing.
    const auto interval = std::chrono::duration_cast<std::chrono::milliseconds>(wishes.watchdogUs / 3);
    if (m_send && wishes.watchdogUs.count() > 0) {
        m_alive.setInterval(std::max(interval, std::chrono::milliseconds(1)));
        connect(&m_alive, &QTimer::timeout, this, [this] { m_send("WATCHDOG=1"); });
    }
}

void ServiceManager::ready()
{
    if (!m_send)
        return;
    m_send("READY=1");
    if (intervalMs() > 0)
        m_alive.start();
}

int ServiceManager::intervalMs() const
{
    return m_alive.interval();
}

} // namespace tillwright::kiosk
