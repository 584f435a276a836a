#include "http/request_parsing.h"

#include "http/url_codec.h"

#include <cstdint>
#include <random>

namespace tillwright::http {

namespace beast_http = boost::beast::http;

namespace {

constexpr std::size_t requestIdMaxCharacters = 64;

bool isHarmlessId(std::string_view id)
{
    return !id.empty() && id.size() <= requestIdMaxCharacters
        && id.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-")
        == std::string_view::npos;
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
                                         std::string peerAddress)
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
    request.peerAddress = std::move(peerAddress);
    request.id = requestIdFrom(request.headers.value("X-Request-Id"));
    return request;
}

} // namespace tillwright::http
