#include "http/connection.h"

#include "http/request_parsing.h"

#include <algorithm>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/core/tcp_stream.hpp>
#include <boost/beast/http.hpp>
#include <boost/beast/ssl/ssl_stream.hpp>
#include <ctime>
#include <spdlog/spdlog.h>

namespace tillwright::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace beast_http = boost::beast::http;
using boost::system::error_code;

namespace {

/// Read while a handler runs, only to notice that the peer has gone (or to keep the start of its next request).
constexpr std::size_t watchReadBytes = 512;
/// After an answer that ends the connection, what the peer still sends is read and thrown away up to here, so that
/// the reset of an unread byte does not reach the peer before our answer does.
constexpr std::size_t drainLimitBytes = 1024 * 1024;
constexpr std::chrono::milliseconds drainDeadlineMs{1'000};

std::string dateText()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    const auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, length};
}

/// What the handler makes of the request; its failures become a 500. Rethrows only our own cancellation.
asio::awaitable<Response> runHandler(const ConnectionContext &context, Request request)
{
    const std::string id = request.id;
    const std::string path = request.path;
    std::exception_ptr failure;
    try {
        co_return co_await context.handler(std::move(request));
    } catch (...) {
        failure = std::current_exception();
    }
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    if (cancellation.cancelled() != asio::cancellation_type::none)
        std::rethrow_exception(failure);
    try {
        std::rethrow_exception(failure);
    } catch (const std::exception &error) {
        spdlog::error("request {} {}: the handler failed: {}", id, path, error.what());
    } catch (...) {
        spdlog::error("request {} {}: the handler failed", id, path);
    }
    Problem problem;
    problem.status = 500;
    problem.type = "internal";
    problem.detail = "Something went wrong on our side; the request id " + id + " names it.";
    co_return problemResponse(problem);
}

template<typename Stream> class Connection
{
public:
    Connection(ConnectionContext &context, ConnectionHold &hold, Stream &stream, std::string peerAddress)
        : m_context(context), m_hold(hold), m_stream(stream), m_peerAddress(std::move(peerAddress)),
          m_buffer(context.options.headerLimitBytes + bufferReserveBytes)
    {
    }

    asio::awaitable<void> run()
    {
        bool isFirst = true;
        while (!m_context.stopping) {
            if (!isFirst && m_buffer.size() == 0 && !co_await waitForNextRequest())
                co_return;
            isFirst = false;
            if (!co_await serveOne())
                break;
        }
    }

private:
    /// Room for the start of a body that came together with a header of full length.
    static constexpr std::size_t bufferReserveBytes = 4096;

    beast::tcp_stream &transport() { return beast::get_lowest_layer(m_stream); }

    asio::awaitable<bool> waitForNextRequest()
    {
        transport().expires_after(m_context.options.idleDeadlineMs);
        error_code error;
        const std::size_t count = co_await m_stream.async_read_some(
            m_buffer.prepare(watchReadBytes), asio::redirect_error(asio::use_awaitable, error));
        m_buffer.commit(count);
        co_return !error;
    }

    /// True: the connection takes another request.
    asio::awaitable<bool> serveOne()
    {
        beast_http::request_parser<beast_http::string_body> parser;
        // The parser's limit is hit by a header of exactly that size, hence one more.
        parser.header_limit(static_cast<std::uint32_t>(m_context.options.headerLimitBytes + 1));
        parser.body_limit(m_context.options.bodyLimitBytes);
        error_code error;
        transport().expires_after(m_context.options.headerDeadlineMs);
        co_await beast_http::async_read_header(m_stream, m_buffer, parser,
                                               asio::redirect_error(asio::use_awaitable, error));
        if (!error) {
            transport().expires_after(m_context.options.bodyDeadlineMs);
            if (beast_http::token_list(parser.get()[beast_http::field::expect]).exists("100-continue"))
                co_await sendContinue(error);
        }
        if (!error)
            co_await beast_http::async_read(m_stream, m_buffer, parser,
                                            asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            co_await refuse(error);
            co_return false;
        }
        const bool isHead = parser.get().method() == beast_http::verb::head;
        const bool keepsAlive = parser.keep_alive();
        auto request = toRequest(parser.release(), m_peerAddress);
        if (!request) {
            co_await answerAndDrain(problemResponse(request.error()));
            co_return false;
        }
        m_hold.busy = true;
        const std::string id = request->id;
        auto response = co_await handleWatched(std::move(*request));
        if (!response || response->drop)
            co_return false;
        response->headers.set("X-Request-Id", id);
        if (response->cut) {
            co_await writeHeaderOnly(*response);
            co_return false;
        }
        const bool goesOn = keepsAlive && !response->close && !m_context.stopping;
        error = co_await write(*response, goesOn, isHead);
        m_hold.busy = false;
        if (!error && !goesOn)
            co_await closePolitely();
        co_return !error && goesOn;
    }

    /// Nothing: the peer went away and the handler was cancelled.
    asio::awaitable<std::optional<Response>> handleWatched(Request request)
    {
        using namespace asio::experimental::awaitable_operators;
        transport().expires_never();
        auto outcome = co_await (runHandler(m_context, std::move(request)) || untilPeerIsGone());
        if (outcome.index() == 0)
            co_return std::move(std::get<0>(outcome));
        spdlog::debug("{}: the client went away before its answer", m_peerAddress);
        co_return std::nullopt;
    }

    asio::awaitable<void> untilPeerIsGone()
    {
        while (m_buffer.size() + watchReadBytes <= m_buffer.max_size()) {
            error_code error;
            const std::size_t count = co_await m_stream.async_read_some(
                m_buffer.prepare(watchReadBytes), asio::redirect_error(asio::use_awaitable, error));
            m_buffer.commit(count);
            if (error) {
                // Our own cancellation, because the handler is done, is not the peer's leaving.
                const auto cancellation = co_await asio::this_coro::cancellation_state;
                if (cancellation.cancelled() != asio::cancellation_type::none)
                    throw boost::system::system_error(asio::error::operation_aborted);
                co_return;
            }
        }
        // A peer that pipelines this much is watched no longer; its handler simply ends in its own time.
        asio::steady_timer never(m_stream.get_executor(), asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::use_awaitable);
    }

    asio::awaitable<void> sendContinue(error_code &error)
    {
        beast_http::response<beast_http::empty_body> message{beast_http::status::continue_, 11};
        co_await beast_http::async_write(m_stream, message, asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<void> refuse(const error_code &error)
    {
        Problem problem;
        if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow) {
            problem.status = 431;
            problem.type = "header-too-large";
            problem.detail = "The request's header is over the limit.";
        } else if (error == beast_http::error::body_limit) {
            problem.status = 413;
            problem.type = "body-too-large";
            problem.detail = "The request's body is over the limit.";
        } else if (error.category() == error_code(beast_http::error::bad_method).category()
                   && error != beast_http::error::end_of_stream
                   && error != beast_http::error::partial_message) {
            problem.status = 400;
            problem.type = "malformed-request";
            problem.detail = "The request is not valid HTTP.";
        } else {
            co_return; // The peer ended, broke or was too slow: there is nobody to answer.
        }
        co_await answerAndDrain(problemResponse(problem));
    }

    asio::awaitable<void> answerAndDrain(Response response)
    {
        if (const auto error = co_await write(response, false, false); !error)
            co_await closePolitely();
    }

    static beast_http::response<beast_http::string_body> headerOf(const Response &response, bool keepsAlive)
    {
        beast_http::response<beast_http::string_body> message;
        message.version(11);
        message.result(static_cast<unsigned>(response.status));
        message.reason(std::string(reasonOf(response.status)));
        message.set(beast_http::field::date, dateText());
        for (const auto &[name, value] : response.headers.fields())
            message.insert(name, value);
        message.keep_alive(keepsAlive);
        return message;
    }

    asio::awaitable<void> writeHeaderOnly(const Response &response)
    {
        transport().expires_after(m_context.options.writeDeadlineMs);
        auto message = headerOf(response, false);
        message.content_length(std::max<std::size_t>(response.body.size(), 1));
        beast_http::response_serializer<beast_http::string_body> serializer(message);
        error_code error;
        co_await beast_http::async_write_header(m_stream, serializer,
                                                asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<error_code> write(const Response &response, bool keepsAlive, bool isHead)
    {
        transport().expires_after(m_context.options.writeDeadlineMs);
        auto message = headerOf(response, keepsAlive);
        const bool hasNoBody = response.status == 204 || response.status == 304;
        if (!hasNoBody)
            message.content_length(response.body.size());
        if (!isHead && !hasNoBody)
            message.body() = response.body;
        error_code error;
        co_await beast_http::async_write(m_stream, message, asio::redirect_error(asio::use_awaitable, error));
        co_return error;
    }

    asio::awaitable<void> closePolitely()
    {
        error_code error;
        transport().expires_after(drainDeadlineMs);
        if constexpr (std::is_same_v<Stream, beast::tcp_stream>) {
            transport().socket().shutdown(asio::ip::tcp::socket::shutdown_send, error);
            m_buffer.clear();
            std::size_t drainedBytes = 0;
            while (!error && drainedBytes < drainLimitBytes) {
                drainedBytes += co_await m_stream.async_read_some(
                    m_buffer.prepare(watchReadBytes), asio::redirect_error(asio::use_awaitable, error));
            }
        } else {
            co_await m_stream.async_shutdown(asio::redirect_error(asio::use_awaitable, error));
        }
    }

    ConnectionContext &m_context;
    ConnectionHold &m_hold;
    Stream &m_stream;
    std::string m_peerAddress;
    beast::flat_buffer m_buffer;
};

} // namespace

asio::awaitable<void> serveConnection(std::shared_ptr<ConnectionContext> context,
                                      std::shared_ptr<ConnectionHold> hold, asio::ip::tcp::socket socket)
{
    error_code error;
    const auto endpoint = socket.remote_endpoint(error);
    if (error)
        co_return;
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    std::string peerAddress = endpoint.address().to_string();
    if (!context->options.tls) {
        beast::tcp_stream stream(std::move(socket));
        Connection connection(*context, *hold, stream, std::move(peerAddress));
        co_await connection.run();
        co_return;
    }
    beast::ssl_stream<beast::tcp_stream> stream(beast::tcp_stream(std::move(socket)), *context->options.tls);
    beast::get_lowest_layer(stream).expires_after(context->options.headerDeadlineMs);
    co_await stream.async_handshake(asio::ssl::stream_base::server,
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error) {
        spdlog::debug("{}: TLS handshake failed: {}", peerAddress, error.message());
        co_return;
    }
    Connection connection(*context, *hold, stream, std::move(peerAddress));
    co_await connection.run();
}

} // namespace tillwright::http
