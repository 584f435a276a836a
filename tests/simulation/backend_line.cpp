#include "backend_line.h"

namespace tillwright::simulation {

using checkout::BackendCallback;
using checkout::BackendError;

namespace {

/// As the kiosk's client has them.
constexpr Ms requestTimeLimitMs = 20'000;
constexpr Ms statusTimeMarginMs = 10'000;
constexpr Ms msPerS = 1000;

/// As app/kiosk/backend_client/answers.cpp reads them, which is Qt's.
BackendError errorOf(const http::Response &response)
{
    const auto problem = contract::parseProblem(response.body).value_or(contract::ProblemDetails{});
    const auto cause = "HTTP " + std::to_string(response.status) + " " + problem.title;
    auto kind = BackendError::Kind::Refused;
    if (response.status == 410)
        kind = BackendError::Kind::Gone;
    else if (response.status == 404)
        kind = BackendError::Kind::NotFound;
    else if (response.status == 409 && problem.type.ends_with("being-paid-on-phone"))
        kind = BackendError::Kind::BeingPaid;
    else if (response.status == 409 && !problem.type.ends_with("reference-in-progress"))
        kind = BackendError::Kind::Server;
    else if (response.status == 429 || response.status >= 500)
        kind = BackendError::Kind::Server;
    return {kind, response.status, problem.field, cause};
}

BackendError errorOf(Network::Loss loss)
{
    if (loss == Network::Loss::Timeout)
        return {BackendError::Kind::Timeout, 0, {}, "no answer in time"};
    return {BackendError::Kind::Unreachable, 0, {}, "the connection broke"};
}

} // namespace

http::Request BackendLine::request(std::string method, const std::string &path) const
{
    auto request = BackendProcess::request(std::move(method), path);
    request.headers.add("Authorization", "Bearer " + m_token);
    request.headers.add("Content-Type", "application/json");
    return request;
}

template<typename T>
void BackendLine::ask(http::Request request, Ms timeLimitMs, Parser<T> parse, BackendCallback<T> done)
{
    // The result comes as an action of its own, so that it can die with the kiosk's process.
    auto result = std::make_shared<std::optional<tl::expected<T, BackendError>>>();
    const auto deliver = m_life.whileAlive(
        [this, result, done = std::move(done)] { m_intoKiosk([&] { done(std::move(**result)); }); });
    m_network.call<http::Response>(
        Channel::KioskBackend, timeLimitMs,
        [this,
         request = std::move(request)](const std::function<void(Network::Result<http::Response>)> &answer) {
            m_backend.handle(request, [answer](http::Response response) { answer(std::move(response)); });
        },
        [parse, result, deliver](const Network::Result<http::Response> &response) {
            if (!response) {
                result->emplace(tl::unexpected(errorOf(response.error())));
            } else if (response->status != 200 && response->status != 201) {
                result->emplace(tl::unexpected(errorOf(*response)));
            } else if (auto parsed = parse(response->body)) {
                result->emplace(*std::move(parsed));
            } else {
                result->emplace(tl::unexpected(BackendError{
                    BackendError::Kind::NotUnderstood, response->status, {}, parsed.error().text()}));
            }
            deliver();
        });
}

void BackendLine::createCheckout(const checkout::Attempt &attempt,
                                 BackendCallback<contract::CheckoutAnswer> done)
{
    const auto *kept = m_journal.find(attempt.id);
    if (!kept)
        m_world.violate(Law::Persisted, "a checkout is asked for that is not in the journal");
    else if (kept->attempt.idempotencyKey != attempt.idempotencyKey)
        m_world.violate(Law::Persisted, "a checkout is asked for with another key than the journal's");
    auto post = request("POST", "/v1/checkouts");
    post.headers.add(std::string(contract::idempotencyKeyHeader), attempt.idempotencyKey);
    post.body = contract::writeCreateCheckout(attempt.sale);
    ask(std::move(post), requestTimeLimitMs, &contract::parseCheckoutAnswer, std::move(done));
}

void BackendLine::fetchStatus(const checkout::StatusQuery &query,
                              BackendCallback<contract::CheckoutState> done)
{
    auto get = request("GET", "/v1/checkouts/" + query.cliveTxId);
    if (query.refresh)
        get.query["refresh"] = "1";
    if (query.waitS > 0) {
        get.query["wait"] = std::to_string(query.waitS);
        get.query["after"] = std::to_string(query.afterVersion);
    }
    ask(std::move(get), query.waitS * msPerS + statusTimeMarginMs, &contract::parseCheckoutState,
        std::move(done));
}

void BackendLine::resumeCheckout(const std::string &cliveTxId, BackendCallback<contract::CheckoutAnswer> done)
{
    auto post = request("POST", "/v1/checkouts/" + cliveTxId + "/resume");
    post.body = "{}";
    ask(std::move(post), requestTimeLimitMs, &contract::parseCheckoutAnswer, std::move(done));
}

void BackendLine::abandonCheckout(const std::string &cliveTxId, BackendCallback<contract::CheckoutState> done)
{
    auto post = request("POST", "/v1/checkouts/" + cliveTxId + "/abandon");
    post.body = "{}";
    ask(std::move(post), requestTimeLimitMs, &contract::parseCheckoutState, std::move(done));
}

void BackendLine::searchCheckouts(const contract::CheckoutSearch &search,
                                  BackendCallback<contract::CheckoutPage> done)
{
    auto get = request("GET", "/v1/checkouts");
    for (const auto &[name, value] : contract::checkoutSearchFields(search))
        get.query[name] = value;
    ask(std::move(get), requestTimeLimitMs, &contract::parseCheckoutPage, std::move(done));
}

} // namespace tillwright::simulation
