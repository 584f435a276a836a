#include "backend/clive/http_answers.h"

namespace tillwright::backend::clive {

namespace {

CliveError made(CliveError::Kind kind, int status, std::string cause, Party party)
{
    return {kind, status, std::move(cause), party};
}

} // namespace

tillwright::http::ClientRequest newRequest(std::string method, std::string url, const TimeLimits &limits)
{
    tillwright::http::ClientRequest request;
    request.method = std::move(method);
    request.url = std::move(url);
    request.headers.add("Accept", "application/json");
    request.connectTimeoutMs = limits.connectMs;
    request.idleTimeoutMs = limits.idleMs;
    request.totalTimeoutMs = limits.totalMs;
    request.responseLimitBytes = answerLimitBytes;
    return request;
}

CliveError errorOf(const tillwright::http::ClientError &error, Party party)
{
    using Kind = tillwright::http::ClientError::Kind;
    auto cause =
        std::string(partyWord(party)) + ": " + std::string(clientErrorWord(error.kind)) + ": " + error.detail;
    switch (error.kind) {
    case Kind::Timeout:
        return made(CliveError::Kind::Timeout, 0, std::move(cause), party);
    case Kind::TooLarge:
        return made(CliveError::Kind::NotUnderstood, 0, std::move(cause), party);
    case Kind::Request:
    case Kind::Tls:
        return made(CliveError::Kind::Setup, 0, std::move(cause), party);
    case Kind::Resolve:
    case Kind::Connect:
    case Kind::Reset:
    case Kind::Stopped:
        break;
    }
    return made(CliveError::Kind::Unreachable, 0, std::move(cause), party);
}

CliveError errorOf(int status, Party party)
{
    auto cause = std::string(partyWord(party)) + " answered " + std::to_string(status);
    switch (status) {
    case 401:
    case 403:
    case 404:
    case 405:
        return made(CliveError::Kind::Setup, status, std::move(cause), party);
    case 408:
    case 409:
    case 429:
        return made(CliveError::Kind::Server, status, std::move(cause), party);
    default:
        break;
    }
    // A redirect is never followed: the token goes to the configured address only.
    if (status >= 300 && status < 400)
        return made(CliveError::Kind::Setup, status, std::move(cause), party);
    if (status >= 400 && status < 500)
        return made(CliveError::Kind::Refused, status, std::move(cause), party);
    return made(CliveError::Kind::Server, status, std::move(cause), party);
}

CliveError notUnderstood(std::string cause, Party party)
{
    return made(CliveError::Kind::NotUnderstood, 200, std::move(cause), party);
}

} // namespace tillwright::backend::clive
