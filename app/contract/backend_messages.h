#pragma once

#include "domain/money.h"
#include "domain/payment_status.h"
#include "domain/sale.h"
#include "domain/secret.h"

#include <optional>
#include <set>
#include <string>
#include <string_view>

/// Kiosk ⇄ partner backend, `/v1` (contracts: Partner backend). One writer and one parser each. Parsers ignore
/// fields they do not know, so that either side can be upgraded first.
namespace tillwright::contract {

inline constexpr std::string_view idempotencyKeyHeader = "Idempotency-Key";
inline constexpr std::size_t idempotencyKeyMaxBytes = 255;
/// Longest time a `wait=` request is held, in seconds.
inline constexpr int statusWaitMaxS = 25;

/// Body of `POST /v1/checkouts`.
[[nodiscard]] std::string writeCreateCheckout(const domain::Sale &sale);
/// All rules of the domain are applied; the error names the first wrong field.
[[nodiscard]] tl::expected<domain::Sale, domain::InputError> parseCreateCheckout(std::string_view body);

/// Answer of `POST /v1/checkouts` (201) and of `POST /v1/checkouts/{clive_tx_id}/resume` (200).
struct CheckoutAnswer {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    domain::Secret clientSecret;
    std::string stripePublishableKey;
    std::string reference;
    domain::Money amount;
    std::string statementDescriptorSuffix;
    domain::PaymentStatus status = domain::PaymentStatus::Kind::Pending;
    std::int64_t version = 0;
    std::string payUrl;
    friend bool operator==(const CheckoutAnswer &, const CheckoutAnswer &) = default;
};
[[nodiscard]] std::string writeCheckoutAnswer(const CheckoutAnswer &answer);
[[nodiscard]] tl::expected<CheckoutAnswer, domain::InputError> parseCheckoutAnswer(std::string_view body);

/// Answer of `GET /v1/checkouts/{clive_tx_id}` and of `POST .../abandon`. Never carries the client secret.
struct CheckoutState {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    std::string reference;
    domain::Money amount;
    std::string statementDescriptorSuffix;
    domain::PaymentStatus status = domain::PaymentStatus::Kind::Pending;
    std::int64_t version = 0;
    bool abandoned = false;
    /// Clive's fees in minor units, once it has computed them.
    std::optional<std::int64_t> feesMinor;
    /// Words of domain::attentionWord().
    std::set<std::string> attention;
    friend bool operator==(const CheckoutState &, const CheckoutState &) = default;
};
[[nodiscard]] std::string writeCheckoutState(const CheckoutState &state);
[[nodiscard]] tl::expected<CheckoutState, domain::InputError> parseCheckoutState(std::string_view body);

/// RFC 9457 problem details, `application/problem+json`. `field` is our extension member.
struct ProblemDetails {
    std::string type = "about:blank";
    std::string title;
    int status = 500;
    std::string detail;
    std::string field;
    friend bool operator==(const ProblemDetails &, const ProblemDetails &) = default;
};
[[nodiscard]] std::string writeProblem(const ProblemDetails &problem);
[[nodiscard]] tl::expected<ProblemDetails, domain::InputError> parseProblem(std::string_view body);

} // namespace tillwright::contract
