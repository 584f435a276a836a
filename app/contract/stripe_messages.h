#pragma once

#include "domain/money.h"
#include "domain/sale.h"
#include "domain/secret.h"

#include <map>
#include <string>
#include <string_view>

/// Partner backend ⇄ Stripe, for Clive's older way only, in which the PaymentIntent is made by us. Stripe's API v1:
/// forms in, JSON out (facts: Stripe).
namespace tillwright::contract {

/// The fields of a form, decoded; the HTTP room encodes them.
using FormFields = std::map<std::string, std::string, std::less<>>;

inline constexpr std::string_view stripeIdempotencyKeyHeader = "Idempotency-Key";
/// `true` on an answer that Stripe gave to this key before and only says again, failures included.
inline constexpr std::string_view stripeReplayedHeader = "Idempotent-Replayed";

/// Body of `POST /v1/payment_intents`. The amount is always in minor units, whatever Clive's are.
struct PaymentIntentRequest {
    domain::Money amount;
    /// May be empty: then Stripe sends no receipt of its own.
    std::string receiptEmail;
    std::string statementDescriptorSuffix;
    domain::Meta metadata;
    friend bool operator==(const PaymentIntentRequest &, const PaymentIntentRequest &) = default;
};
[[nodiscard]] FormFields writePaymentIntentRequest(const PaymentIntentRequest &request);
/// Error fields are Stripe's names. Only automatic payment methods are understood.
[[nodiscard]] tl::expected<PaymentIntentRequest, domain::InputError>
parsePaymentIntentRequest(const FormFields &fields);

/// A PaymentIntent as its maker sees it. The sandbox writes it (sandbox/stripe/intent_json.h).
struct PaymentIntentAnswer {
    std::string id;
    domain::Secret clientSecret;
    domain::Money amount;
    /// Stripe's own word.
    std::string status;
    domain::Meta metadata;
    friend bool operator==(const PaymentIntentAnswer &, const PaymentIntentAnswer &) = default;
};
/// An empty id or client secret is an error, as a missing one is.
[[nodiscard]] tl::expected<PaymentIntentAnswer, domain::InputError>
parsePaymentIntentAnswer(std::string_view body);

/// Stripe's `{"error": {...}}`, without its message, which may repeat what was sent.
struct StripeErrorAnswer {
    /// `invalid_request_error`, `idempotency_error`, ...; empty when the body is not Stripe's.
    std::string type;
    std::string code;
    std::string param;
};
[[nodiscard]] StripeErrorAnswer parseStripeError(std::string_view body);

} // namespace tillwright::contract
