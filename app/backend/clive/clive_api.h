#pragma once

#include "contract/clive_messages.h"

#include <boost/asio/awaitable.hpp>
#include <string>
#include <tl/expected.hpp>

namespace tillwright::backend::clive {

/// Why Clive gave no good answer.
struct CliveError {
    enum class Kind {
        Unreachable,   ///< no connection, or it broke: the request may or may not have arrived
        Timeout,       ///< no answer in time: likewise
        NotUnderstood, ///< a 2xx answer that is not the contract's
        Server,        ///< 5xx, 429, or 409 (the same key is in flight there)
        Setup,         ///< 401, 403, 404 or 405 for our credentials or address: our configuration is wrong
        Refused,       ///< any other 4xx: final, nothing was created
    };
    Kind kind = Kind::Unreachable;
    int httpStatus = 0; ///< 0 without an answer
    std::string cause;  ///< technical, for logs; never a secret

    /// The same request with the same idempotency key may be sent again at once.
    [[nodiscard]] bool isRetryable() const noexcept
    {
        return kind == Kind::Unreachable || kind == Kind::Timeout || kind == Kind::NotUnderstood
            || kind == Kind::Server;
    }
};

template<typename T> using CliveResult = boost::asio::awaitable<tl::expected<T, CliveError>>;

/// Clive, one call at a time, without retries (contracts: Clive).
class CliveApi
{
public:
    virtual ~CliveApi() = default;
    /// `POST /transactions/checkout-intent` (seed, step 1).
    virtual CliveResult<contract::CheckoutIntentAnswer>
    createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey) = 0;
    /// `GET /transactions/{clive_tx_id}`.
    virtual CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) = 0;
};

} // namespace tillwright::backend::clive
