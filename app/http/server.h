#pragma once

#include "http/address_range.h"
#include "http/message.h"
#include "http/refusals.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace boost::asio::ssl {
class context;
}

namespace tillwright::http {

/// What is known of a request before any of its body is read.
struct RequestHead {
    std::string_view method;
    /// Path and query as sent.
    std::string_view target;
    /// The header field of this name; empty without one.
    std::string_view authorization;
};

struct ServerOptions {
    /// "host:port" with a numeric host ("127.0.0.1:8080", "[::1]:0"). Port 0 takes any free one.
    std::string listen = "127.0.0.1:0";
    /// The request line and all header fields.
    std::size_t headerLimitBytes = 8 * 1024;
    /// Path and query as sent.
    std::size_t targetLimitBytes = 2 * 1024;
    std::size_t bodyLimitBytes = 64 * 1024;
    /// Called on the connection's strand. A request whose head shows that it may have a larger body gets that limit from it,
    /// any other one gets bodyLimitBytes. Empty: all have the same.
    std::function<std::size_t(const RequestHead &)> bodyLimitFor;
    /// One deadline for a whole request: from the connection, or from the first byte of a later request, to the last
    /// byte of its body, the TLS handshake included. However a slow client spreads its bytes, it is cut by then.
    std::chrono::milliseconds requestDeadlineMs{15'000};
    /// Between two requests on one connection.
    std::chrono::milliseconds idleDeadlineMs{60'000};
    /// For the peer to take the whole answer.
    std::chrono::milliseconds writeDeadlineMs{15'000};
    /// How long stop() lets handlers finish by themselves before it cancels them.
    std::chrono::milliseconds stopGraceMs{1'000};
    /// A connection over this number is answered 503 (plain) or closed (TLS).
    std::size_t connectionsMax = 8192;
    /// Likewise for one address, or one /64 of IPv6. Trusted proxies, who bring everybody, are not counted. 0: no limit.
    std::size_t connectionsPerAddressMax = 256;
    /// Whose X-Forwarded-For and X-Request-Id are believed.
    AddressRanges trustedProxies;
    /// When set, the server speaks TLS only.
    std::shared_ptr<boost::asio::ssl::context> tls;
};

/// Runs on the connection's own strand. Is cancelled (its pending operation ends with operation_aborted) when the
/// client goes away and when the server stops, so a held request costs nothing once nobody waits for it.
/// An exception other than that cancellation becomes a 500 problem without detail; its text is logged.
using Handler = std::function<boost::asio::awaitable<Response>(Request)>;

/// HTTP/1.1 with keep-alive. Malformed requests are answered with a 400 problem, an oversized header with 431, an
/// oversized target with 414, an oversized body with 413; a client that is too slow is cut without an answer. Each handler
/// runs in a request scope of its own (request_scope.h).
class Server
{
public:
    /// The executor's context may run on several threads.
    Server(boost::asio::any_io_executor executor, ServerOptions options, Handler handler);
    /// Stops accepting and cuts every connection; stop() is the polite way.
    ~Server();
    Server(const Server &) = delete;
    Server &operator=(const Server &) = delete;

    /// Binds and starts accepting. The error is a sentence with the way out.
    [[nodiscard]] tl::expected<void, std::string> start();
    /// The address in use, "127.0.0.1:43210". Empty before start().
    [[nodiscard]] std::string listenAddress() const;
    [[nodiscard]] unsigned short port() const;
    [[nodiscard]] std::size_t connectionCount() const;
    /// Requests and connections that no handler saw.
    [[nodiscard]] const RefusalCounters &refusals() const;
    /// Connections that come from now on use this certificate; those there are keep theirs. Does not turn TLS on or off.
    void renewTls(std::shared_ptr<boost::asio::ssl::context> tls);
    /// Stops accepting, closes idle connections, gives handlers stopGraceMs, then cancels them. Completes when the
    /// last connection is gone.
    [[nodiscard]] boost::asio::awaitable<void> stop();

private:
    struct Core;
    std::shared_ptr<Core> m_core;
};

} // namespace tillwright::http
