#pragma once

#include "world.h"

#include <tl/expected.hpp>

namespace tillwright::simulation {

/// The ways between the parts. Every message takes its own time, so they overtake one another even in peace.
class Network
{
public:
    explicit Network(World &world) : m_world(world) {}

    /// Delivers once, never, late or twice.
    void send(Channel channel, const std::function<void()> &deliver);

    enum class Loss { Broken, Timeout };
    template<typename Answer> using Result = tl::expected<Answer, Loss>;

    /// A question and its answer. `serve` gets a function to answer with, which may be called late or never; `done` is
    /// called exactly once, at the latest when the time is up.
    template<typename Answer>
    void call(Channel channel, Ms timeLimitMs,
              const std::function<void(std::function<void(Result<Answer>)>)> &serve,
              std::function<void(Result<Answer>)> done)
    {
        auto once = std::make_shared<std::function<void(Result<Answer>)>>(std::move(done));
        const auto finish = [once](Result<Answer> result) {
            // Emptied before the call: what it leads to may come back here.
            if (auto callback = std::exchange(*once, nullptr))
                callback(std::move(result));
        };
        // A lost message is noticed when the connection breaks, or not before the time is up.
        if (m_world.isStormy() && m_world.random().chance(brokenPerMille))
            m_world.after(m_world.random().between(1, timeLimitMs), [this, channel, finish, once] {
                if (*once && m_world.strikes(faultOf(channel, 0)))
                    finish(tl::unexpected(Loss::Broken));
            });
        m_world.after(timeLimitMs, [finish] { finish(tl::unexpected(Loss::Timeout)); });
        send(channel, [this, channel, serve, finish, once] {
            serve([this, channel, finish, once](Result<Answer> answer) {
                if (*once)
                    send(channel, [finish, answer = std::move(answer)] { finish(answer); });
            });
        });
    }

private:
    static constexpr int brokenPerMille = 50;
    World &m_world;
};

} // namespace tillwright::simulation
