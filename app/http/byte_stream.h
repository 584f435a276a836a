#pragma once

#include <array>
#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/buffer.hpp>
#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/system/error_code.hpp>
#include <chrono>
#include <cstddef>
#include <memory>

/// The bytes of one accepted connection. Private to this room.
namespace tillwright::http {

using Deadline = std::chrono::steady_clock::time_point;

/// Plain or over TLS, behind one type: so HTTP is compiled once and not for each kind of stream, which is most of what this
/// room's compilation would cost. What is read and written is under the deadline that was set last; when it passes, the
/// error is beast::error::timeout and the connection is closed.
class ByteStream
{
public:
    virtual ~ByteStream() = default;

    virtual boost::asio::awaitable<std::size_t> readSome(boost::asio::mutable_buffer room,
                                                         boost::system::error_code &error) = 0;
    /// Both, one after the other; either may be empty.
    using Parts = std::array<boost::asio::const_buffer, 2>;
    virtual boost::asio::awaitable<void> write(Parts parts, boost::system::error_code &error) = 0;
    /// Says that nothing more comes and, where it is needed, hears the peer out for a moment, so that the reset of an unread
    /// byte does not reach it before our last answer does.
    virtual boost::asio::awaitable<void> closePolitely() = 0;

    virtual void expireAt(Deadline deadline) = 0;
    virtual void expireNever() = 0;
    void expireAfter(std::chrono::milliseconds time) { expireAt(std::chrono::steady_clock::now() + time); }
    [[nodiscard]] virtual boost::asio::any_io_executor executor() = 0;
};

[[nodiscard]] std::unique_ptr<ByteStream> makePlainStream(boost::asio::ip::tcp::socket socket);

/// Shakes hands as the server by the deadline; nothing and an error when that fails.
[[nodiscard]] boost::asio::awaitable<std::unique_ptr<ByteStream>>
acceptTlsStream(boost::asio::ip::tcp::socket socket, std::shared_ptr<boost::asio::ssl::context> tls,
                Deadline deadline, boost::system::error_code &error);

} // namespace tillwright::http
