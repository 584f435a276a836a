#pragma once

#include "backend/clive/circuit_breaker.h"
#include "backend/clive/http_clive.h"
#include "backend/clive/http_stripe.h"
#include "backend/clive/measured_clive.h"

namespace tillwright::backend::clive {

struct CliveClientOptions {
    CliveOptions clive;
    /// PEM file of the authorities that may sign Clive's certificate; empty: the system's.
    std::string caFile;
    /// Set: the older flow, with PaymentIntents of our own.
    std::optional<StripeOptions> legacy;
    BreakerOptions breaker;
};

/// Everything between the backend and Clive: the connections, one of the two flows, and the breaker around it.
class CliveClient
{
public:
    /// `observer` is told of every call that the breaker lets through.
    CliveClient(CliveClientOptions options, SteadyNow now, MeasuredClive::Observer observer);
    ~CliveClient();

    [[nodiscard]] CliveApi &api() noexcept { return m_breaker; }
    [[nodiscard]] const Circuit &circuit() const noexcept { return m_breaker.circuit(); }

private:
    struct Legacy;
    /// Of the flow that is set.
    [[nodiscard]] CliveApi &flow();

    tillwright::http::Client m_client;
    HttpClive m_clive;
    std::unique_ptr<Legacy> m_legacy;
    MeasuredClive m_measured;
    CircuitBreaker m_breaker;
};

} // namespace tillwright::backend::clive
