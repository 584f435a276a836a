#pragma once

#include "backend/checkouts/key_completer.h"
#include "backend/checkouts/order_reconciler.h"
#include "backend/checkouts/periodic_work.h"
#include "backend/clive/circuit_breaker.h"
#include "backend/http/backend_routes.h"
#include "backend/webhooks/webhook_retrier.h"
#include "clive.h"
#include "network.h"
#include "simulated_store.h"

#include <string_view>

namespace tillwright::simulation {

/// The partner backend: the real services and routes in a process that crashes and is started again on the same disk.
class BackendProcess
{
public:
    inline static const std::string webhookSecret = "whsec_simulated_secret_signing";

    BackendProcess(World &world, Network &network, Clive &clive, std::string databasePath,
                   std::vector<backend::http::Device> devices);
    ~BackendProcess();

    /// A client secret leaves: whoever gets it can pay.
    using OnSecret = std::function<void(const std::string &cliveTxId, const std::string &reference)>;
    void setOnSecret(OnSecret onSecret) { m_onSecret = std::move(onSecret); }
    /// Somebody is told that a checkout is abandoned.
    void setOnAbandoned(std::function<void(const std::string &cliveTxId)> onAbandoned)
    {
        m_onAbandoned = std::move(onAbandoned);
    }

    void start();
    void crash(std::string_view why);
    [[nodiscard]] bool isRunning() const noexcept { return m_process != nullptr; }
    /// Answers when the backend does; never while it is down or when it dies meanwhile.
    void handle(http::Request request, std::function<void(http::Response)> answer);
    [[nodiscard]] static http::Request request(std::string method, const std::string &path);

    /// The wall clock, which jumps. Milliseconds since 1970.
    [[nodiscard]] std::int64_t wallMs() const noexcept;
    void jumpClock();
    /// So far; what has lasted since before one may have lasted for any time by this clock.
    [[nodiscard]] int clockJumps() const noexcept { return m_clockJumps; }
    void setClockRight() noexcept
    {
        m_clockOffsetMs = 0;
        ++m_clockJumps;
    }

    [[nodiscard]] BackendDisk &disk() noexcept { return m_disk; }
    /// Reads past the simulated disk, for the laws.
    [[nodiscard]] std::optional<backend::store::OrderRecord> storedOrder(const std::string &cliveTxId);
    /// Counted since the process was started; all zero while it is down.
    [[nodiscard]] backend::webhooks::WebhookCounters webhookCounters() const;
    /// How often the breaker before Clive has opened, over all starts.
    [[nodiscard]] std::uint64_t circuitOpenings() const;

private:
    class CliveClient;
    struct Process;
    void crashSoon();
    void checkAcknowledged(const http::Request &request, const http::Response &response);

    World &m_world;
    Network &m_network;
    Clive &m_clive;
    BackendDisk m_disk;
    std::vector<backend::http::Device> m_devices;
    OnSecret m_onSecret;
    std::function<void(const std::string &cliveTxId)> m_onAbandoned;
    std::int64_t m_clockOffsetMs = 0;
    int m_clockJumps = 0;
    std::uint64_t m_earlierCircuitOpenings = 0;
    std::unique_ptr<Process> m_process;
    Life m_life;
};

/// How every token of a link to the pay page begins here, so that a search finds one where it does not belong.
inline constexpr std::string_view payTokenMark = "PayToken-";
inline constexpr std::string_view webhookPath = "/webhooks/clive";
/// Under which the inbox has to keep it.
[[nodiscard]] std::string webhookKeyOf(const std::string &body);
/// The wall clock of the world: what a right clock shows.
[[nodiscard]] std::int64_t rightWallMs(const World &world) noexcept;

} // namespace tillwright::simulation
