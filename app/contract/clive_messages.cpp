#include "contract/clive_messages.h"

#include "contract/json_reader.h"

#include <boost/json/serialize.hpp>
#include <cmath>

namespace tillwright::contract {

using domain::InputError;
namespace json = boost::json;

namespace {

json::value amountValue(std::int64_t minor, const domain::Currency &currency, AmountUnit unit)
{
    const auto perMajor = currency.minorPerMajor();
    if (unit == AmountUnit::Minor)
        return minor;
    if (minor % perMajor == 0)
        return minor / perMajor;
    // At most eight digits: a double holds every such fraction closely enough to round back to the same cents.
    return static_cast<double>(minor) / static_cast<double>(perMajor);
}

std::int64_t readAmount(JsonReader &reader, std::string_view name, const domain::Currency &currency,
                        AmountUnit unit)
{
    if (unit == AmountUnit::Minor)
        return reader.requireInteger(name);
    constexpr double largestMajor = 1e12;
    constexpr double roundingTolerance = 1e-4;
    const double minor = reader.requireNumber(name) * static_cast<double>(currency.minorPerMajor());
    if (!(std::abs(minor) < largestMajor) || std::abs(minor - std::round(minor)) > roundingTolerance) {
        reader.fail(name, "it has more decimals than the currency or is too large",
                    "send the amount in major units of " + currency.code());
        return 0;
    }
    return std::llround(minor);
}

domain::Currency readCurrency(JsonReader &reader)
{
    const auto currency = domain::Currency::parse(reader.requireString("currency"));
    if (!currency)
        reader.fail("currency", currency.error().problem, currency.error().wayOut);
    return currency.value_or(domain::Currency::usd());
}

/// An identifier: an empty one names nothing.
std::string requireId(JsonReader &reader, std::string_view name)
{
    auto id = reader.requireString(name);
    if (id.empty() && !reader.error())
        reader.fail(name, "it is empty", "send the identifier");
    return id;
}

json::object metaObject(const domain::Meta &meta)
{
    json::object object;
    for (const auto &[key, value] : meta)
        object.emplace(key, value);
    return object;
}

json::object transactionObject(const Transaction &transaction, AmountUnit unit)
{
    json::object object{{"clive_tx_id", transaction.cliveTxId},
                        {"stripe_payment_intent_id", transaction.stripePaymentIntentId},
                        {"partner_id", transaction.partnerId},
                        {"client_id", transaction.clientId},
                        {"amount", amountValue(transaction.amount.minor, transaction.amount.currency, unit)},
                        {"currency", transaction.amount.currency.code()},
                        {"email", transaction.email},
                        {"statement_descriptor_suffix", transaction.statementDescriptorSuffix},
                        {"echezona_reference", transaction.echezonaReference},
                        {"meta", metaObject(transaction.meta)},
                        {"status", transaction.status},
                        {"updated_at", transaction.updatedAt}};
    if (transaction.feesMinor)
        object.emplace("fees", amountValue(*transaction.feesMinor, transaction.amount.currency, unit));
    return object;
}

Transaction readTransaction(JsonReader &reader, AmountUnit unit)
{
    Transaction transaction;
    transaction.cliveTxId = reader.requireString("clive_tx_id");
    transaction.stripePaymentIntentId = reader.optionalString("stripe_payment_intent_id").value_or("");
    transaction.partnerId = reader.optionalString("partner_id").value_or("");
    transaction.clientId = reader.optionalString("client_id").value_or("");
    const auto currency = readCurrency(reader);
    transaction.amount = {readAmount(reader, "amount", currency, unit), currency};
    transaction.email = reader.optionalString("email").value_or("");
    transaction.statementDescriptorSuffix = reader.optionalString("statement_descriptor_suffix").value_or("");
    transaction.echezonaReference = reader.requireString("echezona_reference");
    transaction.meta = reader.optionalMeta("meta");
    transaction.status = reader.requireString("status");
    transaction.updatedAt = reader.optionalString("updated_at").value_or("");
    if (reader.has("fees"))
        transaction.feesMinor = readAmount(reader, "fees", currency, unit);
    return transaction;
}

} // namespace

std::optional<AmountUnit> amountUnitFromWord(std::string_view word) noexcept
{
    if (word == "major")
        return AmountUnit::Major;
    if (word == "minor")
        return AmountUnit::Minor;
    return std::nullopt;
}

CliveStatusMap::CliveStatusMap()
{
    using Kind = domain::PaymentStatus::Kind;
    m_statuses = {{"pending", Kind::Pending},
                  {"processing", Kind::Processing},
                  {"succeeded", Kind::Paid},
                  {"failed", Kind::Failed},
                  {"cancelled", Kind::Cancelled}};
}

void CliveStatusMap::add(std::string cliveWord, domain::PaymentStatus status)
{
    m_statuses.insert_or_assign(std::move(cliveWord), std::move(status));
}

domain::PaymentStatus CliveStatusMap::statusOf(std::string_view cliveWord) const
{
    if (const auto found = m_statuses.find(cliveWord); found != m_statuses.end())
        return found->second;
    // Our own word `paid` coming from Clive is not in its contract: it must not slip through as ours.
    return domain::PaymentStatus::unknown(cliveWord);
}

std::string writeCheckoutIntentRequest(const CheckoutIntentRequest &request, AmountUnit unit)
{
    return json::serialize(
        json::object{{"partner_id", request.partnerId},
                     {"client_id", request.clientId},
                     {"amount", amountValue(request.amount.minor, request.amount.currency, unit)},
                     {"currency", request.amount.currency.code()},
                     {"email", request.email},
                     {"statement_descriptor_suffix", request.statementDescriptorSuffix},
                     {"echezona_reference", request.echezonaReference},
                     {"meta", metaObject(request.meta)}});
}

tl::expected<CheckoutIntentRequest, InputError> parseCheckoutIntentRequest(std::string_view body,
                                                                           AmountUnit unit)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    CheckoutIntentRequest request;
    request.partnerId = reader->requireString("partner_id");
    request.clientId = reader->requireString("client_id");
    const auto currency = readCurrency(*reader);
    request.amount = {readAmount(*reader, "amount", currency, unit), currency};
    request.email = reader->requireString("email");
    request.statementDescriptorSuffix = reader->requireString("statement_descriptor_suffix");
    request.echezonaReference = reader->requireString("echezona_reference");
    request.meta = reader->optionalMeta("meta");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return request;
}

std::string writeCheckoutIntentAnswer(const CheckoutIntentAnswer &answer)
{
    return json::serialize(json::object{{"clive_tx_id", answer.cliveTxId},
                                        {"stripe_payment_intent_id", answer.stripePaymentIntentId},
                                        {"client_secret", answer.clientSecret.reveal()},
                                        {"status", answer.status}});
}

tl::expected<CheckoutIntentAnswer, InputError> parseCheckoutIntentAnswer(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    CheckoutIntentAnswer answer;
    answer.cliveTxId = reader->requireString("clive_tx_id");
    answer.stripePaymentIntentId = reader->requireString("stripe_payment_intent_id");
    answer.clientSecret = domain::Secret(reader->requireString("client_secret"));
    answer.status = reader->optionalString("status").value_or("pending");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return answer;
}

std::string writeInitializeAnswer(const InitializeAnswer &answer)
{
    return json::serialize(json::object{{"clive_tx_id", answer.cliveTxId}, {"status", answer.status}});
}

tl::expected<InitializeAnswer, InputError> parseInitializeAnswer(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    InitializeAnswer answer;
    answer.cliveTxId = requireId(*reader, "clive_tx_id");
    answer.status = reader->optionalString("status").value_or(answer.status);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return answer;
}

std::string writeAttachIntentRequest(const AttachIntentRequest &request)
{
    return json::serialize(json::object{{"clive_tx_id", request.cliveTxId},
                                        {"stripe_payment_intent_id", request.stripePaymentIntentId}});
}

tl::expected<AttachIntentRequest, InputError> parseAttachIntentRequest(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    AttachIntentRequest request;
    request.cliveTxId = requireId(*reader, "clive_tx_id");
    request.stripePaymentIntentId = requireId(*reader, "stripe_payment_intent_id");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return request;
}

std::string writeAttachIntentAnswer(const AttachIntentAnswer &answer)
{
    return json::serialize(json::object{{"clive_tx_id", answer.cliveTxId},
                                        {"stripe_payment_intent_id", answer.stripePaymentIntentId},
                                        {"status", answer.status}});
}

tl::expected<AttachIntentAnswer, InputError> parseAttachIntentAnswer(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    AttachIntentAnswer answer;
    answer.cliveTxId = requireId(*reader, "clive_tx_id");
    answer.stripePaymentIntentId = requireId(*reader, "stripe_payment_intent_id");
    answer.status = reader->optionalString("status").value_or(answer.status);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return answer;
}

domain::OrderEvent Transaction::toOrderEvent(const CliveStatusMap &statuses) const
{
    return {statuses.statusOf(status), amount, echezonaReference, feesMinor};
}

std::string writeTransaction(const Transaction &transaction, AmountUnit unit)
{
    return json::serialize(transactionObject(transaction, unit));
}

tl::expected<Transaction, InputError> parseTransaction(std::string_view body, AmountUnit unit)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    auto transaction = readTransaction(*reader, unit);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return transaction;
}

std::string writeCliveWebhook(const CliveWebhook &webhook, AmountUnit unit)
{
    return json::serialize(json::object{{"id", webhook.eventId},
                                        {"type", webhook.type},
                                        {"created", webhook.createdS},
                                        {"data", transactionObject(webhook.transaction, unit)}});
}

tl::expected<CliveWebhook, InputError> parseCliveWebhook(std::string_view body, AmountUnit unit)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    CliveWebhook webhook;
    webhook.eventId = reader->optionalString("id").value_or("");
    webhook.type = reader->optionalString("type").value_or("");
    webhook.createdS = reader->optionalInteger("created").value_or(0);
    auto data = reader->requireObject("data");
    if (!reader->error()) {
        webhook.transaction = readTransaction(data, unit);
        reader->takeErrorOf(data);
    }
    if (reader->error())
        return tl::unexpected(*reader->error());
    return webhook;
}

} // namespace tillwright::contract
