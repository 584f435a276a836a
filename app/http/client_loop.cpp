#include "http/client_loop.h"

#include <algorithm>
#include <chrono>

namespace tillwright::http {

namespace {

/// Only an upper bound: new work and socket events wake the loop at once.
constexpr int pollMs = 1'000;

void initialiseCurlOnce()
{
    static const CURLcode code = curl_global_init(CURL_GLOBAL_DEFAULT);
    static_cast<void>(code);
}

} // namespace

ClientLoop::ClientLoop(ClientOptions options) : m_options(std::move(options))
{
    initialiseCurlOnce();
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_MAX_HOST_CONNECTIONS,
                      static_cast<long>(m_options.connectionsPerHostMax));
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, static_cast<long>(m_options.idleConnectionsMax));
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_NOTHING));
    m_thread = std::thread([this] { run(); });
}

ClientLoop::~ClientLoop()
{
    {
        const std::lock_guard lock(m_mutex);
        m_stopping = true;
    }
    curl_multi_wakeup(m_multi);
    m_thread.join();
    curl_multi_cleanup(m_multi);
}

std::uint64_t ClientLoop::start(ClientRequest request, std::function<void(ClientResult)> done)
{
    auto transfer = std::make_unique<Transfer>(m_options, std::move(request), std::move(done));
    std::uint64_t id = 0;
    {
        const std::lock_guard lock(m_mutex);
        id = m_nextId++;
        m_incoming.emplace(id, std::move(transfer));
    }
    curl_multi_wakeup(m_multi);
    return id;
}

void ClientLoop::cancel(std::uint64_t id)
{
    {
        const std::lock_guard lock(m_mutex);
        m_cancelled.push_back(id);
    }
    curl_multi_wakeup(m_multi);
}

void ClientLoop::takeOrders()
{
    std::map<std::uint64_t, std::unique_ptr<Transfer>> incoming;
    std::vector<std::uint64_t> cancelled;
    {
        const std::lock_guard lock(m_mutex);
        incoming.swap(m_incoming);
        cancelled.swap(m_cancelled);
    }
    for (auto &[id, transfer] : incoming) {
        if (curl_multi_add_handle(m_multi, transfer->handle()) == CURLM_OK)
            m_running.emplace(id, std::move(transfer));
        else
            transfer->finish(CURLE_OUT_OF_MEMORY);
    }
    for (const auto id : cancelled)
        end(id);
}

void ClientLoop::end(std::uint64_t id)
{
    const auto found = m_running.find(id);
    if (found == m_running.end())
        return;
    curl_multi_remove_handle(m_multi, found->second->handle());
    found->second->finishStopped();
    m_running.erase(found);
}

void ClientLoop::reapFinished()
{
    int left = 0;
    while (const CURLMsg *message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE)
            continue;
        // The message does not outlive the removal of its handle.
        const CURLcode code = message->data.result;
        CURL *handle = message->easy_handle;
        const auto found = std::find_if(m_running.begin(), m_running.end(), [handle](const auto &entry) {
            return entry.second->handle() == handle;
        });
        curl_multi_remove_handle(m_multi, handle);
        if (found == m_running.end())
            continue;
        found->second->finish(code);
        m_running.erase(found);
    }
}

int ClientLoop::endIdle()
{
    using namespace std::chrono;
    const auto now = Transfer::Clock::now();
    auto nextLook = now + milliseconds(pollMs);
    for (auto it = m_running.begin(); it != m_running.end();) {
        const auto deadline = it->second->idleDeadline(now);
        if (deadline <= now) {
            curl_multi_remove_handle(m_multi, it->second->handle());
            it->second->finishIdle();
            it = m_running.erase(it);
        } else {
            nextLook = std::min(nextLook, deadline);
            ++it;
        }
    }
    return static_cast<int>(ceil<milliseconds>(nextLook - now).count());
}

void ClientLoop::run()
{
    while (true) {
        {
            const std::lock_guard lock(m_mutex);
            if (m_stopping)
                break;
        }
        takeOrders();
        int runningCount = 0;
        curl_multi_perform(m_multi, &runningCount);
        reapFinished();
        curl_multi_poll(m_multi, nullptr, 0, endIdle(), nullptr);
    }
    takeOrders();
    while (!m_running.empty())
        end(m_running.begin()->first);
}

} // namespace tillwright::http
