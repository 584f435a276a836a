#include "sandbox_world.h"

#include "http/url_codec.h"

#include <QJsonDocument>

namespace tillwright::test {

namespace {

sandbox::SandboxConfig sandboxConfig()
{
    sandbox::SandboxConfig config;
    config.clive.apiToken = domain::Secret(FakeClive::apiToken);
    config.clive.webhookSecret = domain::Secret(Harness::webhookSecret);
    config.stripe.publishableKey = SandboxWorld::publishableKey;
    config.stripe.secretKey = domain::Secret(SandboxWorld::secretKey);
    return config;
}

QJsonObject objectOf(const std::string &json)
{
    return QJsonDocument::fromJson(QByteArray::fromStdString(json)).object();
}

} // namespace

SandboxWorld::SandboxWorld() : m_sandbox(h.context.get_executor(), sandboxConfig())
{
    if (const auto started = m_sandbox.start(); !started)
        qFatal("%s", started.error().c_str());
    m_ready = objectOf(m_sandbox.readyLine());
    http::ClientOptions pinned;
    pinned.pinnedSpkiSha256 = ready("stripe_spki_sha256");
    m_browser = std::make_unique<http::Client>(pinned);

    backend::clive::StripeOptions stripe;
    stripe.secretKey = domain::Secret(secretKey);
    stripe.baseUrl = "https://" + ready("stripe_listen");
    stripe.pinnedSpkiSha256 = ready("stripe_spki_sha256");
    h.config.stripe = stripe;
    h.config.clive.baseUrl = ready("clive_url");
    // The sandbox signs its webhooks by the real clock.
    h.nowMs = backend::Backend::systemNowMs();
    restart();
}

SandboxWorld::~SandboxWorld()
{
    h.stopBackend();
    bool stopped = false;
    boost::asio::co_spawn(h.context, m_sandbox.stop(), [&](const std::exception_ptr &) { stopped = true; });
    h.runUntil([&] { return stopped; });
    h.context.poll();
}

void SandboxWorld::restart()
{
    h.restart();
    const auto answer = control("PUT", "/sandbox/webhook",
                                R"({"url":"http://)" + h.backend->listenAddress() + R"(/webhooks/clive"})");
    if (answer.status != 204)
        qFatal("webhook: %d %s", answer.status, answer.body.c_str());
}

std::string SandboxWorld::ready(const char *name) const
{
    return m_ready[QLatin1String(name)].toString().toStdString();
}

http::ClientResponse SandboxWorld::send(http::Client &client, http::ClientRequest request)
{
    std::optional<http::ClientResponse> response;
    request.totalTimeoutMs = std::chrono::seconds(30);
    boost::asio::co_spawn(h.context, client.request(std::move(request)),
                          [&](const std::exception_ptr &, auto result) {
                              if (!result)
                                  qFatal("the sandbox: %s", result.error().detail.c_str());
                              response = *std::move(result);
                          });
    h.runUntil([&] { return response.has_value(); });
    return *std::move(response);
}

http::ClientResponse SandboxWorld::control(const std::string &method, const std::string &path,
                                           const std::string &body)
{
    http::ClientRequest request;
    request.method = method;
    request.url = ready("clive_url") + path;
    request.body = body;
    return send(m_client, std::move(request));
}

void SandboxWorld::setFaults(const std::string &json)
{
    const auto answer = control("PUT", "/sandbox/faults", json);
    if (answer.status != 204)
        qFatal("faults: %d %s", answer.status, answer.body.c_str());
}

int SandboxWorld::confirm(const contract::CheckoutAnswer &checkout, const std::string &card)
{
    http::ClientRequest request;
    request.method = "POST";
    request.url = "https://" + ready("stripe_listen") + "/v1/payment_intents/"
        + checkout.stripePaymentIntentId + "/confirm";
    request.headers.add("Host", "api.stripe.com");
    request.body = http::writeForm({{"key", checkout.stripePublishableKey},
                                    {"client_secret", checkout.clientSecret.reveal()},
                                    {"payment_method_data[type]", "card"},
                                    {"payment_method_data[card][number]", card},
                                    {"payment_method_data[card][exp_month]", "12"},
                                    {"payment_method_data[card][exp_year]", "40"},
                                    {"payment_method_data[card][cvc]", "123"}});
    return send(*m_browser, std::move(request)).status;
}

QJsonArray SandboxWorld::transactions()
{
    return objectOf(control("GET", "/sandbox/state").body)[QLatin1String("transactions")].toArray();
}

QJsonArray SandboxWorld::requests(const char *what)
{
    QJsonArray found;
    for (const auto &request :
         objectOf(control("GET", "/sandbox/state").body)[QLatin1String("requests")].toArray()) {
        if (request[QLatin1String("what")].toString() == QLatin1String(what))
            found.append(request);
    }
    return found;
}

} // namespace tillwright::test
