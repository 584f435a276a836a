#pragma once

#include "backend/operations/operator_commands.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <tl/expected.hpp>

namespace tillwright::backend::operations {

/// SQLite has one owner at a time. While a backend serves, commands reach its store through this door: a Unix socket beside
/// the database that only the owner of the files may open. One line with a JSON list of words in, one line with
/// `{"exit_code": N, "text": "..."}` out.
class OperatorDoor
{
public:
    OperatorDoor(boost::asio::any_io_executor executor, OperatorCommands &commands, std::string path);
    ~OperatorDoor();
    OperatorDoor(const OperatorDoor &) = delete;
    OperatorDoor &operator=(const OperatorDoor &) = delete;

    /// The error is a sentence; without the door everything else works.
    [[nodiscard]] tl::expected<void, std::string> open();
    /// Nobody comes in from now on.
    void close();
    /// After close(): returns once the last one has left.
    boost::asio::awaitable<void> drain();

private:
    using Socket = boost::asio::local::stream_protocol::socket;
    boost::asio::awaitable<void> accept();
    boost::asio::awaitable<void> serve(std::shared_ptr<Socket> socket);
    void leave();

    boost::asio::any_io_executor m_executor;
    OperatorCommands &m_commands;
    std::string m_path;
    boost::asio::local::stream_protocol::acceptor m_acceptor;
    boost::asio::steady_timer m_empty; ///< Never fires; cancelled when the last one has left.
    int m_inside = 0;
};

/// Where the door of the store in this file is.
[[nodiscard]] std::string operatorDoorOf(const std::string &sqlitePath);
/// Asks the backend behind the door. The error is a sentence.
[[nodiscard]] tl::expected<OperatorAnswer, std::string> askThroughDoor(const std::string &path,
                                                                       const OperatorCommands::Words &words);

} // namespace tillwright::backend::operations
