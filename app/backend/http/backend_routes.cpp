#include "backend/http/backend_routes.h"

#include "backend/checkouts/checkout_problems.h"
#include "backend/http/answers.h"
#include "contract/device_config.h"
#include "contract/enrolment_messages.h"
#include "http/request_scope.h"
#include "http/url_codec.h"

#include <boost/json/object.hpp>
#include <boost/json/serialize.hpp>
#include <limits>
#include <utility>

namespace tillwright::backend::http {

namespace json = boost::json;
using tillwright::http::jsonResponse;

namespace {

constexpr std::string_view livePublishableKeyPrefix = "pk_live_";

tillwright::http::Response fresh(tillwright::http::Response response)
{
    response.headers.set("Cache-Control", "no-store");
    return response;
}

tillwright::http::Response stateAnswer(const checkouts::CheckoutResult<checkouts::ReadAnswer> &result)
{
    if (!result)
        return problemOf(result.error());
    auto response = fresh(jsonResponse(200, contract::writeCheckoutState(result->state)));
    if (result->refreshFailed)
        response.headers.set("X-Clive-Refresh", "failed");
    return response;
}

tillwright::http::Response pageAnswer(const checkouts::CheckoutResult<contract::CheckoutPage> &page)
{
    if (!page)
        return problemOf(page.error());
    return fresh(jsonResponse(200, contract::writeCheckoutPage(*page)));
}

// The answers below are made in plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by
// bit.

tillwright::http::Response badIdempotencyKey(std::string_view key)
{
    return badRequest(contract::idempotencyKeyHeader,
                      key.empty() ? "it is missing; send one key per attempt"
                                  : "it is not 1 to 255 printable characters; send a shorter one");
}

tillwright::http::Response notJson()
{
    return problemOf(
        {"not-json", "The request is not JSON", 415, "send Content-Type: application/json", "Content-Type"});
}

tillwright::http::Response createdAnswer(const contract::CheckoutAnswer &answer)
{
    auto response = fresh(jsonResponse(201, contract::writeCheckoutAnswer(answer)));
    response.headers.set("Location", "/v1/checkouts/" + tillwright::http::percentEncode(answer.cliveTxId));
    return response;
}

tillwright::http::Response configAnswer(const checkouts::CheckoutService &checkouts, std::string device)
{
    const auto &options = checkouts.options();
    contract::DeviceConfig config;
    config.device = std::move(device);
    config.environment =
        options.stripePublishableKey.starts_with(livePublishableKeyPrefix) ? "live" : "sandbox";
    config.stripePublishableKey = options.stripePublishableKey;
    config.currency = options.currencies.front();
    config.statementDescriptorSuffix = options.defaultSuffix.text();
    config.statementDescriptor = options.defaultSuffix.statementText(options.descriptorPrefix);
    config.clive = checkouts.cliveReach();
    return fresh(jsonResponse(200, contract::writeDeviceConfig(config)));
}

tillwright::http::Response
enrolledAnswer(const tl::expected<std::optional<contract::EnrolledDevice>, store::StoreError> &enrolled)
{
    if (!enrolled)
        return problemOf(checkouts::problems::storeUnavailable());
    if (!*enrolled) {
        return problemOf(
            {"no-such-code", "The code is not good, or not any more", 404,
             "a code is good once, for 15 minutes; make a new one: tillwright-backend devices enroll NAME",
             "code"});
    }
    return fresh(jsonResponse(201, contract::writeEnrolledDevice(**enrolled)));
}

tillwright::http::Response webhookAnswer(const webhooks::WebhookOutcome &outcome)
{
    using webhooks::WebhookResult;
    if (outcome.result == WebhookResult::NotStored)
        return problemOf(checkouts::problems::storeUnavailable());
    if (outcome.result == WebhookResult::BadSignature) {
        const bool notASignature = outcome.signatureError == contract::SignatureError::Missing
            || outcome.signatureError == contract::SignatureError::Malformed;
        return problemOf({"bad-signature", "The webhook is not rightly signed", notASignature ? 400 : 401,
                          "the signature is " + std::string(signatureErrorWord(outcome.signatureError)),
                          std::string(contract::cliveSignatureHeader)});
    }
    return fresh(jsonResponse(
        200, json::serialize(json::object{{"result", webhooks::webhookResultWord(outcome.result)}})));
}

/// For the log: whose request this is.
void noteDevice(const std::string &device)
{
    if (const auto &scope = tillwright::http::currentRequestScope())
        scope->fields.emplace_back("device", device);
}

} // namespace

BackendRoutes::BackendRoutes(checkouts::CheckoutService &checkouts, webhooks::WebhookIntake &webhooks,
                             operations::DeviceEnrolment &enrolment, CatalogueRoutes &catalogue,
                             PayRoutes &pay, DeviceDirectory devices)
    : m_checkouts(checkouts), m_webhooks(webhooks), m_enrolment(enrolment), m_catalogue(catalogue),
      m_pay(pay), m_devices(std::move(devices))
{
    addForDevices("POST", "/v1/checkouts", &BackendRoutes::createCheckout);
    addForDevices("GET", "/v1/checkouts", &BackendRoutes::searchCheckouts);
    addForDevices("GET", "/v1/checkouts/{clive_tx_id}", &BackendRoutes::readCheckout);
    addForDevices("POST", "/v1/checkouts/{clive_tx_id}/resume", &BackendRoutes::resumeCheckout);
    addForDevices("POST", "/v1/checkouts/{clive_tx_id}/abandon", &BackendRoutes::abandonCheckout);
    addForDevices("GET", "/v1/config", &BackendRoutes::readConfig);
    addForDevices("GET", catalogueRoute, &BackendRoutes::readCatalogue);
    addForDevices("GET", std::string(bookingsRoute) + "/{reference}", &BackendRoutes::readBooking);
    m_router.add("PUT", catalogueRoute,
                 [this](Request request) { return m_catalogue.importCatalogue(std::move(request)); });
    m_router.add("PUT", bookingsRoute,
                 [this](Request request) { return m_catalogue.importBookings(std::move(request)); });
    m_router.add("POST", "/v1/devices/redeem",
                 [this](Request request) { return redeemCode(std::move(request)); });
    m_router.add("POST", "/webhooks/clive",
                 [this](Request request) { return acceptWebhook(std::move(request)); });
    m_pay.addTo(m_router);
}

BackendRoutes::Answer BackendRoutes::handle(Request request) const
{
    return m_router.handle(std::move(request));
}

std::string_view BackendRoutes::routeOf(const Request &request) const
{
    return m_router.templateOf(request);
}

void BackendRoutes::addForDevices(std::string method, std::string_view pathTemplate, DeviceHandler handler)
{
    m_router.add(std::move(method), pathTemplate,
                 [this, handler](Request request) { return forDevice(handler, std::move(request)); });
}

BackendRoutes::Answer BackendRoutes::forDevice(DeviceHandler handler, Request request)
{
    std::string token(request.bearerToken());
    auto device = co_await m_devices.deviceOf(std::move(token));
    if (!device)
        co_return problemOf(checkouts::problems::storeUnavailable());
    if (!*device)
        co_return unauthorized();
    noteDevice(**device);
    co_return co_await (this->*handler)(std::move(request), **std::move(device));
}

BackendRoutes::Answer BackendRoutes::redeemCode(Request request)
{
    if (!saysJson(request))
        co_return notJson();
    const auto code = contract::parseRedeemCode(request.body);
    if (!code)
        co_return problemOf(checkouts::problems::invalidInput(code.error()));
    const auto enrolled = co_await m_enrolment.redeem(*code);
    co_return enrolledAnswer(enrolled);
}

BackendRoutes::Answer BackendRoutes::createCheckout(Request request, std::string device)
{
    const auto key = request.headers.value(contract::idempotencyKeyHeader);
    if (!isIdempotencyKey(key))
        co_return badIdempotencyKey(key);
    if (!saysJson(request))
        co_return notJson();
    auto sale = contract::parseCreateCheckout(request.body);
    if (!sale)
        co_return problemOf(checkouts::problems::invalidInput(sale.error()));
    store::CheckoutKey checkoutKey{std::move(device), std::string(key)};
    auto answer = co_await m_checkouts.create(std::move(checkoutKey), *std::move(sale));
    if (!answer)
        co_return problemOf(answer.error());
    auto link = co_await m_pay.linkTo(answer->cliveTxId);
    answer->payUrl = domain::Secret(std::move(link));
    co_return createdAnswer(*answer);
}

BackendRoutes::Answer BackendRoutes::searchCheckouts(Request request, std::string device)
{
    auto search = contract::parseCheckoutSearch(request.query);
    if (!search)
        co_return badRequest(search.error().field, search.error().problem);
    const auto page = co_await m_checkouts.search(std::move(device), *std::move(search));
    co_return pageAnswer(page);
}

BackendRoutes::Answer BackendRoutes::readCheckout(Request request, std::string)
{
    const auto refresh = numberOf(request.queryValue("refresh"), 0, 0, 1);
    if (!refresh)
        co_return badRequest("refresh", "it is not 0 or 1");
    const auto waitS = numberOf(request.queryValue("wait"), 0, 0, contract::statusWaitMaxS);
    if (!waitS)
        co_return badRequest("wait",
                             "it is not 0 to " + std::to_string(contract::statusWaitMaxS) + " seconds");
    const auto after = numberOf(request.queryValue("after"), 0, 0, std::numeric_limits<std::int64_t>::max());
    if (!after)
        co_return badRequest("after", "it is not a version");
    const checkouts::ReadOptions options{*refresh == 1, static_cast<int>(*waitS), *after};
    std::string cliveTxId(request.parameter("clive_tx_id"));
    const auto result = co_await m_checkouts.read(std::move(cliveTxId), options);
    co_return stateAnswer(result);
}

BackendRoutes::Answer BackendRoutes::resumeCheckout(Request request, std::string device)
{
    std::string cliveTxId(request.parameter("clive_tx_id"));
    auto answer = co_await m_checkouts.resume(std::move(device), std::move(cliveTxId));
    if (!answer)
        co_return problemOf(answer.error());
    auto link = co_await m_pay.linkTo(answer->cliveTxId);
    answer->payUrl = domain::Secret(std::move(link));
    co_return fresh(jsonResponse(200, contract::writeCheckoutAnswer(*answer)));
}

BackendRoutes::Answer BackendRoutes::abandonCheckout(Request request, std::string device)
{
    std::string cliveTxId(request.parameter("clive_tx_id"));
    const auto result = co_await m_checkouts.abandon(std::move(device), std::move(cliveTxId));
    co_return stateAnswer(result);
}

BackendRoutes::Answer BackendRoutes::readConfig(Request, std::string device)
{
    co_return configAnswer(m_checkouts, std::move(device));
}

BackendRoutes::Answer BackendRoutes::readCatalogue(Request request, std::string)
{
    return m_catalogue.readCatalogue(std::move(request));
}

BackendRoutes::Answer BackendRoutes::readBooking(Request request, std::string)
{
    return m_catalogue.readBooking(std::move(request));
}

BackendRoutes::Answer BackendRoutes::acceptWebhook(Request request)
{
    std::string signature(request.headers.value(contract::cliveSignatureHeader));
    const auto outcome = co_await m_webhooks.accept(std::move(signature), std::move(request.body));
    co_return webhookAnswer(outcome);
}

} // namespace tillwright::backend::http
