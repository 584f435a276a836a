#pragma once

#include "domain/money.h"
#include "domain/order.h"
#include "domain/payment_status.h"
#include "domain/secret.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

/// Partner backend ⇄ Clive (contracts: Clive). What the seed does not state is an assumption, listed in
/// docs/api/clive.yaml, and kept here and nowhere else.
namespace tillwright::contract {

/// The seed's `amount: 750` does not say dollars or cents; a setting does (`clive.amount_unit`).
enum class AmountUnit { Major, Minor };
[[nodiscard]] std::optional<AmountUnit> amountUnitFromWord(std::string_view word) noexcept;

/// Clive's status words → ours. The default is the contract's list; a configuration may add words.
class CliveStatusMap
{
public:
    CliveStatusMap();
    void add(std::string cliveWord, domain::PaymentStatus status);
    /// A word that is not in the map becomes PaymentStatus unknown(word).
    [[nodiscard]] domain::PaymentStatus statusOf(std::string_view cliveWord) const;

private:
    std::map<std::string, domain::PaymentStatus, std::less<>> m_statuses;
};

/// Body of `POST /transactions/checkout-intent` (seed, step 1).
struct CheckoutIntentRequest {
    std::string partnerId;
    std::string clientId;
    domain::Money amount;
    std::string email;
    std::string statementDescriptorSuffix;
    std::string echezonaReference;
    domain::Meta meta;
    friend bool operator==(const CheckoutIntentRequest &, const CheckoutIntentRequest &) = default;
};
[[nodiscard]] std::string writeCheckoutIntentRequest(const CheckoutIntentRequest &request, AmountUnit unit);
[[nodiscard]] tl::expected<CheckoutIntentRequest, domain::InputError>
parseCheckoutIntentRequest(std::string_view body, AmountUnit unit);

/// Its answer (seed, step 1), status `pending`.
struct CheckoutIntentAnswer {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    domain::Secret clientSecret;
    std::string status = "pending";
    friend bool operator==(const CheckoutIntentAnswer &, const CheckoutIntentAnswer &) = default;
};
[[nodiscard]] std::string writeCheckoutIntentAnswer(const CheckoutIntentAnswer &answer);
[[nodiscard]] tl::expected<CheckoutIntentAnswer, domain::InputError>
parseCheckoutIntentAnswer(std::string_view body);

// The older way (seed, last line): `initialize`, a PaymentIntent of our own at Stripe, `attach-intent`.

/// Body of `POST /transactions/initialize`. The seed does not show it; assumed to be checkout-intent's.
using InitializeRequest = CheckoutIntentRequest;

/// Its answer. There is no PaymentIntent yet, so the transaction cannot be paid.
struct InitializeAnswer {
    std::string cliveTxId;
    /// Clive's own word.
    std::string status = "initialized";
    friend bool operator==(const InitializeAnswer &, const InitializeAnswer &) = default;
};
[[nodiscard]] std::string writeInitializeAnswer(const InitializeAnswer &answer);
/// An empty clive_tx_id is an error, as a missing one is.
[[nodiscard]] tl::expected<InitializeAnswer, domain::InputError> parseInitializeAnswer(std::string_view body);

/// Body of `POST /transactions/attach-intent`, and, with the status, its answer.
struct AttachIntentRequest {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    friend bool operator==(const AttachIntentRequest &, const AttachIntentRequest &) = default;
};
[[nodiscard]] std::string writeAttachIntentRequest(const AttachIntentRequest &request);
/// Empty ids are errors, as missing ones are.
[[nodiscard]] tl::expected<AttachIntentRequest, domain::InputError>
parseAttachIntentRequest(std::string_view body);

/// The transaction is pending from now on.
struct AttachIntentAnswer {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    /// Clive's own word.
    std::string status = "pending";
    friend bool operator==(const AttachIntentAnswer &, const AttachIntentAnswer &) = default;
};
[[nodiscard]] std::string writeAttachIntentAnswer(const AttachIntentAnswer &answer);
/// Empty ids are errors, as missing ones are.
[[nodiscard]] tl::expected<AttachIntentAnswer, domain::InputError>
parseAttachIntentAnswer(std::string_view body);

/// A transaction as Clive tells it: the answer of `GET /transactions/{clive_tx_id}` and the `data` of a webhook.
struct Transaction {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    std::string partnerId;
    std::string clientId;
    domain::Money amount;
    std::string email;
    std::string statementDescriptorSuffix;
    std::string echezonaReference;
    domain::Meta meta;
    /// Clive's own word: pending, processing, succeeded, failed, cancelled or a new one.
    std::string status;
    /// Computed by Clive, minor units of the amount's currency.
    std::optional<std::int64_t> feesMinor;
    /// RFC 3339, UTC.
    std::string updatedAt;
    friend bool operator==(const Transaction &, const Transaction &) = default;

    [[nodiscard]] domain::OrderEvent toOrderEvent(const CliveStatusMap &statuses) const;
};
[[nodiscard]] std::string writeTransaction(const Transaction &transaction, AmountUnit unit);
[[nodiscard]] tl::expected<Transaction, domain::InputError> parseTransaction(std::string_view body,
                                                                             AmountUnit unit);

inline constexpr std::string_view cliveSignatureHeader = "X-Clive-Signature";

/// Body of the webhook (seed, step 3): `{id, type: "transaction.updated", created, data: Transaction}`.
struct CliveWebhook {
    /// May be empty: then the event is deduplicated by the hash of its body.
    std::string eventId;
    std::string type = "transaction.updated";
    /// Seconds since 1970, UTC.
    std::int64_t createdS = 0;
    Transaction transaction;
    friend bool operator==(const CliveWebhook &, const CliveWebhook &) = default;
};
[[nodiscard]] std::string writeCliveWebhook(const CliveWebhook &webhook, AmountUnit unit);
[[nodiscard]] tl::expected<CliveWebhook, domain::InputError> parseCliveWebhook(std::string_view body,
                                                                               AmountUnit unit);

} // namespace tillwright::contract
