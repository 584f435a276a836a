#pragma once

#include "http/message.h"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <tl/expected.hpp>

/// From Beast's message to ours. Private to this room.
namespace tillwright::http {

/// A request whose target or Host header is not acceptable gives the problem to answer.
[[nodiscard]] tl::expected<Request, Problem>
toRequest(boost::beast::http::request<boost::beast::http::string_body> message, std::string peerAddress);

/// The peer's X-Request-Id when it is harmless, else a random one.
[[nodiscard]] std::string requestIdFrom(std::string_view offered);

} // namespace tillwright::http
