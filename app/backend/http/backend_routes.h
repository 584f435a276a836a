#pragma once

#include "backend/checkouts/checkout_service.h"
#include "backend/http/device_directory.h"
#include "backend/webhooks/webhook_intake.h"
#include "http/router.h"

namespace tillwright::backend::http {

/// Body limit of every request of ours; the longest is a checkout with its meta.
inline constexpr std::size_t requestBodyLimitBytes = 64 * 1024;

/// The backend's HTTP face (docs/api/backend.yaml): what comes in is checked here, what goes out is made here, and
/// nothing is decided here.
class BackendRoutes
{
public:
    BackendRoutes(checkouts::CheckoutService &checkouts, webhooks::WebhookIntake &webhooks,
                  store::Store &store, const checkouts::OrderRefresher &refresher,
                  const checkouts::OrderWatch &watch, DeviceDirectory devices, checkouts::NowMs nowMs);

    [[nodiscard]] boost::asio::awaitable<tillwright::http::Response>
    handle(tillwright::http::Request request) const;

private:
    using Request = tillwright::http::Request;
    using Response = tillwright::http::Response;
    using Answer = boost::asio::awaitable<Response>;
    using DeviceHandler = Answer (BackendRoutes::*)(Request, std::string device);

    /// Adds a route that only a known device may use.
    void addForDevices(std::string method, std::string_view pathTemplate, DeviceHandler handler);
    Answer createCheckout(Request request, std::string device);
    Answer searchCheckouts(Request request, std::string device);
    Answer readCheckout(Request request, std::string device);
    Answer resumeCheckout(Request request, std::string device);
    Answer abandonCheckout(Request request, std::string device);
    Answer readConfig(Request request, std::string device);
    Answer acceptWebhook(Request request);
    Answer live(Request request);
    Answer ready(Request request);
    Answer metrics(Request request);

    checkouts::CheckoutService &m_checkouts;
    webhooks::WebhookIntake &m_webhooks;
    store::Store &m_store;
    const checkouts::OrderRefresher &m_refresher;
    const checkouts::OrderWatch &m_watch;
    DeviceDirectory m_devices;
    checkouts::NowMs m_nowMs;
    tillwright::http::Router m_router;
};

} // namespace tillwright::backend::http
