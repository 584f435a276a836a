#pragma once

#include "backend/checkouts/checkout_service.h"
#include "backend/http/catalogue_routes.h"
#include "backend/http/device_directory.h"
#include "backend/http/pay_routes.h"
#include "backend/operations/device_enrolment.h"
#include "backend/webhooks/webhook_intake.h"
#include "http/router.h"

namespace tillwright::backend::http {

/// The backend's HTTP face (docs/api/backend.yaml): what comes in is checked here, what goes out is made here, and
/// nothing is decided here.
class BackendRoutes
{
public:
    BackendRoutes(checkouts::CheckoutService &checkouts, webhooks::WebhookIntake &webhooks,
                  operations::DeviceEnrolment &enrolment, CatalogueRoutes &catalogue, PayRoutes &pay,
                  DeviceDirectory devices);

    [[nodiscard]] boost::asio::awaitable<tillwright::http::Response>
    handle(tillwright::http::Request request) const;
    /// The template of the request's path; empty for what is none of ours.
    [[nodiscard]] std::string_view routeOf(const tillwright::http::Request &request) const;

private:
    using Request = tillwright::http::Request;
    using Response = tillwright::http::Response;
    using Answer = boost::asio::awaitable<Response>;
    using DeviceHandler = Answer (BackendRoutes::*)(Request, std::string device);

    /// Adds a route that only a known device may use.
    void addForDevices(std::string method, std::string_view pathTemplate, DeviceHandler handler);
    Answer forDevice(DeviceHandler handler, Request request);
    Answer redeemCode(Request request);
    Answer createCheckout(Request request, std::string device);
    Answer searchCheckouts(Request request, std::string device);
    Answer readCheckout(Request request, std::string device);
    Answer resumeCheckout(Request request, std::string device);
    Answer abandonCheckout(Request request, std::string device);
    Answer readConfig(Request request, std::string device);
    Answer readCatalogue(Request request, std::string device);
    Answer readBooking(Request request, std::string device);
    Answer acceptWebhook(Request request);

    checkouts::CheckoutService &m_checkouts;
    webhooks::WebhookIntake &m_webhooks;
    operations::DeviceEnrolment &m_enrolment;
    CatalogueRoutes &m_catalogue;
    PayRoutes &m_pay;
    DeviceDirectory m_devices;
    tillwright::http::Router m_router;
};

} // namespace tillwright::backend::http
