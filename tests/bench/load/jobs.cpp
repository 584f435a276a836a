#include "jobs.h"

#include "contract/clive_messages.h"
#include "contract/webhook_signature.h"

#include <charconv>
#include <ctime>
#include <fstream>
#include <stdexcept>

namespace tillwright::bench {

namespace {

constexpr std::int64_t amountMinor = 75'000;
/// Every so many requests one is a repetition, of the request so many before it.
constexpr std::size_t repetitionCycle = 11;

[[noreturn]] void unexpected(const Answer &answer)
{
    throw std::runtime_error("HTTP " + std::to_string(answer.status) + ": " + std::string(answer.body));
}

std::string authorization(const std::string &deviceToken)
{
    return "Authorization: Bearer " + deviceToken + "\r\n";
}

/// "pi_bench_NUMBER_MICROSECONDS" of bench_clive.
std::chrono::microseconds timeAtClive(std::string_view intentId)
{
    const auto number = intentId.substr(intentId.rfind('_') + 1);
    std::int64_t count = 0;
    if (std::from_chars(number.data(), number.data() + number.size(), count).ec != std::errc())
        throw std::runtime_error("the PaymentIntent is not bench_clive's: " + std::string(intentId));
    return std::chrono::microseconds(count);
}

} // namespace

std::vector<BenchOrder> readOrders(const std::string &file)
{
    std::ifstream in(file);
    std::vector<BenchOrder> orders;
    BenchOrder order;
    while (in >> order.cliveTxId >> order.reference)
        orders.push_back(order);
    if (orders.empty())
        throw std::runtime_error(file + " holds no orders");
    return orders;
}

std::string webhookRequest(const BenchOrder &order, std::string_view status, std::string_view eventId,
                           const domain::Secret &secret)
{
    const std::int64_t nowS = std::time(nullptr);
    contract::CliveWebhook webhook;
    webhook.eventId = eventId;
    webhook.createdS = nowS;
    auto &transaction = webhook.transaction;
    transaction.cliveTxId = order.cliveTxId;
    transaction.amount = {amountMinor, domain::Currency::usd()};
    transaction.email = "buyer@example.com";
    transaction.statementDescriptorSuffix = "AIRPEACE";
    transaction.echezonaReference = order.reference;
    transaction.meta = {{"customer_tier", "gold"}, {"order_id", order.reference}};
    transaction.status = status;
    const auto body = contract::writeCliveWebhook(webhook, contract::AmountUnit::Major);
    const auto signature = contract::signWebhook(contract::SignatureScheme::Timestamped, body, secret, nowS);
    return httpRequest("/webhooks/clive",
                       std::string(contract::cliveSignatureHeader) + ": " + signature + "\r\n", body);
}

CreateJob::CreateJob(std::string deviceToken, std::string prefix, std::ostream *made)
    : m_deviceToken(std::move(deviceToken)), m_prefix(std::move(prefix)), m_made(made)
{
}

std::string CreateJob::referenceOf(std::size_t number) const
{
    return m_prefix + "-" + std::to_string(number);
}

std::string CreateJob::request(std::size_t number)
{
    const auto reference = referenceOf(number);
    const auto body = R"({"reference":")" + reference + R"(","amount_minor":)" + std::to_string(amountMinor)
        + R"(,"currency":"USD","email":"buyer@example.com","meta":{"order_id":")" + reference
        + R"(","customer_tier":"gold"}})";
    return httpRequest("/v1/checkouts",
                       authorization(m_deviceToken) + "Idempotency-Key: key-" + reference + "\r\n", body);
}

std::chrono::microseconds CreateJob::take(std::size_t number, const Answer &answer)
{
    if (answer.status != 201)
        unexpected(answer);
    if (m_made)
        *m_made << textMember(answer.body, "clive_tx_id") << ' ' << referenceOf(number) << '\n';
    return timeAtClive(textMember(answer.body, "stripe_payment_intent_id"));
}

WebhookJob::WebhookJob(std::vector<BenchOrder> orders, domain::Secret secret, std::string prefix,
                       std::size_t total)
    : m_orders(std::move(orders)), m_secret(std::move(secret)), m_prefix(std::move(prefix)),
      m_repeated(total / repetitionCycle)
{
    m_events = total - m_repeated;
    if (m_orders.size() * 2 < m_events) {
        throw std::runtime_error(std::to_string(total) + " webhooks need "
                                 + std::to_string((m_events + 1) / 2) + " orders");
    }
}

std::string WebhookJob::request(std::size_t number)
{
    const auto cycle = number / repetitionCycle;
    auto event = number - cycle;
    if (number % repetitionCycle == repetitionCycle - 1)
        event -= repetitionCycle - 1; // the first of its cycle once more
    const auto half = (m_events + 1) / 2;
    const bool isFirstOfOrder = event < half;
    return webhookRequest(m_orders[isFirstOfOrder ? event : event - half],
                          isFirstOfOrder ? "processing" : "succeeded",
                          "evt-" + m_prefix + "-" + std::to_string(event), m_secret);
}

std::chrono::microseconds WebhookJob::take(std::size_t, const Answer &answer)
{
    if (answer.status != 200)
        unexpected(answer);
    const auto result = textMember(answer.body, "result");
    if (result == "duplicate")
        ++m_duplicates;
    else if (result != "applied")
        unexpected(answer);
    return {};
}

void WebhookJob::finish()
{
    if (m_duplicates != m_repeated) {
        throw std::runtime_error(std::to_string(m_repeated) + " webhooks were sent twice, but "
                                 + std::to_string(m_duplicates) + " were taken for duplicates");
    }
}

ReadJob::ReadJob(std::vector<std::string> targets, const std::string &deviceToken)
{
    for (const auto &target : targets)
        m_requests.push_back(httpRequest(target, authorization(deviceToken)));
}

std::string ReadJob::request(std::size_t number)
{
    return m_requests[number % m_requests.size()];
}

std::chrono::microseconds ReadJob::take(std::size_t, const Answer &answer)
{
    if (answer.status != 200)
        unexpected(answer);
    return {};
}

} // namespace tillwright::bench
