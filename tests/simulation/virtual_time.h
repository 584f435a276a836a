#pragma once

#include "backend/checkouts/steady_time.h"
#include "world.h"

#include <boost/asio/io_context.hpp>

namespace tillwright::simulation {

/// The io context of one backend process. A crash destroys the coroutines that are under way while everything they
/// refer to is still there.
class ProcessContext : public boost::asio::io_context
{
public:
    ProcessContext() : boost::asio::io_context(1) {}
    void crash() { shutdown(); }
    /// Runs what is ready.
    void runReady()
    {
        restart();
        poll();
    }
};

/// Virtual time for the backend's timers.
class VirtualTime final : public backend::checkouts::SteadyTime
{
public:
    VirtualTime(World &world, ProcessContext &context) : m_world(world), m_context(context) {}
    [[nodiscard]] Point now() const override { return Point(std::chrono::milliseconds(m_world.nowMs())); }
    [[nodiscard]] std::unique_ptr<Alarm> makeAlarm() override;

private:
    World &m_world;
    ProcessContext &m_context;
};

} // namespace tillwright::simulation
