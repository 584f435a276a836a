#include "backend/http/operations_routes.h"

#include "http/message.h"

#include <boost/asio/experimental/awaitable_operators.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/spdlog.h>

namespace tillwright::backend::http {

namespace asio = boost::asio;
namespace json = boost::json;
using tillwright::http::jsonResponse;
using tillwright::http::Response;

namespace {

/// Clive being out does not make this backend useless: it still answers what it knows and takes webhooks.
Response readyAnswer(bool storeWorks, bool stopping, checkouts::OrderRefresher::CliveReach reach)
{
    const bool isReady = storeWorks && !stopping;
    const auto *status = stopping ? "stopping" : isReady ? "ready" : "not_ready";
    return jsonResponse(isReady ? 200 : 503,
                        json::serialize(json::object{{"status", status},
                                                     {"store", storeWorks ? "ok" : "failed"},
                                                     {"clive", contract::cliveReachWord(reach)}}));
}

} // namespace

OperationsRoutes::OperationsRoutes(asio::any_io_executor executor, store::Store &store,
                                   const checkouts::OrderRefresher &refresher,
                                   const checkouts::OrderWatch &watch, checkouts::NowMs nowMs,
                                   std::function<std::string()> metricsText,
                                   std::chrono::milliseconds probeLimitMs)
    : m_store(store), m_refresher(refresher), m_watch(watch), m_nowMs(std::move(nowMs)),
      m_metricsText(std::move(metricsText)), m_probeLimitMs(probeLimitMs), m_probes(std::move(executor))
{
    m_router.add("GET", "/livez", [this](Request request) { return live(std::move(request)); });
    m_router.add("GET", "/readyz", [this](Request request) { return ready(std::move(request)); });
    m_router.add("GET", "/metrics", [this](Request request) { return metrics(std::move(request)); });
}

OperationsRoutes::Answer OperationsRoutes::handle(Request request) const
{
    return m_router.handle(std::move(request));
}

std::string_view OperationsRoutes::routeOf(const Request &request) const
{
    return m_router.templateOf(request);
}

OperationsRoutes::Answer OperationsRoutes::live(Request)
{
    co_return jsonResponse(200, R"({"status":"live"})");
}

asio::awaitable<bool> OperationsRoutes::probe()
{
    const auto probed = co_await m_store.probe(m_nowMs());
    if (!probed)
        spdlog::error("the store does not work: {}", probed.error().cause);
    co_return probed.has_value();
}

checkouts::SharedFlights<int, bool>::FlightPtr OperationsRoutes::startProbe()
{
    return m_probes.start(0, [this] { return probe(); });
}

asio::awaitable<bool> OperationsRoutes::storeWorks()
{
    using namespace asio::experimental::awaitable_operators;
    auto flight = startProbe();
    asio::steady_timer limit(co_await asio::this_coro::executor, m_probeLimitMs);
    // The question itself goes on: a store cannot be told to forget it.
    const auto first = co_await (m_probes.land(std::move(flight)) || limit.async_wait(asio::use_awaitable));
    if (const auto *worked = std::get_if<bool>(&first))
        co_return *worked;
    spdlog::error("the store does not answer within {} ms", m_probeLimitMs.count());
    co_return false;
}

OperationsRoutes::Answer OperationsRoutes::ready(Request)
{
    const bool works = co_await storeWorks();
    co_return readyAnswer(works, m_watch.isClosed(), m_refresher.cliveReach());
}

OperationsRoutes::Answer OperationsRoutes::metrics(Request)
{
    co_return tillwright::http::textResponse(200, m_metricsText(),
                                             "text/plain; version=0.0.4; charset=utf-8");
}

} // namespace tillwright::backend::http
