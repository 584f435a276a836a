#include "backend/http/answers.h"

#include <algorithm>
#include <charconv>

namespace tillwright::backend::http {

using tillwright::http::Request;
using tillwright::http::Response;

Response problemOf(const contract::ProblemDetails &problem)
{
    auto response = tillwright::http::problemResponse(
        {problem.status, problem.type, problem.title, problem.detail, problem.field});
    // Nothing about a payment is for a cache.
    response.headers.set("Cache-Control", "no-store");
    if (problem.retryAfterS > 0)
        response.headers.set("Retry-After", std::to_string(problem.retryAfterS));
    return response;
}

Response badRequest(std::string_view field, std::string problem)
{
    return problemOf(
        {"invalid-request", "The request is not understood", 400, std::move(problem), std::string(field)});
}

Response unauthorized()
{
    auto response = problemOf({"unknown-device",
                               "The device is not known here",
                               401,
                               "send the token that was issued to this device: Authorization: Bearer TOKEN",
                               {}});
    response.headers.set("WWW-Authenticate", "Bearer");
    return response;
}

std::optional<std::int64_t> numberOf(std::string_view text, std::int64_t fallback, std::int64_t least,
                                     std::int64_t most)
{
    if (text.empty())
        return fallback;
    std::int64_t number = 0;
    const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (code != std::errc() || stop != text.data() + text.size() || number < least || number > most)
        return std::nullopt;
    return number;
}

namespace {

/// In lower case, without parameters.
std::string typeOf(const Request &request)
{
    auto type = request.headers.value("Content-Type");
    type = type.substr(0, type.find(';'));
    while (!type.empty() && type.back() == ' ')
        type.remove_suffix(1);
    std::string lower(type);
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return lower;
}

} // namespace

bool says(const Request &request, std::string_view type)
{
    return typeOf(request) == type;
}

bool saysJson(const Request &request)
{
    const auto type = typeOf(request);
    return type == "application/json" || (type.starts_with("application/") && type.ends_with("+json"));
}

bool isIdempotencyKey(std::string_view text) noexcept
{
    return !text.empty() && text.size() <= contract::idempotencyKeyMaxBytes
        && std::all_of(text.begin(), text.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

} // namespace tillwright::backend::http
