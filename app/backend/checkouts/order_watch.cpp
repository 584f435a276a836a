#include "backend/checkouts/order_watch.h"

namespace tillwright::backend::checkouts {

OrderWatch::Waiter::Waiter(OrderWatch &watch, const std::string &cliveTxId)
    : m_watch(watch), m_place(watch.m_waiters.emplace(cliveTxId, this)), m_alarm(watch.m_time.makeAlarm())
{
}

OrderWatch::Waiter::~Waiter()
{
    m_watch.m_waiters.erase(m_place);
}

boost::asio::awaitable<void> OrderWatch::Waiter::waitUntil(SteadyTime::Point until)
{
    if (!m_woken && !m_watch.m_closed)
        co_await m_alarm->waitUntil(until);
    m_woken = false;
}

void OrderWatch::wake(const std::string &cliveTxId)
{
    auto [first, last] = m_waiters.equal_range(cliveTxId);
    if (cliveTxId.empty()) {
        first = m_waiters.begin();
        last = m_waiters.end();
    }
    for (auto place = first; place != last; ++place) {
        place->second->m_woken = true;
        place->second->m_alarm->cancel();
    }
}

void OrderWatch::close()
{
    m_closed = true;
    for (const auto &[cliveTxId, waiter] : m_waiters)
        waiter->m_alarm->cancel();
}

} // namespace tillwright::backend::checkouts
