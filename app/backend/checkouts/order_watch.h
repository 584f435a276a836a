#pragma once

#include "backend/checkouts/steady_time.h"

#include <string>
#include <unordered_map>

namespace tillwright::backend::checkouts {

/// Wakes the requests that are held until an order changes. For one thread.
class OrderWatch
{
public:
    explicit OrderWatch(SteadyTime &time) : m_time(time) {}
    OrderWatch(const OrderWatch &) = delete;
    OrderWatch &operator=(const OrderWatch &) = delete;

    /// One held request. Enter before reading the order: a change between the reading and the waiting then still
    /// wakes it.
    class Waiter
    {
    public:
        Waiter(OrderWatch &watch, const std::string &cliveTxId);
        ~Waiter();
        Waiter(const Waiter &) = delete;
        Waiter &operator=(const Waiter &) = delete;
        /// Returns at `until`, or as soon as wake() or close() was called since the last return.
        boost::asio::awaitable<void> waitUntil(SteadyTime::Point until);

    private:
        friend class OrderWatch;
        OrderWatch &m_watch;
        std::unordered_multimap<std::string, Waiter *>::iterator m_place;
        std::unique_ptr<SteadyTime::Alarm> m_alarm;
        bool m_woken = false;
    };

    /// An empty id wakes everybody.
    void wake(const std::string &cliveTxId);
    /// The program ends: wakes everybody, and holds nobody from now on.
    void close();
    [[nodiscard]] bool isClosed() const noexcept { return m_closed; }
    [[nodiscard]] std::size_t heldCount() const noexcept { return m_waiters.size(); }

private:
    SteadyTime &m_time;
    std::unordered_multimap<std::string, Waiter *> m_waiters;
    bool m_closed = false;
};

} // namespace tillwright::backend::checkouts
