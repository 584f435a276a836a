#pragma once

#include <boost/asio/awaitable.hpp>
#include <boost/asio/co_spawn.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <exception>
#include <optional>

namespace tillwright::test {

template<typename T>
boost::asio::awaitable<void> keepResult(boost::asio::awaitable<T> awaitable, std::optional<T> &result,
                                        std::exception_ptr &failure)
{
    try {
        result.emplace(co_await std::move(awaitable));
    } catch (...) {
        failure = std::current_exception();
    }
}

/// Runs one coroutine on the context to its end and hands its result back. Other work of the context goes on
/// meanwhile.
template<typename T> T await(boost::asio::io_context &context, boost::asio::awaitable<T> awaitable)
{
    std::optional<T> result;
    std::exception_ptr failure;
    boost::asio::co_spawn(context, keepResult(std::move(awaitable), result, failure), boost::asio::detached);
    context.restart();
    while (!result && !failure)
        context.run_one();
    if (failure)
        std::rethrow_exception(failure);
    return *std::move(result);
}

} // namespace tillwright::test
