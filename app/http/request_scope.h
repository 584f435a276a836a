#pragma once

#include <boost/asio/any_io_executor.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

/// What the log tells of the request during whose handling a line is written.
///
/// A coroutine goes from thread to thread and takes turns with others, so a variable of the thread that the coroutine
/// sets would soon speak of another request. The scope is therefore the executor's: whatever runs on an executor made by
/// withRequestScope(), and every resumption of a coroutine does, has the scope set before and taken back after.
namespace tillwright::http {

/// Touched on the request's own strand only.
struct RequestScope {
    std::string id;
    /// Told in every later line: {"device", "register-1"}. Never a secret.
    std::vector<std::pair<std::string, std::string>> fields;
};
using RequestScopePtr = std::shared_ptr<RequestScope>;

/// The scope of what runs now in this thread; null outside of any request. Ask anew after every co_await.
[[nodiscard]] const RequestScopePtr &currentRequestScope() noexcept;

/// `inner`, with the scope around whatever runs on it.
[[nodiscard]] boost::asio::any_io_executor withRequestScope(boost::asio::any_io_executor inner,
                                                            RequestScopePtr scope);
/// For work of a request that goes on without it: `inner` with the present scope, or itself when there is none.
[[nodiscard]] boost::asio::any_io_executor withCurrentRequestScope(boost::asio::any_io_executor inner);

} // namespace tillwright::http
