#pragma once

#include "backend/checkouts/order_refresher.h"

#include <chrono>

namespace tillwright::backend::checkouts {

/// Between two looks for orders whose check is due.
inline constexpr std::chrono::milliseconds reconcilePauseMs{30'000};
/// As many orders are taken from the store at a time.
inline constexpr std::size_t reconcileBatchMax = 20;

/// Asks Clive about every order that is not final, abandoned ones included, on the schedule of
/// store/check_schedule.h: a payment whose webhook got lost is found although no kiosk asks any more (law 3).
class OrderReconciler
{
public:
    OrderReconciler(store::Store &store, OrderRefresher &refresher, const OrderWatch &watch, NowMs now)
        : m_store(store), m_refresher(refresher), m_watch(watch), m_now(std::move(now))
    {
    }

    /// Asks about all that are due, one after another, so that it never crowds the kiosks out. The next check of each
    /// is on disk before it is asked about: a crash or a failure costs a pause and no order. While Clive is not asked
    /// because it fails, none is taken.
    boost::asio::awaitable<void> checkDue();

private:
    store::Store &m_store;
    OrderRefresher &m_refresher;
    const OrderWatch &m_watch;
    NowMs m_now;
};

} // namespace tillwright::backend::checkouts
