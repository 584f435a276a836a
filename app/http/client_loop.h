#pragma once

#include "http/transfer.h"

#include <cstdint>
#include <map>
#include <mutex>
#include <thread>
#include <vector>

/// The thread that drives libcurl. Private to this room.
namespace tillwright::http {

class ClientLoop
{
public:
    explicit ClientLoop(ClientOptions options);
    /// Every transfer still there ends with Stopped.
    ~ClientLoop();
    ClientLoop(const ClientLoop &) = delete;
    ClientLoop &operator=(const ClientLoop &) = delete;

    /// Thread-safe. `done` is called once, on the loop's thread. Returns what cancel() takes.
    std::uint64_t start(ClientRequest request, std::function<void(ClientResult)> done);
    /// Thread-safe. `done` gets Stopped, unless it has been called already.
    void cancel(std::uint64_t id);

private:
    void run();
    void takeOrders();
    void reapFinished();
    /// Ends what has been silent for too long. Returns how long the loop may wait before it has to look again.
    int endIdle();
    void end(std::uint64_t id);

    ClientOptions m_options;
    CURLM *m_multi = nullptr;
    std::mutex m_mutex;
    // Guarded by the mutex:
    std::map<std::uint64_t, std::unique_ptr<Transfer>> m_incoming;
    std::vector<std::uint64_t> m_cancelled;
    std::uint64_t m_nextId = 1;
    bool m_stopping = false;
    // Of the loop's thread only:
    std::map<std::uint64_t, std::unique_ptr<Transfer>> m_running;
    std::thread m_thread;
};

} // namespace tillwright::http
