#include "sandbox/stripe/intent_json.h"

#include "http/url_codec.h"

#include <algorithm>

namespace tillwright::sandbox {

namespace json = boost::json;

namespace {

json::object methodJson(const PaymentMethod &method)
{
    return {{"id", method.id},
            {"object", "payment_method"},
            {"type", "card"},
            {"livemode", false},
            {"card",
             json::object{{"brand", method.brand},
                          {"exp_month", method.expMonth},
                          {"exp_year", method.expYear},
                          {"last4", method.lastFour}}}};
}

json::object innerErrorJson(const StripeError &error, const PaymentIntent *intent)
{
    json::object object{{"type", error.type}, {"message", error.message}};
    if (!error.code.empty()) {
        object.emplace("code", error.code);
        object.emplace("doc_url", "https://stripe.com/docs/error-codes/" + error.code);
    }
    if (!error.declineCode.empty())
        object.emplace("decline_code", error.declineCode);
    if (!error.param.empty())
        object.emplace("param", error.param);
    if (intent && intent->method && error.showsIntent)
        object.emplace("payment_method", methodJson(*intent->method));
    return object;
}

json::value nextActionJson(const PaymentIntent &intent)
{
    if (!intent.challenge)
        return nullptr;
    const std::string url = "https://hooks.stripe.com/3d_secure/challenge?payment_intent="
        + http::percentEncode(intent.id) + "&token=" + http::percentEncode(intent.challenge->token);
    return json::object{
        {"type", "use_stripe_sdk"},
        {"use_stripe_sdk", json::object{{"type", "three_d_secure_redirect"}, {"stripe_js", url}}}};
}

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

} // namespace

json::object intentJson(const PaymentIntent &intent)
{
    // After a decline the intent has no method any more: the next attempt brings its own.
    const bool hasMethod = intent.method && intent.status != IntentStatus::RequiresPaymentMethod;
    return {
        {"id", intent.id},
        {"object", "payment_intent"},
        {"amount", intent.amount.minor},
        {"amount_received", intent.charges.empty() ? 0 : intent.charges.front().amountMinor},
        {"automatic_payment_methods", nullptr},
        {"canceled_at", nullptr},
        {"cancellation_reason", nullptr},
        {"capture_method", "automatic"},
        {"client_secret", intent.clientSecret.reveal()},
        {"confirmation_method", "automatic"},
        {"created", intent.createdS},
        {"currency", lowerCase(intent.amount.currency.code())},
        {"description", nullptr},
        {"last_payment_error",
         intent.lastError ? json::value(innerErrorJson(*intent.lastError, &intent)) : json::value(nullptr)},
        {"livemode", false},
        {"next_action", nextActionJson(intent)},
        {"payment_method", hasMethod ? json::value(intent.method->id) : json::value(nullptr)},
        {"payment_method_types", json::array{"card"}},
        {"processing", nullptr},
        {"receipt_email", intent.receiptEmail},
        {"setup_future_usage", nullptr},
        {"shipping", nullptr},
        {"source", nullptr},
        {"statement_descriptor_suffix", intent.descriptorSuffix},
        {"status", intentStatusWord(intent.status)}};
}

json::object ownIntentJson(const PaymentIntent &intent)
{
    auto object = intentJson(intent);
    object.insert_or_assign("automatic_payment_methods", json::object{{"enabled", true}});
    json::object metadata;
    for (const auto &[key, value] : intent.metadata)
        metadata.emplace(key, value);
    object.emplace("metadata", std::move(metadata));
    return object;
}

json::object errorJson(const StripeError &error, const PaymentIntent *intent)
{
    auto inner = innerErrorJson(error, intent);
    if (error.showsIntent && intent)
        inner.emplace("payment_intent", intentJson(*intent));
    return {{"error", std::move(inner)}};
}

} // namespace tillwright::sandbox
