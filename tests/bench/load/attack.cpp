// bench_attack: clients that mean no good, until it is ended. Some send a header one byte a second, some a body without
// end as fast as it is taken. Whoever is cut comes back after a pause.
#include "../../backend/attackers.h"

#include <CLI/CLI.hpp>
#include <cstdio>
#include <exception>

namespace tillwright::bench {

namespace {

namespace asio = boost::asio;

constexpr std::chrono::milliseconds slowPauseMs{1'000};
constexpr std::chrono::milliseconds comeBackMs{1'000};
constexpr std::size_t chunkBytes = 16 * 1024;

enum class Kind { SlowHeader, EndlessBody };

std::string chunk()
{
    char size[16];
    std::snprintf(size, sizeof size, "%zx\r\n", chunkBytes);
    return size + std::string(chunkBytes, 'x') + "\r\n";
}

test::Attackers::AttackerPtr begin(test::Attackers &attackers, Kind kind)
{
    if (kind == Kind::SlowHeader)
        return attackers.trickle("GET /v1/config HTTP/1.1\r\nHost: a\r\nX-Slow: ", "x", slowPauseMs);
    return attackers.flood("POST /webhooks/clive HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n",
                           chunk());
}

asio::awaitable<void> attackForEver(asio::io_context &context, const std::string &server, std::string from,
                                    Kind kind, std::chrono::milliseconds startAfterMs)
{
    asio::steady_timer timer(context, startAfterMs);
    co_await timer.async_wait(asio::use_awaitable);
    while (true) {
        test::Attackers attackers(context, server, from);
        const auto attacker = begin(attackers, kind);
        do {
            timer.expires_after(comeBackMs);
            co_await timer.async_wait(asio::use_awaitable);
        } while (!attacker->isCut);
    }
}

} // namespace

} // namespace tillwright::bench

int main(int argc, char **argv)
{
    namespace bench = tillwright::bench;
    CLI::App app("Attacks a server of this machine, until standard input ends");
    std::string server;
    std::size_t slow = 0;
    std::size_t endless = 0;
    app.add_option("--server", server, "127.0.0.1:PORT")->required();
    app.add_option("--slow-headers", slow);
    app.add_option("--endless-bodies", endless);
    CLI11_PARSE(app, argc, argv);
    boost::asio::io_context context(1);
    const auto ended = [&server](const std::exception_ptr &failure) {
        try {
            if (failure)
                std::rethrow_exception(failure);
        } catch (const std::exception &error) {
            std::fprintf(stderr, "bench_attack: %s: %s\n", server.c_str(), error.what());
            std::exit(EXIT_FAILURE);
        }
    };
    for (std::size_t i = 0; i < slow + endless; ++i) {
        const bool isSlow = i < slow;
        const auto kind = isSlow ? bench::Kind::SlowHeader : bench::Kind::EndlessBody;
        // Spread, because strangers do not act at the same instant.
        const auto startAfterMs =
            isSlow ? bench::comeBackMs * i / slow : bench::comeBackMs * (i - slow) / endless;
        // Two hosts, neither of them the good clients'.
        const auto *from = isSlow ? "127.0.0.2" : "127.0.0.3";
        boost::asio::co_spawn(context, bench::attackForEver(context, server, from, kind, startAfterMs),
                              ended);
    }
    std::puts("attacking");
    std::fflush(stdout);
    context.run();
}
