#include "sandbox/sandbox.h"

#include <boost/json/serialize.hpp>

namespace tillwright::sandbox {

namespace json = boost::json;

namespace {

http::ServerOptions serverOptions(const std::string &listen,
                                  std::shared_ptr<boost::asio::ssl::context> tls = nullptr)
{
    http::ServerOptions options;
    options.listen = listen;
    options.tls = std::move(tls);
    return options;
}

} // namespace

Sandbox::Sandbox(boost::asio::any_io_executor executor, SandboxConfig config)
    : m_config(std::move(config)), m_certificate(makeStripeCertificate()),
      m_intents([this](const PaymentIntent &intent) { intentSucceeded(intent); }, m_clock),
      m_transactions(m_intents, m_config.clive.amountUnit, m_clock),
      m_webhooks(executor, m_config.clive, m_faults, m_timeline, m_clock),
      m_clive(m_config.clive, m_transactions, m_faults, m_timeline, m_clock),
      m_control(m_config.controlToken, m_faults, m_timeline, m_clock,
                ControlHooks{[this](std::string url) { m_webhooks.setUrl(std::move(url)); },
                             [this] { return transactionsJson(); }, [this] { return aboutJson(); },
                             [this] { forget(); }}),
      m_stripe(m_config.stripe, m_intents, m_faults, m_timeline, m_clock),
      m_cliveServer(executor, serverOptions(m_config.clive.listen),
                    [this](http::Request request) { return m_router.handle(std::move(request)); }),
      m_stripeServer(executor, serverOptions(m_config.stripe.listen, m_certificate.context),
                     [this](http::Request request) { return m_stripe.handle(std::move(request)); })
{
    m_clive.addRoutes(m_router);
    m_control.addRoutes(m_router);
}

tl::expected<void, std::string> Sandbox::start()
{
    if (auto started = m_cliveServer.start(); !started)
        return tl::unexpected("[clive].listen: " + started.error());
    if (auto started = m_stripeServer.start(); !started)
        return tl::unexpected("[stripe].listen: " + started.error());
    return {};
}

std::string Sandbox::readyLine() const
{
    return json::serialize(json::object{{"ready", true},
                                        {"listen", m_cliveServer.listenAddress()},
                                        {"clive_url", "http://" + m_cliveServer.listenAddress()},
                                        {"stripe_listen", m_stripeServer.listenAddress()},
                                        {"stripe_spki_sha256", m_certificate.spkiSha256},
                                        {"stripe_publishable_key", m_config.stripe.publishableKey}});
}

boost::asio::awaitable<void> Sandbox::stop()
{
    co_await m_cliveServer.stop();
    co_await m_stripeServer.stop();
    co_await m_webhooks.stop();
}

void Sandbox::intentSucceeded(const PaymentIntent &intent)
{
    if (const auto *paid = m_transactions.markSucceeded(intent.id))
        m_webhooks.queue(paid->transaction);
}

void Sandbox::forget()
{
    m_webhooks.cancelAll();
    m_transactions.clear();
    m_intents.clear();
    m_stripe.clear();
}

json::object Sandbox::aboutJson() const
{
    json::array cards;
    const auto today = yearAndMonth(m_clock.now());
    for (const auto number : testCardNumbers()) {
        // As every one of them is typed: any later date, any code.
        const auto verdict =
            judgeCard({std::string(number), "12", std::to_string(today.year + 1), "123"}, today);
        json::object card{{"number", number}, {"brand", verdict.brand}, {"asks", verdict.isChallenged}};
        if (verdict.error) {
            card.emplace("code", verdict.error->code);
            card.emplace("decline_code", verdict.error->declineCode);
            card.emplace("message", verdict.error->message);
        }
        cards.push_back(std::move(card));
    }
    return {{"publishable_key", m_config.stripe.publishableKey}, {"cards", std::move(cards)}};
}

json::array Sandbox::transactionsJson() const
{
    json::array transactions;
    for (const auto *simulated : m_transactions.all()) {
        const auto &transaction = simulated->transaction;
        json::array charges;
        if (const auto *intent = m_intents.find(transaction.stripePaymentIntentId)) {
            for (const auto &charge : intent->charges)
                charges.push_back(json::object{{"id", charge.id}, {"amount_minor", charge.amountMinor}});
        }
        json::object object{{"clive_tx_id", transaction.cliveTxId},
                            {"reference", transaction.echezonaReference},
                            {"payment_intent_id", transaction.stripePaymentIntentId},
                            {"amount_minor", transaction.amount.minor},
                            {"currency", transaction.amount.currency.code()},
                            {"status", transaction.status},
                            {"charges", std::move(charges)},
                            {"idempotency_key", simulated->idempotencyKey}};
        if (simulated->finalAtMs > 0)
            object.emplace("final_at_ms", simulated->finalAtMs);
        transactions.push_back(std::move(object));
    }
    return transactions;
}

} // namespace tillwright::sandbox
