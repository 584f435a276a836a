#include "backend/backend.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend {

namespace asio = boost::asio;

namespace {

/// Below ten seconds, after which a service manager would kill us; longer than one answer of Clive takes.
constexpr std::chrono::milliseconds stopGraceMs{8'000};
constexpr std::chrono::minutes forgetSecretsPause{10};

tillwright::http::ServerOptions serverOptions(const Config &config)
{
    tillwright::http::ServerOptions options;
    options.listen = config.listen;
    options.bodyLimitBytes = http::requestBodyLimitBytes;
    options.stopGraceMs = stopGraceMs;
    return options;
}

tillwright::http::ClientOptions clientOptions(const Config &config)
{
    tillwright::http::ClientOptions options;
    options.caFile = config.cliveCaFile;
    return options;
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
    auto engine = store::SqliteEngine::open(config.sqlitePath);
    if (!engine)
        return tl::unexpected("store.sqlite: " + engine.error().cause);
    auto store = std::make_unique<store::SqliteStore>(*std::move(engine));
    return std::unique_ptr<Backend>(new Backend(std::move(executor), std::move(config), std::move(store),
                                                *std::move(secretBox), std::move(nowMs)));
}

Backend::Backend(asio::any_io_executor executor, Config config, std::unique_ptr<store::Store> store,
                 store::SecretBox secretBox, checkouts::NowMs nowMs)
    : m_time(executor), m_nowMs(std::move(nowMs)), m_store(std::move(store)), m_client(clientOptions(config)),
      m_clive(m_client, config.clive), m_watch(m_time),
      m_refresher(executor, *m_store, m_clive, config.webhooks.statuses, m_watch, m_nowMs),
      m_reconciler(*m_store, m_refresher, m_watch, m_nowMs),
      m_checkouts(executor, m_time, *m_store, m_clive, std::move(secretBox), config.webhooks.statuses,
                  m_refresher, m_watch, config.checkouts, m_nowMs),
      m_webhooks(*m_store, config.webhooks, m_nowMs),
      m_routes(m_checkouts, m_webhooks, *m_store, m_refresher, m_watch, http::DeviceDirectory(config.devices),
               m_nowMs),
      m_server(executor, serverOptions(config),
               [this](tillwright::http::Request request) { return m_routes.handle(std::move(request)); }),
      m_forgetting(executor, m_time, forgetSecretsPause, [this] { return forgetExpiredSecrets(); }),
      m_reconciling(executor, m_time, checkouts::reconcilePauseMs, [this] { return m_reconciler.checkDue(); })
{
    m_store->setOrderChanged([this](const std::string &cliveTxId, std::int64_t) { m_watch.wake(cliveTxId); });
}

Backend::~Backend() = default;

tl::expected<void, std::string> Backend::start()
{
    auto started = m_server.start();
    if (started) {
        m_forgetting.start();
        m_reconciling.start();
    }
    return started;
}

std::string Backend::listenAddress() const
{
    return m_server.listenAddress();
}

asio::awaitable<void> Backend::stop()
{
    m_watch.close();
    m_forgetting.close();
    m_reconciling.close();
    co_await m_server.stop();
    co_await m_checkouts.drain();
    co_await m_refresher.drain();
    co_await m_forgetting.drain();
    co_await m_reconciling.drain();
}

asio::awaitable<void> Backend::forgetExpiredSecrets()
{
    const auto forgotten = co_await m_store->forgetExpiredSecrets(m_nowMs());
    if (!forgotten)
        spdlog::error("expired secrets could not be removed: {}", forgotten.error().cause);
}

} // namespace tillwright::backend
