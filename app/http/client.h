#pragma once

#include "http/message.h"

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace tillwright::http {

struct ClientRequest {
    std::string method = "GET";
    /// http:// or https:// only.
    std::string url;
    Headers headers;
    std::string body;
    /// Name, TCP and TLS together.
    std::chrono::milliseconds connectTimeoutMs{3'000};
    /// Without a byte in either direction once the connection stands: until the answer begins, and between two pieces
    /// of it. 0: the total limit alone counts.
    std::chrono::milliseconds idleTimeoutMs{0};
    /// From the call to the last byte of the answer.
    std::chrono::milliseconds totalTimeoutMs{10'000};
    std::size_t responseLimitBytes = 1024 * 1024;
};

struct ClientResponse {
    int status = 0;
    Headers headers;
    std::string body;
};

struct ClientError {
    enum class Kind {
        Request,  ///< the URL or method cannot be used; nothing was sent
        Resolve,  ///< the host has no address; nothing was sent
        Connect,  ///< nobody listens there; nothing was sent
        Tls,      ///< no trusted connection; nothing was sent
        Timeout,  ///< no whole answer in time; the server may have done the work
        TooLarge, ///< the answer is over the limit; the server has done the work
        Reset,    ///< the connection broke; the server may have done the work
        Stopped,  ///< the caller was cancelled, or the client destroyed; the server may have done the work
    };
    Kind kind = Kind::Reset;
    /// Technical, for logs. Holds no header, body or query.
    std::string detail;
    /// The server cannot have seen the request.
    [[nodiscard]] bool nothingSent() const noexcept
    {
        return kind == Kind::Request || kind == Kind::Resolve || kind == Kind::Connect || kind == Kind::Tls;
    }
};
[[nodiscard]] std::string_view clientErrorWord(ClientError::Kind kind) noexcept;

struct ClientOptions {
    /// PEM file of the authorities to trust instead of the system's. Empty: the system's.
    std::string caFile;
    /// base64 of the SHA-256 of the server's public key (SPKI). When set, exactly that key is trusted, whatever its
    /// certificate says. For servers of our own with a self-signed certificate.
    std::string pinnedSpkiSha256;
    /// Environment variables never choose a proxy for us; this does. Empty: none.
    std::string proxy;
    std::size_t connectionsPerHostMax = 64;
    std::size_t idleConnectionsMax = 64;
};

class ClientLoop;

/// HTTP/1.1 client over one libcurl multi handle on a thread of its own, with pooled connections. Certificates are
/// always verified, redirects are never followed. May be used from any thread. Destroy it before the io_context of
/// its callers.
class Client
{
public:
    explicit Client(ClientOptions options = {});
    /// Requests under way end with Stopped.
    ~Client();
    Client(const Client &) = delete;
    Client &operator=(const Client &) = delete;

    /// Resumes on the caller's executor. Honours cancellation: the transfer is cut and the result is Stopped (the
    /// cancelled coroutine's next wait then throws operation_aborted, as always with Asio).
    [[nodiscard]] boost::asio::awaitable<tl::expected<ClientResponse, ClientError>>
    request(ClientRequest request);

private:
    std::shared_ptr<ClientLoop> m_loop;
};

} // namespace tillwright::http
