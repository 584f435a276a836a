#pragma once

#include "backend/http/backend_metrics.h"
#include "backend/http/backend_routes.h"
#include "backend/http/operations_routes.h"

namespace tillwright::backend::http {

/// Where every request comes in: hands it to whose it is, then counts it and writes its line in the log. The line tells the
/// route's template and never the path, the query, a header or a body: a token or a secret may be in those.
class FrontDoor
{
public:
    FrontDoor(const BackendRoutes &routes, const OperationsRoutes &operations, BackendMetrics &metrics)
        : m_routes(routes), m_operations(operations), m_metrics(metrics)
    {
    }
    [[nodiscard]] boost::asio::awaitable<tillwright::http::Response>
    handle(tillwright::http::Request request) const;

private:
    /// What is told of a request once it is answered.
    struct Asked {
        std::string method;
        std::string_view route;
        bool isOperation = false;
        std::string clientAddress;
        std::string sentId;
        std::chrono::steady_clock::time_point start;
    };
    [[nodiscard]] Asked askedOf(const tillwright::http::Request &request) const;
    [[nodiscard]] boost::asio::awaitable<tillwright::http::Response>
    pass(const Asked &asked, tillwright::http::Request request) const;
    void tell(const Asked &asked, int status) const;

    const BackendRoutes &m_routes;
    const OperationsRoutes &m_operations;
    BackendMetrics &m_metrics;
};

} // namespace tillwright::backend::http
