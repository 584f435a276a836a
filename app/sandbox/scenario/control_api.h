#pragma once

#include "domain/secret.h"
#include "http/router.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/timeline.h"

#include <boost/json/array.hpp>

namespace tillwright::sandbox {

/// What the control API does to the rest of the sandbox.
struct ControlHooks {
    std::function<void(std::string url)> setWebhookUrl;
    std::function<boost::json::array()> transactions;
    /// Forgets transactions, intents and undelivered webhooks.
    std::function<void()> reset;
};

/// `/sandbox/*`, for tests and the autopilot: PUT webhook, PUT faults, GET state, POST reset.
class ControlApi
{
public:
    ControlApi(const domain::Secret &token, FaultPlan &faults, Timeline &timeline, ControlHooks hooks)
        : m_token(token), m_faults(faults), m_timeline(timeline), m_hooks(std::move(hooks))
    {
    }
    void addRoutes(http::Router &router);

private:
    using Action = http::Response (ControlApi::*)(const http::Request &);
    void add(http::Router &router, std::string method, std::string_view path, Action action);
    http::Response putWebhook(const http::Request &request);
    http::Response putFaults(const http::Request &request);
    http::Response getState(const http::Request &request);
    http::Response reset(const http::Request &request);

    const domain::Secret &m_token;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    ControlHooks m_hooks;
};

} // namespace tillwright::sandbox
