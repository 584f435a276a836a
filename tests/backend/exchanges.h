#pragma once

#include <string>
#include <utility>
#include <vector>

namespace tillwright::test {

/// What was asked of the backend, and what it answered. Bodies are raw bytes, fields are in the order they went.
struct Exchange {
    using Fields = std::vector<std::pair<std::string, std::string>>;
    std::string method;
    /// Path and query as sent.
    std::string target;
    Fields requestHeaders;
    std::string requestBody;
    int status = 0;
    Fields responseHeaders;
    std::string responseBody;
};

/// Adds the exchange as one line of JSON to a file of this process in the folder that TILLWRIGHT_EXCHANGES names, where
/// tests/api holds it against docs/api/backend.yaml; without that variable it does nothing. Of the headers that prove who
/// somebody is only their presence is kept.
void recordExchange(const Exchange &exchange);

/// The same for messages as they went over a socket. An answer that has not come whole is left out.
void recordExchange(const std::string &request, const std::string &answer);

} // namespace tillwright::test
