#pragma once

#include "http/message.h"
#include "sandbox/config.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/scenario/timeline.h"
#include "sandbox/stripe/intent_creation.h"

#include <boost/asio/awaitable.hpp>

namespace tillwright::sandbox {

/// An error in Stripe's form, readable from any origin.
[[nodiscard]] http::Response stripeErrorResponse(const StripeError &error,
                                                 const PaymentIntent *intent = nullptr);

/// What Stripe answers to `fail`: an api_error with that status.
[[nodiscard]] http::Response stripeFailure(int status);

/// api.stripe.com, as far as it is needed: a PaymentIntent's retrieve and confirm by a page with a publishable key,
/// and its creation by a server with a secret key.
class StripeApi
{
public:
    StripeApi(const StripeConfig &config, IntentBook &intents, FaultPlan &faults, Timeline &timeline,
              SandboxClock &clock)
        : m_config(config), m_intents(intents), m_faults(faults), m_timeline(timeline), m_clock(clock),
          m_creation(config, intents, faults, timeline, clock)
    {
    }
    [[nodiscard]] boost::asio::awaitable<http::Response> handle(http::Request request);
    /// Forgets the idempotency keys.
    void clear() { m_creation.clear(); }

private:
    [[nodiscard]] http::Response retrieve(const std::string &id, std::string_view key,
                                          std::string_view clientSecret, std::string_view bearer);
    [[nodiscard]] boost::asio::awaitable<http::Response> confirm(std::string id, std::string body);
    [[nodiscard]] http::Response confirmOnce(const std::string &id,
                                             const std::map<std::string, std::string, std::less<>> &form);
    /// The intent, if the key and the secret open it.
    [[nodiscard]] tl::expected<const PaymentIntent *, StripeError>
    authorise(std::string_view id, std::string_view key, std::string_view clientSecret) const;

    const StripeConfig &m_config;
    IntentBook &m_intents;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
    IntentCreation m_creation;
};

} // namespace tillwright::sandbox
