#pragma once

#include "backend/checkouts/pay_page.h"
#include "backend/clive/circuit.h"
#include "backend/webhooks/webhook_intake.h"
#include "http/refusals.h"

#include <chrono>
#include <memory>
#include <prometheus/registry.h>
#include <string>
#include <string_view>

namespace tillwright::backend::http {

/// The backend's numbers (docs/backend-limits.md lists them). Names and labels are bounded: a path that is none of ours
/// is one label value, a method that is none of ours another. May be used from any thread.
class BackendMetrics
{
public:
    BackendMetrics();
    ~BackendMetrics();
    BackendMetrics(const BackendMetrics &) = delete;
    BackendMetrics &operator=(const BackendMetrics &) = delete;

    /// `route` is the template, empty for a path that is none of ours. `status` 0: the client went away before.
    void countRequest(std::string_view method, std::string_view route, int status,
                      std::chrono::steady_clock::duration took);
    /// Words of measured_clive.h.
    void countCliveCall(std::string_view operation, std::string_view result,
                        std::chrono::steady_clock::duration took);

    /// As Store::CallObserver tells it.
    void countStoreCall(std::string_view operation, bool succeeded, std::chrono::steady_clock::duration took);

    /// What others count themselves, as it is at this moment.
    struct Reading {
        std::size_t heldRequests = 0;
        std::size_t connections = 0;
        /// Null: no server.
        const tillwright::http::RefusalCounters *refusals = nullptr;
        webhooks::WebhookCounters webhooks;
        /// Of the whole store, whichever process filled it, as they were a moment ago.
        store::InboxDepth inbox;
        store::OrderDepth orders;
        /// Null: no breaker.
        const clive::Circuit *circuit = nullptr;
        checkouts::PayLinkCounters payLinks;
    };
    /// Prometheus' text format 0.0.4.
    [[nodiscard]] std::string text(const Reading &reading) const;

private:
    prometheus::Registry m_registry;
    prometheus::Family<prometheus::Counter> &m_requests;
    prometheus::Family<prometheus::Histogram> &m_requestDurations;
    prometheus::Family<prometheus::Counter> &m_cliveCalls;
    prometheus::Family<prometheus::Histogram> &m_cliveDurations;
    prometheus::Family<prometheus::Counter> &m_storeCalls;
    prometheus::Family<prometheus::Histogram> &m_storeDurations;
};

} // namespace tillwright::backend::http
