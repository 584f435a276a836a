#include "http/program.h"

#include <array>
#include <boost/asio/buffer.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <csignal>
#include <cstdio>
#include <spdlog/formatter.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>
#include <sys/resource.h>
#include <unistd.h>

namespace tillwright::http {

namespace asio = boost::asio;

namespace {

asio::awaitable<std::string> waitForSignal(asio::signal_set &signals)
{
    const int number = co_await signals.async_wait(asio::use_awaitable);
    co_return number == SIGINT ? "SIGINT" : "SIGTERM";
}

asio::awaitable<std::string> waitForStdinEnd()
{
    // A duplicate, because the descriptor closes what it owns. A standard input that cannot be waited for (a
    // regular file, /dev/null) is at its end as far as a parent is concerned.
    asio::posix::stream_descriptor input(co_await asio::this_coro::executor);
    boost::system::error_code error;
    input.assign(dup(STDIN_FILENO), error);
    std::array<char, 256> ignored{};
    while (!error)
        co_await input.async_read_some(asio::buffer(ignored),
                                       asio::redirect_error(asio::use_awaitable, error));
    co_return "parent exited";
}

} // namespace

void forbidCoreFiles()
{
    // One byte rather than none: Linux gives no core to a program that catches them (core_pattern with a pipe) at
    // this limit only, and at either no file is written.
    constexpr rlim_t coreLimitBytes = 1;
    rlimit limit{coreLimitBytes, coreLimitBytes};
    if (setrlimit(RLIMIT_CORE, &limit) != 0) {
        // Somebody has set less already, for good.
        limit = {0, 0};
        setrlimit(RLIMIT_CORE, &limit);
    }
}

void blockEndSignals()
{
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    pthread_sigmask(SIG_BLOCK, &signals, nullptr);
}

asio::awaitable<std::string> waitForEnd(bool withParent, std::string readyLine)
{
    using namespace asio::experimental::awaitable_operators;
    asio::signal_set signals(co_await asio::this_coro::executor, SIGTERM, SIGINT);
    if (!readyLine.empty())
        printReadyLine(readyLine);
    if (!withParent)
        co_return co_await waitForSignal(signals);
    auto reason = co_await (waitForSignal(signals) || waitForStdinEnd());
    co_return reason.index() == 0 ? std::get<0>(reason) : std::get<1>(reason);
}

bool setUpLogging(std::string_view programName, std::string_view level, LogFormat format)
{
    const std::string word(level);
    const auto parsed = spdlog::level::from_str(word);
    if (parsed == spdlog::level::off)
        return false;
    auto logger = std::make_shared<spdlog::logger>(std::string(programName),
                                                   std::make_shared<spdlog::sinks::stderr_sink_mt>());
    logger->set_formatter(makeLogFormatter(format));
    logger->set_level(parsed);
    logger->flush_on(spdlog::level::trace);
    spdlog::set_default_logger(std::move(logger));
    return true;
}

void printReadyLine(std::string_view json)
{
    std::fwrite(json.data(), 1, json.size(), stdout);
    std::fputc('\n', stdout);
    std::fflush(stdout);
}

} // namespace tillwright::http
