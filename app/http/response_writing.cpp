#include "http/response_writing.h"

#include <ctime>

namespace tillwright::http {

namespace {

std::string dateText()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    gmtime_r(&now, &parts);
    char text[32];
    const auto length = std::strftime(text, sizeof text, "%a, %d %b %Y %H:%M:%S GMT", &parts);
    return {text, length};
}

void addField(std::string &head, std::string_view name, std::string_view value)
{
    head.append(name).append(": ").append(value).append("\r\n");
}

} // namespace

bool hasBody(const Response &response)
{
    return response.status != 204 && response.status != 304;
}

std::string responseHead(const Response &response, std::size_t contentLength, bool keepsAlive)
{
    std::string head = "HTTP/1.1 " + std::to_string(response.status) + " ";
    head.append(reasonOf(response.status)).append("\r\n");
    addField(head, "Date", dateText());
    for (const auto &[name, value] : response.headers.fields())
        addField(head, name, value);
    if (!keepsAlive)
        addField(head, "Connection", "close");
    if (hasBody(response))
        addField(head, "Content-Length", std::to_string(contentLength));
    return head + "\r\n";
}

} // namespace tillwright::http
