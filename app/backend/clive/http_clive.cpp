#include "backend/clive/http_clive.h"

#include "backend/clive/http_answers.h"
#include "http/url_codec.h"

namespace tillwright::backend::clive {

namespace {

tl::unexpected<CliveError> unreadable(const char *what, const domain::InputError &error)
{
    return tl::unexpected(notUnderstood(std::string(what) + ": " + error.text(), Party::Clive));
}

} // namespace

HttpClive::HttpClive(tillwright::http::Client &client, CliveOptions options)
    : m_client(client), m_options(std::move(options))
{
}

tillwright::http::ClientRequest HttpClive::requestOf(std::string method, const std::string &path) const
{
    auto request = newRequest(std::move(method), m_options.baseUrl + path, m_options.limits);
    request.headers.add(m_options.authHeader, "Bearer " + m_options.apiToken.reveal());
    return request;
}

tillwright::http::ClientRequest HttpClive::postOf(const std::string &path, std::string idempotencyKey,
                                                  std::string body) const
{
    auto request = requestOf("POST", path);
    request.headers.add("Content-Type", "application/json");
    request.headers.add("idempotency-key", std::move(idempotencyKey));
    request.body = std::move(body);
    return request;
}

CliveResult<std::string> HttpClive::call(tillwright::http::ClientRequest request)
{
    auto response = co_await m_client.request(std::move(request));
    if (!response)
        co_return tl::unexpected(errorOf(response.error(), Party::Clive));
    if (response->status < 200 || response->status >= 300)
        co_return tl::unexpected(errorOf(response->status, Party::Clive));
    co_return std::move(response->body);
}

CliveResult<contract::CheckoutIntentAnswer>
HttpClive::createCheckoutIntent(contract::CheckoutIntentRequest intent, std::string idempotencyKey)
{
    auto request = postOf("/transactions/checkout-intent", std::move(idempotencyKey),
                          contract::writeCheckoutIntentRequest(intent, m_options.amountUnit));
    const auto body = co_await call(std::move(request));
    if (!body)
        co_return tl::unexpected(body.error());
    auto answer = contract::parseCheckoutIntentAnswer(*body);
    if (!answer)
        co_return unreadable("checkout-intent", answer.error());
    if (answer->cliveTxId.empty() || answer->clientSecret.isEmpty())
        co_return tl::unexpected(
            notUnderstood("checkout-intent: clive_tx_id or client_secret is empty", Party::Clive));
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
        co_return unreadable("transaction", transaction.error());
    co_return *std::move(transaction);
}

CliveResult<contract::InitializeAnswer> HttpClive::initialize(contract::InitializeRequest transaction,
                                                              std::string idempotencyKey)
{
    auto request = postOf("/transactions/initialize", std::move(idempotencyKey),
                          contract::writeCheckoutIntentRequest(transaction, m_options.amountUnit));
    const auto body = co_await call(std::move(request));
    if (!body)
        co_return tl::unexpected(body.error());
    auto answer = contract::parseInitializeAnswer(*body);
    if (!answer)
        co_return unreadable("initialize", answer.error());
    co_return *std::move(answer);
}

CliveResult<contract::AttachIntentAnswer> HttpClive::attachIntent(contract::AttachIntentRequest attachment,
                                                                  std::string idempotencyKey)
{
    auto request = postOf("/transactions/attach-intent", std::move(idempotencyKey),
                          contract::writeAttachIntentRequest(attachment));
    const auto body = co_await call(std::move(request));
    if (!body)
        co_return tl::unexpected(body.error());
    auto answer = contract::parseAttachIntentAnswer(*body);
    if (!answer)
        co_return unreadable("attach-intent", answer.error());
    co_return *std::move(answer);
}

} // namespace tillwright::backend::clive
