#pragma once

#include "backend/checkouts/order_refresher.h"
#include "backend/checkouts/order_watch.h"
#include "backend/checkouts/shared_flights.h"
#include "backend/store/store.h"
#include "http/router.h"

#include <chrono>
#include <functional>
#include <string>

namespace tillwright::backend::http {

/// How long `/readyz` waits for the store before it says that the store is out. Below the time limits of who asks.
inline constexpr std::chrono::milliseconds readyProbeLimitMs{1'000};

/// `/livez`, `/readyz` and `/metrics`: for the machine, not to be reachable from outside. For one thread.
class OperationsRoutes
{
public:
    /// `metricsText` gives what `/metrics` answers.
    OperationsRoutes(boost::asio::any_io_executor executor, store::Store &store,
                     const checkouts::OrderRefresher &refresher, const checkouts::OrderWatch &watch,
                     checkouts::NowMs nowMs, std::function<std::string()> metricsText,
                     std::chrono::milliseconds probeLimitMs = readyProbeLimitMs);

    [[nodiscard]] boost::asio::awaitable<tillwright::http::Response>
    handle(tillwright::http::Request request) const;
    /// Empty for what is not one of these.
    [[nodiscard]] std::string_view routeOf(const tillwright::http::Request &request) const;
    /// Returns once the store is not being asked any more.
    boost::asio::awaitable<void> drain() { return m_probes.drain(); }

private:
    using Request = tillwright::http::Request;
    using Answer = boost::asio::awaitable<tillwright::http::Response>;

    Answer live(Request request);
    Answer ready(Request request);
    Answer metrics(Request request);
    boost::asio::awaitable<bool> storeWorks();
    boost::asio::awaitable<bool> probe();
    [[nodiscard]] checkouts::SharedFlights<int, bool>::FlightPtr startProbe();

    store::Store &m_store;
    const checkouts::OrderRefresher &m_refresher;
    const checkouts::OrderWatch &m_watch;
    checkouts::NowMs m_nowMs;
    std::function<std::string()> m_metricsText;
    std::chrono::milliseconds m_probeLimitMs;
    /// One at a time however many ask: a store that hangs is not buried under questions.
    checkouts::SharedFlights<int, bool> m_probes;
    tillwright::http::Router m_router;
};

} // namespace tillwright::backend::http
