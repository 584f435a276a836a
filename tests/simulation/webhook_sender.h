#pragma once

#include "backend_process.h"

namespace tillwright::simulation {

/// Clive's webhooks on their way to the backend, sent again until they are acknowledged, and all those that somebody
/// else sends, or that are not what they seem. Law 5 is checked on each.
class WebhookSender
{
public:
    WebhookSender(World &world, Network &network, BackendProcess &backend)
        : m_world(world), m_network(network), m_backend(backend)
    {
    }

    void publish(const contract::CliveWebhook &webhook);

private:
    struct Sent {
        std::string body;
        std::string signature;
    };
    enum class Expected { Accepted, Rejected, Replayed };
    void deliver(const std::string &body, int tries);
    void deliverBad(const contract::CliveWebhook &webhook);
    /// `sign` is called at the moment of arrival.
    void post(const std::string &body, std::function<std::string()> sign, Expected expected,
              std::function<void(int status)> done);
    void check(Expected expected, const std::string &body, const http::Response &response,
               const backend::webhooks::WebhookCounters &before);
    [[nodiscard]] std::string sign(const std::string &body, std::int64_t nowMs) const;
    [[nodiscard]] static std::string bodyOf(const contract::CliveWebhook &webhook);

    World &m_world;
    Network &m_network;
    BackendProcess &m_backend;
    std::vector<Sent> m_acknowledged;
    int m_strangers = 0;
};

} // namespace tillwright::simulation
