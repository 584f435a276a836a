#pragma once

#include "http/message.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"

#include <boost/asio/awaitable.hpp>
#include <functional>

namespace tillwright::sandbox {

/// Makes the answer of a Fail in the simulated party's own form.
using FailureAnswer = std::function<http::Response(int status)>;

/// A fault on the way in, before the work is done: gives the answer that replaces the work (drop: the connection
/// breaks; fail: the status; never: held until the client leaves), or nothing, when the work is to be done after all
/// (after a delay's wait).
[[nodiscard]] boost::asio::awaitable<std::optional<http::Response>>
faultBeforeWork(SandboxClock &clock, std::optional<Fault> fault, FailureAnswer failure);

/// A fault on the way out, the work being done: gives what the client gets instead of the answer.
[[nodiscard]] boost::asio::awaitable<http::Response>
faultAfterWork(SandboxClock &clock, std::optional<Fault> fault, http::Response answer, FailureAnswer failure);

} // namespace tillwright::sandbox
