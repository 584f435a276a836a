#pragma once

#include "http/request_scope.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <utility>

namespace tillwright::backend::checkouts {

/// Work that several requests may ask for at once and that is done once: the first starts it, all get its result.
/// The work runs on its own, so that it goes on when the request that started it goes away. For one thread.
template<typename Key, typename Result> class SharedFlights
{
public:
    class Flight
    {
    public:
        explicit Flight(const boost::asio::any_io_executor &executor)
            : m_landing(executor, boost::asio::steady_timer::time_point::max())
        {
        }
        [[nodiscard]] const std::optional<Result> &result() const noexcept { return m_result; }

    private:
        friend class SharedFlights;
        std::optional<Result> m_result;
        boost::asio::steady_timer m_landing; ///< Never fires; cancelled when the result is there.
    };
    using FlightPtr = std::shared_ptr<Flight>;
    using Work = std::function<boost::asio::awaitable<Result>()>;

    explicit SharedFlights(boost::asio::any_io_executor executor) : m_executor(std::move(executor)) {}

    /// Starts the work unless it is under way for this key. `work` must not throw.
    FlightPtr start(const Key &key, Work work)
    {
        if (const auto found = m_flights.find(key); found != m_flights.end())
            return found->second;
        auto flight = std::make_shared<Flight>(m_executor);
        m_flights.emplace(key, flight);
        // The log names the request that started it, also when that one has gone.
        boost::asio::co_spawn(tillwright::http::withCurrentRequestScope(m_executor),
                              fly(key, flight, std::move(work)), boost::asio::detached);
        return flight;
    }

    static boost::asio::awaitable<Result> land(FlightPtr flight)
    {
        while (!flight->m_result)
            co_await flight->m_landing.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        co_return *flight->m_result;
    }

    /// Returns once no work is under way.
    boost::asio::awaitable<void> drain()
    {
        while (!m_flights.empty()) {
            auto flight = m_flights.begin()->second;
            co_await land(std::move(flight));
        }
    }

private:
    boost::asio::awaitable<void> fly(Key key, FlightPtr flight, Work work)
    {
        auto result = co_await work();
        flight->m_result = std::move(result);
        m_flights.erase(key);
        flight->m_landing.cancel();
    }

    boost::asio::any_io_executor m_executor;
    std::map<Key, FlightPtr> m_flights;
};

} // namespace tillwright::backend::checkouts
