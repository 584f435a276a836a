#pragma once

#include "contract/clive_messages.h"

#include <boost/asio/awaitable.hpp>
#include <chrono>
#include <string>
#include <tl/expected.hpp>

namespace tillwright::backend::clive {

/// Why there was no good answer from Clive or, in the older flow, from Stripe.
struct CliveError {
    enum class Kind {
        Unreachable,   ///< no connection, or it broke: the request may or may not have arrived
        Timeout,       ///< no answer in time: likewise
        NotUnderstood, ///< a 2xx answer that is not the contract's
        Server,        ///< 5xx, 408, 429, or 409 (the same key is in flight there)
        Setup,         ///< 401, 403, 404 or 405 for our credentials or address: our configuration is wrong
        Refused,       ///< any other 4xx: final, nothing was created
        Conflict,      ///< the answers contradict each other or what was asked: nothing may be paid on them
        CircuitOpen,   ///< not asked, because too many calls before it failed (circuit_breaker.h)
    };
    enum class Party { Clive, Stripe };
    Kind kind = Kind::Unreachable;
    int httpStatus = 0; ///< 0 without an answer
    std::string cause;  ///< technical, for logs; never a secret
    Party party = Party::Clive;
    /// After CircuitOpen: when asking again makes sense.
    std::chrono::seconds retryAfterS{0};

    /// The same request with the same idempotency key may be sent again at once.
    [[nodiscard]] bool isRetryable() const noexcept
    {
        return kind == Kind::Unreachable || kind == Kind::Timeout || kind == Kind::NotUnderstood
            || kind == Kind::Server;
    }
    /// Clive itself answered something. It is asked before Stripe, so an error of Stripe's says so, too.
    [[nodiscard]] bool hasCliveAnswered() const noexcept { return httpStatus != 0 || party == Party::Stripe; }
};

template<typename T> using CliveResult = boost::asio::awaitable<tl::expected<T, CliveError>>;

using Party = CliveError::Party;
[[nodiscard]] inline std::string_view partyWord(Party party) noexcept
{
    return party == Party::Stripe ? "Stripe" : "Clive";
}

/// Clive, one call at a time, without retries (contracts: Clive).
class CliveApi
{
public:
    virtual ~CliveApi() = default;
    /// A transaction with its PaymentIntent: `POST /transactions/checkout-intent` (seed, step 1), or the older flow's
    /// three steps (legacy_clive.h).
    virtual CliveResult<contract::CheckoutIntentAnswer>
    createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey) = 0;
    /// `GET /transactions/{clive_tx_id}`.
    virtual CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) = 0;
    /// Whether a call would be made at all. Work that nobody waits for asks this first.
    [[nodiscard]] virtual bool mayBeAsked() const { return true; }
};

} // namespace tillwright::backend::clive
