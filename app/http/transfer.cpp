#include "http/transfer.h"

namespace tillwright::http {

namespace {

/// Answers' headers, all together.
constexpr std::size_t responseHeaderLimitBytes = 64 * 1024;

std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t'))
        text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\r' || text.back() == '\n'))
        text.remove_suffix(1);
    return text;
}

} // namespace

Transfer::Transfer(const ClientOptions &options, ClientRequest request,
                   std::function<void(ClientResult)> done)
    : m_request(std::move(request)), m_done(std::move(done)), m_easy(curl_easy_init())
{
    if (m_easy)
        setUp(options);
}

Transfer::~Transfer()
{
    curl_easy_cleanup(m_easy);
    curl_slist_free_all(m_headers);
}

void Transfer::setUp(const ClientOptions &options)
{
    const auto set = [this](CURLoption option, auto value) { curl_easy_setopt(m_easy, option, value); };
    set(CURLOPT_PRIVATE, static_cast<void *>(this));
    set(CURLOPT_URL, m_request.url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(m_request.connectTimeoutMs.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(m_request.totalTimeoutMs.count()));
    set(CURLOPT_PROXY, options.proxy.c_str());
    set(CURLOPT_TCP_NODELAY, 1L);
    if (!options.pinnedSpkiSha256.empty()) {
        // The pin is the proof of identity; the self-signed certificate's chain and names prove nothing more.
        set(CURLOPT_PINNEDPUBLICKEY, ("sha256//" + options.pinnedSpkiSha256).c_str());
        set(CURLOPT_SSL_VERIFYPEER, 0L);
        set(CURLOPT_SSL_VERIFYHOST, 0L);
    } else if (!options.caFile.empty()) {
        set(CURLOPT_CAINFO, options.caFile.c_str());
    }
    set(CURLOPT_CUSTOMREQUEST, m_request.method.c_str());
    if (m_request.method == "HEAD")
        set(CURLOPT_NOBODY, 1L);
    if (!m_request.body.empty() || m_request.method == "POST" || m_request.method == "PUT") {
        set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(m_request.body.size()));
        set(CURLOPT_POSTFIELDS, m_request.body.data());
        // No waiting for "100 Continue", and no content type that nobody asked for.
        m_headers = curl_slist_append(m_headers, "Expect:");
        if (!m_request.headers.contains("Content-Type"))
            m_headers = curl_slist_append(m_headers, "Content-Type:");
    }
    for (const auto &[name, value] : m_request.headers.fields()) {
        // libcurl sends an empty header only when it is written with a semicolon.
        const std::string line = value.empty() ? name + ";" : name + ": " + value;
        m_headers = curl_slist_append(m_headers, line.c_str());
    }
    set(CURLOPT_HTTPHEADER, m_headers);
    set(CURLOPT_WRITEFUNCTION, &Transfer::takeBody);
    set(CURLOPT_WRITEDATA, static_cast<void *>(this));
    set(CURLOPT_HEADERFUNCTION, &Transfer::takeHeader);
    set(CURLOPT_HEADERDATA, static_cast<void *>(this));
}

std::size_t Transfer::takeBody(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    const std::size_t length = size * count;
    transfer.m_receivedBytes += static_cast<curl_off_t>(length);
    if (transfer.m_response.body.size() + length > transfer.m_request.responseLimitBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    transfer.m_response.body.append(bytes, length);
    return length;
}

std::size_t Transfer::takeHeader(char *bytes, std::size_t size, std::size_t count, void *self)
{
    auto &transfer = *static_cast<Transfer *>(self);
    const std::string_view line(bytes, size * count);
    transfer.m_receivedBytes += static_cast<curl_off_t>(line.size());
    if (line.starts_with("HTTP/")) {
        // A 100 Continue comes first on some servers; only the last header block is the answer's.
        transfer.m_response.headers = {};
        return line.size();
    }
    std::size_t soFarBytes = 0;
    for (const auto &[name, value] : transfer.m_response.headers.fields())
        soFarBytes += name.size() + value.size();
    if (soFarBytes + line.size() > responseHeaderLimitBytes) {
        transfer.m_tooLarge = true;
        return 0;
    }
    if (const auto colon = line.find(':'); colon != std::string_view::npos)
        transfer.m_response.headers.add(std::string(line.substr(0, colon)),
                                        std::string(trimmed(line.substr(colon + 1))));
    return line.size();
}

ClientError Transfer::errorOf(CURLcode code) const
{
    using Kind = ClientError::Kind;
    const std::string detail = curl_easy_strerror(code);
    if (m_tooLarge)
        return {Kind::TooLarge,
                "the answer is over " + std::to_string(m_request.responseLimitBytes) + " bytes"};
    switch (code) {
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_OUT_OF_MEMORY:
    case CURLE_BAD_FUNCTION_ARGUMENT:
        return {Kind::Request, detail};
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
        return {Kind::Resolve, detail};
    case CURLE_COULDNT_CONNECT:
        return {Kind::Connect, detail};
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_PINNEDPUBKEYNOTMATCH:
        return {Kind::Tls, detail};
    case CURLE_OPERATION_TIMEDOUT: {
        // Without a connection nothing can have been sent, and the caller may treat it so.
        curl_off_t nameFoundUs = 0;
        curl_off_t requestBegunUs = 0;
        curl_easy_getinfo(m_easy, CURLINFO_NAMELOOKUP_TIME_T, &nameFoundUs);
        curl_easy_getinfo(m_easy, CURLINFO_PRETRANSFER_TIME_T, &requestBegunUs);
        if (requestBegunUs > 0)
            return {Kind::Timeout, detail};
        return {nameFoundUs == 0 ? Kind::Resolve : Kind::Connect, detail};
    }
    default:
        return {Kind::Reset, detail};
    }
}

void Transfer::finish(CURLcode code)
{
    if (code != CURLE_OK) {
        call(tl::unexpected(errorOf(code)));
        return;
    }
    long status = 0;
    curl_easy_getinfo(m_easy, CURLINFO_RESPONSE_CODE, &status);
    m_response.status = static_cast<int>(status);
    call(std::move(m_response));
}

void Transfer::finishStopped()
{
    call(tl::unexpected(ClientError{ClientError::Kind::Stopped, "the client was stopped"}));
}

void Transfer::finishIdle()
{
    call(tl::unexpected(
        ClientError{ClientError::Kind::Timeout,
                    "no byte for " + std::to_string(m_request.idleTimeoutMs.count()) + " ms"}));
}

Transfer::Clock::time_point Transfer::idleDeadline(Clock::time_point now)
{
    curl_off_t requestBegunUs = 0;
    curl_easy_getinfo(m_easy, CURLINFO_PRETRANSFER_TIME_T, &requestBegunUs);
    if (m_request.idleTimeoutMs.count() <= 0 || requestBegunUs == 0)
        return Clock::time_point::max();
    curl_off_t sentBytes = 0;
    curl_easy_getinfo(m_easy, CURLINFO_SIZE_UPLOAD_T, &sentBytes);
    if (const auto movedBytes = sentBytes + m_receivedBytes; !m_movedAt || movedBytes != m_movedBytes) {
        m_movedBytes = movedBytes;
        m_movedAt = now;
    }
    return *m_movedAt + m_request.idleTimeoutMs;
}

void Transfer::call(ClientResult result)
{
    if (m_done)
        std::exchange(m_done, nullptr)(std::move(result));
}

} // namespace tillwright::http
