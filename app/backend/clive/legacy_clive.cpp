#include "backend/clive/legacy_clive.h"

#include <optional>

namespace tillwright::backend::clive {

namespace {

constexpr std::string_view transactionKey = "clive_tx_id";
constexpr std::string_view referenceKey = "echezona_reference";
constexpr int conflictStatus = 409;

// Plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by bit.

contract::PaymentIntentRequest intentOf(const contract::InitializeRequest &transaction,
                                        const std::string &cliveTxId)
{
    // Clive's own `meta` stays with Clive, which hands it back; Stripe needs what finds the sale again.
    return {transaction.amount,
            transaction.email,
            transaction.statementDescriptorSuffix,
            {{std::string(transactionKey), cliveTxId},
             {std::string(referenceKey), transaction.echezonaReference}}};
}

contract::AttachIntentRequest attachmentOf(const std::string &cliveTxId, const std::string &intentId)
{
    return {cliveTxId, intentId};
}

std::string stripeKeyOf(const std::string &idempotencyKey, int number)
{
    return idempotencyKey + "-intent-" + std::to_string(number);
}

tl::unexpected<CliveError> conflict(std::string cause, Party party)
{
    return tl::unexpected(CliveError{CliveError::Kind::Conflict, 200, std::move(cause), party});
}

/// Why this answer is not the intent that was asked for, or empty.
std::string differenceOf(const contract::PaymentIntentRequest &asked,
                         const contract::PaymentIntentAnswer &intent)
{
    if (intent.amount != asked.amount)
        return "PaymentIntent " + intent.id + " is over another amount or currency";
    const auto transaction = intent.metadata.find(std::string(transactionKey));
    if (transaction == intent.metadata.end()
        || transaction->second != asked.metadata.at(std::string(transactionKey)))
        return "PaymentIntent " + intent.id + " was made for another transaction";
    return {};
}

CliveError attachErrorOf(CliveError error)
{
    // Another intent is attached: ours must not be paid. (The same call still under way is answered so, too, and is
    // asked for again by whoever holds the key.)
    if (error.httpStatus == conflictStatus)
        error.kind = CliveError::Kind::Conflict;
    return error;
}

contract::CheckoutIntentAnswer answerOf(const contract::PaymentIntentAnswer &intent,
                                        const contract::AttachIntentAnswer &attached)
{
    return {attached.cliveTxId, attached.stripePaymentIntentId, intent.clientSecret, attached.status};
}

} // namespace

CliveResult<contract::CheckoutIntentAnswer>
LegacyClive::createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey)
{
    const auto initialized = co_await m_calls.initialize(request, idempotencyKey);
    if (!initialized)
        co_return tl::unexpected(initialized.error());

    const auto asked = intentOf(request, initialized->cliveTxId);
    const auto intent = co_await createIntent(asked, idempotencyKey);
    if (!intent)
        co_return tl::unexpected(intent.error().error);
    if (auto difference = differenceOf(asked, *intent); !difference.empty())
        co_return conflict(std::move(difference), Party::Stripe);

    auto attachment = attachmentOf(initialized->cliveTxId, intent->id);
    const auto attached = co_await m_calls.attachIntent(attachment, idempotencyKey + "-attach");
    if (!attached)
        co_return tl::unexpected(attachErrorOf(attached.error()));
    if (attached->cliveTxId != attachment.cliveTxId
        || attached->stripePaymentIntentId != attachment.stripePaymentIntentId)
        co_return conflict("attach-intent answered about another transaction or intent", Party::Clive);
    co_return answerOf(*intent, *attached);
}

StripeIntents::Result LegacyClive::createIntent(contract::PaymentIntentRequest intent,
                                                std::string idempotencyKey)
{
    for (int number = 1;; ++number) {
        auto made = co_await m_stripe.create(intent, stripeKeyOf(idempotencyKey, number));
        if (made || !made.error().isKeySpent || number == stripeKeysMax)
            co_return made;
    }
}

CliveResult<contract::Transaction> LegacyClive::fetchTransaction(std::string cliveTxId)
{
    return m_clive.fetchTransaction(std::move(cliveTxId));
}

} // namespace tillwright::backend::clive
