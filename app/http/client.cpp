#include "http/client.h"

#include "http/client_loop.h"

#include <boost/asio/associated_cancellation_slot.hpp>
#include <boost/asio/async_result.hpp>
#include <boost/asio/executor_work_guard.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/this_coro.hpp>
#include <boost/asio/use_awaitable.hpp>

namespace tillwright::http {

namespace asio = boost::asio;

std::string_view clientErrorWord(ClientError::Kind kind) noexcept
{
    switch (kind) {
    case ClientError::Kind::Request:
        return "request";
    case ClientError::Kind::Resolve:
        return "resolve";
    case ClientError::Kind::Connect:
        return "connect";
    case ClientError::Kind::Tls:
        return "tls";
    case ClientError::Kind::Timeout:
        return "timeout";
    case ClientError::Kind::TooLarge:
        return "too large";
    case ClientError::Kind::Reset:
        return "reset";
    case ClientError::Kind::Stopped:
        return "stopped";
    }
    return "reset";
}

Client::Client(ClientOptions options) : m_loop(std::make_shared<ClientLoop>(std::move(options)))
{
}

Client::~Client() = default;

asio::awaitable<ClientResult> Client::request(ClientRequest request)
{
    const auto executor = co_await asio::this_coro::executor;
    auto begin = [this, executor, &request](auto handler) {
        using HandlerType = decltype(handler);
        const auto slot = asio::get_associated_cancellation_slot(handler);
        auto shared = std::make_shared<HandlerType>(std::move(handler));
        // Keeps the caller's context running until the answer is delivered.
        auto work = std::make_shared<asio::executor_work_guard<asio::any_io_executor>>(executor);
        const auto id =
            m_loop->start(std::move(request), [executor, shared, work, slot](ClientResult result) mutable {
                // Moved into the post, so that the caller's coroutine is never touched, nor destroyed, on this thread.
                asio::post(executor,
                           [shared = std::move(shared), work = std::move(work), slot,
                            result = std::move(result)]() mutable {
                               if (slot.is_connected())
                                   asio::cancellation_slot(slot).clear();
                               auto complete = std::move(*shared);
                               shared.reset();
                               work->reset();
                               complete(std::move(result));
                           });
            });
        if (slot.is_connected()) {
            asio::cancellation_slot(slot).assign([loop = std::weak_ptr(m_loop), id](asio::cancellation_type) {
                if (const auto alive = loop.lock())
                    alive->cancel(id);
            });
        }
    };
    // A cancelled transfer ends as Stopped; the next wait of the cancelled coroutine then throws, as everywhere.
    co_return co_await asio::async_initiate<const asio::use_awaitable_t<>, void(ClientResult)>(
        begin, asio::use_awaitable);
}

} // namespace tillwright::http
