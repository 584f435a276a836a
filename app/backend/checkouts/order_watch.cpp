#include "backend/checkouts/order_watch.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::backend::checkouts {

OrderWatch::Waiter::Waiter(OrderWatch &watch, const std::string &cliveTxId)
    : m_watch(watch), m_place(watch.m_waiters.emplace(cliveTxId, this)), m_timer(watch.m_executor)
{
}

OrderWatch::Waiter::~Waiter()
{
    m_watch.m_waiters.erase(m_place);
}

boost::asio::awaitable<void> OrderWatch::Waiter::waitUntil(std::chrono::steady_clock::time_point until)
{
    if (!m_woken && !m_watch.m_closed) {
        m_timer.expires_at(until);
        co_await m_timer.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
    }
    m_woken = false;
}

void OrderWatch::wake(const std::string &cliveTxId)
{
    const auto [first, last] = m_waiters.equal_range(cliveTxId);
    for (auto place = first; place != last; ++place) {
        place->second->m_woken = true;
        place->second->m_timer.cancel();
    }
}

void OrderWatch::close()
{
    m_closed = true;
    for (const auto &[cliveTxId, waiter] : m_waiters)
        waiter->m_timer.cancel();
}

} // namespace tillwright::backend::checkouts
