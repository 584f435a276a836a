#include "virtual_time.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::simulation {

namespace asio = boost::asio;

namespace {

/// Waits on an Asio timer that never fires, so that the coroutine belongs to the process and dies with it; the world
/// ends the wait.
class VirtualAlarm final : public backend::checkouts::SteadyTime::Alarm
{
public:
    VirtualAlarm(World &world, ProcessContext &context) : m_world(world), m_context(context), m_timer(context)
    {
    }

    asio::awaitable<void> waitUntil(backend::checkouts::SteadyTime::Point until) override
    {
        m_wait.renew();
        m_timer.expires_at(asio::steady_timer::time_point::max());
        if (until != backend::checkouts::SteadyTime::Point::max())
            plan(std::chrono::duration_cast<std::chrono::milliseconds>(until.time_since_epoch()).count());
        co_await m_timer.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    void cancel() override
    {
        m_wait.end();
        m_timer.cancel();
    }

private:
    void plan(Ms untilMs)
    {
        m_world.after(untilMs - m_world.nowMs(), m_wait.whileAlive([this] {
            m_timer.cancel();
            m_context.runReady();
        }));
    }

    World &m_world;
    ProcessContext &m_context;
    asio::steady_timer m_timer;
    Life m_wait;
};

} // namespace

std::unique_ptr<backend::checkouts::SteadyTime::Alarm> VirtualTime::makeAlarm()
{
    return std::make_unique<VirtualAlarm>(m_world, m_context);
}

} // namespace tillwright::simulation
