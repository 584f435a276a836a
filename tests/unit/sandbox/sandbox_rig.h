#pragma once

#include "../http/loopback.h"
#include "http/url_codec.h"
#include "sandbox/sandbox.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <mutex>

namespace sandbox_test {

namespace http = tillwright::http;
using tillwright::domain::Secret;

inline constexpr const char *apiToken = "clive-token";
inline constexpr const char *publishableKey = "pk_test_rig";
inline constexpr const char *webhookSecret = "whsec_rig";
inline constexpr const char *secretKey = "sk_test_rig";

inline QJsonObject toObject(std::string_view text)
{
    return QJsonDocument::fromJson(QByteArray(text.data(), qsizetype(text.size()))).object();
}

inline std::string toText(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact).toStdString();
}

struct Answer {
    int status = 0;
    http::Headers headers;
    std::string body;
    /// Set when there was no whole answer.
    std::optional<http::ClientError::Kind> error;
    QJsonObject json() const { return toObject(body); }
    QJsonObject stripeError() const { return json()[QLatin1String("error")].toObject(); }
};

struct Checkout {
    std::string cliveTxId;
    std::string intentId;
    std::string clientSecret;
};

/// What a customer's page sends; each part can be made wrong.
struct Confirmation {
    std::string number = "4242424242424242";
    std::string month = "12";
    std::string year = "40";
    std::string cvc = "123";
    std::string key = publishableKey;
};

struct Webhook {
    std::string signature;
    std::string body;
};

/// The receiver of webhooks: keeps what comes, answers what it is told.
class Receiver
{
public:
    explicit Receiver(BackgroundContext &background)
        : m_background(background), m_server(background.context().get_executor(), {},
                                             [this](http::Request request) { return take(request); })
    {
        if (!m_server.start())
            qFatal("no loopback port");
    }
    ~Receiver() { m_background.wait(m_server.stop()); }
    std::string url() const { return "http://" + m_server.listenAddress() + "/webhooks/clive"; }
    /// The next answers; 200 when there are no more.
    void willAnswer(std::vector<int> statuses)
    {
        const std::lock_guard lock(m_mutex);
        m_statuses = std::move(statuses);
    }
    std::vector<Webhook> received() const
    {
        const std::lock_guard lock(m_mutex);
        return m_received;
    }
    int count() const { return static_cast<int>(received().size()); }

private:
    boost::asio::awaitable<http::Response> take(http::Request request)
    {
        http::Response response;
        const std::lock_guard lock(m_mutex);
        m_received.push_back({std::string(request.headers.value("X-Clive-Signature")), request.body});
        if (!m_statuses.empty()) {
            response.status = m_statuses.front();
            m_statuses.erase(m_statuses.begin());
        }
        co_return response;
    }
    BackgroundContext &m_background;
    mutable std::mutex m_mutex;
    std::vector<int> m_statuses;
    std::vector<Webhook> m_received;
    http::Server m_server;
};

/// A whole sandbox with the clients of both its sides.
class Rig
{
public:
    explicit Rig(
        tillwright::contract::SignatureScheme scheme = tillwright::contract::SignatureScheme::Timestamped,
        std::string controlToken = {})
        : m_receiver(m_background),
          m_sandbox(m_background.context().get_executor(), config(scheme, std::move(controlToken)))
    {
        if (const auto started = m_sandbox.start(); !started)
            qFatal("%s", started.error().c_str());
        m_ready = toObject(m_sandbox.readyLine());
        http::ClientOptions pinned;
        pinned.pinnedSpkiSha256 = ready("stripe_spki_sha256");
        m_browser = std::make_unique<http::Client>(pinned);
    }
    ~Rig() { m_background.wait(m_sandbox.stop()); }

    std::string ready(const char *name) const
    {
        return m_ready[QLatin1String(name)].toString().toStdString();
    }
    Receiver &receiver() { return m_receiver; }

    Answer clive(std::string method, std::string path, std::string body = {}, std::string key = {},
                 std::string token = apiToken)
    {
        http::ClientRequest request;
        request.method = std::move(method);
        request.url = ready("clive_url") + path;
        request.body = std::move(body);
        if (!key.empty())
            request.headers.add("idempotency-key", key);
        request.headers.add("Authorization", "Bearer " + token);
        return send(m_client, std::move(request));
    }
    Answer stripe(std::string method, std::string host, std::string path, std::string body = {},
                  std::chrono::milliseconds patienceMs = std::chrono::seconds(10))
    {
        http::ClientRequest request;
        request.method = std::move(method);
        request.url = "https://" + ready("stripe_listen") + path;
        request.headers.add("Host", host);
        request.body = std::move(body);
        request.totalTimeoutMs = patienceMs;
        return send(*m_browser, std::move(request));
    }

    /// As a server with a secret key asks. No Host: it comes by address.
    Answer createIntent(const std::string &form, const std::string &idempotencyKey,
                        const std::string &key = secretKey)
    {
        http::ClientRequest request;
        request.method = "POST";
        request.url = "https://" + ready("stripe_listen") + "/v1/payment_intents";
        request.headers.add("Authorization", "Bearer " + key);
        if (!idempotencyKey.empty())
            request.headers.add("Idempotency-Key", idempotencyKey);
        request.body = form;
        return send(*m_browser, std::move(request));
    }

    static QJsonObject checkoutBody()
    {
        return toObject(
            R"({"partner_id":"ECHEZONA001","client_id":"AIRPEACE001","amount":750,"currency":"USD",
            "email":"buyer@example.com","statement_descriptor_suffix":"AIRPEACE","echezona_reference":"EZ12345",
            "meta":{"order_id":"ORD-1001","customer_tier":"gold"}})");
    }
    Checkout checkout(std::string key = "key-1")
    {
        const auto answer = clive("POST", "/transactions/checkout-intent", toText(checkoutBody()), key);
        if (answer.status != 201)
            qFatal("checkout-intent: %d %s", answer.status, answer.body.c_str());
        const auto json = answer.json();
        const auto text = [&json](const char *name) {
            return json[QLatin1String(name)].toString().toStdString();
        };
        return {text("clive_tx_id"), text("stripe_payment_intent_id"), text("client_secret")};
    }
    static std::string form(const std::vector<std::pair<std::string, std::string>> &fields)
    {
        std::string body;
        for (const auto &[name, value] : fields)
            body += (body.empty() ? "" : "&") + http::percentEncode(name) + "=" + http::percentEncode(value);
        return body;
    }
    Answer confirm(const Checkout &checkout, const Confirmation &with = {},
                   std::chrono::milliseconds patienceMs = std::chrono::seconds(10))
    {
        return stripe("POST", "api.stripe.com", "/v1/payment_intents/" + checkout.intentId + "/confirm",
                      form({{"key", with.key},
                            {"client_secret", checkout.clientSecret},
                            {"return_url", "https://checkout.tillwright.example/return"},
                            {"use_stripe_sdk", "true"},
                            {"payment_method_data[type]", "card"},
                            {"payment_method_data[card][number]", with.number},
                            {"payment_method_data[card][exp_month]", with.month},
                            {"payment_method_data[card][exp_year]", with.year},
                            {"payment_method_data[card][cvc]", with.cvc}}),
                      patienceMs);
    }
    Answer retrieve(const Checkout &checkout, const std::string &key = publishableKey)
    {
        return stripe("GET", "api.stripe.com",
                      "/v1/payment_intents/" + checkout.intentId + "?key=" + key
                          + "&client_secret=" + checkout.clientSecret);
    }
    void setFaults(const std::string &json)
    {
        const auto answer = clive("PUT", "/sandbox/faults", json);
        if (answer.status != 204)
            qFatal("faults: %d %s", answer.status, answer.body.c_str());
    }
    void connectReceiver()
    {
        const auto answer = clive("PUT", "/sandbox/webhook", "{\"url\":\"" + m_receiver.url() + "\"}");
        if (answer.status != 204)
            qFatal("webhook: %d %s", answer.status, answer.body.c_str());
    }
    QJsonObject state() { return clive("GET", "/sandbox/state").json(); }
    QJsonObject transaction(const Checkout &checkout)
    {
        for (const auto &value : state()[QLatin1String("transactions")].toArray()) {
            if (value[QLatin1String("clive_tx_id")].toString().toStdString() == checkout.cliveTxId)
                return value.toObject();
        }
        return {};
    }
    qsizetype chargeCount(const Checkout &checkout)
    {
        return transaction(checkout)[QLatin1String("charges")].toArray().size();
    }
    QJsonArray requests(const char *what)
    {
        QJsonArray found;
        for (const auto &value : state()[QLatin1String("requests")].toArray()) {
            if (value[QLatin1String("what")].toString() == QLatin1String(what))
                found.append(value);
        }
        return found;
    }

private:
    static tillwright::sandbox::SandboxConfig config(tillwright::contract::SignatureScheme scheme,
                                                     std::string controlToken)
    {
        tillwright::sandbox::SandboxConfig config;
        config.clive.apiToken = Secret(apiToken);
        config.clive.webhookSecret = Secret(webhookSecret);
        config.clive.signatureScheme = scheme;
        config.stripe.publishableKey = publishableKey;
        config.stripe.secretKey = Secret(secretKey);
        config.controlToken = Secret(std::move(controlToken));
        return config;
    }
    Answer send(http::Client &client, http::ClientRequest request)
    {
        const auto result = m_background.wait(client.request(std::move(request)));
        if (!result)
            return {0, {}, {}, result.error().kind};
        return {result->status, result->headers, result->body, std::nullopt};
    }

    BackgroundContext m_background;
    http::Client m_client;
    std::unique_ptr<http::Client> m_browser;
    Receiver m_receiver;
    tillwright::sandbox::Sandbox m_sandbox;
    QJsonObject m_ready;
};

} // namespace sandbox_test
