#include "sandbox/clive/clive_api.h"

#include "sandbox/scenario/fault_effects.h"

#include <openssl/crypto.h>

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t idempotencyKeyMaxCharacters = 255;

http::Response problem(int status, std::string type, std::string detail, std::string field = {})
{
    http::Problem content;
    content.status = status;
    content.type = std::move(type);
    content.detail = std::move(detail);
    content.field = std::move(field);
    return http::problemResponse(content);
}

http::Response cliveFailure(int status)
{
    return problem(status, "simulated-failure", "The sandbox was asked for this failure.");
}

http::Response refusal(const CliveRefusal &refusal)
{
    if (const auto *error = std::get_if<domain::InputError>(&refusal))
        return problem(422, "invalid-input", error->text(), error->field);
    if (std::holds_alternative<NoSuchTransaction>(refusal))
        return problem(404, "not-found", "There is no such transaction.");
    if (std::holds_alternative<OtherIntent>(refusal))
        return problem(
            409, "other-intent",
            "The transaction has another PaymentIntent, or the PaymentIntent another transaction.");
    return problem(422, "idempotency-key-reused", "This idempotency-key was used with another body.");
}

/// A problem when the header is not usable.
std::optional<http::Response> keyProblem(std::string_view key)
{
    if (!key.empty() && key.size() <= idempotencyKeyMaxCharacters)
        return std::nullopt;
    return problem(400, "idempotency-key-missing",
                   "Send the header idempotency-key, with at most 255 characters.", "idempotency-key");
}

http::Response unauthorised()
{
    return problem(401, "unauthorized", "The bearer token is not the one of [clive].api_token.");
}

} // namespace

void CliveApi::addRoutes(http::Router &router)
{
    router.add("POST", "/transactions/checkout-intent",
               [this](http::Request request) { return createCheckoutIntent(std::move(request)); });
    router.add("POST", "/transactions/initialize", [this](http::Request request) {
        return carryOut(FaultPoint::CliveInitialize, "clive.initialize", &CliveApi::initializeOnce,
                        std::move(request));
    });
    router.add("POST", "/transactions/attach-intent", [this](http::Request request) {
        return carryOut(FaultPoint::CliveAttachIntent, "clive.attach_intent", &CliveApi::attachOnce,
                        std::move(request));
    });
    router.add("GET", "/transactions/{clive_tx_id}",
               [this](http::Request request) { return readTransaction(std::move(request)); });
}

bool CliveApi::isAuthorised(const http::Request &request) const
{
    const auto token = request.bearerToken();
    const auto &expected = m_config.apiToken.reveal();
    return token.size() == expected.size() && CRYPTO_memcmp(token.data(), expected.data(), token.size()) == 0;
}

asio::awaitable<http::Response> CliveApi::createCheckoutIntent(http::Request request)
{
    if (!isAuthorised(request))
        co_return unauthorised();
    const auto fault = m_faults.take(FaultPoint::CliveCheckoutIntent);
    if (fault && fault->action == FaultAction::Fail) {
        m_timeline.record(
            "clive.checkout_intent",
            {{"idempotency_key", request.headers.value("idempotency-key")}, {"status", fault->status}});
        co_return cliveFailure(fault->status);
    }
    const auto intentAmount =
        fault && fault->action == FaultAction::Forge ? IntentAmount::Hundredfold : IntentAmount::AsAsked;
    auto answer = createOnce(request, intentAmount);
    if (fault && fault->action == FaultAction::Duplicate)
        answer = createOnce(request, intentAmount);
    co_return co_await faultAfterWork(m_clock, fault, std::move(answer), cliveFailure);
}

http::Response CliveApi::createOnce(const http::Request &request, IntentAmount intentAmount)
{
    const std::string key(request.headers.value("idempotency-key"));
    const auto finish = [&](http::Response response, std::string_view cliveTxId = {},
                            std::string_view intentId = {}) {
        m_timeline.record("clive.checkout_intent",
                          {{"idempotency_key", key},
                           {"status", response.status},
                           {"clive_tx_id", cliveTxId},
                           {"payment_intent_id", intentId}});
        return response;
    };
    if (auto wrongKey = keyProblem(key))
        return finish(*std::move(wrongKey));
    const auto created = m_transactions.create(key, request.body, intentAmount);
    if (created)
        return finish(http::jsonResponse(201, contract::writeCheckoutIntentAnswer(*created)),
                      created->cliveTxId, created->stripePaymentIntentId);
    return finish(refusal(created.error()));
}

asio::awaitable<http::Response> CliveApi::carryOut(FaultPoint point, std::string_view what, Step step,
                                                   http::Request request)
{
    if (!isAuthorised(request))
        co_return unauthorised();
    const auto fault = m_faults.take(point);
    if (fault && fault->action == FaultAction::Fail && fault->status < 500) {
        m_timeline.record(
            what, {{"idempotency_key", request.headers.value("idempotency-key")}, {"status", fault->status}});
        co_return cliveFailure(fault->status);
    }
    auto answer = (this->*step)(request);
    if (fault && fault->action == FaultAction::Duplicate)
        answer = (this->*step)(request);
    co_return co_await faultAfterWork(m_clock, fault, std::move(answer), cliveFailure);
}

http::Response CliveApi::initializeOnce(const http::Request &request)
{
    const std::string key(request.headers.value("idempotency-key"));
    const auto finish = [&](http::Response response, std::string_view cliveTxId = {}) {
        m_timeline.record(
            "clive.initialize",
            {{"idempotency_key", key}, {"status", response.status}, {"clive_tx_id", cliveTxId}});
        return response;
    };
    if (auto wrongKey = keyProblem(key))
        return finish(*std::move(wrongKey));
    const auto answer = m_transactions.initialize(key, request.body);
    return answer
        ? finish(http::jsonResponse(201, contract::writeInitializeAnswer(*answer)), answer->cliveTxId)
        : finish(refusal(answer.error()));
}

http::Response CliveApi::attachOnce(const http::Request &request)
{
    const std::string key(request.headers.value("idempotency-key"));
    const auto finish = [&](http::Response response, const contract::AttachIntentAnswer &attached = {}) {
        m_timeline.record("clive.attach_intent",
                          {{"idempotency_key", key},
                           {"status", response.status},
                           {"clive_tx_id", attached.cliveTxId},
                           {"payment_intent_id", attached.stripePaymentIntentId}});
        return response;
    };
    if (auto wrongKey = keyProblem(key))
        return finish(*std::move(wrongKey));
    const auto answer = m_transactions.attach(key, request.body);
    return answer ? finish(http::jsonResponse(200, contract::writeAttachIntentAnswer(*answer)), *answer)
                  : finish(refusal(answer.error()));
}

asio::awaitable<http::Response> CliveApi::readTransaction(http::Request request)
{
    if (!isAuthorised(request))
        co_return unauthorised();
    const auto fault = m_faults.take(FaultPoint::CliveStatus);
    const auto *found = m_transactions.find(request.parameter("clive_tx_id"));
    m_timeline.record("clive.status",
                      {{"clive_tx_id", request.parameter("clive_tx_id")},
                       {"status", found ? found->transaction.status : "not found"},
                       {"faulty", fault.has_value()}});
    auto answer = found
        ? http::jsonResponse(200, contract::writeTransaction(found->transaction, m_config.amountUnit))
        : problem(404, "not-found", "There is no such transaction.");
    co_return co_await faultAfterWork(m_clock, fault, std::move(answer), cliveFailure);
}

} // namespace tillwright::sandbox
