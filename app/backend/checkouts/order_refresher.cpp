#include "backend/checkouts/order_refresher.h"

#include <boost/asio/post.hpp>
#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

OrderRefresher::OrderRefresher(boost::asio::any_io_executor executor, store::Store &store,
                               clive::CliveApi &clive, contract::CliveStatusMap statuses, OrderWatch &watch,
                               NowMs now)
    : m_executor(executor), m_store(store), m_clive(clive), m_statuses(std::move(statuses)), m_watch(watch),
      m_now(std::move(now)), m_flights(std::move(executor))
{
}

void OrderRefresher::noteCliveReach(bool reached) noexcept
{
    m_cliveReach = reached ? CliveReach::Reached : CliveReach::NotReached;
}

OrderRefresher::Flight OrderRefresher::start(const std::string &cliveTxId)
{
    return m_flights.start(cliveTxId, [this, cliveTxId] { return askAndApply(cliveTxId); });
}

boost::asio::awaitable<bool> OrderRefresher::refresh(std::string cliveTxId)
{
    return SharedFlights<std::string, bool>::land(start(cliveTxId));
}

boost::asio::awaitable<bool> OrderRefresher::askAndApply(std::string cliveTxId)
{
    bool applied = false;
    const auto transaction = co_await m_clive.fetchTransaction(cliveTxId);
    noteCliveReach(transaction.has_value() || transaction.error().hasCliveAnswered());
    if (!transaction) {
        spdlog::warn("Clive gave no status of {}: {}", cliveTxId, transaction.error().cause);
    } else if (transaction->cliveTxId != cliveTxId) {
        // An answer about another transaction must never move this order.
        spdlog::error("Clive was asked about {} and answered about another transaction", cliveTxId);
    } else {
        auto event = transaction->toOrderEvent(m_statuses);
        const auto record = co_await m_store.applyEvent(cliveTxId, std::move(event), m_now());
        if (!record)
            spdlog::error("the status of {} could not be stored: {}", cliveTxId, record.error().cause);
        applied = record.has_value();
    }
    wakeLater(cliveTxId);
    co_return applied;
}

void OrderRefresher::wakeLater(const std::string &cliveTxId)
{
    // Posted, not called: the waiters look at the flight, which lands when the coroutine that calls this returns.
    boost::asio::post(m_executor, [this, cliveTxId] { m_watch.wake(cliveTxId); });
}

} // namespace tillwright::backend::checkouts
