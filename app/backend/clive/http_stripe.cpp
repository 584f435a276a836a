#include "backend/clive/http_stripe.h"

#include "backend/clive/http_answers.h"
#include "http/url_codec.h"

namespace tillwright::backend::clive {

namespace {

tl::unexpected<StripeFailure> failed(CliveError error, bool isKeySpent = false)
{
    return tl::unexpected(StripeFailure{std::move(error), isKeySpent});
}

StripeFailure failureOf(const tillwright::http::ClientResponse &response)
{
    const auto said = contract::parseStripeError(response.body);
    auto error = errorOf(response.status, Party::Stripe);
    for (const auto &word : {said.type, said.code, said.param}) {
        if (!word.empty())
            error.cause += " " + word;
    }
    // The key's first request was another one: whatever it made is not what is asked for now.
    if (said.type == "idempotency_error" && error.kind == CliveError::Kind::Refused)
        error.kind = CliveError::Kind::Conflict;
    // Stripe keeps the answer of whatever it has begun to carry out, a failure of its own included. An intent that it
    // may have made then is known to nobody: its client secret never left Stripe, and nothing is attached to it.
    const bool isKept = response.headers.value(contract::stripeReplayedHeader) == "true";
    const bool isKeySpent = isKept && response.status >= 500;
    return {std::move(error), isKeySpent};
}

} // namespace

tillwright::http::ClientRequest HttpStripe::requestOf(const contract::PaymentIntentRequest &intent,
                                                      std::string idempotencyKey) const
{
    auto request = newRequest("POST", m_options.baseUrl + "/v1/payment_intents", m_options.limits);
    request.headers.add("Authorization", "Bearer " + m_options.secretKey.reveal());
    request.headers.add("Content-Type", "application/x-www-form-urlencoded");
    request.headers.add(std::string(contract::stripeIdempotencyKeyHeader), std::move(idempotencyKey));
    request.body = tillwright::http::writeForm(contract::writePaymentIntentRequest(intent));
    return request;
}

StripeIntents::Result HttpStripe::create(contract::PaymentIntentRequest intent, std::string idempotencyKey)
{
    auto request = requestOf(intent, std::move(idempotencyKey));
    const auto response = co_await m_client.request(std::move(request));
    if (!response)
        co_return failed(errorOf(response.error(), Party::Stripe));
    if (response->status < 200 || response->status >= 300)
        co_return tl::unexpected(failureOf(*response));
    auto answer = contract::parsePaymentIntentAnswer(response->body);
    if (!answer)
        co_return failed(notUnderstood("payment_intents: " + answer.error().text(), Party::Stripe));
    co_return *std::move(answer);
}

} // namespace tillwright::backend::clive
