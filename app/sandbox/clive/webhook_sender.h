#pragma once

#include "http/client.h"
#include "sandbox/config.h"
#include "sandbox/scenario/fault_plan.h"
#include "sandbox/scenario/sandbox_clock.h"
#include "sandbox/scenario/timeline.h"

#include <boost/asio/any_io_executor.hpp>
#include <boost/asio/cancellation_signal.hpp>
#include <boost/asio/steady_timer.hpp>
#include <memory>
#include <set>
#include <string>

namespace tillwright::sandbox {

/// The first pause after an attempt that was not answered 2xx; it doubles up to the longest. Short, since nobody waits
/// for hours in a sandbox.
inline constexpr std::chrono::milliseconds webhookRetryFirstMs{200};
inline constexpr std::chrono::milliseconds webhookRetryLongestMs{5'000};
inline constexpr int webhookAttemptsMax = 200;

/// Delivers Clive's signed webhooks, each until it is answered 2xx. An event waits while no receiver is known.
class WebhookSender
{
public:
    WebhookSender(boost::asio::any_io_executor executor, const CliveConfig &config, FaultPlan &faults,
                  Timeline &timeline, SandboxClock &clock);

    /// Of the transaction as it is now. Must be called on the executor's thread.
    void queue(const contract::Transaction &transaction);
    void setUrl(std::string url);
    /// Gives up every event under way.
    void cancelAll();
    /// cancelAll(), and completes when the last of them has let go.
    [[nodiscard]] boost::asio::awaitable<void> stop();

private:
    /// One event until it is delivered or given up.
    struct Delivery {
        std::string eventId;
        std::string cliveTxId;
        std::string body;
        boost::asio::cancellation_signal cancel;
    };
    enum class Copy { Real, Duplicate, Forged };
    [[nodiscard]] boost::asio::awaitable<void> deliver(std::shared_ptr<Delivery> delivery);
    [[nodiscard]] boost::asio::awaitable<bool> attempt(std::shared_ptr<Delivery> delivery, int number,
                                                       std::optional<Fault> fault);
    [[nodiscard]] boost::asio::awaitable<bool> send(std::shared_ptr<Delivery> delivery, int number,
                                                    Copy copy);
    void record(const Delivery &delivery, int number, boost::json::value answer, Copy copy = Copy::Real);

    boost::asio::any_io_executor m_executor;
    const CliveConfig &m_config;
    FaultPlan &m_faults;
    Timeline &m_timeline;
    SandboxClock &m_clock;
    std::string m_url;
    /// Ends early when a receiver becomes known.
    boost::asio::steady_timer m_urlKnown;
    /// Ends early when the last delivery has ended.
    boost::asio::steady_timer m_drained;
    std::set<std::shared_ptr<Delivery>> m_deliveries;
    http::Client m_client;
};

} // namespace tillwright::sandbox
