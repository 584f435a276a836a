#include "contract/backend_messages.h"

#include "contract/json_reader.h"

#include <algorithm>
#include <boost/json/array.hpp>
#include <boost/json/serialize.hpp>

namespace tillwright::contract {

using domain::InputError;
namespace json = boost::json;

namespace {

constexpr std::string_view payPath = "/pay/";

domain::Money readMoney(JsonReader &reader)
{
    const auto minor = reader.requireInteger("amount_minor");
    const auto code = reader.requireString("currency");
    const auto currency = domain::Currency::parse(code);
    if (!currency && !reader.error())
        reader.fail("currency", currency.error().problem, currency.error().wayOut);
    return {minor, currency.value_or(domain::Currency::usd())};
}

template<typename Message> json::object commonObject(const Message &message)
{
    return {{"clive_tx_id", message.cliveTxId},
            {"stripe_payment_intent_id", message.stripePaymentIntentId},
            {"reference", message.reference},
            {"amount_minor", message.amount.minor},
            {"currency", message.amount.currency.code()},
            {"statement_descriptor_suffix", message.statementDescriptorSuffix},
            {"status", message.status.word()},
            {"version", message.version}};
}

template<typename Message> void readCommon(JsonReader &reader, Message &message)
{
    message.cliveTxId = reader.requireString("clive_tx_id");
    message.stripePaymentIntentId = reader.requireString("stripe_payment_intent_id");
    message.reference = reader.requireString("reference");
    message.amount = readMoney(reader);
    message.statementDescriptorSuffix = reader.requireString("statement_descriptor_suffix");
    message.status = domain::PaymentStatus::fromWord(reader.requireString("status"));
    message.version = reader.requireInteger("version");
}

/// It becomes a QR code that a customer's phone follows, so nothing else than a link to a pay page is taken.
domain::Secret readPayUrl(JsonReader &reader)
{
    constexpr std::string_view name = "pay_url";
    auto url = reader.optionalString(name).value_or("");
    if (url.empty())
        return {};
    const bool isWeb = url.starts_with("https://") || url.starts_with("http://");
    const bool isPlain =
        std::all_of(url.begin(), url.end(), [](char c) { return c > 0x20 && c < 0x7f && c != '"'; });
    if (!isWeb || !isPlain || url.size() > payUrlMaxBytes || url.find(payPath) == std::string::npos)
        reader.fail(name, "is no link to a pay page", "send an http(s) address with /pay/ in it, or nothing");
    return domain::Secret(std::move(url));
}

} // namespace

std::string writeCreateCheckout(const domain::Sale &sale)
{
    json::object object{{"amount_minor", sale.amount.minor},
                        {"currency", sale.amount.currency.code()},
                        {"email", sale.email.text()},
                        {"reference", sale.reference.text()}};
    if (!sale.meta.empty()) {
        json::object meta;
        for (const auto &[key, value] : sale.meta)
            meta.emplace(key, value);
        object.emplace("meta", std::move(meta));
    }
    if (sale.suffix)
        object.emplace("statement_descriptor_suffix", *sale.suffix);
    return json::serialize(object);
}

tl::expected<domain::Sale, InputError> parseCreateCheckout(std::string_view body)
{
    auto parsed = JsonReader::parse(body);
    if (!parsed)
        return tl::unexpected(parsed.error());
    auto &reader = *parsed;
    const auto amount = readMoney(reader);
    const auto emailText = reader.requireString("email");
    const auto referenceText = reader.requireString("reference");
    auto meta = reader.optionalMeta("meta");
    auto suffix = reader.optionalString("statement_descriptor_suffix");
    if (reader.error())
        return tl::unexpected(*reader.error());
    if (auto checked = domain::checkChargeable(amount); !checked)
        return tl::unexpected(InputError{"amount_minor", checked.error().problem, checked.error().wayOut});
    auto email = domain::EmailAddress::parse(emailText);
    if (!email)
        return tl::unexpected(email.error());
    auto reference = domain::Reference::parse(referenceText);
    if (!reference)
        return tl::unexpected(reference.error());
    auto checkedMeta = domain::checkMeta(std::move(meta));
    if (!checkedMeta)
        return tl::unexpected(checkedMeta.error());
    return domain::Sale{*reference, amount, *email, *std::move(checkedMeta), std::move(suffix), {}};
}

std::string writeCheckoutAnswer(const CheckoutAnswer &answer)
{
    auto object = commonObject(answer);
    object.emplace("client_secret", answer.clientSecret.reveal());
    object.emplace("stripe_publishable_key", answer.stripePublishableKey);
    object.emplace("pay_url", answer.payUrl.reveal());
    return json::serialize(object);
}

tl::expected<CheckoutAnswer, InputError> parseCheckoutAnswer(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    CheckoutAnswer answer;
    readCommon(*reader, answer);
    answer.clientSecret = domain::Secret(reader->requireString("client_secret"));
    answer.stripePublishableKey = reader->requireString("stripe_publishable_key");
    answer.payUrl = readPayUrl(*reader);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return answer;
}

namespace {

json::object stateObject(const CheckoutState &state)
{
    auto object = commonObject(state);
    object.emplace("abandoned", state.abandoned);
    if (state.feesMinor)
        object.emplace("fees_minor", *state.feesMinor);
    json::array attention;
    for (const auto &word : state.attention)
        attention.emplace_back(word);
    object.emplace("attention", std::move(attention));
    object.emplace("phone", domain::phoneStageWord(state.phone));
    return object;
}

CheckoutState readState(JsonReader &reader)
{
    CheckoutState state;
    readCommon(reader, state);
    state.abandoned = reader.optionalBool("abandoned", false);
    state.feesMinor = reader.optionalInteger("fees_minor");
    for (auto &word : reader.optionalStrings("attention"))
        state.attention.insert(std::move(word));
    const auto phone = domain::phoneStageFromWord(
        reader.optionalString("phone").value_or(std::string(domain::phoneStageWord({}))));
    // A stage that is not known may be one in which money moves. Taken for none, the kiosk would offer to cancel it.
    if (!phone)
        reader.fail("phone", "is none of the stages that are known", "say none, opened or confirming");
    state.phone = phone.value_or(domain::PhoneStage::None);
    return state;
}

} // namespace

std::string writeCheckoutState(const CheckoutState &state)
{
    return json::serialize(stateObject(state));
}

tl::expected<CheckoutState, InputError> parseCheckoutState(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    auto state = readState(*reader);
    if (reader->error())
        return tl::unexpected(*reader->error());
    return state;
}

std::string writeCheckoutPage(const CheckoutPage &page)
{
    json::array checkouts;
    for (const auto &found : page.checkouts) {
        auto object = stateObject(found.state);
        object.emplace("device", found.device);
        object.emplace("email", found.email);
        object.emplace("created_at_ms", found.createdAtMs);
        object.emplace("updated_at_ms", found.updatedAtMs);
        checkouts.emplace_back(std::move(object));
    }
    json::object object{{"checkouts", std::move(checkouts)}};
    if (!page.nextCursor.empty())
        object.emplace("next_cursor", page.nextCursor);
    return json::serialize(object);
}

tl::expected<CheckoutPage, InputError> parseCheckoutPage(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    CheckoutPage page;
    page.nextCursor = reader->optionalString("next_cursor").value_or("");
    for (auto &item : reader->requireObjects("checkouts")) {
        FoundCheckout found;
        found.state = readState(item);
        found.device = item.requireString("device");
        found.email = item.requireString("email");
        found.createdAtMs = item.requireInteger("created_at_ms");
        found.updatedAtMs = item.requireInteger("updated_at_ms");
        reader->takeErrorOf(item);
        page.checkouts.push_back(std::move(found));
    }
    if (reader->error())
        return tl::unexpected(*reader->error());
    return page;
}

std::string writeProblem(const ProblemDetails &problem)
{
    json::object object{{"type", problem.type}, {"title", problem.title}, {"status", problem.status}};
    if (!problem.detail.empty())
        object.emplace("detail", problem.detail);
    if (!problem.field.empty())
        object.emplace("field", problem.field);
    return json::serialize(object);
}

tl::expected<ProblemDetails, InputError> parseProblem(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    ProblemDetails problem;
    problem.type = reader->optionalString("type").value_or("about:blank");
    problem.title = reader->requireString("title");
    problem.status = static_cast<int>(reader->requireInteger("status"));
    problem.detail = reader->optionalString("detail").value_or("");
    problem.field = reader->optionalString("field").value_or("");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return problem;
}

} // namespace tillwright::contract
