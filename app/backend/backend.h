#pragma once

#include "backend/checkouts/key_completer.h"
#include "backend/checkouts/order_reconciler.h"
#include "backend/checkouts/periodic_work.h"
#include "backend/config.h"
#include "backend/http/front_door.h"
#include "backend/operations/operator_door.h"
#include "backend/webhooks/webhook_retrier.h"
#include "http/server.h"

#include <memory>

namespace tillwright::backend {

/// The composition: constructs every part and hands each what it needs. All of it runs on one io thread; only the
/// store and the HTTP client have threads of their own.
class Backend
{
public:
    /// Opens the store and reads the secret key. The error is a sentence with the way out.
    [[nodiscard]] static tl::expected<std::unique_ptr<Backend>, std::string>
    make(boost::asio::any_io_executor executor, Config config,
         checkouts::NowMs nowMs = &Backend::systemNowMs);
    ~Backend();

    /// Binds and serves.
    [[nodiscard]] tl::expected<void, std::string> start();
    /// `127.0.0.1:43210`.
    [[nodiscard]] std::string listenAddress() const;
    /// `https://127.0.0.1:43210` when we speak TLS ourselves, else with `http`.
    [[nodiscard]] std::string url() const;
    /// Reads the certificate's files again; connections that come from now on get the new one. When the files are not
    /// good, the old one stays in use and the log says why. Nothing happens without TLS of our own.
    void renewCertificate();
    /// Held requests are answered with the present state, what is under way is finished, then it is over: nothing of
    /// this object runs afterwards.
    [[nodiscard]] boost::asio::awaitable<void> stop();

    /// Milliseconds since 1970, UTC.
    [[nodiscard]] static std::int64_t systemNowMs();

    /// The breaker between us and Clive: its state and its counters.
    [[nodiscard]] const clive::Circuit &cliveCircuit() const noexcept { return m_clive.circuit(); }

private:
    Backend(boost::asio::any_io_executor executor, Config config, std::unique_ptr<store::Store> store,
            store::SecretBox secretBox, std::shared_ptr<boost::asio::ssl::context> certificate,
            checkouts::NowMs nowMs);
    [[nodiscard]] std::string metricsText() const;
    boost::asio::awaitable<void> forgetWhatIsOver();
    boost::asio::awaitable<void> measureQueues();

    checkouts::AsioSteadyTime m_time;
    checkouts::NowMs m_nowMs;
    ServerConfig m_serverConfig;
    http::BackendMetrics m_metrics;
    std::unique_ptr<store::Store> m_store;
    clive::CliveClient m_clive;
    checkouts::OrderWatch m_watch;
    checkouts::OrderRefresher m_refresher;
    checkouts::OrderReconciler m_reconciler;
    checkouts::CheckoutService m_checkouts;
    checkouts::KeyCompleter m_completer;
    webhooks::WebhookIntake m_webhooks;
    webhooks::WebhookRetrier m_retrier;
    operations::DeviceEnrolment m_enrolment;
    catalogue::Imports m_imports;
    catalogue::CatalogueReader m_catalogue;
    http::CatalogueRoutes m_catalogueRoutes;
    checkouts::PayPage m_payPage;
    http::PayRoutes m_payRoutes;
    http::BackendRoutes m_routes;
    http::OperationsRoutes m_operations;
    http::FrontDoor m_frontDoor;
    tillwright::http::Server m_server;
    checkouts::PeriodicWork m_forgetting;
    checkouts::PeriodicWork m_reconciling;
    checkouts::PeriodicWork m_completing;
    checkouts::PeriodicWork m_retrying;
    checkouts::PeriodicWork m_measuring;
    store::InboxDepth m_inboxDepth;
    store::OrderDepth m_orderDepth;
    operations::OperatorCommands m_commands;
    /// Only where this process has the store to itself.
    std::unique_ptr<operations::OperatorDoor> m_door;
};

} // namespace tillwright::backend
