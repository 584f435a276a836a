#include "client_connection.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>
#include <charconv>
#include <netinet/tcp.h>
#include <stdexcept>
#include <strings.h>
#include <sys/socket.h>
#include <system_error>
#include <unistd.h>

namespace tillwright::bench {

namespace {

[[noreturn]] void failed(const char *what)
{
    throw std::system_error(errno, std::generic_category(), what);
}

std::size_t contentLength(std::string_view header)
{
    constexpr std::string_view name = "content-length:";
    for (auto line = header.find("\r\n"); line != std::string_view::npos;
         line = header.find("\r\n", line + 2)) {
        const auto field = header.substr(line + 2);
        if (field.size() < name.size() || strncasecmp(field.data(), name.data(), name.size()) != 0)
            continue;
        const auto value = field.substr(field.find_first_not_of(' ', name.size()));
        std::size_t length = 0;
        if (std::from_chars(value.data(), value.data() + value.size(), length).ec == std::errc())
            return length;
    }
    throw std::runtime_error("an answer has no Content-Length");
}

} // namespace

sockaddr_in addressOf(const std::string &text)
{
    const auto colon = text.rfind(':');
    sockaddr_in address{};
    address.sin_family = AF_INET;
    if (colon == std::string::npos
        || inet_pton(AF_INET, text.substr(0, colon).c_str(), &address.sin_addr) != 1)
        throw std::invalid_argument(text + " is no address such as 127.0.0.1:8080");
    address.sin_port = htons(static_cast<std::uint16_t>(std::stoi(text.substr(colon + 1))));
    return address;
}

ClientConnection::ClientConnection(const sockaddr_in &server)
    : m_socket(::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0))
{
    if (m_socket < 0)
        failed("socket");
    const int yes = 1;
    ::setsockopt(m_socket, IPPROTO_TCP, TCP_NODELAY, &yes, sizeof yes);
    if (::connect(m_socket, reinterpret_cast<const sockaddr *>(&server), sizeof server) != 0) {
        ::close(m_socket);
        failed("connect");
    }
}

ClientConnection::~ClientConnection()
{
    ::close(m_socket);
}

void ClientConnection::send(std::string_view request)
{
    m_bytes.clear();
    m_wholeBytes = 0;
    const auto sent = ::send(m_socket, request.data(), request.size(), MSG_DONTWAIT | MSG_NOSIGNAL);
    if (sent < 0)
        failed("send");
    if (static_cast<std::size_t>(sent) != request.size())
        throw std::runtime_error("a request did not fit into the socket");
}

std::optional<Answer> ClientConnection::receive()
{
    std::array<char, 16 * 1024> bytes; // NOLINT(cppcoreguidelines-pro-type-member-init): filled by recv
    const auto count = ::recv(m_socket, bytes.data(), bytes.size(), MSG_DONTWAIT);
    if (count < 0 && (errno == EAGAIN || errno == EINTR))
        return std::nullopt;
    if (count < 0)
        failed("recv");
    if (count == 0)
        throw std::runtime_error("the server ended a connection");
    m_bytes.append(bytes.data(), static_cast<std::size_t>(count));
    return wholeAnswer();
}

std::optional<Answer> ClientConnection::wholeAnswer()
{
    constexpr std::size_t statusAt = 9; // after "HTTP/1.1 "
    if (m_wholeBytes == 0) {
        const auto headerEnd = m_bytes.find("\r\n\r\n");
        if (headerEnd == std::string::npos)
            return std::nullopt;
        m_bodyBegin = headerEnd + 4;
        m_wholeBytes = m_bodyBegin + contentLength(std::string_view(m_bytes).substr(0, headerEnd + 2));
    }
    if (m_bytes.size() < m_wholeBytes)
        return std::nullopt;
    Answer answer;
    std::from_chars(m_bytes.data() + statusAt, m_bytes.data() + m_bodyBegin, answer.status);
    answer.body = std::string_view(m_bytes).substr(m_bodyBegin, m_wholeBytes - m_bodyBegin);
    return answer;
}

std::string_view textMember(std::string_view json, std::string_view name)
{
    const auto key = "\"" + std::string(name) + "\":\"";
    const auto found = json.find(key);
    if (found == std::string_view::npos)
        throw std::runtime_error("an answer lacks " + std::string(name) + ": " + std::string(json));
    const auto value = json.substr(found + key.size());
    return value.substr(0, value.find('"'));
}

std::string httpRequest(std::string_view target, std::string_view headers, std::string_view body)
{
    std::string request(body.empty() ? "GET " : "POST ");
    request.append(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n").append(headers);
    if (!body.empty()) {
        request.append("Content-Type: application/json\r\nContent-Length: ")
            .append(std::to_string(body.size()))
            .append("\r\n");
    }
    return request.append("\r\n").append(body);
}

} // namespace tillwright::bench
