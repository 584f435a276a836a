#pragma once

#include "backend/clive/clive_api.h"
#include "http/client.h"

#include <chrono>

namespace tillwright::backend::clive {

struct CliveOptions {
    /// Without a slash at the end.
    std::string baseUrl;
    domain::Secret apiToken;
    /// The header that carries `Bearer <token>`.
    std::string authHeader = "Authorization";
    contract::AmountUnit amountUnit = contract::AmountUnit::Major;
    std::chrono::milliseconds connectTimeoutMs{3'000};
    std::chrono::milliseconds totalTimeoutMs{10'000};
};

/// CliveApi over HTTP, on pooled connections.
class HttpClive final : public CliveApi
{
public:
    HttpClive(tillwright::http::Client &client, CliveOptions options);

    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest intent,
                                                                     std::string idempotencyKey) override;
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override;

private:
    [[nodiscard]] tillwright::http::ClientRequest requestOf(std::string method,
                                                            const std::string &path) const;
    /// The body of a 2xx answer.
    CliveResult<std::string> call(tillwright::http::ClientRequest request);

    tillwright::http::Client &m_client;
    CliveOptions m_options;
};

} // namespace tillwright::backend::clive
