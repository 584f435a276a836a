#include "http/byte_stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>

namespace tillwright::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
using boost::system::error_code;

namespace {

constexpr std::chrono::milliseconds shutdownDeadlineMs{1'000};

class TlsStream final : public ByteStream
{
public:
    TlsStream(asio::ip::tcp::socket socket, std::shared_ptr<asio::ssl::context> tls)
        : m_tls(std::move(tls)), m_stream(beast::tcp_stream(std::move(socket)), *m_tls)
    {
    }

    asio::awaitable<void> shakeHands(error_code &error)
    {
        return m_stream.async_handshake(asio::ssl::stream_base::server,
                                        asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<std::size_t> readSome(asio::mutable_buffer room, error_code &error) override
    {
        return m_stream.async_read_some(room, asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<void> write(Parts parts, error_code &error) override
    {
        co_await asio::async_write(m_stream, parts, asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<void> closePolitely() override
    {
        error_code error;
        expireAfter(shutdownDeadlineMs);
        co_await m_stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
    }

    void expireAt(Deadline deadline) override { beast::get_lowest_layer(m_stream).expires_at(deadline); }
    void expireNever() override { beast::get_lowest_layer(m_stream).expires_never(); }
    asio::any_io_executor executor() override { return m_stream.get_executor(); }

private:
    // A renewed certificate must not take the old one away under a connection that uses it.
    std::shared_ptr<asio::ssl::context> m_tls;
    beast::ssl_stream<beast::tcp_stream> m_stream;
};

} // namespace

asio::awaitable<std::unique_ptr<ByteStream>> acceptTlsStream(asio::ip::tcp::socket socket,
                                                             std::shared_ptr<asio::ssl::context> tls,
                                                             Deadline deadline, error_code &error)
{
    auto stream = std::make_unique<TlsStream>(std::move(socket), std::move(tls));
    stream->expireAt(deadline);
    co_await stream->shakeHands(error);
    if (error)
        co_return nullptr;
    co_return stream;
}

} // namespace tillwright::http
