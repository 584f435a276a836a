#pragma once

#include "domain/secret.h"
#include "http/router.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/scenario/timeline.h"

#include <boost/json/array.hpp>

namespace tillwright::sandbox {

/// What the control API does to the rest of the sandbox.
struct ControlHooks {
    std::function<void(std::string url)> setWebhookUrl;
    std::function<boost::json::array()> transactions;
    /// What somebody who tries the sandbox out has to know: `publishable_key`, `cards`.
    std::function<boost::json::object()> about;
    /// Forgets transactions, intents and undelivered webhooks.
    std::function<void()> reset;
};

/// `/sandbox/*`, for tests, the autopilot and the panel of QA mode: PUT webhook, PUT faults, PUT clock, GET state, GET
/// about (what does not change: every fault and every test card), GET live?after=N (faults in force, clock, and the
/// timeline's entries after the N-th), POST reset.
class ControlApi
{
public:
    ControlApi(const domain::Secret &token, FaultPlan &faults, Timeline &timeline, SandboxClock &clock,
               ControlHooks hooks);
    void addRoutes(http::Router &router);

private:
    using Action = http::Response (ControlApi::*)(const http::Request &);
    void add(http::Router &router, std::string method, std::string_view path, Action action);
    http::Response putWebhook(const http::Request &request);
    http::Response putFaults(const http::Request &request);
    http::Response putClock(const http::Request &request);
    http::Response getState(const http::Request &request);
    http::Response getAbout(const http::Request &request);
    http::Response getLive(const http::Request &request);
    http::Response reset(const http::Request &request);

    const domain::Secret &m_token;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
    ControlHooks m_hooks;
    /// Tells one run of the program from the next, which counts from the beginning again.
    const std::string m_run;
};

} // namespace tillwright::sandbox
