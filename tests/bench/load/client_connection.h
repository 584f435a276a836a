#pragma once

#include <cstdint>
#include <netinet/in.h>
#include <optional>
#include <string>
#include <string_view>

namespace tillwright::bench {

/// What a server said. The texts live until the next request on the same connection.
struct Answer {
    int status = 0;
    std::string_view body;
};

/// "127.0.0.1:8080". Throws std::invalid_argument for anything else.
[[nodiscard]] sockaddr_in addressOf(const std::string &text);

/// One keep-alive connection that has one request under way at most. Raw, because the tool shares its cores with
/// what it measures.
class ClientConnection
{
public:
    /// Connects before it returns. Throws std::system_error.
    explicit ClientConnection(const sockaddr_in &server);
    ~ClientConnection();
    ClientConnection(const ClientConnection &) = delete;
    ClientConnection &operator=(const ClientConnection &) = delete;

    [[nodiscard]] int descriptor() const noexcept { return m_socket; }
    /// Throws std::runtime_error when the kernel does not take all of it at once: our requests are small.
    void send(std::string_view request);
    /// After the descriptor became readable: the answer, once it is whole. It has to have a Content-Length. Throws
    /// std::runtime_error when the server ends the connection.
    [[nodiscard]] std::optional<Answer> receive();

private:
    [[nodiscard]] std::optional<Answer> wholeAnswer();

    int m_socket = -1;
    std::string m_bytes;
    std::size_t m_bodyBegin = 0;
    std::size_t m_wholeBytes = 0;
};

/// The text of a member of a flat JSON object that is written without escapes, as identifiers are.
[[nodiscard]] std::string_view textMember(std::string_view json, std::string_view name);

/// A POST when there is a body, else a GET.
[[nodiscard]] std::string httpRequest(std::string_view target, std::string_view headers,
                                      std::string_view body = {});

} // namespace tillwright::bench
