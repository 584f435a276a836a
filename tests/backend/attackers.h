#pragma once

#include <algorithm>
#include <array>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tillwright::test {

/// Clients that mean no good, each on a connection of its own. They go on until the server ends the connection.
class Attackers
{
public:
    /// What one of them came to.
    struct Attacker {
        bool isCut = false;
        std::size_t sentBytes = 0;
        /// The beginning of what the server said.
        std::string answer;
    };
    using AttackerPtr = std::shared_ptr<Attacker>;

    /// `from` is an address of this machine's loopback, so that the victim can tell attackers from others.
    Attackers(boost::asio::io_context &context, const std::string &listenAddress,
              std::string from = "127.0.0.1")
        : m_context(context), m_from(std::move(from))
    {
        const auto colon = listenAddress.rfind(':');
        m_server = {boost::asio::ip::make_address(listenAddress.substr(0, colon)),
                    static_cast<unsigned short>(std::stoi(listenAddress.substr(colon + 1)))};
    }

    /// Sends `begin` at once and then, for ever, `piece` after each pause.
    AttackerPtr trickle(std::string begin, std::string piece, std::chrono::milliseconds pauseMs)
    {
        auto attacker = join();
        boost::asio::co_spawn(m_context,
                              send(connect(), attacker, std::move(begin), std::move(piece), pauseMs),
                              boost::asio::detached);
        return attacker;
    }
    /// As fast as the server takes it.
    AttackerPtr flood(std::string begin, std::string piece)
    {
        return trickle(std::move(begin), std::move(piece), std::chrono::milliseconds(0));
    }
    /// Asks as fast as it can and never reads an answer.
    AttackerPtr deaf(std::string request)
    {
        auto socket = connect();
        auto attacker = std::make_shared<Attacker>();
        m_attackers.push_back(attacker);
        socket->set_option(boost::asio::socket_base::receive_buffer_size(4096));
        boost::asio::co_spawn(m_context, send(socket, attacker, {}, std::move(request), {}),
                              boost::asio::detached);
        return attacker;
    }
    /// Says nothing.
    AttackerPtr idle()
    {
        auto attacker = join();
        connect();
        return attacker;
    }
    [[nodiscard]] bool allAreCut() const
    {
        return std::all_of(m_attackers.begin(), m_attackers.end(),
                           [](const auto &attacker) { return attacker->isCut; });
    }
    [[nodiscard]] const std::vector<AttackerPtr> &all() const noexcept { return m_attackers; }

private:
    using Socket = boost::asio::ip::tcp::socket;
    using SocketPtr = std::shared_ptr<Socket>;

    /// A new attacker, whose connection, the next that is made, is also read from.
    AttackerPtr join()
    {
        auto attacker = std::make_shared<Attacker>();
        m_attackers.push_back(attacker);
        m_reader = attacker;
        return attacker;
    }
    SocketPtr connect()
    {
        auto socket = std::make_shared<Socket>(m_context);
        socket->open(boost::asio::ip::tcp::v4());
        socket->bind({boost::asio::ip::make_address(m_from), 0});
        socket->connect(m_server);
        if (m_reader)
            boost::asio::co_spawn(m_context, listen(socket, std::exchange(m_reader, nullptr)),
                                  boost::asio::detached);
        return socket;
    }
    static boost::asio::awaitable<void> listen(SocketPtr socket, AttackerPtr attacker)
    {
        constexpr std::size_t keptBytes = 4096;
        std::array<char, 1024> bytes{};
        boost::system::error_code error;
        while (!error) {
            const auto count = co_await socket->async_read_some(
                boost::asio::buffer(bytes), boost::asio::redirect_error(boost::asio::use_awaitable, error));
            if (attacker->answer.size() < keptBytes)
                attacker->answer.append(bytes.data(), count);
        }
        attacker->isCut = true;
        socket->close(error);
    }
    static boost::asio::awaitable<void> send(SocketPtr socket, AttackerPtr attacker, std::string begin,
                                             std::string piece, std::chrono::milliseconds pauseMs)
    {
        boost::system::error_code error;
        boost::asio::steady_timer timer(socket->get_executor());
        const std::string *next = &begin;
        while (!error && !attacker->isCut) {
            attacker->sentBytes += co_await boost::asio::async_write(
                *socket, boost::asio::buffer(*next),
                boost::asio::redirect_error(boost::asio::use_awaitable, error));
            next = &piece;
            if (pauseMs.count() > 0 && !error) {
                timer.expires_after(pauseMs);
                co_await timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
            }
        }
        attacker->isCut = true;
    }

    boost::asio::io_context &m_context;
    std::string m_from;
    boost::asio::ip::tcp::endpoint m_server;
    std::vector<AttackerPtr> m_attackers;
    AttackerPtr m_reader;
};

} // namespace tillwright::test
