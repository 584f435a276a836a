#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <memory>

namespace tillwright::backend::checkouts {

/// Time that does not jump, and waiting for it. A port, so that the simulation runs the backend on virtual time. For one
/// thread.
class SteadyTime
{
public:
    using Point = std::chrono::steady_clock::time_point;

    /// One wait at a time.
    class Alarm
    {
    public:
        virtual ~Alarm() = default;
        /// Returns at `until`, or as soon as cancel() is called. `Point::max()` waits for cancel() alone.
        virtual boost::asio::awaitable<void> waitUntil(Point until) = 0;
        /// Ends the wait that is under way; without one it does nothing.
        virtual void cancel() = 0;
    };

    virtual ~SteadyTime() = default;
    [[nodiscard]] virtual Point now() const = 0;
    [[nodiscard]] virtual std::unique_ptr<Alarm> makeAlarm() = 0;
    boost::asio::awaitable<void> pause(std::chrono::milliseconds duration);
};

/// The machine's steady clock and Asio's timers.
class AsioSteadyTime final : public SteadyTime
{
public:
    explicit AsioSteadyTime(boost::asio::any_io_executor executor) : m_executor(std::move(executor)) {}
    [[nodiscard]] Point now() const override { return std::chrono::steady_clock::now(); }
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm() override;

private:
    boost::asio::any_io_executor m_executor;
};

} // namespace tillwright::backend::checkouts
