#include "http/connection.h"

#include "http/byte_stream.h"
#include "http/request_parsing.h"
#include "http/request_scope.h"
#include "http/response_writing.h"

#include <algorithm>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/ssl/error.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core/error.hpp>
#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/parser.hpp>
#include <boost/beast/http/rfc7230.hpp>
#include <boost/beast/http/string_body.hpp>
#include <spdlog/spdlog.h>

namespace tillwright::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace beast_http = boost::beast::http;
using boost::system::error_code;

namespace {

/// Read while a handler runs, only to notice that the peer has gone (or to keep the start of its next request).
constexpr std::size_t watchReadBytes = 512;
/// At once, of a request.
constexpr std::size_t readMaxBytes = 16 * 1024;

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

class Connection
{
public:
    Connection(ConnectionContext &context, ConnectionHold &hold, ByteStream &stream, Peer peer)
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

    asio::awaitable<bool> waitForNextRequest()
    {
        m_stream.expireAfter(m_context.options.idleDeadlineMs);
        error_code error;
        m_buffer.commit(co_await m_stream.readSome(m_buffer.prepare(watchReadBytes), error));
        co_return !error;
    }

    struct ReadRequest {
        Request request;
        bool isHead = false;
        bool keepsAlive = false;
    };

    /// True: the connection takes another request.
    asio::awaitable<bool> serveOne(Deadline deadline)
    {
        auto read = co_await readRequest(deadline);
        if (!read)
            co_return false;
        m_hold.busy = true;
        const std::string id = read->request.id;
        auto response = co_await handleWatched(std::move(read->request));
        if (!response || response->drop)
            co_return false;
        response->headers.set("X-Request-Id", id);
        if (response->cut) {
            co_await writeHeaderOnly(*response);
            co_return false;
        }
        const bool goesOn = read->keepsAlive && !response->close && !m_context.stopping;
        const auto error = co_await write(*response, goesOn, read->isHead);
        m_hold.busy = false;
        if (error == beast::error::timeout)
            m_context.refusals.count(Refusal::Slow);
        if (!error && !goesOn)
            co_await m_stream.closePolitely();
        co_return !error && goesOn;
    }

    /// Nothing: it was refused, or the peer has gone. Apart from serveOne(), because what is needed to read should not stay in
    /// memory while thousands of requests are held.
    asio::awaitable<std::optional<ReadRequest>> readRequest(Deadline deadline)
    {
        const auto &options = m_context.options;
        Parser parser;
        // The parser's limit is hit by a header of exactly that size, hence one more.
        parser.header_limit(static_cast<std::uint32_t>(options.headerLimitBytes + 1));
        // Set once the header is there: what it says decides how much may come.
        parser.body_limit(boost::none);
        // Set once: every read and write from here to the end of the body has this one deadline.
        m_stream.expireAt(deadline);
        error_code error = co_await readInto(parser, &Parser::is_header_done);
        if (!error && parser.get().target().size() > options.targetLimitBytes) {
            co_await refuse(Refusal::TargetTooLong);
            co_return std::nullopt;
        }
        if (!error) {
            const auto limitBytes = bodyLimitOf(options, parser.get());
            parser.body_limit(limitBytes);
            // Beast looks at an announced length while it reads the header, and not again.
            if (parser.content_length().value_or(0) > limitBytes)
                error = beast_http::error::body_limit;
        }
        if (!error && beast_http::token_list(parser.get()[beast_http::field::expect]).exists("100-continue"))
            co_await m_stream.write(continueBytes(), error);
        if (!error) {
            parser.eager(true);
            error = co_await readInto(parser, &Parser::is_done);
        }
        if (error) {
            if (const auto refusal = refusalOf(error))
                co_await refuse(isLineTooLong(*refusal) ? Refusal::TargetTooLong : *refusal);
            co_return std::nullopt;
        }
        const bool isHead = parser.get().method() == beast_http::verb::head;
        const bool keepsAlive = parser.keep_alive();
        auto request = toRequest(parser.release(), m_peer, options.trustedProxies);
        if (request)
            co_return readResult(std::move(*request), isHead, keepsAlive);
        m_context.refusals.count(Refusal::Malformed);
        co_await answerAndDrain(problemResponse(request.error()));
        co_return std::nullopt;
    }

    static std::optional<ReadRequest> readResult(Request request, bool isHead, bool keepsAlive)
    {
        return ReadRequest{std::move(request), isHead, keepsAlive};
    }

    using Parser = beast_http::request_parser<beast_http::string_body>;

    /// Reads until the parser says so. Beast's own operations would do the same, at several times the cost to compile.
    asio::awaitable<error_code> readInto(Parser &parser, bool (Parser::*isReady)() const)
    {
        error_code error;
        while (!(parser.*isReady)()) {
            if (m_buffer.size() > 0) {
                m_buffer.consume(parser.put(m_buffer.data(), error));
                if (error && error != beast_http::error::need_more)
                    co_return error;
                if (!error)
                    continue;
                error = {};
            }
            // Little at first: most requests are short, and the buffer stays as long as the connection.
            const auto room =
                std::min({readMaxBytes, std::max(watchReadBytes, m_buffer.capacity() - m_buffer.size()),
                          m_buffer.max_size() - m_buffer.size()});
            if (room == 0)
                co_return beast_http::error::buffer_overflow;
            m_buffer.commit(co_await m_stream.readSome(m_buffer.prepare(room), error));
            if (error == asio::error::eof || error == asio::ssl::error::stream_truncated)
                co_return parser.got_some() ? beast_http::error::partial_message
                                            : beast_http::error::end_of_stream;
            if (error)
                co_return error;
        }
        co_return error;
    }

    /// Nothing: the peer went away and the handler was cancelled.
    asio::awaitable<std::optional<Response>> handleWatched(Request request)
    {
        using namespace asio::experimental::awaitable_operators;
        m_stream.expireNever();
        auto outcome =
            co_await (runInScope(m_context, m_stream.executor(), std::move(request)) || untilPeerIsGone());
        if (outcome.index() == 0)
            co_return std::move(std::get<0>(outcome));
        spdlog::debug("{}: the client went away before its answer", m_peer.address.to_string());
        co_return std::nullopt;
    }

    asio::awaitable<void> untilPeerIsGone()
    {
        while (m_buffer.size() + watchReadBytes <= m_buffer.max_size()) {
            error_code error;
            m_buffer.commit(co_await m_stream.readSome(m_buffer.prepare(watchReadBytes), error));
            // Also when it is cancelled because the handler is done: then the handler was first, and this end counts for nothing.
            if (error)
                co_return;
        }
        // A peer that pipelines this much is watched no longer; its handler simply ends in its own time.
        asio::steady_timer never(m_stream.executor(), asio::steady_timer::time_point::max());
        co_await never.async_wait(asio::use_awaitable);
    }

    static ByteStream::Parts continueBytes()
    {
        static constexpr std::string_view text = "HTTP/1.1 100 Continue\r\n\r\n";
        return {asio::buffer(text.data(), text.size()), {}};
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
            co_await m_stream.closePolitely();
    }

    asio::awaitable<void> writeHeaderOnly(const Response &response)
    {
        m_stream.expireAfter(m_context.options.writeDeadlineMs);
        const auto head = responseHead(response, std::max<std::size_t>(response.body.size(), 1), false);
        error_code error;
        co_await m_stream.write(partsOf(head, {}), error);
    }

    asio::awaitable<error_code> write(const Response &response, bool keepsAlive, bool isHead)
    {
        m_stream.expireAfter(m_context.options.writeDeadlineMs);
        const auto head = responseHead(response, response.body.size(), keepsAlive);
        const std::string_view body =
            isHead || !hasBody(response) ? std::string_view() : std::string_view(response.body);
        error_code error;
        co_await m_stream.write(partsOf(head, body), error);
        co_return error;
    }

    static ByteStream::Parts partsOf(const std::string &head, std::string_view body)
    {
        return {asio::buffer(head), asio::buffer(body.data(), body.size())};
    }

    ConnectionContext &m_context;
    ConnectionHold &m_hold;
    ByteStream &m_stream;
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
        const auto stream = makePlainStream(std::move(socket));
        Connection connection(*context, *hold, *stream, std::move(peer));
        co_await connection.run(deadline);
        co_return;
    }
    const auto stream = co_await acceptTlsStream(std::move(socket), std::move(tls), deadline, error);
    if (error) {
        context->refusals.count(error == beast::error::timeout ? Refusal::Slow : Refusal::TlsFailed);
        spdlog::debug("{}: TLS handshake failed: {}", peer.address.to_string(), error.message());
        co_return;
    }
    Connection connection(*context, *hold, *stream, std::move(peer));
    co_await connection.run(deadline);
}

} // namespace tillwright::http
