#include "http/url_codec.h"

namespace tillwright::http {

namespace {

constexpr std::size_t pairsMax = 256;

int hexDigit(char c) noexcept
{
    if (c >= '0' && c <= '9')
        return c - '0';
    if (c >= 'a' && c <= 'f')
        return c - 'a' + 10;
    if (c >= 'A' && c <= 'F')
        return c - 'A' + 10;
    return -1;
}

} // namespace

std::optional<std::string> percentDecode(std::string_view text, bool plusIsBlank)
{
    std::string decoded;
    decoded.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        char c = text[i];
        if (c == '%') {
            if (i + 2 >= text.size())
                return std::nullopt;
            const int high = hexDigit(text[i + 1]);
            const int low = hexDigit(text[i + 2]);
            if (high < 0 || low < 0)
                return std::nullopt;
            c = static_cast<char>(high * 16 + low);
            i += 2;
        } else if (c == '+' && plusIsBlank) {
            c = ' ';
        }
        if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f)
            return std::nullopt;
        decoded += c;
    }
    return decoded;
}

std::string percentEncode(std::string_view text)
{
    constexpr std::string_view digits = "0123456789ABCDEF";
    std::string encoded;
    encoded.reserve(text.size());
    for (const char c : text) {
        const bool unreserved = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
            || c == '-' || c == '.' || c == '_' || c == '~';
        if (unreserved) {
            encoded += c;
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        encoded += '%';
        encoded += digits[byte >> 4];
        encoded += digits[byte & 0x0f];
    }
    return encoded;
}

std::optional<std::map<std::string, std::string, std::less<>>> parseForm(std::string_view body)
{
    std::map<std::string, std::string, std::less<>> values;
    while (!body.empty()) {
        const auto ampersand = body.find('&');
        const auto pair = body.substr(0, ampersand);
        body.remove_prefix(ampersand == std::string_view::npos ? body.size() : ampersand + 1);
        if (pair.empty())
            continue;
        const auto equals = pair.find('=');
        auto name = percentDecode(pair.substr(0, equals), true);
        auto value = percentDecode(
            equals == std::string_view::npos ? std::string_view() : pair.substr(equals + 1), true);
        if (!name || !value || values.size() == pairsMax)
            return std::nullopt;
        values.emplace(std::move(*name), std::move(*value));
    }
    return values;
}

std::string writeForm(const std::map<std::string, std::string, std::less<>> &fields)
{
    std::string body;
    for (const auto &[name, value] : fields)
        body += (body.empty() ? "" : "&") + percentEncode(name) + "=" + percentEncode(value);
    return body;
}

std::optional<Target> parseTarget(std::string_view target)
{
    if (!target.starts_with('/'))
        return std::nullopt;
    Target parsed;
    const auto question = target.find('?');
    if (question != std::string_view::npos) {
        auto query = parseForm(target.substr(question + 1));
        if (!query)
            return std::nullopt;
        parsed.query = std::move(*query);
        target = target.substr(0, question);
    }
    parsed.path = target;
    std::string_view rest = target.substr(1);
    if (rest.empty())
        return parsed;
    while (true) {
        const auto slash = rest.find('/');
        auto segment = percentDecode(rest.substr(0, slash));
        if (!segment)
            return std::nullopt;
        parsed.segments.push_back(std::move(*segment));
        if (slash == std::string_view::npos)
            return parsed;
        rest.remove_prefix(slash + 1);
    }
}

} // namespace tillwright::http
