// Starts a program as systemd does a service of Type=notify with WatchdogSec and Restart=always, ends it when it is not heard
// of in time, and starts it again. What it does, it says at standard error.
// Usage: service_manager WATCHDOG_MS PROGRAM [ARGUMENT...]

#include <array>
#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <poll.h>
#include <string>
#include <string_view>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/un.h>
#include <sys/wait.h>
#include <unistd.h>

namespace {

using Clock = std::chrono::steady_clock;

constexpr int exitFailed = 1;
volatile std::sig_atomic_t isEnding = 0;
pid_t child = 0;

[[noreturn]] void fail(const char *what)
{
    std::perror(what);
    std::exit(exitFailed);
}

/// Nothing that the programs say at standard error starts like this.
void say(const char *what)
{
    std::fprintf(stderr, "tillwright.manager: %s %d\n", what, int(child));
}

void end(int signal)
{
    isEnding = 1;
    if (child > 0)
        ::kill(child, signal);
}

int notifySocket(const std::string &name)
{
    const int socket = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    // Abstract: the first byte is a zero, and nothing lies on the disk.
    name.copy(address.sun_path + 1, sizeof address.sun_path - 2);
    const auto length = socklen_t(offsetof(sockaddr_un, sun_path) + 1 + name.size());
    if (socket < 0 || ::bind(socket, reinterpret_cast<const sockaddr *>(&address), length) != 0)
        fail("service_manager: the socket");
    return socket;
}

int start(char **command, const std::string &socketName, long watchdogMs)
{
    child = ::fork();
    if (child < 0)
        fail("service_manager: fork");
    if (child == 0) {
        ::setenv("NOTIFY_SOCKET", ('@' + socketName).c_str(), 1);
        ::setenv("WATCHDOG_USEC", std::to_string(watchdogMs * 1000).c_str(), 1);
        ::setenv("WATCHDOG_PID", std::to_string(::getpid()).c_str(), 1);
        ::execv(command[0], command);
        fail(command[0]);
    }
    say("started");
    const auto handle = int(::syscall(SYS_pidfd_open, child, 0));
    if (handle < 0)
        fail("service_manager: pidfd_open");
    return handle;
}

/// Until the program has ended. True when it was missed, and ended for that.
bool watch(int socket, int handle, std::chrono::milliseconds watchdog)
{
    // Nobody watches who is not ready yet.
    auto due = Clock::time_point::max();
    bool wasMissed = false;
    for (;;) {
        int waitMs = -1;
        if (due != Clock::time_point::max()) {
            const auto left = std::chrono::ceil<std::chrono::milliseconds>(due - Clock::now()).count();
            waitMs = left > 0 ? int(left) : 0;
        }
        std::array<pollfd, 2> files{pollfd{socket, POLLIN, 0}, pollfd{handle, POLLIN, 0}};
        if (::poll(files.data(), files.size(), waitMs) < 0 && errno != EINTR)
            fail("service_manager: poll");
        if (files[1].revents != 0)
            return wasMissed;
        if (files[0].revents != 0) {
            std::array<char, 4096> datagram;
            const auto size = ::recv(socket, datagram.data(), datagram.size(), 0);
            const std::string_view words(datagram.data(), size > 0 ? std::size_t(size) : 0);
            if (words.find("READY=1") != words.npos) {
                say("ready");
                due = Clock::now() + watchdog;
            } else if (words.find("WATCHDOG=1") != words.npos) {
                due = Clock::now() + watchdog;
            }
        } else if (due <= Clock::now()) {
            say("missed");
            wasMissed = true;
            due = Clock::time_point::max();
            // As systemd does, whose SIGCONT lets a stopped one end.
            ::kill(child, SIGABRT);
            ::kill(child, SIGCONT);
        }
    }
}

} // namespace

int main(int count, char **values)
{
    const long watchdogMs = count > 2 ? std::strtol(values[1], nullptr, 10) : 0;
    if (watchdogMs <= 0) {
        std::fputs("service_manager: WATCHDOG_MS PROGRAM [ARGUMENT...]\n", stderr);
        return 2;
    }
    const std::string name = "tillwright-" + std::to_string(::getpid());
    const int socket = notifySocket(name);
    struct sigaction action = {};
    action.sa_handler = end;
    ::sigaction(SIGTERM, &action, nullptr);
    ::sigaction(SIGINT, &action, nullptr);
    for (;;) {
        const int handle = start(values + 2, name, watchdogMs);
        const bool wasMissed = watch(socket, handle, std::chrono::milliseconds(watchdogMs));
        ::close(handle);
        int status = 0;
        if (::waitpid(child, &status, 0) != child)
            fail("service_manager: waitpid");
        say("ended");
        if (isEnding || !wasMissed)
            return WIFEXITED(status) ? WEXITSTATUS(status) : exitFailed;
    }
}
