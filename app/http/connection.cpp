#include "http/connection.h"

#include "http/request_parsing.h"
#include "http/request_scope.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
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

using Deadline = std::chrono::steady_clock::time_point;

Deadline deadlineFromNow(const ServerOptions &options)
{
    return std::chrono::steady_clock::now() + options.requestDeadlineMs;
}

/// What the handler makes of the request; its failures become a 500. Rethrows only our own cancellation.
asio::awaitable<Response> runHandler(const ConnectionContext &context, Request request)
{
    const std::string id = request.id;
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
        spdlog::error("the handler failed: {}", error.what());
    } catch (...) {
        spdlog::error("the handler failed");
    }
    Problem problem;
    problem.status = 500;
    problem.type = "internal";
    problem.detail = "Something went wrong on our side; the request id " + id + " names it.";
    co_return problemResponse(problem);
}

/// The same on an executor that tells the log of the request. Not a coroutine, so that nothing is copied into one.
asio::awaitable<Response> runInScope(const ConnectionContext &context, asio::any_io_executor executor,
                                     Request request)
{
    auto scope = std::make_shared<RequestScope>();
    scope->id = request.id;
    return asio::co_spawn(withRequestScope(std::move(executor), std::move(scope)),
                          runHandler(context, std::move(request)), asio::use_awaitable);
}

/// Which refusal an error while reading is; nothing when the peer ended or broke the connection.
std::optional<Refusal> refusalOf(const error_code &error)
{
    if (error == beast::error::timeout)
        return Refusal::Slow;
    if (error == beast_http::error::header_limit || error == beast_http::error::buffer_overflow)
        return Refusal::HeaderTooLarge;
    if (error == beast_http::error::body_limit)
        return Refusal::BodyTooLarge;
    if (error.category() == error_code(beast_http::error::bad_method).category()
        && error != beast_http::error::end_of_stream && error != beast_http::error::partial_message)
        return Refusal::Malformed;
    return std::nullopt;
}

/// What is answered; nothing for who is too slow to hear it.
std::optional<Problem> problemOf(Refusal refusal)
{
    Problem problem;
    switch (refusal) {
    case Refusal::HeaderTooLarge:
        problem.status = 431;
        problem.type = "header-too-large";
        problem.detail = "The request's header is over the limit.";
        return problem;
    case Refusal::TargetTooLong:
        problem.status = 414;
        problem.type = "target-too-long";
        problem.detail = "The request's path and query are over the limit.";
        return problem;
    case Refusal::BodyTooLarge:
        problem.status = 413;
        problem.type = "body-too-large";
        problem.detail = "The request's body is over the limit.";
        return problem;
    case Refusal::Malformed:
        problem.status = 400;
        problem.type = "malformed-request";
        problem.detail = "The request is not valid HTTP.";
        return problem;
    case Refusal::Slow:
    case Refusal::TooManyConnections:
    case Refusal::TooManyFromAddress:
    case Refusal::TlsFailed:
        break;
    }
    return std::nullopt;
}

template<typename Stream> class Connection
{
public:
    Connection(ConnectionContext &context, ConnectionHold &hold, Stream &stream, Peer peer)
        : m_context(context), m_hold(hold), m_stream(stream), m_peer(std::move(peer)),
          m_buffer(context.options.headerLimitBytes + bufferReserveBytes)
    {
    }

    /// `deadline` is the first request's.
    asio::awaitable<void> run(Deadline deadline)
    {
        bool isFirst = true;
        while (!m_context.stopping) {
            if (!isFirst) {
                if (m_buffer.size() == 0 && !co_await waitForNextRequest())
                    co_return;
                deadline = deadlineFromNow(m_context.options);
            }
            isFirst = false;
            if (!co_await serveOne(deadline))
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
    asio::awaitable<bool> serveOne(Deadline deadline)
    {
        const auto &options = m_context.options;
        beast_http::request_parser<beast_http::string_body> parser;
        // The parser's limit is hit by a header of exactly that size, hence one more.
        parser.header_limit(static_cast<std::uint32_t>(options.headerLimitBytes + 1));
        parser.body_limit(options.bodyLimitBytes);
        error_code error;
        // Set once: every read and write from here to the end of the body has this one deadline.
        transport().expires_at(deadline);
        co_await beast_http::async_read_header(m_stream, m_buffer, parser,
                                               asio::redirect_error(asio::use_awaitable, error));
        if (!error && parser.get().target().size() > options.targetLimitBytes) {
            co_await refuse(Refusal::TargetTooLong);
            co_return false;
        }
        if (!error && beast_http::token_list(parser.get()[beast_http::field::expect]).exists("100-continue"))
            co_await sendContinue(error);
        if (!error)
            co_await beast_http::async_read(m_stream, m_buffer, parser,
                                            asio::redirect_error(asio::use_awaitable, error));
        if (error) {
            if (const auto refusal = refusalOf(error))
                co_await refuse(isLineTooLong(*refusal) ? Refusal::TargetTooLong : *refusal);
            co_return false;
        }
        const bool isHead = parser.get().method() == beast_http::verb::head;
        const bool keepsAlive = parser.keep_alive();
        auto request = toRequest(parser.release(), m_peer, options.trustedProxies);
        if (!request) {
            m_context.refusals.count(Refusal::Malformed);
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
        if (error == beast::error::timeout)
            m_context.refusals.count(Refusal::Slow);
        if (!error && !goesOn)
            co_await closePolitely();
        co_return !error && goesOn;
    }

    /// Nothing: the peer went away and the handler was cancelled.
    asio::awaitable<std::optional<Response>> handleWatched(Request request)
    {
        using namespace asio::experimental::awaitable_operators;
        transport().expires_never();
        auto outcome = co_await (runInScope(m_context, m_stream.get_executor(), std::move(request))
                                 || untilPeerIsGone());
        if (outcome.index() == 0)
            co_return std::move(std::get<0>(outcome));
        spdlog::debug("{}: the client went away before its answer", m_peer.address.to_string());
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

    /// A header that is over its limit although its first line has not ended is a target that is too long.
    [[nodiscard]] bool isLineTooLong(Refusal refusal) const
    {
        const auto *bytes = static_cast<const char *>(m_buffer.data().data());
        return refusal == Refusal::HeaderTooLarge
            && std::string_view(bytes, m_buffer.size()).find('\n') == std::string_view::npos;
    }

    asio::awaitable<void> refuse(Refusal refusal)
    {
        m_context.refusals.count(refusal);
        spdlog::debug("{}: refused: {}", m_peer.address.to_string(), refusalWord(refusal));
        if (const auto problem = problemOf(refusal))
            co_await answerAndDrain(problemResponse(*problem));
    }

    asio::awaitable<void> answerAndDrain(Response response)
    {
        response.headers.set("X-Request-Id", requestIdFrom({}));
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
    Peer m_peer;
    beast::flat_buffer m_buffer;
};

} // namespace

asio::awaitable<void> serveConnection(std::shared_ptr<ConnectionContext> context,
                                      std::shared_ptr<ConnectionHold> hold, asio::ip::tcp::socket socket,
                                      std::shared_ptr<asio::ssl::context> tls)
{
    error_code error;
    Peer peer;
    peer.address = socket.remote_endpoint(error).address();
    if (error)
        co_return;
    peer.isTrustedProxy = isInAny(context->options.trustedProxies, peer.address);
    socket.set_option(asio::ip::tcp::no_delay(true), error);
    const auto deadline = deadlineFromNow(context->options);
    if (!tls) {
        beast::tcp_stream stream(std::move(socket));
        Connection connection(*context, *hold, stream, std::move(peer));
        co_await connection.run(deadline);
        co_return;
    }
    beast::ssl_stream<beast::tcp_stream> stream(beast::tcp_stream(std::move(socket)), *tls);
    beast::get_lowest_layer(stream).expires_at(deadline);
    co_await stream.async_handshake(asio::ssl::stream_base::server,
                                    asio::redirect_error(asio::use_awaitable, error));
    if (error) {
        context->refusals.count(error == beast::error::timeout ? Refusal::Slow : Refusal::TlsFailed);
        spdlog::debug("{}: TLS handshake failed: {}", peer.address.to_string(), error.message());
        co_return;
    }
    Connection connection(*context, *hold, stream, std::move(peer));
    co_await connection.run(deadline);
}

} // namespace tillwright::http
