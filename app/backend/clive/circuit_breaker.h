#pragma once

#include "backend/clive/circuit.h"
#include "backend/clive/clive_api.h"

#include <functional>
#include <memory>

namespace tillwright::backend::clive {

/// Time that does not jump.
using SteadyNow = std::function<Circuit::Point()>;

/// Spares a Clive that fails, and the devices the wait for it: after some failures in a row calls end at once with
/// CircuitOpen, until one of them finds that it goes again. Not being reached, time-outs and 5xx count; a refusal,
/// and anything that Stripe says, shows that Clive works. A call that is not made has done nothing, so the same key
/// stays good. For one thread.
class CircuitBreaker final : public CliveApi
{
public:
    CircuitBreaker(CliveApi &clive, BreakerOptions options, SteadyNow now);

    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest request,
                                                                     std::string idempotencyKey) override;
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override;
    [[nodiscard]] bool mayBeAsked() const override;

    /// State and counters, for `/readyz` and `/metrics`.
    [[nodiscard]] const Circuit &circuit() const noexcept { return m_shared->circuit; }

private:
    /// Kept by every call under way, because those that are given up are destroyed after the breaker may be.
    struct Shared {
        Circuit circuit;
        SteadyNow now;
        void settle(Circuit::Pass pass, Circuit::Sign sign);
    };
    class Call;
    [[nodiscard]] std::unique_ptr<Call> admit();
    [[nodiscard]] tl::unexpected<CliveError> rejection() const;

    CliveApi &m_clive;
    std::shared_ptr<Shared> m_shared;
};

} // namespace tillwright::backend::clive
