#pragma once

#include "http/address_range.h"
#include "http/message.h"
#include "http/server.h"

#include <boost/beast/http/message.hpp>
#include <boost/beast/http/string_body.hpp>
#include <string>
#include <tl/expected.hpp>

/// From Beast's message to ours. Private to this room.
namespace tillwright::http {

/// Who is at the other end of a connection.
struct Peer {
    boost::asio::ip::address address;
    /// One of our proxies, whose word about the client and the request's id is taken.
    bool isTrustedProxy = false;
};

/// A request whose target or Host header is not acceptable gives the problem to answer.
[[nodiscard]] tl::expected<Request, Problem>
toRequest(boost::beast::http::request<boost::beast::http::string_body> message, const Peer &peer,
          const AddressRanges &trustedProxies);

/// How large a body this request may have.
[[nodiscard]] std::size_t
bodyLimitOf(const ServerOptions &options,
            const boost::beast::http::request<boost::beast::http::string_body> &message);

/// `offered` when it is 1 to 128 characters of [A-Za-z0-9._-], else a random one.
[[nodiscard]] std::string requestIdFrom(std::string_view offered);

} // namespace tillwright::http
