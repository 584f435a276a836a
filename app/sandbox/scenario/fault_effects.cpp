#include "sandbox/scenario/fault_effects.h"

#include <boost/asio/steady_timer.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

/// Ends by cancellation only: when the client leaves, or when the sandbox stops.
asio::awaitable<void> waitForEver()
{
    asio::steady_timer timer(co_await asio::this_coro::executor, asio::steady_timer::time_point::max());
    co_await timer.async_wait(asio::use_awaitable);
}

asio::awaitable<void> waitFor(std::chrono::milliseconds delayMs)
{
    asio::steady_timer timer(co_await asio::this_coro::executor, delayMs);
    co_await timer.async_wait(asio::use_awaitable);
}

} // namespace

asio::awaitable<std::optional<http::Response>> faultBeforeWork(std::optional<Fault> fault,
                                                               FailureAnswer failure)
{
    if (!fault)
        co_return std::nullopt;
    switch (fault->action) {
    case FaultAction::Drop: {
        http::Response response;
        response.cut = true;
        co_return response;
    }
    case FaultAction::Delay:
        co_await waitFor(fault->delayMs);
        break;
    case FaultAction::Fail:
        co_return failure(fault->status);
    case FaultAction::Never:
        co_await waitForEver();
        break;
    case FaultAction::Duplicate:
    case FaultAction::Forge:
        break; // The caller's own business.
    }
    co_return std::nullopt;
}

asio::awaitable<http::Response> faultAfterWork(std::optional<Fault> fault, http::Response answer,
                                               FailureAnswer failure)
{
    if (!fault)
        co_return answer;
    switch (fault->action) {
    case FaultAction::Drop:
        answer.cut = true;
        break;
    case FaultAction::Delay:
        co_await waitFor(fault->delayMs);
        break;
    case FaultAction::Fail:
        co_return failure(fault->status);
    case FaultAction::Never:
        co_await waitForEver();
        break;
    case FaultAction::Duplicate:
    case FaultAction::Forge:
        break;
    }
    co_return answer;
}

} // namespace tillwright::sandbox
