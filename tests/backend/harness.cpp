#include "harness.h"

#include "backend/operations/enrolment_code.h"
#include "contract/webhook_signature.h"
#include "exchanges.h"
#include "http/log.h"

#include <QFile>
#include <boost/asio/post.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <spdlog/formatter.h>
#include <spdlog/sinks/ostream_sink.h>
#include <spdlog/spdlog.h>
#include <thread>

namespace tillwright::test {

namespace {

template<typename T> T good(tl::expected<T, domain::InputError> result)
{
    if (!result)
        qFatal("%s", result.error().text().c_str());
    return *std::move(result);
}

} // namespace

contract::CheckoutAnswer Harness::Answer::checkout() const
{
    return good(contract::parseCheckoutAnswer(body));
}

contract::CheckoutState Harness::Answer::state() const
{
    return good(contract::parseCheckoutState(body));
}

contract::ProblemDetails Harness::Answer::problem() const
{
    if (headers.value("Content-Type") != "application/problem+json")
        qFatal("not a problem: %s", body.c_str());
    return good(contract::parseProblem(body));
}

static http::ClientOptions clientOptions()
{
    http::ClientOptions options;
    // As many as a test has requests under way at once.
    options.connectionsPerHostMax = 128;
    return options;
}

/// The request's part; the answer's comes later.
static Exchange askedIn(const http::ClientRequest &request)
{
    Exchange exchange;
    exchange.method = request.method;
    const auto target = request.url.find('/', std::string_view("http://").size());
    exchange.target = target == std::string::npos ? "/" : request.url.substr(target);
    exchange.requestHeaders = request.headers.fields();
    exchange.requestBody = request.body;
    return exchange;
}

static void record(Exchange &exchange, const Harness::Answer &answer)
{
    exchange.status = answer.status;
    exchange.responseHeaders = answer.headers.fields();
    exchange.responseBody = answer.body;
    recordExchange(exchange);
}

Harness::Harness() : m_client(clientOptions())
{
    auto logger = std::make_shared<spdlog::logger>(
        "backend", std::make_shared<spdlog::sinks::ostream_sink_mt>(m_log, true));
    logger->set_formatter(http::makeLogFormatter(http::LogFormat::Json));
    spdlog::set_default_logger(std::move(logger));
    spdlog::set_level(spdlog::level::trace);
    chooseStore();
    config.clive.baseUrl = clive.url();
    config.clive.apiToken = domain::Secret(FakeClive::apiToken);
    config.checkouts.partnerId = "ECHEZONA001";
    config.checkouts.clientId = "AIRPEACE001";
    config.checkouts.stripePublishableKey = "pk_test_harness";
    using std::chrono::milliseconds;
    config.checkouts.clivePausesMs = {milliseconds(0), milliseconds(1), milliseconds(1)};
    config.webhooks.secrets = {domain::Secret("whsec_old"), domain::Secret(webhookSecret)};
    config.devices = {{"register-1", contract::sha256Hex(token)},
                      {"register-2", contract::sha256Hex(otherToken)}};
    startBackend();
}

Harness::~Harness()
{
    stopBackend();
    bool stopped = false;
    boost::asio::co_spawn(context, clive.stop(), [&](const std::exception_ptr &) { stopped = true; });
    runUntil([&] { return stopped; });
    // Law 6, in every test.
    const auto log = m_log.str();
    std::vector<std::string> secrets{token,      otherToken, webhookSecret, FakeClive::apiToken,
                                     "_secret_", "sk_test_"};
    secrets.insert(secrets.end(), m_sentSecrets.begin(), m_sentSecrets.end());
    for (const auto &secret : secrets) {
        if (log.find(secret) != std::string::npos)
            qFatal("a secret is in the log: %s", log.c_str());
    }
    spdlog::set_default_logger(std::make_shared<spdlog::logger>("none"));
}

void Harness::chooseStore()
{
    const auto postgres = qEnvironmentVariable("TILLWRIGHT_TEST_POSTGRES").toStdString();
    if (postgres.empty()) {
        config.store.sqlitePath = m_dir.filePath(QStringLiteral("backend.sqlite")).toStdString();
        return;
    }
    config.store.postgres = domain::Secret(postgres);
    backend::store::PostgresConnection connection(config.store.postgres);
    connection.runScript("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
}

QByteArrayList Harness::storedBytes() const
{
    QByteArrayList all;
    if (config.store.postgres.isEmpty()) {
        for (const auto *suffix : {"", "-wal"}) {
            QFile file(QString::fromStdString(config.store.sqlitePath + suffix));
            if (!file.open(QIODevice::ReadOnly))
                qFatal("a file of the store cannot be read");
            all.append(file.readAll());
        }
        return all;
    }
    backend::store::PostgresConnection connection(config.store.postgres);
    // Bytes are shown as PostgreSQL escapes them, so that a text among them would be seen.
    connection.runScript("SET bytea_output = 'escape'");
    for (const std::string table : {"orders", "idempotency_keys", "webhook_inbox", "devices",
                                    "catalogue_items", "bookings", "pay_links"}) {
        for (const auto &row : connection.run("SELECT CAST(t AS text) FROM " + table + " AS t").rows)
            all.append(QByteArray::fromStdString(row.text(0)));
    }
    return all;
}

std::unique_ptr<backend::store::Store> Harness::openStore()
{
    auto store = backend::store::openStore(context.get_executor(), config.store);
    if (!store)
        qFatal("%s", store.error().c_str());
    return *std::move(store);
}

backend::operations::OperatorAnswer Harness::operate(const std::vector<std::string> &words)
{
    using namespace backend;
    if (config.store.sqlitePath.empty()) {
        const auto store = openStore();
        webhooks::WebhookIntake intake(*store, config.webhooks, [this] { return nowMs; });
        catalogue::Imports imports(*store, config.checkouts.currencies, [this] { return nowMs; });
        operations::OperatorCommands commands(
            *store, intake, imports, [this] { return nowMs; }, &operations::makeEnrolmentCode);
        return await(context, commands.run(words));
    }
    tl::expected<operations::OperatorAnswer, std::string> answer;
    bool isAnswered = false;
    std::thread asking([&] {
        answer = operations::askThroughDoor(operations::operatorDoorOf(config.store.sqlitePath), words);
        boost::asio::post(context, [&isAnswered] { isAnswered = true; });
    });
    runUntil([&isAnswered] { return isAnswered; });
    asking.join();
    if (!answer)
        qFatal("%s", answer.error().c_str());
    return *std::move(answer);
}

void Harness::startBackend()
{
    auto made = backend::Backend::make(context.get_executor(), config, [this] { return nowMs; });
    if (!made)
        qFatal("%s", made.error().c_str());
    backend = *std::move(made);
    if (auto started = backend->start(); !started)
        qFatal("%s", started.error().c_str());
}

void Harness::stopBackend()
{
    if (!backend)
        return;
    bool stopped = false;
    boost::asio::co_spawn(context, backend->stop(), [&](const std::exception_ptr &) { stopped = true; });
    runUntil([&] { return stopped; });
    // What was ready to run is run before the parts it belongs to go.
    context.poll();
    backend.reset();
}

void Harness::runUntil(const std::function<bool()> &condition)
{
    context.restart();
    while (!condition()) {
        if (context.run_one() == 0)
            qFatal("nothing is left to run");
    }
}

boost::asio::awaitable<void> Harness::carryOut(http::ClientRequest request, PendingPtr pending, bool mayFail)
{
    auto exchange = askedIn(request);
    auto response = co_await m_client.request(std::move(request));
    if (!response && mayFail) {
        pending->failed = true;
        co_return;
    }
    if (!response)
        qFatal("no answer: %s", response.error().detail.c_str());
    Answer answer;
    answer.status = response->status;
    answer.headers = response->headers;
    answer.body = response->body;
    record(exchange, answer);
    pending->answer = std::move(answer);
}

Harness::PendingPtr Harness::send(const std::string &method, const std::string &path, const Fields &headers,
                                  const std::string &body, std::optional<std::chrono::milliseconds> limitMs)
{
    http::ClientRequest request;
    request.method = method;
    request.url = "http://" + backend->listenAddress() + path;
    for (const auto &[name, value] : headers)
        request.headers.add(name, value);
    request.body = body;
    request.totalTimeoutMs = limitMs.value_or(std::chrono::milliseconds(30'000));
    // Its path is what opens a pay page.
    if (path.starts_with("/pay/"))
        m_sentSecrets.push_back(path.substr(5, path.find('/', 5) - 5));
    auto pending = std::make_shared<Pending>();
    boost::asio::co_spawn(context, carryOut(std::move(request), pending, limitMs.has_value()),
                          boost::asio::detached);
    return pending;
}

Harness::Answer Harness::wait(const PendingPtr &pending)
{
    runUntil([&] { return pending->answer.has_value(); });
    return *pending->answer;
}

Harness::Answer Harness::call(const std::string &method, const std::string &path, const Fields &headers,
                              const std::string &body)
{
    return wait(send(method, path, headers, body));
}

std::string Harness::checkoutBody(const std::string &reference, std::int64_t amountMinor)
{
    return boost::json::serialize(boost::json::object{{"amount_minor", amountMinor},
                                                      {"currency", "USD"},
                                                      {"email", "buyer@example.com"},
                                                      {"reference", reference},
                                                      {"meta", {{"order_id", "ORD-1001"}}}});
}

Harness::Fields Harness::checkoutHeaders(const std::string &key, const std::string &token)
{
    auto headers = deviceHeaders(token);
    headers["Idempotency-Key"] = key;
    headers["Content-Type"] = "application/json";
    return headers;
}

Harness::Fields Harness::deviceHeaders(const std::string &token)
{
    return {{"Authorization", "Bearer " + token}};
}

contract::CheckoutAnswer Harness::create(const std::string &key, const std::string &reference)
{
    const auto answer = call("POST", "/v1/checkouts", checkoutHeaders(key), checkoutBody(reference));
    if (answer.status != 201)
        qFatal("no checkout: %s", answer.body.c_str());
    return answer.checkout();
}

Harness::Answer Harness::get(const std::string &cliveTxId, const std::string &query)
{
    return call("GET", "/v1/checkouts/" + cliveTxId + query, deviceHeaders());
}

std::string Harness::signature(const std::string &body, const std::string &secret, std::int64_t ageS) const
{
    return contract::signWebhook(config.webhooks.scheme, body, domain::Secret(secret), nowMs / 1000 - ageS);
}

Harness::Answer Harness::sendWebhookBody(const std::string &body, const std::string &signature)
{
    Fields headers{{"Content-Type", "application/json"}};
    if (!signature.empty()) {
        headers["X-Clive-Signature"] = signature;
        m_sentSecrets.push_back(signature);
    }
    return call("POST", "/webhooks/clive", headers, body);
}

Harness::Answer Harness::sendWebhook(const contract::CliveWebhook &webhook, const std::string &secret)
{
    const auto body = contract::writeCliveWebhook(webhook, contract::AmountUnit::Major);
    return sendWebhookBody(body, signature(body, secret));
}

std::vector<boost::json::object> Harness::log() const
{
    std::vector<boost::json::object> lines;
    std::istringstream text(m_log.str());
    for (std::string line; std::getline(text, line);)
        lines.push_back(boost::json::parse(line).as_object());
    return lines;
}

std::string Harness::metric(const std::string &series)
{
    const auto text = "\n" + call("GET", "/metrics").body;
    const auto start = text.find("\n" + series + " ");
    if (start == std::string::npos)
        return "none";
    const auto value = start + series.size() + 2;
    return text.substr(value, text.find('\n', value) - value);
}

} // namespace tillwright::test
