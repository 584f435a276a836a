#pragma once

#include "http/server.h"
#include "sandbox/clive/clive_api.h"
#include "sandbox/clive/webhook_sender.h"
#include "sandbox/config.h"
#include "sandbox/scenario/control_api.h"
#include "sandbox/stripe/certificate.h"
#include "sandbox/stripe/stripe_hosts.h"

namespace tillwright::sandbox {

/// Clive and Stripe on loopback, with faults on demand. Everything runs on the one thread of the executor's context.
class Sandbox
{
public:
    Sandbox(boost::asio::any_io_executor executor, SandboxConfig config);
    Sandbox(const Sandbox &) = delete;
    Sandbox &operator=(const Sandbox &) = delete;

    /// Binds both ports. The error is a sentence with the way out.
    [[nodiscard]] tl::expected<void, std::string> start();
    /// The ready line: one JSON object.
    [[nodiscard]] std::string readyLine() const;
    [[nodiscard]] boost::asio::awaitable<void> stop();

private:
    void intentSucceeded(const PaymentIntent &intent);
    [[nodiscard]] boost::json::array transactionsJson() const;
    [[nodiscard]] boost::json::object aboutJson() const;
    void forget();

    SandboxConfig m_config;
    SelfSigned m_certificate;
    FaultPlan m_faults;
    Timeline m_timeline;
    SandboxClock m_clock;
    IntentBook m_intents;
    TransactionBook m_transactions;
    WebhookSender m_webhooks;
    CliveApi m_clive;
    ControlApi m_control;
    StripeHosts m_stripe;
    http::Router m_router;
    http::Server m_cliveServer;
    http::Server m_stripeServer;
};

} // namespace tillwright::sandbox
