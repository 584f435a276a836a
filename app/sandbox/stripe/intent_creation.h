#pragma once

#include "contract/stripe_messages.h"
#include "http/message.h"
#include "sandbox/config.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/scenario/timeline.h"
#include "sandbox/stripe/intent_book.h"

#include <boost/asio/awaitable.hpp>
#include <map>

namespace tillwright::sandbox {

/// `POST /v1/payment_intents` with a secret key, as Stripe's API v1 does it: the answer to an Idempotency-Key is kept
/// from the moment the work has begun, failures included, and said again with `Idempotent-Replayed: true`; the same
/// key with other parameters is an idempotency_error. What fails before the work (key, form, parameters) is not kept.
class IntentCreation
{
public:
    IntentCreation(const StripeConfig &config, IntentBook &intents, FaultPlan &faults, Timeline &timeline,
                   SandboxClock &clock)
        : m_config(config), m_intents(intents), m_faults(faults), m_timeline(timeline), m_clock(clock)
    {
    }
    [[nodiscard]] boost::asio::awaitable<http::Response> create(http::Request request);
    /// Forgets the keys.
    void clear() { m_answersByKey.clear(); }

private:
    struct FirstAnswer {
        std::string formHash;
        http::Response answer;
        std::string intentId;
    };
    [[nodiscard]] http::Response createOnce(const http::Request &request, const std::optional<Fault> &fault);
    /// The work itself. What it answers is kept.
    [[nodiscard]] FirstAnswer make(const contract::PaymentIntentRequest &request,
                                   const std::optional<Fault> &fault);

    const StripeConfig &m_config;
    IntentBook &m_intents;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
    std::map<std::string, FirstAnswer, std::less<>> m_answersByKey;
};

} // namespace tillwright::sandbox
