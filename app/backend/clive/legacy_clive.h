#pragma once

#include "backend/clive/clive_api.h"
#include "contract/stripe_messages.h"

namespace tillwright::backend::clive {

/// What only the older flow asks of Clive (seed, last line), one call at a time, without retries.
class LegacyCalls
{
public:
    virtual ~LegacyCalls() = default;
    /// `POST /transactions/initialize`.
    virtual CliveResult<contract::InitializeAnswer> initialize(contract::InitializeRequest transaction,
                                                               std::string idempotencyKey) = 0;
    /// `POST /transactions/attach-intent`. A transaction with another intent already is answered 409.
    virtual CliveResult<contract::AttachIntentAnswer> attachIntent(contract::AttachIntentRequest attachment,
                                                                   std::string idempotencyKey) = 0;
};

struct StripeFailure {
    CliveError error;
    /// Stripe says this failure again to whoever comes with the key, as long as it keeps the key.
    bool isKeySpent = false;
};

/// What the older flow asks of Stripe.
class StripeIntents
{
public:
    using Result = boost::asio::awaitable<tl::expected<contract::PaymentIntentAnswer, StripeFailure>>;

    virtual ~StripeIntents() = default;
    /// `POST /v1/payment_intents`.
    virtual Result create(contract::PaymentIntentRequest intent, std::string idempotencyKey) = 0;
};

/// Keys at Stripe for one checkout: the next is used once a failure is kept under the one before.
inline constexpr int stripeKeysMax = 3;

/// The older flow as a CliveApi: `initialize`, a PaymentIntent of ours at Stripe, `attach-intent`, each with a key of
/// its own that follows from the checkout's. It keeps nothing: after a crash between two steps the same calls with
/// the same keys give the same transaction and the same intent
/// (docs/decisions/006-keys-alone-make-the-legacy-flow-crash-safe.md). The client secret is handed out only when
/// Clive has confirmed that this intent is the transaction's.
class LegacyClive final : public CliveApi
{
public:
    LegacyClive(CliveApi &clive, LegacyCalls &calls, StripeIntents &stripe)
        : m_clive(clive), m_calls(calls), m_stripe(stripe)
    {
    }

    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest request,
                                                                     std::string idempotencyKey) override;
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override;

private:
    /// With the first key that is not spent.
    StripeIntents::Result createIntent(contract::PaymentIntentRequest intent, std::string idempotencyKey);

    CliveApi &m_clive;
    LegacyCalls &m_calls;
    StripeIntents &m_stripe;
};

} // namespace tillwright::backend::clive
