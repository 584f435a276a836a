#pragma once

#include "http/client.h"

#include <chrono>
#include <curl/curl.h>
#include <functional>
#include <memory>
#include <optional>

/// One libcurl easy handle with its request and its growing answer. Private to this room.
namespace tillwright::http {

using ClientResult = tl::expected<ClientResponse, ClientError>;

class Transfer
{
public:
    using Clock = std::chrono::steady_clock;

    /// `done` is called once, on the client's thread.
    Transfer(const ClientOptions &options, ClientRequest request, std::function<void(ClientResult)> done);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    [[nodiscard]] CURL *handle() const noexcept { return m_easy; }
    void finish(CURLcode code);
    void finishStopped();
    void finishIdle();
    /// When the limit of silence ends this transfer if no byte moves any more; max() while there is no connection
    /// yet, and without such a limit. To be asked after every move, since that is what it counts from.
    [[nodiscard]] Clock::time_point idleDeadline(Clock::time_point now);

private:
    static std::size_t takeBody(char *bytes, std::size_t size, std::size_t count, void *self);
    static std::size_t takeHeader(char *bytes, std::size_t size, std::size_t count, void *self);
    void setUp(const ClientOptions &options);
    [[nodiscard]] ClientError errorOf(CURLcode code) const;
    void call(ClientResult result);

    ClientRequest m_request;
    std::function<void(ClientResult)> m_done;
    CURL *m_easy = nullptr;
    curl_slist *m_headers = nullptr;
    ClientResponse m_response;
    bool m_tooLarge = false;
    curl_off_t m_receivedBytes = 0;
    /// Both ways, at m_movedAt.
    curl_off_t m_movedBytes = 0;
    std::optional<Clock::time_point> m_movedAt;
};

} // namespace tillwright::http
