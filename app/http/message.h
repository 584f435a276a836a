#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// HTTP messages as our handlers see them: whole, decoded, with no transport detail. No business in here.
namespace tillwright::http {

/// Header fields in the order they came. Names compare without regard to case.
class Headers
{
public:
    Headers() = default;
    Headers(std::initializer_list<std::pair<std::string, std::string>> fields) : m_fields(fields) {}

    /// The first field of that name, or an empty view.
    [[nodiscard]] std::string_view value(std::string_view name) const noexcept;
    [[nodiscard]] bool contains(std::string_view name) const noexcept;
    void add(std::string name, std::string value)
    {
        m_fields.emplace_back(std::move(name), std::move(value));
    }
    /// Replaces every field of that name.
    void set(std::string_view name, std::string value);
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>> &fields() const noexcept
    {
        return m_fields;
    }

private:
    std::vector<std::pair<std::string, std::string>> m_fields;
};

struct Request {
    /// As sent: GET, POST, ...
    std::string method;
    /// The path as sent, still percent-encoded, starting with '/', without the query.
    std::string path;
    /// The path's segments, percent-decoded one by one, so that an encoded '/' does not make a new segment.
    /// "/" has none; "/a/" has "a" and "".
    std::vector<std::string> segments;
    /// Percent-decoded; the first value wins when a name comes twice.
    std::map<std::string, std::string, std::less<>> query;
    /// Filled by the router from its template ("{clive_tx_id}").
    std::map<std::string, std::string, std::less<>> parameters;
    Headers headers;
    /// Raw bytes, as a signature needs them.
    std::string body;
    /// Numeric address of the peer, without the port.
    std::string peerAddress;
    /// Numeric address of who asks: the peer's, or what a trusted proxy says.
    std::string clientAddress;
    /// A trusted proxy's X-Request-Id when it is 1 to 128 characters of [A-Za-z0-9._-], else one of ours. Echoed in
    /// every answer.
    std::string id;
    /// The X-Request-Id that came, whoever sent it, when it is such a text; else empty. To find a client's line with.
    std::string sentId;

    /// A parameter of the route's template. Empty when the template has none of that name.
    [[nodiscard]] std::string_view parameter(std::string_view name) const noexcept;
    /// A value of the query, or an empty view.
    [[nodiscard]] std::string_view queryValue(std::string_view name) const noexcept;
    /// The token of "Authorization: Bearer <token>", or an empty view.
    [[nodiscard]] std::string_view bearerToken() const noexcept;
};

/// The token of a header field "Authorization: Bearer <token>", or an empty view.
[[nodiscard]] std::string_view bearerTokenOf(std::string_view authorization) noexcept;

struct Response {
    int status = 200;
    Headers headers;
    std::string body;
    /// The connection is closed without an answer. For simulated faults.
    bool drop = false;
    /// The header goes out, then the connection is closed before the body. For simulated faults: unlike a dropped
    /// answer, which browsers and libcurl ask for again by themselves on a reused connection, this one stays lost.
    bool cut = false;
    /// The connection is closed after the answer.
    bool close = false;
};

[[nodiscard]] Response jsonResponse(int status, std::string json);
[[nodiscard]] Response textResponse(int status, std::string text,
                                    std::string contentType = "text/plain; charset=utf-8");

/// RFC 9457. `type` is a short word of ours and becomes "urn:tillwright:problem:<word>"; empty is "about:blank".
struct Problem {
    int status = 500;
    std::string type;
    std::string title;
    std::string detail;
    /// The input's field that is to blame; left out of the answer when empty.
    std::string field;
};
[[nodiscard]] Response problemResponse(const Problem &problem);

/// The standard phrase of a status ("Not Found"), or "Error".
[[nodiscard]] std::string_view reasonOf(int status) noexcept;

} // namespace tillwright::http
