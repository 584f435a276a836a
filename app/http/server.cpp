#include "http/server.h"

#include "http/connection.h"
#include "http/request_parsing.h"

#include <atomic>
#include <boost/asio/bind_cancellation_slot.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/redirect_error.hpp>
#include <boost/asio/ssl/context.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/strand.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <charconv>
#include <map>
#include <optional>
#include <set>
#include <spdlog/spdlog.h>

namespace tillwright::http {

namespace asio = boost::asio;
using boost::system::error_code;
using tcp = asio::ip::tcp;

namespace {

/// When accepting fails (no file descriptors left), it is tried again after this.
constexpr std::chrono::milliseconds acceptRetryMs{100};
/// How long stop() waits for cancelled connections before it gives them up.
constexpr std::chrono::milliseconds stopAbandonMs{5'000};
/// When a client that was turned away may come again.
constexpr int turnedAwayRetryS = 1;

std::optional<tcp::endpoint> parseListen(std::string_view listen)
{
    const auto colon = listen.rfind(':');
    if (colon == std::string_view::npos)
        return std::nullopt;
    auto host = listen.substr(0, colon);
    const auto portText = listen.substr(colon + 1);
    if (host.starts_with('[') && host.ends_with(']'))
        host = host.substr(1, host.size() - 2);
    unsigned short port = 0;
    const auto [stop, code] = std::from_chars(portText.data(), portText.data() + portText.size(), port);
    if (code != std::errc() || stop != portText.data() + portText.size())
        return std::nullopt;
    error_code error;
    const auto address = asio::ip::make_address(std::string(host), error);
    if (error)
        return std::nullopt;
    return tcp::endpoint(address, port);
}

Response turnedAway(Refusal refusal)
{
    Problem problem;
    problem.status = 503;
    if (refusal == Refusal::TooManyFromAddress) {
        problem.type = "too-many-from-address";
        problem.detail = "Too many connections come from your address. Use fewer, or come again in a moment.";
    } else {
        problem.type = "too-many-connections";
        problem.detail = "There are too many connections. Come again in a moment.";
    }
    return problemResponse(problem);
}

} // namespace

/// Everything but `listenAddress`, `port` (written once by start()) and the atomics is touched on `strand` only.
struct Server::Core : std::enable_shared_from_this<Server::Core> {
    Core(asio::any_io_executor executorOfConnections, ServerOptions options, Handler handler)
        : executor(std::move(executorOfConnections)), strand(asio::make_strand(executor)), acceptor(strand),
          drained(strand), context(std::make_shared<ConnectionContext>()), tls(options.tls)
    {
        context->options = std::move(options);
        context->handler = std::move(handler);
    }

    asio::any_io_executor executor;
    asio::strand<asio::any_io_executor> strand;
    tcp::acceptor acceptor;
    /// Ends early when the last connection goes.
    asio::steady_timer drained;
    std::shared_ptr<ConnectionContext> context;
    /// What new connections use; context->options has the one of the start.
    std::shared_ptr<asio::ssl::context> tls;
    std::set<std::shared_ptr<ConnectionHold>> holds;
    std::map<std::string, std::size_t> countByAddressGroup;
    std::atomic<std::size_t> connectionCount = 0;
    std::string listenAddress;
    unsigned short port = 0;

    tl::expected<void, std::string> listen()
    {
        const auto &text = context->options.listen;
        const auto endpoint = parseListen(text);
        if (!endpoint)
            return tl::unexpected("'" + text
                                  + "' is not an address to listen on; write a numeric host and a port, "
                                    "for example 127.0.0.1:8080");
        error_code error;
        acceptor.open(endpoint->protocol(), error);
        if (!error)
            acceptor.set_option(asio::socket_base::reuse_address(true), error);
        if (!error)
            acceptor.bind(*endpoint, error);
        if (!error)
            acceptor.listen(asio::socket_base::max_listen_connections, error);
        if (error)
            return tl::unexpected("cannot listen on " + text + ": " + error.message()
                                  + "; choose another port, or 0 for any free one");
        const auto local = acceptor.local_endpoint();
        port = local.port();
        const std::string host = local.address().to_string();
        listenAddress = (local.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(port);
        return {};
    }

    asio::awaitable<void> accept()
    {
        while (acceptor.is_open()) {
            error_code error;
            asio::any_io_executor connectionStrand = asio::make_strand(executor);
            auto socket = co_await acceptor.async_accept(connectionStrand,
                                                         asio::redirect_error(asio::use_awaitable, error));
            if (error == asio::error::operation_aborted)
                co_return;
            if (error) {
                spdlog::warn("cannot accept a connection: {}", error.message());
                asio::steady_timer pause(strand, acceptRetryMs);
                co_await pause.async_wait(asio::redirect_error(asio::use_awaitable, error));
                continue;
            }
            admit(connectionStrand, std::move(socket));
        }
    }

    void admit(const asio::any_io_executor &connectionStrand, tcp::socket socket)
    {
        const auto &options = context->options;
        error_code error;
        const auto peer = socket.remote_endpoint(error);
        if (error)
            return; // It has gone already.
        std::string group;
        if (options.connectionsPerAddressMax > 0 && !isInAny(options.trustedProxies, peer.address()))
            group = addressGroupOf(peer.address());
        if (holds.size() >= options.connectionsMax)
            turnAway(socket, Refusal::TooManyConnections);
        else if (!group.empty() && countOf(group) >= options.connectionsPerAddressMax)
            turnAway(socket, Refusal::TooManyFromAddress);
        else
            take(connectionStrand, std::move(group), std::move(socket));
    }

    [[nodiscard]] std::size_t countOf(const std::string &group) const
    {
        const auto found = countByAddressGroup.find(group);
        return found == countByAddressGroup.end() ? 0 : found->second;
    }

    void turnAway(tcp::socket &socket, Refusal refusal)
    {
        context->refusals.count(refusal);
        if (tls)
            return;
        const auto problem = turnedAway(refusal);
        const auto answer = "HTTP/1.1 503 Service Unavailable\r\nContent-Type: application/problem+json\r\n"
                            "Cache-Control: no-store\r\nContent-Length: "
            + std::to_string(problem.body.size()) + "\r\nRetry-After: " + std::to_string(turnedAwayRetryS)
            + "\r\nX-Request-Id: " + requestIdFrom({}) + "\r\nConnection: close\r\n\r\n" + problem.body;
        error_code error;
        socket.non_blocking(true, error);
        socket.write_some(asio::buffer(answer), error);
        if (error)
            spdlog::debug("a connection over the limit got no answer: {}", error.message());
    }

    void take(const asio::any_io_executor &connectionStrand, std::string group, tcp::socket socket)
    {
        auto hold = std::make_shared<ConnectionHold>();
        hold->strand = connectionStrand;
        hold->addressGroup = std::move(group);
        holds.insert(hold);
        if (!hold->addressGroup.empty())
            ++countByAddressGroup[hold->addressGroup];
        connectionCount = holds.size();
        auto self = shared_from_this();
        asio::co_spawn(connectionStrand, serveConnection(context, hold, std::move(socket), tls),
                       asio::bind_cancellation_slot(hold->cancel.slot(), [self, hold](std::exception_ptr) {
                           // Only a cancellation ends a connection by an exception: there is nobody to tell.
                           asio::post(self->strand, [self, hold] { self->release(hold); });
                       }));
    }

    void release(const std::shared_ptr<ConnectionHold> &hold)
    {
        holds.erase(hold);
        if (const auto found = countByAddressGroup.find(hold->addressGroup);
            found != countByAddressGroup.end() && --found->second == 0)
            countByAddressGroup.erase(found);
        connectionCount = holds.size();
        if (holds.empty())
            drained.cancel();
    }

    void cancelConnections(bool alsoBusy)
    {
        for (const auto &hold : holds) {
            asio::post(hold->strand, [hold, alsoBusy] {
                if (alsoBusy || !hold->busy)
                    hold->cancel.emit(asio::cancellation_type::terminal);
            });
        }
    }

    asio::awaitable<void> waitDrained(std::chrono::milliseconds limitMs)
    {
        if (holds.empty())
            co_return;
        error_code error;
        drained.expires_after(limitMs);
        co_await drained.async_wait(asio::redirect_error(asio::use_awaitable, error));
    }

    asio::awaitable<void> stop()
    {
        context->stopping = true;
        closeAcceptor();
        cancelConnections(false);
        co_await waitDrained(context->options.stopGraceMs);
        cancelConnections(true);
        co_await waitDrained(stopAbandonMs);
        if (!holds.empty())
            spdlog::warn("{} connections did not end in time", holds.size());
    }

    void closeAcceptor()
    {
        error_code error;
        acceptor.close(error);
    }
};

Server::Server(asio::any_io_executor executor, ServerOptions options, Handler handler)
    : m_core(std::make_shared<Core>(std::move(executor), std::move(options), std::move(handler)))
{
}

Server::~Server()
{
    m_core->context->stopping = true;
    asio::post(m_core->strand, [core = m_core] {
        core->closeAcceptor();
        core->cancelConnections(true);
    });
}

tl::expected<void, std::string> Server::start()
{
    if (auto listening = m_core->listen(); !listening)
        return listening;
    // The core is kept alive by its own accept loop.
    asio::co_spawn(
        m_core->strand, [core = m_core] { return core->accept(); }, [core = m_core](std::exception_ptr) {});
    return {};
}

std::string Server::listenAddress() const
{
    return m_core->listenAddress;
}

unsigned short Server::port() const
{
    return m_core->port;
}

std::size_t Server::connectionCount() const
{
    return m_core->connectionCount;
}

const RefusalCounters &Server::refusals() const
{
    return m_core->context->refusals;
}

void Server::renewTls(std::shared_ptr<asio::ssl::context> tls)
{
    asio::post(m_core->strand, [core = m_core, tls = std::move(tls)]() mutable {
        if (core->tls && tls)
            core->tls = std::move(tls);
    });
}

asio::awaitable<void> Server::stop()
{
    auto core = m_core;
    co_await asio::co_spawn(core->strand, core->stop(), asio::use_awaitable);
}

} // namespace tillwright::http
