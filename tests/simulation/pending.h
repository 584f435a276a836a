#pragma once

#include "virtual_time.h"

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/steady_timer.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <memory>
#include <optional>

namespace tillwright::simulation {

/// A result that the world will bring to a coroutine of a process. The coroutine owns it and the world knows it weakly,
/// so that nothing of a process outlives its crash.
template<typename T> class Pending
{
public:
    explicit Pending(ProcessContext &context)
        : m_context(context), m_ended(context, boost::asio::steady_timer::time_point::max())
    {
    }

    void resolve(T result)
    {
        if (m_result)
            return;
        m_result.emplace(std::move(result));
        m_ended.cancel();
        m_context.runReady();
    }
    static boost::asio::awaitable<T> wait(std::shared_ptr<Pending> pending)
    {
        while (!pending->m_result)
            co_await pending->m_ended.async_wait(boost::asio::as_tuple(boost::asio::use_awaitable));
        co_return std::move(*pending->m_result);
    }

private:
    ProcessContext &m_context;
    std::optional<T> m_result;
    boost::asio::steady_timer m_ended; ///< Never fires; cancelled when the result is there.
};

} // namespace tillwright::simulation
