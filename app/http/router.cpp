#include "http/router.h"

#include <algorithm>

namespace tillwright::http {

void Router::add(std::string method, std::string_view pathTemplate, Handler handler)
{
    Route route{std::move(method), std::string(pathTemplate), {}, std::move(handler)};
    std::string_view rest = pathTemplate.substr(1);
    while (!rest.empty()) {
        const auto slash = rest.find('/');
        const auto segment = rest.substr(0, slash);
        if (segment.starts_with('{') && segment.ends_with('}'))
            route.segments.push_back({std::string(segment.substr(1, segment.size() - 2)), true});
        else
            route.segments.push_back({std::string(segment), false});
        rest.remove_prefix(slash == std::string_view::npos ? rest.size() : slash + 1);
    }
    m_routes.push_back(std::move(route));
}

bool Router::matches(const Route &route, const Request &request)
{
    return std::equal(route.segments.begin(), route.segments.end(), request.segments.begin(),
                      request.segments.end(), [](const Segment &segment, const std::string &text) {
                          return segment.isParameter ? !text.empty() : segment.text == text;
                      });
}

std::string_view Router::templateOf(const Request &request) const
{
    std::string_view found;
    for (const auto &route : m_routes) {
        if (!matches(route, request))
            continue;
        found = route.pathTemplate;
        if (route.method == request.method)
            break;
    }
    return found;
}

boost::asio::awaitable<Response> Router::handle(Request request) const
{
    std::string allowed;
    for (const auto &route : m_routes) {
        if (!matches(route, request))
            continue;
        if (route.method != request.method) {
            allowed += (allowed.empty() ? "" : ", ") + route.method;
            continue;
        }
        for (std::size_t i = 0; i < route.segments.size(); ++i) {
            if (route.segments[i].isParameter)
                request.parameters[route.segments[i].text] = request.segments[i];
        }
        co_return co_await route.handler(std::move(request));
    }
    if (allowed.empty())
        co_return problemResponse({404, "not-found", {}, "There is nothing at this address.", {}});
    auto response =
        problemResponse({405, "method-not-allowed", {}, "This address takes " + allowed + ".", {}});
    response.headers.set("Allow", allowed);
    co_return response;
}

} // namespace tillwright::http
