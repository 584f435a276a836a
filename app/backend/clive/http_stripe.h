#pragma once

#include "backend/clive/legacy_clive.h"
#include "backend/clive/time_limits.h"
#include "http/client.h"

namespace tillwright::backend::clive {

inline constexpr std::string_view stripeBaseUrl = "https://api.stripe.com";

/// How the older flow reaches Stripe (facts: Stripe).
struct StripeOptions {
    /// sk_... or rk_...; never leaves this program but for Stripe.
    domain::Secret secretKey;
    /// Without a slash at the end.
    std::string baseUrl{stripeBaseUrl};
    /// As of http::ClientOptions; for the sandbox only.
    std::string caFile;
    std::string pinnedSpkiSha256;
    TimeLimits limits;
};

/// Stripe's API v1 over HTTPS, on pooled connections.
class HttpStripe final : public StripeIntents
{
public:
    HttpStripe(tillwright::http::Client &client, StripeOptions options)
        : m_client(client), m_options(std::move(options))
    {
    }

    Result create(contract::PaymentIntentRequest intent, std::string idempotencyKey) override;

private:
    [[nodiscard]] tillwright::http::ClientRequest requestOf(const contract::PaymentIntentRequest &intent,
                                                            std::string idempotencyKey) const;

    tillwright::http::Client &m_client;
    StripeOptions m_options;
};

} // namespace tillwright::backend::clive
