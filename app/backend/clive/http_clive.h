#pragma once

#include "backend/clive/legacy_clive.h"
#include "backend/clive/time_limits.h"
#include "http/client.h"

namespace tillwright::backend::clive {

struct CliveOptions {
    /// Without a slash at the end.
    std::string baseUrl;
    domain::Secret apiToken;
    /// The header that carries `Bearer <token>`.
    std::string authHeader = "Authorization";
    contract::AmountUnit amountUnit = contract::AmountUnit::Major;
    TimeLimits limits;
};

/// Clive over HTTP, on pooled connections: the present API and the two calls of the older flow.
class HttpClive final : public CliveApi, public LegacyCalls
{
public:
    HttpClive(tillwright::http::Client &client, CliveOptions options);

    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest intent,
                                                                     std::string idempotencyKey) override;
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override;
    CliveResult<contract::InitializeAnswer> initialize(contract::InitializeRequest transaction,
                                                       std::string idempotencyKey) override;
    CliveResult<contract::AttachIntentAnswer> attachIntent(contract::AttachIntentRequest attachment,
                                                           std::string idempotencyKey) override;

private:
    [[nodiscard]] tillwright::http::ClientRequest requestOf(std::string method,
                                                            const std::string &path) const;
    [[nodiscard]] tillwright::http::ClientRequest postOf(const std::string &path, std::string idempotencyKey,
                                                         std::string body) const;
    /// The body of a 2xx answer.
    CliveResult<std::string> call(tillwright::http::ClientRequest request);

    tillwright::http::Client &m_client;
    CliveOptions m_options;
};

} // namespace tillwright::backend::clive
