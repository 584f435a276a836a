#include "sandbox/scenario/control_api.h"

#include "contract/json_reader.h"
#include "sandbox/random_token.h"

#include <boost/json/serialize.hpp>
#include <charconv>
#include <openssl/crypto.h>

namespace tillwright::sandbox {

namespace {

constexpr std::size_t runCharacters = 16;

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

ControlApi::ControlApi(const domain::Secret &token, FaultPlan &faults, Timeline &timeline,
                       SandboxClock &clock, ControlHooks hooks)
    : m_token(token), m_faults(faults), m_timeline(timeline), m_clock(clock), m_hooks(std::move(hooks)),
      m_run(randomToken("run_", runCharacters))
{
}

void ControlApi::addRoutes(http::Router &router)
{
    add(router, "PUT", "/sandbox/webhook", &ControlApi::putWebhook);
    add(router, "PUT", "/sandbox/faults", &ControlApi::putFaults);
    add(router, "PUT", "/sandbox/clock", &ControlApi::putClock);
    add(router, "GET", "/sandbox/state", &ControlApi::getState);
    add(router, "GET", "/sandbox/about", &ControlApi::getAbout);
    add(router, "GET", "/sandbox/live", &ControlApi::getLive);
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

http::Response ControlApi::putClock(const http::Request &request)
{
    auto reader = contract::JsonReader::parse(request.body);
    if (!reader)
        return inputProblem(reader.error());
    const auto offset = reader->optionalInteger("offset_ms");
    const auto advance = reader->optionalInteger("advance_ms");
    const std::string limit = std::to_string(clockOffsetMaxMs);
    if (offset.has_value() == advance.has_value())
        reader->fail("offset_ms", "it is not said what to do with the clock",
                     "send offset_ms, from the machine's clock, or advance_ms");
    if (offset && (*offset < -clockOffsetMaxMs || *offset > clockOffsetMaxMs))
        reader->fail("offset_ms", "it is further than ten years away", "write at most " + limit);
    if (advance && (*advance < 0 || *advance > clockOffsetMaxMs - m_clock.offsetMs()))
        reader->fail("advance_ms", "time does not pass like that",
                     "write 0 or more, up to ten years ahead of the machine's clock");
    if (reader->error())
        return inputProblem(*reader->error());
    if (offset)
        m_clock.setOffsetMs(*offset);
    else
        m_clock.advanceMs(*advance);
    return done();
}

http::Response ControlApi::getAbout(const http::Request &)
{
    auto about = m_hooks.about();
    about.emplace("faults", knownFaults());
    return http::jsonResponse(200, boost::json::serialize(about));
}

http::Response ControlApi::getLive(const http::Request &request)
{
    const auto text = request.queryValue("after");
    std::int64_t after = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), after);
    if (!text.empty() && (error != std::errc() || end != text.data() + text.size()))
        return inputProblem(
            {"after", "it is not a number", "write the last n that was seen, or leave it out"});
    return http::jsonResponse(200,
                              boost::json::serialize(boost::json::object{
                                  {"run", m_run},
                                  {"clock", {{"now_ms", m_clock.nowMs()}, {"offset_ms", m_clock.offsetMs()}}},
                                  {"faults", m_faults.toJson()},
                                  {"requests", m_timeline.toJson(after)}}));
}

http::Response ControlApi::reset(const http::Request &)
{
    m_hooks.reset();
    m_faults.clear();
    m_timeline.clear();
    m_clock.setOffsetMs(0);
    return done();
}

} // namespace tillwright::sandbox
