#include "backend/backend.h"

#include "backend/checkouts/pay_token.h"
#include "backend/operations/enrolment_code.h"
#include "backend/store/webhook_schedule.h"

#include <boost/asio/ssl/context.hpp>
#include <spdlog/spdlog.h>

namespace tillwright::backend {

namespace asio = boost::asio;

namespace {

/// Below ten seconds, after which a service manager would kill us; longer than one answer of Clive takes.
constexpr std::chrono::milliseconds stopGraceMs{8'000};
constexpr std::chrono::minutes forgetPause{10};
/// Prometheus asks every 15 s as a rule.
constexpr std::chrono::seconds measurePause{10};

tl::expected<std::shared_ptr<asio::ssl::context>, std::string> loadCertificate(const ServerConfig &config)
{
    if (!config.speaksTls())
        return nullptr;
    const auto nowS =
        std::chrono::duration_cast<std::chrono::seconds>(std::chrono::milliseconds(Backend::systemNowMs()));
    auto context = tillwright::http::loadTlsContext(config.tls, nowS.count());
    if (!context)
        return tl::unexpected("the certificate: " + context.error().problem + "; " + context.error().wayOut);
    return *std::move(context);
}

tillwright::http::ServerOptions serverOptions(const Config &config,
                                              std::shared_ptr<asio::ssl::context> certificate)
{
    auto options = config.server.options;
    options.bodyLimitFor = [gate = http::ImportGate(config.import),
                            general = options.bodyLimitBytes](const tillwright::http::RequestHead &head) {
        return gate.bodyLimitFor(head, general);
    };
    options.stopGraceMs = stopGraceMs;
    options.tls = std::move(certificate);
    return options;
}

clive::CliveClientOptions cliveOptions(const Config &config)
{
    return {config.clive, config.cliveCaFile, config.stripe, config.breaker};
}

} // namespace

std::int64_t Backend::systemNowMs()
{
    return std::chrono::duration_cast<std::chrono::milliseconds>(
               std::chrono::system_clock::now().time_since_epoch())
        .count();
}

tl::expected<std::unique_ptr<Backend>, std::string> Backend::make(asio::any_io_executor executor,
                                                                  Config config, checkouts::NowMs nowMs)
{
    auto secretBox = config.secretKeyFile.empty() ? store::SecretBox::withRandomKey()
                                                  : store::SecretBox::withKeyFile(config.secretKeyFile);
    if (!secretBox)
        return tl::unexpected("store.secret_key_file: " + secretBox.error());
    if (config.secretKeyFile.empty())
        spdlog::info("store.secret_key_file is not set: checkouts cannot be resumed after a restart");
    auto certificate = loadCertificate(config.server);
    if (!certificate)
        return tl::unexpected(std::move(certificate.error()));
    auto store = store::openStore(executor, config.store);
    if (!store)
        return tl::unexpected(store.error());
    return std::unique_ptr<Backend>(new Backend(std::move(executor), std::move(config), *std::move(store),
                                                *std::move(secretBox), *std::move(certificate),
                                                std::move(nowMs)));
}

Backend::Backend(asio::any_io_executor executor, Config config, std::unique_ptr<store::Store> store,
                 store::SecretBox secretBox, std::shared_ptr<asio::ssl::context> certificate,
                 checkouts::NowMs nowMs)
    : m_time(executor), m_nowMs(std::move(nowMs)), m_serverConfig(config.server), m_store(std::move(store)),
      m_clive(cliveOptions(config), &std::chrono::steady_clock::now,
              [this](std::string_view operation, std::string_view result, auto took) {
                  m_metrics.countCliveCall(operation, result, took);
              }),
      m_watch(m_time),
      m_refresher(executor, *m_store, m_clive.api(), config.webhooks.statuses, m_watch, m_nowMs),
      m_reconciler(*m_store, m_refresher, m_watch, m_nowMs),
      m_checkouts(executor, m_time, *m_store, m_clive.api(), std::move(secretBox), config.webhooks.statuses,
                  m_refresher, m_watch, config.checkouts, m_nowMs),
      m_completer(*m_store, m_checkouts, m_watch, m_nowMs), m_webhooks(*m_store, config.webhooks, m_nowMs),
      m_retrier(*m_store, m_webhooks, m_nowMs), m_enrolment(*m_store, m_nowMs, &operations::makeDeviceToken),
      m_imports(*m_store, config.checkouts.currencies, m_nowMs), m_catalogue(executor, *m_store),
      m_catalogueRoutes(m_catalogue, m_imports, *m_store, http::ImportGate(config.import), m_nowMs),
      m_payPage(m_checkouts, *m_store, config.pay, m_nowMs, &checkouts::makePayToken), m_payRoutes(m_payPage),
      m_routes(m_checkouts, m_webhooks, m_enrolment, m_catalogueRoutes, m_payRoutes,
               http::DeviceDirectory(config.devices, *m_store, m_nowMs)),
      m_operations(executor, *m_store, m_refresher, m_watch, m_nowMs, [this] { return metricsText(); }),
      m_frontDoor(m_routes, m_operations, m_metrics),
      m_server(executor, serverOptions(config, std::move(certificate)),
               [this](tillwright::http::Request request) { return m_frontDoor.handle(std::move(request)); }),
      m_forgetting(executor, m_time, forgetPause, [this] { return forgetWhatIsOver(); }),
      m_reconciling(executor, m_time, checkouts::reconcilePauseMs,
                    [this] { return m_reconciler.checkDue(); }),
      m_completing(executor, m_time, checkouts::completePauseMs,
                   [this] { return m_completer.completeDue(); }),
      m_retrying(executor, m_time, webhooks::retryPauseMs, [this] { return m_retrier.retryDue(); }),
      m_measuring(executor, m_time, measurePause, [this] { return measureQueues(); }),
      m_commands(*m_store, m_webhooks, m_imports, m_nowMs, &operations::makeEnrolmentCode)
{
    if (!config.store.sqlitePath.empty()) {
        m_door = std::make_unique<operations::OperatorDoor>(
            executor, m_commands, operations::operatorDoorOf(config.store.sqlitePath));
    }
    m_store->setCallObserver([this](std::string_view operation, bool succeeded, auto took) {
        m_metrics.countStoreCall(operation, succeeded, took);
    });
    m_store->setOrderChanged([this](const std::string &cliveTxId, std::int64_t) { m_watch.wake(cliveTxId); });
}

Backend::~Backend() = default;

tl::expected<void, std::string> Backend::start()
{
    auto started = m_server.start();
    if (started) {
        m_payPage.setPort(m_server.port());
        m_forgetting.start();
        m_reconciling.start();
        m_completing.start();
        m_retrying.start();
        m_measuring.start();
        if (const auto opened = m_door ? m_door->open() : tl::expected<void, std::string>(); !opened)
            spdlog::warn("{}", opened.error());
    }
    return started;
}

std::string Backend::listenAddress() const
{
    return m_server.listenAddress();
}

std::string Backend::url() const
{
    return (m_serverConfig.speaksTls() ? "https://" : "http://") + listenAddress();
}

void Backend::renewCertificate()
{
    auto certificate = loadCertificate(m_serverConfig);
    if (!certificate) {
        spdlog::error("the old certificate stays in use: {}", certificate.error());
    } else if (*certificate) {
        m_server.renewTls(*std::move(certificate));
        spdlog::info("the certificate was read again");
    }
}

std::string Backend::metricsText() const
{
    http::BackendMetrics::Reading reading;
    reading.heldRequests = m_watch.heldCount();
    reading.connections = m_server.connectionCount();
    reading.refusals = &m_server.refusals();
    reading.webhooks = m_webhooks.counters();
    reading.inbox = m_inboxDepth;
    reading.orders = m_orderDepth;
    reading.circuit = &m_clive.circuit();
    reading.payLinks = m_payPage.counters();
    return m_metrics.text(reading);
}

asio::awaitable<void> Backend::stop()
{
    m_watch.close();
    m_forgetting.close();
    m_reconciling.close();
    m_completing.close();
    m_retrying.close();
    m_measuring.close();
    if (m_door)
        m_door->close();
    co_await m_server.stop();
    co_await m_checkouts.drain();
    co_await m_refresher.drain();
    co_await m_operations.drain();
    co_await m_catalogue.drain();
    co_await m_forgetting.drain();
    co_await m_reconciling.drain();
    co_await m_completing.drain();
    co_await m_retrying.drain();
    co_await m_measuring.drain();
    if (m_door)
        co_await m_door->drain();
}

asio::awaitable<void> Backend::measureQueues()
{
    const auto inbox = co_await m_store->inboxDepth();
    const auto orders = co_await m_store->orderDepth();
    if (!inbox || !orders) {
        spdlog::error("the queues cannot be measured: {}", (inbox ? orders.error() : inbox.error()).cause);
        co_return;
    }
    m_inboxDepth = *inbox;
    m_orderDepth = *orders;
}

asio::awaitable<void> Backend::forgetWhatIsOver()
{
    const auto nowMs = m_nowMs();
    if (const auto secrets = co_await m_store->forgetExpiredSecrets(nowMs); !secrets)
        spdlog::error("expired secrets could not be removed: {}", secrets.error().cause);
    if (const auto keys = co_await m_store->forgetOldKeys(nowMs - store::keyKnownMs); !keys)
        spdlog::error("old idempotency keys could not be removed: {}", keys.error().cause);
    if (const auto links = co_await m_store->forgetOldPayLinks(nowMs - store::payLinkKnownMs); !links)
        spdlog::error("old links to the pay page could not be removed: {}", links.error().cause);
    if (const auto webhooks = co_await m_store->forgetOldWebhooks(nowMs - store::webhookKnownMs); !webhooks)
        spdlog::error("old webhooks could not be removed: {}", webhooks.error().cause);
}

} // namespace tillwright::backend
