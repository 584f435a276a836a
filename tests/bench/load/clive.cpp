// bench_clive: a Clive that costs next to nothing and answers after a fixed time. It says how long it really had a
// request in the id of the PaymentIntent, so that this can be subtracted; the sandbox's Clive does more and is slower.
#include <CLI/CLI.hpp>
#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/read_until.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <cctype>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <string>

namespace {

namespace asio = boost::asio;
using asio::ip::tcp;
using Clock = std::chrono::steady_clock;

std::size_t contentLength(std::string header)
{
    std::transform(header.begin(), header.end(), header.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    const std::string name = "\r\ncontent-length:";
    const auto found = header.find(name);
    return found == std::string::npos ? 0 : std::stoul(header.substr(found + name.size()));
}

std::string answerFor(std::uint64_t number, Clock::time_point received)
{
    const auto text = std::to_string(number);
    const auto heldUs =
        std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - received).count();
    const auto intent = "pi_bench_" + text + "_" + std::to_string(heldUs);
    const auto body = R"({"clive_tx_id":"ctx_bench_)" + text + R"(","stripe_payment_intent_id":")" + intent
        + R"(","client_secret":")" + intent + R"(_secret_0123456789abcdef","status":"pending"})";
    return "HTTP/1.1 201 Created\r\nContent-Type: application/json\r\nContent-Length: "
        + std::to_string(body.size()) + "\r\n\r\n" + body;
}

class Clive
{
public:
    Clive(asio::io_context &context, std::chrono::microseconds delay)
        : m_acceptor(context, {asio::ip::address_v4::loopback(), 0}), m_delay(delay)
    {
    }

    [[nodiscard]] unsigned short port() const { return m_acceptor.local_endpoint().port(); }

    asio::awaitable<void> accept()
    {
        while (true) {
            auto socket = co_await m_acceptor.async_accept(asio::use_awaitable);
            socket.set_option(tcp::no_delay(true));
            asio::co_spawn(m_acceptor.get_executor(), serve(std::move(socket)), asio::detached);
        }
    }

private:
    asio::awaitable<void> serve(tcp::socket socket)
    {
        asio::steady_timer timer(socket.get_executor());
        std::string bytes;
        boost::system::error_code error;
        while (true) {
            const auto headerBytes =
                co_await asio::async_read_until(socket, asio::dynamic_buffer(bytes), "\r\n\r\n",
                                                asio::redirect_error(asio::use_awaitable, error));
            if (error)
                co_return;
            const auto wholeBytes = headerBytes + contentLength(bytes.substr(0, headerBytes));
            if (bytes.size() < wholeBytes) {
                const auto missing = wholeBytes - bytes.size();
                co_await asio::async_read(socket, asio::dynamic_buffer(bytes),
                                          asio::transfer_exactly(missing),
                                          asio::redirect_error(asio::use_awaitable, error));
            }
            if (error)
                co_return;
            const auto received = Clock::now();
            bytes.erase(0, wholeBytes);
            if (m_delay.count() > 0) {
                timer.expires_at(received + m_delay);
                co_await timer.async_wait(asio::use_awaitable);
            }
            const auto answer = answerFor(++m_count, received);
            co_await asio::async_write(socket, asio::buffer(answer),
                                       asio::redirect_error(asio::use_awaitable, error));
            if (error)
                co_return;
        }
    }

    tcp::acceptor m_acceptor;
    std::chrono::microseconds m_delay;
    std::uint64_t m_count = 0;
};

} // namespace

int main(int argc, char **argv)
{
    CLI::App app("A simulated Clive for measurements");
    double delayMs = 0;
    app.add_option("--delay-ms", delayMs, "How long every answer takes");
    CLI11_PARSE(app, argc, argv);
    asio::io_context context(1);
    Clive clive(context, std::chrono::microseconds(static_cast<std::int64_t>(delayMs * 1000)));
    asio::co_spawn(context, clive.accept(), asio::detached);
    std::printf("{\"ready\":true,\"listen\":\"127.0.0.1:%d\"}\n", clive.port());
    std::fflush(stdout);
    context.run();
}
