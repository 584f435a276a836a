#include "sandbox/stripe/intent_creation.h"

#include "contract/webhook_signature.h"
#include "http/url_codec.h"
#include "sandbox/scenario/fault_effects.h"
#include "sandbox/stripe/intent_json.h"
#include "sandbox/stripe/stripe_api.h"

#include <boost/json/serialize.hpp>
#include <openssl/crypto.h>

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

constexpr std::size_t keyMaxCharacters = 255;
constexpr int serverErrorMin = 500;

StripeError failure(int status, std::string type, std::string message, std::string param = {})
{
    StripeError error;
    error.httpStatus = status;
    error.type = std::move(type);
    error.message = std::move(message);
    error.param = std::move(param);
    return error;
}

StripeError badRequest(std::string message, std::string param = {})
{
    return failure(400, "invalid_request_error", std::move(message), std::move(param));
}

bool opens(const domain::Secret &key, std::string_view offered)
{
    const auto &expected = key.reveal();
    return offered.size() == expected.size()
        && CRYPTO_memcmp(offered.data(), expected.data(), expected.size()) == 0;
}

bool isFailure(const std::optional<Fault> &fault, bool ofTheServer)
{
    return fault && fault->action == FaultAction::Fail && (fault->status >= serverErrorMin) == ofTheServer;
}

} // namespace

asio::awaitable<http::Response> IntentCreation::create(http::Request request)
{
    const auto fault = m_faults.take(FaultPoint::StripeCreateIntent);
    auto answer = createOnce(request, fault);
    // A request that arrives twice: the client hears what the second was answered.
    if (fault && fault->action == FaultAction::Duplicate)
        answer = createOnce(request, fault);
    // A failure has been answered already, because Stripe keeps it.
    if (fault && fault->action == FaultAction::Fail)
        co_return answer;
    co_return co_await faultAfterWork(m_clock, fault, std::move(answer), stripeFailure);
}

http::Response IntentCreation::createOnce(const http::Request &request, const std::optional<Fault> &fault)
{
    const std::string key(request.headers.value(contract::stripeIdempotencyKeyHeader));
    const auto finish = [&](http::Response response, std::string_view intentId = {}) {
        m_timeline.record("stripe.create_intent",
                          {{"idempotency_key", key},
                           {"status", response.status},
                           {"payment_intent_id", intentId},
                           {"replayed", response.headers.contains(contract::stripeReplayedHeader)}});
        return response;
    };
    const auto refuse = [&](const StripeError &error) { return finish(stripeErrorResponse(error)); };
    if (!opens(m_config.secretKey, request.bearerToken()))
        // The key itself is not repeated: it may be a live one that came here by mistake.
        return refuse(failure(401, "invalid_request_error", "Invalid API Key provided."));
    const auto form = http::parseForm(request.body);
    if (!form)
        return refuse(badRequest("The form is not well formed."));
    if (key.size() > keyMaxCharacters)
        return refuse(badRequest("Idempotency keys are at most 255 characters long."));
    if (isFailure(fault, false))
        return finish(stripeFailure(fault->status));
    const auto formHash = contract::sha256Hex(http::writeForm(*form));
    if (const auto first = m_answersByKey.find(key); !key.empty() && first != m_answersByKey.end()) {
        if (first->second.formHash != formHash)
            return refuse(
                failure(400, "idempotency_error",
                        "Keys for idempotent requests can only be used with the same parameters they "
                        "were first used with."));
        auto again = first->second.answer;
        again.headers.set(contract::stripeReplayedHeader, "true");
        return finish(std::move(again), first->second.intentId);
    }
    const auto asked = contract::parsePaymentIntentRequest(*form);
    if (!asked)
        return refuse(badRequest(asked.error().text(), asked.error().field));
    auto made = make(*asked, fault);
    made.formHash = formHash;
    if (!key.empty())
        m_answersByKey.insert_or_assign(key, made);
    return finish(made.answer, made.intentId);
}

IntentCreation::FirstAnswer IntentCreation::make(const contract::PaymentIntentRequest &request,
                                                 const std::optional<Fault> &fault)
{
    auto amount = request.amount;
    if (fault && fault->action == FaultAction::Forge)
        amount.minor *= 100;
    const auto &intent =
        m_intents.create(amount, request.receiptEmail, request.statementDescriptorSuffix, request.metadata);
    FirstAnswer made;
    made.intentId = intent.id;
    // Failed after the work: the intent is there, and nobody learns of it.
    made.answer = isFailure(fault, true)
        ? stripeFailure(fault->status)
        : http::jsonResponse(200, boost::json::serialize(ownIntentJson(intent)));
    return made;
}

} // namespace tillwright::sandbox
