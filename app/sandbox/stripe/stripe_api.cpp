#include "sandbox/stripe/stripe_api.h"

#include "http/url_codec.h"
#include "sandbox/scenario/fault_effects.h"
#include "sandbox/stripe/intent_json.h"

#include <boost/json/serialize.hpp>
#include <openssl/crypto.h>

namespace tillwright::sandbox {

namespace asio = boost::asio;
namespace json = boost::json;
using Form = std::map<std::string, std::string, std::less<>>;

namespace {

http::Response stripeResponse(int status, const json::object &object)
{
    auto response = http::jsonResponse(status, json::serialize(object));
    response.headers.set("Access-Control-Allow-Origin", "*");
    return response;
}

bool sameSecret(std::string_view a, std::string_view b)
{
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

std::string_view valueOf(const Form &form, std::string_view name)
{
    const auto found = form.find(name);
    return found == form.end() ? std::string_view() : found->second;
}

StripeError badRequest(std::string message, std::string param = {})
{
    StripeError error;
    error.message = std::move(message);
    error.param = std::move(param);
    return error;
}

http::Response preflightAnswer()
{
    http::Response response;
    response.status = 204;
    response.headers.set("Access-Control-Allow-Origin", "*");
    response.headers.set("Access-Control-Allow-Methods", "GET, POST");
    response.headers.set("Access-Control-Allow-Headers", "*");
    return response;
}

} // namespace

http::Response stripeErrorResponse(const StripeError &error, const PaymentIntent *intent)
{
    return stripeResponse(error.httpStatus, errorJson(error, intent));
}

http::Response stripeFailure(int status)
{
    StripeError error;
    error.httpStatus = status;
    error.type = "api_error";
    error.message = "Sorry, there was a problem. The sandbox was asked for this failure.";
    return stripeErrorResponse(error);
}

asio::awaitable<http::Response> StripeApi::handle(http::Request request)
{
    const auto &segments = request.segments;
    const bool isIntents = segments.size() >= 2 && segments[0] == "v1" && segments[1] == "payment_intents";
    const bool isIntent = isIntents && segments.size() >= 3;
    if (request.method == "OPTIONS")
        co_return preflightAnswer();
    if (isIntents && segments.size() == 2 && request.method == "POST")
        co_return co_await m_creation.create(std::move(request));
    if (isIntent && segments.size() == 3 && request.method == "GET")
        co_return retrieve(segments[2], request.queryValue("key"), request.queryValue("client_secret"),
                           request.bearerToken());
    if (isIntent && segments.size() == 4 && segments[3] == "confirm" && request.method == "POST")
        co_return co_await confirm(segments[2], std::move(request.body));
    auto error = badRequest("Unrecognized request URL (" + request.method
                            + "). The sandbox simulates a PaymentIntent's creation, retrieve and confirm.");
    error.httpStatus = 404;
    co_return stripeErrorResponse(error);
}

tl::expected<const PaymentIntent *, StripeError>
StripeApi::authorise(std::string_view id, std::string_view key, std::string_view clientSecret) const
{
    if (key != m_config.publishableKey) {
        // The key itself is not repeated: it may be a live one that came here by mistake.
        auto error = badRequest("Invalid API Key provided.");
        error.httpStatus = 401;
        return tl::unexpected(std::move(error));
    }
    const auto *intent = m_intents.find(id);
    if (!intent) {
        auto error = badRequest("No such payment_intent: '" + std::string(id) + "'", "intent");
        error.httpStatus = 404;
        error.code = "resource_missing";
        return tl::unexpected(std::move(error));
    }
    if (!sameSecret(clientSecret, intent->clientSecret.reveal()))
        return tl::unexpected(
            badRequest("The client_secret provided does not match the client_secret associated with "
                       "the PaymentIntent.",
                       "client_secret"));
    return intent;
}

http::Response StripeApi::retrieve(const std::string &id, std::string_view key, std::string_view clientSecret,
                                   std::string_view bearer)
{
    const bool isServer = !bearer.empty() && sameSecret(bearer, m_config.secretKey.reveal());
    const auto *ofServer = isServer ? m_intents.find(id) : nullptr;
    const auto intent = ofServer ? tl::expected<const PaymentIntent *, StripeError>(ofServer)
                                 : authorise(id, key, clientSecret);
    const int status = intent ? 200 : intent.error().httpStatus;
    m_timeline.record("stripe.intent.retrieve", {{"payment_intent_id", id}, {"status", status}});
    return intent ? stripeResponse(200, intentJson(**intent)) : stripeErrorResponse(intent.error());
}

asio::awaitable<http::Response> StripeApi::confirm(std::string id, std::string body)
{
    const auto form = http::parseForm(body);
    if (!form)
        co_return stripeErrorResponse(badRequest("The form is not well formed."));
    const auto onRequest = m_faults.take(FaultPoint::StripeConfirmRequest);
    if (onRequest && onRequest->action != FaultAction::Delay && onRequest->action != FaultAction::Duplicate)
        m_timeline.record("stripe.confirm", {{"payment_intent_id", id}, {"lost", true}});
    if (auto instead = co_await faultBeforeWork(m_clock, onRequest, stripeFailure))
        co_return *std::move(instead);
    auto answer = confirmOnce(id, *form);
    // A request that arrives twice: the second must not charge again, and the client hears the first answer.
    if (onRequest && onRequest->action == FaultAction::Duplicate)
        static_cast<void>(confirmOnce(id, *form));
    const auto onResponse = m_faults.take(FaultPoint::StripeConfirmResponse);
    co_return co_await faultAfterWork(m_clock, onResponse, std::move(answer), stripeFailure);
}

http::Response StripeApi::confirmOnce(const std::string &id, const Form &form)
{
    const auto finish = [&](const StripeError &error, const PaymentIntent *intent) {
        m_timeline.record("stripe.confirm",
                          {{"payment_intent_id", id},
                           {"status", error.httpStatus},
                           {"code", error.code},
                           {"decline_code", error.declineCode}});
        return stripeErrorResponse(error, intent);
    };
    const auto intent = authorise(id, valueOf(form, "key"), valueOf(form, "client_secret"));
    if (!intent)
        return finish(intent.error(), nullptr);
    if (valueOf(form, "payment_method_data[type]") != "card")
        return finish(
            badRequest("The sandbox takes payment_method_data[type]=card only.", "payment_method_data[type]"),
            nullptr);
    const CardDetails card{std::string(valueOf(form, "payment_method_data[card][number]")),
                           std::string(valueOf(form, "payment_method_data[card][exp_month]")),
                           std::string(valueOf(form, "payment_method_data[card][exp_year]")),
                           std::string(valueOf(form, "payment_method_data[card][cvc]"))};
    const auto confirmed = m_intents.confirm(id, card, yearAndMonth(m_clock.now()));
    if (!confirmed)
        return finish(confirmed.error(), *intent);
    m_timeline.record(
        "stripe.confirm",
        {{"payment_intent_id", id}, {"status", 200}, {"intent_status", intentStatusWord((*intent)->status)}});
    return stripeResponse(200, intentJson(**intent));
}

} // namespace tillwright::sandbox
