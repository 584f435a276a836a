#include "backend_process.h"

#include "backend/store/sqlite_session.h"

#include "contract/webhook_signature.h"

#include <boost/asio/co_spawn.hpp>
#include <boost/json/object.hpp>
#include <boost/json/parse.hpp>

namespace tillwright::simulation {

namespace asio = boost::asio;
namespace checkouts = backend::checkouts;
namespace clive = backend::clive;
namespace store = backend::store;
namespace webhooks = backend::webhooks;

namespace {

/// 2026-11-24 09:00:00 UTC.
constexpr std::int64_t startWallMs = 1'795'510'800'000;
/// As HttpClive's.
constexpr Ms cliveTimeLimitMs = 10'000;
constexpr Ms restartMinMs = 300;
constexpr Ms restartMaxMs = 60'000;
constexpr Ms clockJumpMaxMs = 3LL * 3'600'000;
constexpr std::chrono::minutes forgetSecretsPause{10};
/// Rarer than live: a look that finds nothing every five seconds would be most of what a run does.
constexpr std::chrono::seconds retryPause{30};

checkouts::CheckoutOptions checkoutOptions()
{
    checkouts::CheckoutOptions options;
    options.partnerId = "ECHEZONA001";
    options.clientId = "AIRPEACE001";
    options.stripePublishableKey = "pk_test_simulated";
    return options;
}

checkouts::PayOptions payOptions()
{
    checkouts::PayOptions options;
    options.publicUrl = "https://pay.example";
    options.merchant = "Echezona Travel";
    return options;
}

std::string payToken(World &world)
{
    constexpr std::size_t tokenCharacters = 43;
    auto token = std::string(payTokenMark) + world.random().uuid();
    token.resize(tokenCharacters, '0');
    return token;
}

webhooks::WebhookOptions webhookOptions()
{
    webhooks::WebhookOptions options;
    options.secrets = {domain::Secret(BackendProcess::webhookSecret)};
    return options;
}

} // namespace

std::string webhookKeyOf(const std::string &body)
{
    const auto webhook = contract::parseCliveWebhook(body, contract::AmountUnit::Major);
    if (webhook && !webhook->eventId.empty())
        return "id:" + webhook->eventId;
    return "sha256:" + contract::sha256Hex(body);
}

std::int64_t rightWallMs(const World &world) noexcept
{
    return startWallMs + world.nowMs();
}

/// CliveApi over the simulated network.
class BackendProcess::CliveClient final : public clive::CliveApi
{
public:
    CliveClient(Network &network, Clive &clive, ProcessContext &context)
        : m_network(network), m_clive(clive), m_context(context)
    {
    }
    clive::CliveResult<contract::CheckoutIntentAnswer>
    createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey) override
    {
        return ask<contract::CheckoutIntentAnswer>(
            [&clive = m_clive, request = std::move(request), key = std::move(idempotencyKey)] {
                return clive.create(request, key);
            });
    }
    clive::CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override
    {
        return ask<contract::Transaction>(
            [&clive = m_clive, id = std::move(cliveTxId)] { return clive.fetch(id); });
    }

private:
    template<typename T> using Said = tl::expected<T, clive::CliveError>;

    /// `serve` is Clive's side: what was sent is done even when this process dies meanwhile.
    template<typename T> clive::CliveResult<T> ask(std::function<Said<T>()> serve)
    {
        auto pending = std::make_shared<Pending<Said<T>>>(m_context);
        m_network.call<Said<T>>(
            Channel::BackendClive, cliveTimeLimitMs,
            [serve = std::move(serve)](const auto &answer) { answer(serve()); },
            [weak = std::weak_ptr<Pending<Said<T>>>(pending)](const Network::Result<Said<T>> &result) {
                const auto alive = weak.lock();
                if (!alive)
                    return;
                if (result)
                    alive->resolve(*result);
                else
                    alive->resolve(tl::unexpected(lost(result.error())));
            });
        return Pending<Said<T>>::wait(std::move(pending));
    }
    static clive::CliveError lost(Network::Loss loss)
    {
        if (loss == Network::Loss::Timeout)
            return {clive::CliveError::Kind::Timeout, 0, "timeout"};
        return {clive::CliveError::Kind::Unreachable, 0, "reset"};
    }

    Network &m_network;
    Clive &m_clive;
    ProcessContext &m_context;
};

/// What a crash takes away. Composed as backend.cpp does, with the world's ports.
struct BackendProcess::Process {
    Process(BackendProcess &owner, std::unique_ptr<store::StoreEngine> theEngine)
        : engine(std::move(theEngine)), time(owner.m_world, context),
          store(owner.m_world, context, *engine, owner.m_disk, [&owner] { owner.crashSoon(); }),
          clive(owner.m_network, owner.m_clive, context),
          breaker(clive, clive::BreakerOptions(), [this] { return time.now(); }), watch(time),
          refresher(context.get_executor(), store, breaker, contract::CliveStatusMap(), watch,
                    [&owner] { return owner.wallMs(); }),
          reconciler(store, refresher, watch, [&owner] { return owner.wallMs(); }),
          checkouts(context.get_executor(), time, store, breaker, *store::SecretBox::withRandomKey(),
                    contract::CliveStatusMap(), refresher, watch, checkoutOptions(),
                    [&owner] { return owner.wallMs(); }),
          completer(store, checkouts, watch, [&owner] { return owner.wallMs(); }),
          webhooks(store, webhookOptions(), [&owner] { return owner.wallMs(); }),
          retrier(store, webhooks, [&owner] { return owner.wallMs(); }),
          enrolment(
              store, [&owner] { return owner.wallMs(); }, [] { return std::string("a token"); }),
          imports(store, {}, [&owner] { return owner.wallMs(); }), catalogue(context.get_executor(), store),
          catalogueRoutes(catalogue, imports, store, backend::http::ImportGate({}),
                          [&owner] { return owner.wallMs(); }),
          payPage(
              checkouts, store, payOptions(), [&owner] { return owner.wallMs(); },
              [&owner] { return payToken(owner.m_world); }),
          payRoutes(payPage),
          routes(checkouts, webhooks, enrolment, catalogueRoutes, payRoutes,
                 backend::http::DeviceDirectory(owner.m_devices, store, [&owner] { return owner.wallMs(); })),
          forgetting(context.get_executor(), time, forgetSecretsPause, [this] { return forget(); }),
          reconciling(context.get_executor(), time, checkouts::reconcilePauseMs,
                      [this] { return reconciler.checkDue(); }),
          completing(context.get_executor(), time, checkouts::completePauseMs,
                     [this] { return completer.completeDue(); }),
          retrying(context.get_executor(), time, retryPause, [this] { return retrier.retryDue(); }),
          nowMs([&owner] { return owner.wallMs(); })
    {
        store.setOrderChanged([this](const std::string &id, std::int64_t) { watch.wake(id); });
    }
    ~Process() { context.crash(); }

    asio::awaitable<void> forget() { co_await store.forgetExpiredSecrets(nowMs()); }

    std::unique_ptr<store::StoreEngine> engine;
    ProcessContext context;
    VirtualTime time;
    SimulatedStore store;
    CliveClient clive;
    clive::CircuitBreaker breaker;
    checkouts::OrderWatch watch;
    checkouts::OrderRefresher refresher;
    checkouts::OrderReconciler reconciler;
    checkouts::CheckoutService checkouts;
    checkouts::KeyCompleter completer;
    webhooks::WebhookIntake webhooks;
    webhooks::WebhookRetrier retrier;
    backend::operations::DeviceEnrolment enrolment;
    backend::catalogue::Imports imports;
    backend::catalogue::CatalogueReader catalogue;
    backend::http::CatalogueRoutes catalogueRoutes;
    checkouts::PayPage payPage;
    backend::http::PayRoutes payRoutes;
    backend::http::BackendRoutes routes;
    checkouts::PeriodicWork forgetting;
    checkouts::PeriodicWork reconciling;
    checkouts::PeriodicWork completing;
    checkouts::PeriodicWork retrying;
    checkouts::NowMs nowMs;
};

BackendProcess::BackendProcess(World &world, Network &network, Clive &clive, std::string databasePath,
                               std::vector<backend::http::Device> devices)
    : m_world(world), m_network(network), m_clive(clive), m_devices(std::move(devices))
{
    m_disk.path = std::move(databasePath);
    m_life.end();
    start();
}

BackendProcess::~BackendProcess() = default;

void BackendProcess::start()
{
    if (m_process)
        return;
    auto opened = store::openSqlite(m_disk.path);
    if (!opened) {
        m_world.violate(Law::Harness, opened.error().cause);
        return;
    }
    m_life.renew();
    m_process = std::make_unique<Process>(*this, std::move(opened->engine));
    m_process->forgetting.start();
    m_process->reconciling.start();
    m_process->completing.start();
    m_process->retrying.start();
    m_process->context.runReady();
    m_world.note("backend", "started");
}

void BackendProcess::crash(std::string_view why)
{
    if (!m_process)
        return;
    m_world.note("backend", "crashed " + std::string(why));
    m_life.end();
    m_earlierCircuitOpenings = circuitOpenings();
    m_process.reset();
    m_world.after(m_world.random().between(restartMinMs, restartMaxMs), [this] { start(); });
}

std::uint64_t BackendProcess::circuitOpenings() const
{
    return m_earlierCircuitOpenings + (m_process ? m_process->breaker.circuit().openedCount() : 0);
}

void BackendProcess::crashSoon()
{
    // Not from within the call of a part that the crash takes away.
    m_world.after(0, m_life.whileAlive([this] { crash("at a transaction"); }));
}

std::int64_t BackendProcess::wallMs() const noexcept
{
    return rightWallMs(m_world) + m_clockOffsetMs;
}

void BackendProcess::jumpClock()
{
    m_clockOffsetMs = m_world.random().between(-clockJumpMaxMs, clockJumpMaxMs);
    ++m_clockJumps;
}

http::Request BackendProcess::request(std::string method, const std::string &path)
{
    http::Request request;
    request.method = std::move(method);
    request.path = path;
    for (std::size_t at = 1; at <= path.size();) {
        const auto end = std::min(path.find('/', at), path.size());
        request.segments.push_back(path.substr(at, end - at));
        at = end + 1;
    }
    request.id = "simulated";
    return request;
}

void BackendProcess::handle(http::Request request, std::function<void(http::Response)> answer)
{
    if (!m_process)
        return;
    auto asked = std::make_shared<http::Request>(request);
    asio::co_spawn(m_process->context, m_process->routes.handle(std::move(request)),
                   [this, asked, answer = std::move(answer)](const std::exception_ptr &failure,
                                                             http::Response response) {
                       if (failure) {
                           m_world.violate(Law::Harness, "the backend threw at " + asked->path);
                           return;
                       }
                       checkAcknowledged(*asked, response);
                       answer(std::move(response));
                   });
    m_process->context.runReady();
}

void BackendProcess::checkAcknowledged(const http::Request &request, const http::Response &response)
{
    if (request.path == webhookPath && response.status == 200
        && !m_disk.webhooks.contains(webhookKeyOf(request.body)))
        m_world.violate(Law::Durable, "a webhook is acknowledged and not stored");
    if (request.path.starts_with("/pay/") && response.status == 200) {
        const auto view = boost::json::parse(response.body).as_object();
        const auto id = std::string(view.at("clive_tx_id").as_string());
        if (view.contains("client_secret"))
            m_onSecret(id, std::string(view.at("reference").as_string()));
        if (view.at("state").as_string() == "abandoned")
            m_onAbandoned(id);
        return;
    }
    if (response.status == 200 && request.path.ends_with("/abandon")) {
        const auto state = contract::parseCheckoutState(response.body);
        if (state && state->abandoned)
            m_onAbandoned(state->cliveTxId);
        return;
    }
    const bool handsOutSecret =
        response.status == 201 || (response.status == 200 && request.path.ends_with("/resume"));
    if (!handsOutSecret)
        return;
    const auto made = contract::parseCheckoutAnswer(response.body);
    if (!made)
        m_world.violate(Law::Harness, "a checkout's answer cannot be read");
    else if (!storedOrder(made->cliveTxId))
        m_world.violate(Law::Durable, made->cliveTxId + " is acknowledged and not stored");
    else
        m_onSecret(made->cliveTxId, made->reference);
}

std::optional<store::OrderRecord> BackendProcess::storedOrder(const std::string &cliveTxId)
{
    if (!m_process)
        return std::nullopt;
    auto found = m_process->engine->findOrder(cliveTxId);
    if (found)
        return *std::move(found);
    m_world.violate(Law::Harness, found.error().cause);
    return std::nullopt;
}

webhooks::WebhookCounters BackendProcess::webhookCounters() const
{
    return m_process ? m_process->webhooks.counters() : webhooks::WebhookCounters{};
}

} // namespace tillwright::simulation
