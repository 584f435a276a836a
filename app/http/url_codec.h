#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::http {

/// Nothing on bad escapes, and on escapes of control characters (which have no place in our URLs).
[[nodiscard]] std::optional<std::string> percentDecode(std::string_view text, bool plusIsBlank = false);
/// Everything but the unreserved characters of RFC 3986 is escaped.
[[nodiscard]] std::string percentEncode(std::string_view text);

struct Target {
    std::string path;
    std::vector<std::string> segments;
    std::map<std::string, std::string, std::less<>> query;
};
/// An origin-form target ("/a/b?c=d"). Nothing for any other form, and on bad escapes.
[[nodiscard]] std::optional<Target> parseTarget(std::string_view target);

/// application/x-www-form-urlencoded; the first value wins. Nothing on bad escapes.
[[nodiscard]] std::optional<std::map<std::string, std::string, std::less<>>> parseForm(std::string_view body);
/// The way back, in the order of the names.
[[nodiscard]] std::string writeForm(const std::map<std::string, std::string, std::less<>> &fields);

} // namespace tillwright::http
