#pragma once

#include "backend/checkouts/order_watch.h"
#include "backend/checkouts/shared_flights.h"
#include "backend/clive/clive_api.h"
#include "backend/store/store.h"
#include "contract/device_config.h"

#include <cstdint>

namespace tillwright::backend::checkouts {

/// Milliseconds since 1970, UTC. May jump.
using NowMs = std::function<std::int64_t()>;

/// Asks Clive about one order and applies the answer. Requests for the same order at the same time share one
/// question.
class OrderRefresher
{
public:
    /// Whether Clive answered and its answer was applied.
    using Flight = SharedFlights<std::string, bool>::FlightPtr;

    OrderRefresher(boost::asio::any_io_executor executor, store::Store &store, clive::CliveApi &clive,
                   contract::CliveStatusMap statuses, OrderWatch &watch, NowMs now);

    /// The order's waiters are woken when the flight has landed.
    [[nodiscard]] Flight start(const std::string &cliveTxId);
    boost::asio::awaitable<bool> refresh(std::string cliveTxId);
    /// False while a question would fail unasked (clive/circuit_breaker.h).
    [[nodiscard]] bool mayAskClive() const { return m_clive.mayBeAsked(); }
    /// Returns once nobody asks any more.
    boost::asio::awaitable<void> drain() { return m_flights.drain(); }
    /// Whether the last request to Clive was answered: for `/readyz` and `GET /v1/config`. Never `Unknown`.
    using CliveReach = contract::CliveReach;
    [[nodiscard]] CliveReach cliveReach() const noexcept { return m_cliveReach; }
    void noteCliveReach(bool reached) noexcept;

private:
    boost::asio::awaitable<bool> askAndApply(std::string cliveTxId);
    void wakeLater(const std::string &cliveTxId);

    boost::asio::any_io_executor m_executor;
    store::Store &m_store;
    clive::CliveApi &m_clive;
    contract::CliveStatusMap m_statuses;
    OrderWatch &m_watch;
    NowMs m_now;
    CliveReach m_cliveReach = CliveReach::NotAsked;
    SharedFlights<std::string, bool> m_flights;
};

} // namespace tillwright::backend::checkouts
