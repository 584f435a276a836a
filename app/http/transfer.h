#pragma once

#include "http/client.h"

#include <curl/curl.h>
#include <functional>
#include <memory>

/// One libcurl easy handle with its request and its growing answer. Private to this room.
namespace tillwright::http {

using ClientResult = tl::expected<ClientResponse, ClientError>;

class Transfer
{
public:
    /// `done` is called once, on the client's thread.
    Transfer(const ClientOptions &options, ClientRequest request, std::function<void(ClientResult)> done);
    ~Transfer();
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;

    [[nodiscard]] CURL *handle() const noexcept { return m_easy; }
    void finish(CURLcode code);
    void finishStopped();

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
};

} // namespace tillwright::http
