#pragma once

#include "client_connection.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace tillwright::bench {

/// The requests of one run and what is thought of their answers.
class Job
{
public:
    Job() = default;
    Job(const Job &) = delete;
    Job &operator=(const Job &) = delete;
    virtual ~Job() = default;
    /// The bytes of the request with this number; numbers go up from 0.
    [[nodiscard]] virtual std::string request(std::size_t number) = 0;
    /// Returns how much of the time was somebody else's than the server's. Throws std::runtime_error for an answer that
    /// is not the one that was wanted: a run with errors measures nothing.
    virtual std::chrono::microseconds take(std::size_t number, const Answer &answer) = 0;
    /// After the last answer. Throws likewise.
    virtual void finish() {}
};

struct Plan {
    sockaddr_in server{};
    std::size_t connections = 1;
    /// Open loop: so many requests are due every second, whatever the server does. 0: closed loop, every connection asks
    /// again as soon as it is answered.
    double perSecond = 0;
    /// How long requests are sent. In a closed loop 0 means: until `count` are answered.
    std::chrono::duration<double> duration{0};
    std::size_t count = 0;
};

struct Outcome {
    /// From the moment a request was due (closed loop: was sent) to its whole answer, without what Job::take()
    /// returned. A request that is sent late because the ones before it hold all connections has waited, too.
    std::vector<std::int64_t> latenciesUs;
    /// How late requests went out. When this is long although connections were free, the tool was too slow.
    std::vector<std::int64_t> sendDelaysUs;
    /// From the first request to the last answer.
    double seconds = 0;
};

/// Throws std::runtime_error when the server fails, or says nothing for ten seconds.
[[nodiscard]] Outcome runLoad(const Plan &plan, Job &job);

} // namespace tillwright::bench
