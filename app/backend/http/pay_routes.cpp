#include "backend/http/pay_routes.h"

#include "backend/http/answers.h"
#include "backend/http/pay_assets.h"

#include <limits>

namespace tillwright::backend::http {

using tillwright::http::Response;

namespace {

// Answers are made in plain functions, because GCC 12 copies temporaries of aggregates in coroutines bit by bit.

/// Wallets need both in Stripe's frames; nothing else of a phone is anybody's business here.
constexpr std::string_view permissions =
    "payment=(self \"https://js.stripe.com\" \"https://hooks.stripe.com\"), "
    "publickey-credentials-get=(self \"https://js.stripe.com\" \"https://hooks.stripe.com\"), "
    "camera=(), geolocation=(), microphone=()";

/// The address holds the token, and the answer is for this moment and this reader only.
Response confidential(Response response)
{
    response.headers.set("Cache-Control", "no-store");
    response.headers.set("Referrer-Policy", "no-referrer");
    response.headers.set("X-Content-Type-Options", "nosniff");
    return response;
}

/// The same page for every token: what it says comes by the requests it makes.
Response pageAnswer(int status)
{
    auto response = confidential(
        tillwright::http::textResponse(status, std::string(embedded::pay_html), "text/html; charset=utf-8"));
    response.headers.set("Content-Security-Policy", std::string(embedded::pay_csp));
    response.headers.set("Permissions-Policy", std::string(permissions));
    return response;
}

Response viewAnswer(const checkouts::PayPage::Result &view)
{
    if (!view)
        return confidential(problemOf(view.error()));
    return confidential(tillwright::http::jsonResponse(200, contract::writePayView(*view)));
}

Response badQuery(std::string_view field, std::string problem)
{
    return confidential(badRequest(field, std::move(problem)));
}

} // namespace

void PayRoutes::addTo(tillwright::http::Router &router)
{
    if (!m_page.isOn())
        return;
    const auto add = [this, &router](std::string method, std::string_view path, Step step) {
        router.add(std::move(method), path,
                   [this, step](Request request) { return carryOut(std::move(request), step); });
    };
    router.add("GET", "/pay/{token}", [this](Request request) { return showPage(std::move(request)); });
    router.add("GET", "/pay/{token}/status",
               [this](Request request) { return readStatus(std::move(request)); });
    add("GET", "/pay/{token}/checkout", &checkouts::PayPage::open);
    add("POST", "/pay/{token}/confirming", &checkouts::PayPage::confirm);
    add("POST", "/pay/{token}/declined", &checkouts::PayPage::declined);
    add("POST", "/pay/{token}/cancel", &checkouts::PayPage::cancel);
}

PayRoutes::Answer PayRoutes::showPage(Request request)
{
    std::string token(request.parameter("token"));
    const auto link = co_await m_page.find(std::move(token));
    co_return pageAnswer(link ? 200 : link.error().status);
}

PayRoutes::Answer PayRoutes::readStatus(Request request)
{
    const auto refresh = numberOf(request.queryValue("refresh"), 0, 0, 1);
    if (!refresh)
        co_return badQuery("refresh", "it is not 0 or 1");
    const auto waitS = numberOf(request.queryValue("wait"), 0, 0, contract::statusWaitMaxS);
    if (!waitS)
        co_return badQuery("wait", "it is not 0 to " + std::to_string(contract::statusWaitMaxS) + " seconds");
    const auto after = numberOf(request.queryValue("after"), 0, 0, std::numeric_limits<std::int64_t>::max());
    if (!after)
        co_return badQuery("after", "it is not a version");
    const checkouts::ReadOptions options{*refresh == 1, static_cast<int>(*waitS), *after};
    std::string token(request.parameter("token"));
    const auto view = co_await m_page.read(std::move(token), options);
    co_return viewAnswer(view);
}

PayRoutes::Answer PayRoutes::carryOut(Request request, Step step)
{
    std::string token(request.parameter("token"));
    const auto view = co_await (m_page.*step)(std::move(token));
    co_return viewAnswer(view);
}

} // namespace tillwright::backend::http
