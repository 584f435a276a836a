#pragma once

#include "http/server.h"

#include <string>
#include <string_view>
#include <vector>

namespace tillwright::http {

/// Method and path template → handler. A template is literal segments and `{name}` for one segment each.
/// No route for the path: 404 problem; a route, but for other methods: 405 problem with `Allow`.
class Router
{
public:
    /// Routes are tried in the order they were added.
    void add(std::string method, std::string_view pathTemplate, Handler handler);
    [[nodiscard]] boost::asio::awaitable<Response> handle(Request request) const;
    /// The template that the request's path fits, of another method when need be; empty when none does. What logs and
    /// metrics tell of a path, which itself may hold a secret and has no end of values.
    [[nodiscard]] std::string_view templateOf(const Request &request) const;

private:
    struct Segment {
        std::string text;
        bool isParameter = false;
    };
    struct Route {
        std::string method;
        std::string pathTemplate;
        std::vector<Segment> segments;
        Handler handler;
    };
    static bool matches(const Route &route, const Request &request);
    std::vector<Route> m_routes;
};

} // namespace tillwright::http
