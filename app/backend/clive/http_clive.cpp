#include "backend/clive/http_clive.h"

#include "http/url_codec.h"

namespace tillwright::backend::clive {

namespace {

constexpr std::size_t answerLimitBytes = 256 * 1024;

CliveError errorOf(const tillwright::http::ClientError &error)
{
    using Kind = tillwright::http::ClientError::Kind;
    const auto cause = std::string(clientErrorWord(error.kind)) + ": " + error.detail;
    switch (error.kind) {
    case Kind::Timeout:
        return {CliveError::Kind::Timeout, 0, cause};
    case Kind::TooLarge:
        return {CliveError::Kind::NotUnderstood, 0, cause};
    case Kind::Request:
    case Kind::Tls:
        return {CliveError::Kind::Setup, 0, cause};
    case Kind::Resolve:
    case Kind::Connect:
    case Kind::Reset:
    case Kind::Stopped:
        break;
    }
    return {CliveError::Kind::Unreachable, 0, cause};
}

CliveError errorOf(int status)
{
    const std::string cause = "Clive answered " + std::to_string(status);
    switch (status) {
    case 401:
    case 403:
    case 404:
    case 405:
        return {CliveError::Kind::Setup, status, cause};
    case 409:
    case 429:
        return {CliveError::Kind::Server, status, cause};
    default:
        break;
    }
    // A redirect is never followed: the token goes to the configured address only.
    if (status >= 300 && status < 400)
        return {CliveError::Kind::Setup, status, cause};
    if (status >= 400 && status < 500)
        return {CliveError::Kind::Refused, status, cause};
    return {CliveError::Kind::Server, status, cause};
}

tl::unexpected<CliveError> notUnderstood(std::string cause)
{
    return tl::unexpected(CliveError{CliveError::Kind::NotUnderstood, 200, std::move(cause)});
}

} // namespace

HttpClive::HttpClive(tillwright::http::Client &client, CliveOptions options)
    : m_client(client), m_options(std::move(options))
{
}

tillwright::http::ClientRequest HttpClive::requestOf(std::string method, const std::string &path) const
{
    tillwright::http::ClientRequest request;
    request.method = std::move(method);
    request.url = m_options.baseUrl + path;
    request.headers.add(m_options.authHeader, "Bearer " + m_options.apiToken.reveal());
    request.headers.add("Accept", "application/json");
    request.connectTimeoutMs = m_options.connectTimeoutMs;
    request.totalTimeoutMs = m_options.totalTimeoutMs;
    request.responseLimitBytes = answerLimitBytes;
    return request;
}

CliveResult<std::string> HttpClive::call(tillwright::http::ClientRequest request)
{
    auto response = co_await m_client.request(std::move(request));
    if (!response)
        co_return tl::unexpected(errorOf(response.error()));
    if (response->status < 200 || response->status >= 300)
        co_return tl::unexpected(errorOf(response->status));
    co_return std::move(response->body);
}

CliveResult<contract::CheckoutIntentAnswer>
HttpClive::createCheckoutIntent(contract::CheckoutIntentRequest intent, std::string idempotencyKey)
{
    auto request = requestOf("POST", "/transactions/checkout-intent");
    request.headers.add("Content-Type", "application/json");
    request.headers.add("idempotency-key", std::move(idempotencyKey));
    request.body = contract::writeCheckoutIntentRequest(intent, m_options.amountUnit);
    const auto body = co_await call(std::move(request));
    if (!body)
        co_return tl::unexpected(body.error());
    auto answer = contract::parseCheckoutIntentAnswer(*body);
    if (!answer)
        co_return notUnderstood("checkout-intent: " + answer.error().text());
    if (answer->cliveTxId.empty() || answer->clientSecret.isEmpty())
        co_return notUnderstood("checkout-intent: clive_tx_id or client_secret is empty");
    co_return *std::move(answer);
}

CliveResult<contract::Transaction> HttpClive::fetchTransaction(std::string cliveTxId)
{
    auto request = requestOf("GET", "/transactions/" + tillwright::http::percentEncode(cliveTxId));
    const auto body = co_await call(std::move(request));
    if (!body)
        co_return tl::unexpected(body.error());
    auto transaction = contract::parseTransaction(*body, m_options.amountUnit);
    if (!transaction)
        co_return notUnderstood("transaction: " + transaction.error().text());
    co_return *std::move(transaction);
}

} // namespace tillwright::backend::clive
