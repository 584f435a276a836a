#include "sandbox/scenario/control_api.h"

#include "contract/json_reader.h"

#include <boost/json/serialize.hpp>
#include <openssl/crypto.h>

namespace tillwright::sandbox {

namespace {

http::Response inputProblem(const domain::InputError &error)
{
    http::Problem problem;
    problem.status = 422;
    problem.type = "invalid-input";
    problem.detail = error.text();
    problem.field = error.field;
    return http::problemResponse(problem);
}

http::Response done()
{
    http::Response response;
    response.status = 204;
    return response;
}

boost::asio::awaitable<http::Response> answer(http::Response response)
{
    co_return response;
}

bool opens(const domain::Secret &token, std::string_view offered)
{
    const auto &expected = token.reveal();
    return expected.empty()
        || (offered.size() == expected.size()
            && CRYPTO_memcmp(offered.data(), expected.data(), expected.size()) == 0);
}

} // namespace

void ControlApi::addRoutes(http::Router &router)
{
    add(router, "PUT", "/sandbox/webhook", &ControlApi::putWebhook);
    add(router, "PUT", "/sandbox/faults", &ControlApi::putFaults);
    add(router, "GET", "/sandbox/state", &ControlApi::getState);
    add(router, "POST", "/sandbox/reset", &ControlApi::reset);
}

void ControlApi::add(http::Router &router, std::string method, std::string_view path, Action action)
{
    router.add(std::move(method), path, [this, action](const http::Request &request) {
        if (opens(m_token, request.bearerToken()))
            return answer((this->*action)(request));
        http::Problem problem;
        problem.status = 401;
        problem.type = "unauthorized";
        problem.detail = "The bearer token is not the one of [control].token.";
        return answer(http::problemResponse(problem));
    });
}

http::Response ControlApi::putWebhook(const http::Request &request)
{
    auto reader = contract::JsonReader::parse(request.body);
    if (!reader)
        return inputProblem(reader.error());
    auto url = reader->requireString("url");
    if (!reader->error() && !url.empty() && !url.starts_with("http://") && !url.starts_with("https://"))
        reader->fail("url", "it is not a web address", "write http://... or an empty text for none");
    if (reader->error())
        return inputProblem(*reader->error());
    m_hooks.setWebhookUrl(std::move(url));
    return done();
}

http::Response ControlApi::putFaults(const http::Request &request)
{
    const auto replaced = m_faults.replace(request.body);
    return replaced ? done() : inputProblem(replaced.error());
}

http::Response ControlApi::getState(const http::Request &)
{
    return http::jsonResponse(
        200,
        boost::json::serialize(boost::json::object{{"transactions", m_hooks.transactions()},
                                                   {"requests", m_timeline.toJson()}}));
}

http::Response ControlApi::reset(const http::Request &)
{
    m_hooks.reset();
    m_faults.clear();
    m_timeline.clear();
    return done();
}

} // namespace tillwright::sandbox
