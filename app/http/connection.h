#pragma once

#include "http/server.h"

#include <atomic>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <memory>

/// One accepted connection. Private to this room.
namespace tillwright::http {

/// What every connection of a server shares.
struct ConnectionContext {
    ServerOptions options;
    Handler handler;
    RefusalCounters refusals;
    std::atomic<bool> stopping = false;
};

/// The server's hold on a connection. `cancel` and `busy` are touched only on the connection's strand.
struct ConnectionHold {
    boost::asio::any_io_executor strand;
    boost::asio::cancellation_signal cancel;
    /// Under which the connection is counted; empty for a trusted proxy's. Never changes.
    std::string addressGroup;
    /// A request has been read and its answer is not yet written.
    bool busy = false;
};

/// Serves the connection until it ends, over TLS when `tls` is set. Runs on the hold's strand.
[[nodiscard]] boost::asio::awaitable<void>
serveConnection(std::shared_ptr<ConnectionContext> context, std::shared_ptr<ConnectionHold> hold,
                boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls);

} // namespace tillwright::http
