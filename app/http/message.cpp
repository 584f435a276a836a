#include "http/message.h"

#include <algorithm>

namespace tillwright::http {

namespace {

char lower(char c) noexcept
{
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

bool sameName(std::string_view a, std::string_view b) noexcept
{
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return lower(x) == lower(y); });
}

/// Our problem texts are ASCII or UTF-8 of our own making; only what JSON forbids is escaped.
void appendJsonString(std::string &out, std::string_view text)
{
    constexpr std::string_view digits = "0123456789abcdef";
    out += '"';
    for (const char c : text) {
        if (c == '"' || c == '\\') {
            out += '\\';
            out += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            out += "\\u00";
            out += digits[static_cast<unsigned char>(c) >> 4];
            out += digits[static_cast<unsigned char>(c) & 0x0f];
        } else {
            out += c;
        }
    }
    out += '"';
}

} // namespace

std::string_view Headers::value(std::string_view name) const noexcept
{
    for (const auto &[fieldName, fieldValue] : m_fields) {
        if (sameName(fieldName, name))
            return fieldValue;
    }
    return {};
}

bool Headers::contains(std::string_view name) const noexcept
{
    return std::any_of(m_fields.begin(), m_fields.end(),
                       [name](const auto &field) { return sameName(field.first, name); });
}

void Headers::set(std::string_view name, std::string value)
{
    std::erase_if(m_fields, [name](const auto &field) { return sameName(field.first, name); });
    m_fields.emplace_back(std::string(name), std::move(value));
}

std::string_view Request::parameter(std::string_view name) const noexcept
{
    const auto found = parameters.find(name);
    return found == parameters.end() ? std::string_view() : found->second;
}

std::string_view Request::queryValue(std::string_view name) const noexcept
{
    const auto found = query.find(name);
    return found == query.end() ? std::string_view() : found->second;
}

std::string_view Request::bearerToken() const noexcept
{
    return bearerTokenOf(headers.value("Authorization"));
}

std::string_view bearerTokenOf(std::string_view authorization) noexcept
{
    constexpr std::string_view scheme = "bearer ";
    auto value = authorization;
    if (value.size() < scheme.size() || !sameName(value.substr(0, scheme.size()), scheme))
        return {};
    value.remove_prefix(scheme.size());
    while (!value.empty() && value.front() == ' ')
        value.remove_prefix(1);
    return value;
}

Response jsonResponse(int status, std::string json)
{
    return textResponse(status, std::move(json), "application/json");
}

Response textResponse(int status, std::string text, std::string contentType)
{
    Response response;
    response.status = status;
    response.headers.set("Content-Type", std::move(contentType));
    response.headers.set("Cache-Control", "no-store");
    response.body = std::move(text);
    return response;
}

Response problemResponse(const Problem &problem)
{
    std::string body = "{\"type\":";
    appendJsonString(body, problem.type.empty() ? "about:blank" : "urn:tillwright:problem:" + problem.type);
    body += ",\"title\":";
    appendJsonString(body,
                     problem.title.empty() ? reasonOf(problem.status) : std::string_view(problem.title));
    body += ",\"status\":" + std::to_string(problem.status);
    if (!problem.detail.empty()) {
        body += ",\"detail\":";
        appendJsonString(body, problem.detail);
    }
    if (!problem.field.empty()) {
        body += ",\"field\":";
        appendJsonString(body, problem.field);
    }
    body += '}';
    return textResponse(problem.status, std::move(body), "application/problem+json");
}

std::string_view reasonOf(int status) noexcept
{
    switch (status) {
    case 200:
        return "OK";
    case 201:
        return "Created";
    case 202:
        return "Accepted";
    case 204:
        return "No Content";
    case 400:
        return "Bad Request";
    case 401:
        return "Unauthorized";
    case 402:
        return "Payment Required";
    case 403:
        return "Forbidden";
    case 404:
        return "Not Found";
    case 405:
        return "Method Not Allowed";
    case 408:
        return "Request Timeout";
    case 409:
        return "Conflict";
    case 410:
        return "Gone";
    case 413:
        return "Content Too Large";
    case 414:
        return "URI Too Long";
    case 415:
        return "Unsupported Media Type";
    case 422:
        return "Unprocessable Content";
    case 429:
        return "Too Many Requests";
    case 431:
        return "Request Header Fields Too Large";
    case 500:
        return "Internal Server Error";
    case 502:
        return "Bad Gateway";
    case 503:
        return "Service Unavailable";
    case 504:
        return "Gateway Timeout";
    default:
        return "Error";
    }
}

} // namespace tillwright::http
