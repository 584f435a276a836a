#pragma once

#include "sandbox/stripe/stripe_api.h"

namespace tillwright::sandbox {

/// Every host of Stripe's that a payment page meets, told apart by the Host header: js.stripe.com and *.js.stripe.com
/// (the built files of web/stripe-simulator), api.stripe.com, hooks.stripe.com (the bank's page). A server that comes
/// by address, because it has no name resolution of its own as a browser has, means the API.
class StripeHosts
{
public:
    StripeHosts(const StripeConfig &config, IntentBook &intents, FaultPlan &faults, Timeline &timeline,
                SandboxClock &clock)
        : m_api(config, intents, faults, timeline, clock), m_intents(intents), m_faults(faults),
          m_timeline(timeline), m_clock(clock)
    {
    }
    [[nodiscard]] boost::asio::awaitable<http::Response> handle(http::Request request);
    /// Forgets the API's idempotency keys.
    void clear() { m_api.clear(); }

private:
    [[nodiscard]] boost::asio::awaitable<http::Response> serveScripts(http::Request request);
    [[nodiscard]] http::Response serveHooks(const http::Request &request);

    StripeApi m_api;
    IntentBook &m_intents;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
};

} // namespace tillwright::sandbox
