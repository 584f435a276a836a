#include "http/request_parsing.h"

#include "http/url_codec.h"

#include <boost/beast/core/string.hpp>
#include <cstdint>
#include <random>

namespace tillwright::http {

namespace beast_http = boost::beast::http;

namespace {

constexpr std::size_t requestIdMaxCharacters = 128;

bool isHarmlessId(std::string_view id)
{
    return !id.empty() && id.size() <= requestIdMaxCharacters
        && id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
        == std::string_view::npos;
}

std::string forwardedForOf(const Headers &headers)
{
    std::string all;
    for (const auto &[name, value] : headers.fields()) {
        if (boost::beast::iequals(name, "X-Forwarded-For"))
            all += (all.empty() ? "" : ",") + value;
    }
    return all;
}

} // namespace

std::string requestIdFrom(std::string_view offered)
{
    if (isHarmlessId(offered))
        return std::string(offered);
    // A request id only has to be distinct in the logs; it guards nothing.
    thread_local std::mt19937_64 generator{std::random_device{}()};
    constexpr std::string_view digits = "0123456789abcdef";
    std::string id = "req-";
    std::uint64_t bits = generator();
    for (int i = 0; i < 16; ++i, bits >>= 4)
        id += digits[bits & 0x0f];
    return id;
}

tl::expected<Request, Problem> toRequest(beast_http::request<beast_http::string_body> message,
                                         const Peer &peer, const AddressRanges &trustedProxies)
{
    if (message.version() >= 11 && message.count(beast_http::field::host) != 1)
        return tl::unexpected(
            Problem{400, "malformed-request", {}, "The request has no single Host header.", {}});
    auto target = parseTarget(std::string_view(message.target().data(), message.target().size()));
    if (!target)
        return tl::unexpected(
            Problem{400, "malformed-request", {}, "The request's target is not valid.", {}});
    Request request;
    request.method = std::string(message.method_string());
    request.path = std::move(target->path);
    request.segments = std::move(target->segments);
    request.query = std::move(target->query);
    for (const auto &field : message)
        request.headers.add(std::string(field.name_string()), std::string(field.value()));
    request.body = std::move(message.body());
    request.peerAddress = peer.address.to_string();
    // Anybody can write these headers; only our own proxy's are worth anything.
    request.clientAddress = request.peerAddress;
    if (peer.isTrustedProxy)
        request.clientAddress =
            clientAddressOf(peer.address, forwardedForOf(request.headers), trustedProxies).to_string();
    const auto offeredId = request.headers.value("X-Request-Id");
    if (isHarmlessId(offeredId))
        request.sentId = std::string(offeredId);
    request.id = requestIdFrom(peer.isTrustedProxy ? std::string_view(request.sentId) : std::string_view());
    return request;
}

std::size_t bodyLimitOf(const ServerOptions &options,
                        const beast_http::request<beast_http::string_body> &message)
{
    if (!options.bodyLimitFor)
        return options.bodyLimitBytes;
    const auto view = [](boost::core::string_view text) {
        return std::string_view(text.data(), text.size());
    };
    return options.bodyLimitFor({view(message.method_string()), view(message.target()),
                                 view(message[beast_http::field::authorization])});
}

} // namespace tillwright::http
