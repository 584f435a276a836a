#include "http/byte_stream.h"

#include <boost/asio/redirect_error.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/asio/write.hpp>
#include <boost/beast/core/tcp_stream.hpp>

namespace tillwright::http {

namespace asio = boost::asio;
using boost::system::error_code;

namespace {

/// What the peer still sends after our last answer is read and thrown away up to here.
constexpr std::size_t drainLimitBytes = 1024 * 1024;
constexpr std::chrono::milliseconds drainDeadlineMs{1'000};

class PlainStream final : public ByteStream
{
public:
    explicit PlainStream(asio::ip::tcp::socket socket) : m_stream(std::move(socket)) {}

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
        expireAfter(drainDeadlineMs);
        m_stream.socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
        std::array<char, 4096> unwanted;
        std::size_t drainedBytes = 0;
        while (!error && drainedBytes < drainLimitBytes)
            drainedBytes += co_await readSome(asio::buffer(unwanted), error);
    }

    void expireAt(Deadline deadline) override { m_stream.expires_at(deadline); }
    void expireNever() override { m_stream.expires_never(); }
    asio::any_io_executor executor() override { return m_stream.get_executor(); }

private:
    boost::beast::tcp_stream m_stream;
};

} // namespace

std::unique_ptr<ByteStream> makePlainStream(asio::ip::tcp::socket socket)
{
    return std::make_unique<PlainStream>(std::move(socket));
}

} // namespace tillwright::http
