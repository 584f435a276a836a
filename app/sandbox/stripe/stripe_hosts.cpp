#include "sandbox/stripe/stripe_hosts.h"

#include "http/url_codec.h"
#include "sandbox/scenario/fault_effects.h"
#include "sandbox/stripe/embedded_files.h"

namespace tillwright::sandbox {

namespace asio = boost::asio;

namespace {

http::Response fileResponse(std::string_view content, std::string contentType)
{
    auto response = http::textResponse(200, std::string(content), std::move(contentType));
    // Asked for again every time, so that a fault at stripe.load is met even by a browser that was here before.
    response.headers.set("Cache-Control", "no-cache");
    response.headers.set("X-Content-Type-Options", "nosniff");
    response.headers.set("Access-Control-Allow-Origin", "*");
    return response;
}

http::Response notFound()
{
    return http::textResponse(404, "There is nothing at this address in the sandbox.\n");
}

std::string_view hostOf(const http::Request &request)
{
    const auto host = request.headers.value("Host");
    return host.substr(0, host.find(':'));
}

} // namespace

asio::awaitable<http::Response> StripeHosts::handle(http::Request request)
{
    const auto host = hostOf(request);
    if (host == "js.stripe.com" || host.ends_with(".js.stripe.com"))
        co_return co_await serveScripts(std::move(request));
    if (host == "api.stripe.com" || host.starts_with("127."))
        co_return co_await m_api.handle(std::move(request));
    if (host == "hooks.stripe.com")
        co_return serveHooks(request);
    co_return http::textResponse(421,
                                 "The sandbox plays js.stripe.com, api.stripe.com and hooks.stripe.com.\n");
}

asio::awaitable<http::Response> StripeHosts::serveScripts(http::Request request)
{
    if (request.method != "GET")
        co_return notFound();
    if (request.path == "/endive/elements-inner-card.html")
        co_return fileResponse(embedded::card_html, "text/html; charset=utf-8");
    // Stripe's measures fraud; here it is enough that it is there.
    if (request.path == "/endive/m-outer.html")
        co_return fileResponse("<!doctype html>\n<title>Stripe, simulated</title>\n",
                               "text/html; charset=utf-8");
    if (request.path != "/endive/stripe.js")
        co_return notFound();
    const auto fault = m_faults.take(FaultPoint::StripeLoad);
    m_timeline.record("stripe.load", {{"faulty", fault.has_value()}});
    auto script = fileResponse(embedded::stripe_js, "text/javascript; charset=utf-8");
    co_return co_await faultAfterWork(m_clock, fault, std::move(script), stripeFailure);
}

http::Response StripeHosts::serveHooks(const http::Request &request)
{
    if (request.path == "/3d_secure/challenge" && request.method == "GET") {
        m_timeline.record("stripe.challenge",
                          {{"step", "shown"}, {"payment_intent_id", request.queryValue("payment_intent")}});
        return fileResponse(embedded::challenge_html, "text/html; charset=utf-8");
    }
    if (request.path != "/3d_secure/result" || request.method != "POST")
        return notFound();
    const auto form =
        http::parseForm(request.body).value_or(std::map<std::string, std::string, std::less<>>());
    const auto value = [&form](std::string_view name) {
        const auto found = form.find(name);
        return found == form.end() ? std::string() : found->second;
    };
    const auto outcome = value("outcome");
    if (outcome != "complete" && outcome != "fail") {
        StripeError error;
        error.message = "The outcome is complete or fail.";
        error.param = "outcome";
        return stripeErrorResponse(error);
    }
    const auto id = value("payment_intent");
    const auto finished = m_intents.finishChallenge(id, value("token"), outcome == "complete");
    m_timeline.record("stripe.challenge",
                      {{"step", outcome},
                       {"payment_intent_id", id},
                       {"status", finished ? 200 : finished.error().httpStatus}});
    return finished ? http::jsonResponse(200, "{}") : stripeErrorResponse(finished.error());
}

} // namespace tillwright::sandbox
