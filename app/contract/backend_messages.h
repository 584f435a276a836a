#pragma once

#include "domain/money.h"
#include "domain/order.h"
#include "domain/payment_status.h"
#include "domain/sale.h"
#include "domain/secret.h"

#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Kiosk ⇄ partner backend, `/v1` (contracts: Partner backend). One writer and one parser each. Parsers ignore
/// fields they do not know, so that either side can be upgraded first.
namespace tillwright::contract {

inline constexpr std::string_view idempotencyKeyHeader = "Idempotency-Key";
inline constexpr std::size_t idempotencyKeyMaxBytes = 255;
/// Longest time a `wait=` request is held, in seconds.
inline constexpr int statusWaitMaxS = 25;

/// Of `pay_url`: what still makes a QR code that a phone reads across a counter.
inline constexpr std::size_t payUrlMaxBytes = 300;

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
    /// Where the customer's own phone can pay this checkout: `http(s)://…/pay/TOKEN`. Whoever has it may pay and cancel
    /// the checkout. Empty: not there.
    domain::Secret payUrl;
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
    /// Whether it is being paid on the customer's own phone.
    domain::PhoneStage phone = domain::PhoneStage::None;
    friend bool operator==(const CheckoutState &, const CheckoutState &) = default;
};
[[nodiscard]] std::string writeCheckoutState(const CheckoutState &state);
[[nodiscard]] tl::expected<CheckoutState, domain::InputError> parseCheckoutState(std::string_view body);

/// How a page of `GET /v1/checkouts` is bounded; an answer stays far below what a client reads.
inline constexpr std::size_t searchPageMaxCheckouts = 50;
/// A group of statuses for `status=`: what stands in the way of its reference, that is, everything that is neither
/// final nor walked away from.
inline constexpr std::string_view searchStatusOpen = "open";

/// The query of `GET /v1/checkouts`. What is empty or absent does not narrow the search.
struct CheckoutSearch {
    std::string reference;              ///< exactly this one
    std::string suffix;                 ///< exactly this one
    std::string status;                 ///< a word of domain::PaymentStatus, or searchStatusOpen
    std::string device;                 ///< the asking device's own name; every other one is refused
    std::optional<std::int64_t> fromMs; ///< made then or later, ms since 1970, UTC
    std::optional<std::int64_t> toMs;   ///< made before then
    std::string cursor;                 ///< `next_cursor` of the page before
    bool attentionOnly = false;         ///< only what a person has to look at
    friend bool operator==(const CheckoutSearch &, const CheckoutSearch &) = default;
};
/// Names and values, not yet percent-encoded.
[[nodiscard]] std::vector<std::pair<std::string, std::string>>
checkoutSearchFields(const CheckoutSearch &search);
/// Strict, unlike the parsers of bodies: a misspelt filter that is ignored would answer with what nobody asked for.
/// The error names the parameter.
[[nodiscard]] tl::expected<CheckoutSearch, domain::InputError>
parseCheckoutSearch(const std::map<std::string, std::string, std::less<>> &query);

/// A place between two checkouts in the order of a search.
struct SearchCursor {
    std::int64_t createdAtMs = 0;
    std::string cliveTxId;
    friend bool operator==(const SearchCursor &, const SearchCursor &) = default;
};
[[nodiscard]] std::string writeSearchCursor(const SearchCursor &cursor);
[[nodiscard]] std::optional<SearchCursor> parseSearchCursor(std::string_view text);

/// One checkout of a search. Never carries the client secret.
struct FoundCheckout {
    CheckoutState state;
    std::string device;
    std::string email;
    std::int64_t createdAtMs = 0; ///< since 1970, UTC
    std::int64_t updatedAtMs = 0;
    friend bool operator==(const FoundCheckout &, const FoundCheckout &) = default;
};
/// Answer of `GET /v1/checkouts`: newest first, at most searchPageMaxCheckouts.
struct CheckoutPage {
    std::vector<FoundCheckout> checkouts;
    std::string nextCursor; ///< empty on the last page
    friend bool operator==(const CheckoutPage &, const CheckoutPage &) = default;
};
[[nodiscard]] std::string writeCheckoutPage(const CheckoutPage &page);
[[nodiscard]] tl::expected<CheckoutPage, domain::InputError> parseCheckoutPage(std::string_view body);

/// RFC 9457 problem details, `application/problem+json`. `field` is our extension member.
struct ProblemDetails {
    std::string type = "about:blank";
    std::string title;
    int status = 500;
    std::string detail;
    std::string field;
    /// Not in the body: the header Retry-After, in seconds; 0: none.
    int retryAfterS = 0;
    friend bool operator==(const ProblemDetails &, const ProblemDetails &) = default;
};
[[nodiscard]] std::string writeProblem(const ProblemDetails &problem);
[[nodiscard]] tl::expected<ProblemDetails, domain::InputError> parseProblem(std::string_view body);

} // namespace tillwright::contract
