#pragma once

#include "http/router.h"
#include "sandbox/clive/transaction_book.h"
#include "sandbox/config.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/scenario/timeline.h"

namespace tillwright::sandbox {

/// Clive's API, simulated (contracts: Clive): checkout-intent, the older flow's initialize and attach-intent, and the
/// transaction's state.
class CliveApi
{
public:
    CliveApi(const CliveConfig &config, TransactionBook &transactions, FaultPlan &faults, Timeline &timeline,
             SandboxClock &clock)
        : m_config(config), m_transactions(transactions), m_faults(faults), m_timeline(timeline),
          m_clock(clock)
    {
    }
    void addRoutes(http::Router &router);

private:
    [[nodiscard]] boost::asio::awaitable<http::Response> createCheckoutIntent(http::Request request);
    [[nodiscard]] boost::asio::awaitable<http::Response> readTransaction(http::Request request);
    [[nodiscard]] bool isAuthorised(const http::Request &request) const;
    [[nodiscard]] http::Response createOnce(const http::Request &request, IntentAmount intentAmount);
    /// A step of the older flow, with the faults that may strike there.
    using Step = http::Response (CliveApi::*)(const http::Request &);
    [[nodiscard]] boost::asio::awaitable<http::Response> carryOut(FaultPoint point, std::string_view what,
                                                                  Step step, http::Request request);
    [[nodiscard]] http::Response initializeOnce(const http::Request &request);
    [[nodiscard]] http::Response attachOnce(const http::Request &request);

    const CliveConfig &m_config;
    TransactionBook &m_transactions;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
};

} // namespace tillwright::sandbox
