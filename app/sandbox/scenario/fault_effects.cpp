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

/// What a fault can do at any moment: take its time, or answer in the place of whoever was asked.
asio::awaitable<std::optional<http::Response>> waitOrFail(SandboxClock &clock, const Fault &fault,
                                                          FailureAnswer failure)
{
    if (fault.action == FaultAction::Delay)
        co_await clock.wait(fault.delayMs);
    else if (fault.action == FaultAction::Never)
        co_await waitForEver();
    else if (fault.action == FaultAction::Fail)
        co_return failure(fault.status);
    // Duplicate and Forge are the caller's own business.
    co_return std::nullopt;
}

} // namespace

asio::awaitable<std::optional<http::Response>>
faultBeforeWork(SandboxClock &clock, std::optional<Fault> fault, FailureAnswer failure)
{
    if (!fault)
        co_return std::nullopt;
    if (fault->action == FaultAction::Drop) {
        http::Response response;
        response.cut = true;
        co_return response;
    }
    co_return co_await waitOrFail(clock, *fault, failure);
}

asio::awaitable<http::Response> faultAfterWork(SandboxClock &clock, std::optional<Fault> fault,
                                               http::Response answer, FailureAnswer failure)
{
    if (!fault)
        co_return answer;
    if (fault->action == FaultAction::Drop) {
        answer.cut = true;
        co_return answer;
    }
    auto instead = co_await waitOrFail(clock, *fault, failure);
    co_return instead ? *std::move(instead) : std::move(answer);
}

} // namespace tillwright::sandbox
