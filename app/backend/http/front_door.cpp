#include "backend/http/front_door.h"

#include "http/log.h"

#include <boost/asio/this_coro.hpp>
#include <exception>

namespace tillwright::backend::http {

namespace asio = boost::asio;
using tillwright::http::LogField;
using Clock = std::chrono::steady_clock;

FrontDoor::Asked FrontDoor::askedOf(const tillwright::http::Request &request) const
{
    Asked asked;
    asked.method = request.method;
    asked.route = m_operations.routeOf(request);
    asked.isOperation = !asked.route.empty();
    if (!asked.isOperation)
        asked.route = m_routes.routeOf(request);
    asked.clientAddress = request.clientAddress;
    if (request.sentId != request.id)
        asked.sentId = request.sentId;
    asked.start = Clock::now();
    return asked;
}

void FrontDoor::tell(const Asked &asked, int status) const
{
    const auto took = Clock::now() - asked.start;
    m_metrics.countRequest(asked.method, asked.route, status, took);
    const auto tookMs = std::chrono::duration_cast<std::chrono::milliseconds>(took).count();
    tillwright::http::logInfo("request",
                              {LogField("method", asked.method),
                               LogField("route", asked.route.empty() ? "unknown" : asked.route),
                               LogField("status", status), LogField("duration_ms", tookMs),
                               LogField("client", asked.clientAddress), LogField("sent_id", asked.sentId)});
}

asio::awaitable<tillwright::http::Response> FrontDoor::pass(const Asked &asked,
                                                            tillwright::http::Request request) const
{
    return asked.isOperation ? m_operations.handle(std::move(request)) : m_routes.handle(std::move(request));
}

asio::awaitable<tillwright::http::Response> FrontDoor::handle(tillwright::http::Request request) const
{
    const auto asked = askedOf(request);
    std::exception_ptr failure;
    try {
        auto response = co_await pass(asked, std::move(request));
        tell(asked, response.status);
        co_return response;
    } catch (...) {
        failure = std::current_exception();
    }
    // Cancelled: the client has gone. Anything else the server answers with 500.
    const auto cancellation = co_await asio::this_coro::cancellation_state;
    tell(asked, cancellation.cancelled() == asio::cancellation_type::none ? 500 : 0);
    std::rethrow_exception(failure);
}

} // namespace tillwright::backend::http
