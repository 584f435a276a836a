#include "contract/stripe_messages.h"

#include "contract/json_reader.h"

#include <algorithm>
#include <charconv>

namespace tillwright::contract {

using domain::InputError;

namespace {

constexpr std::string_view amountField = "amount";
constexpr std::string_view currencyField = "currency";
constexpr std::string_view emailField = "receipt_email";
constexpr std::string_view suffixField = "statement_descriptor_suffix";
constexpr std::string_view automaticField = "automatic_payment_methods[enabled]";
constexpr std::string_view metadataStart = "metadata[";

std::string lowerCase(std::string text)
{
    std::transform(text.begin(), text.end(), text.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return text;
}

std::string valueOf(const FormFields &fields, std::string_view name)
{
    const auto found = fields.find(name);
    return found == fields.end() ? std::string() : found->second;
}

tl::unexpected<InputError> wrong(std::string_view field, std::string problem, std::string wayOut)
{
    return tl::unexpected(InputError{std::string(field), std::move(problem), std::move(wayOut)});
}

domain::Meta metadataOf(const FormFields &fields)
{
    domain::Meta metadata;
    for (auto it = fields.lower_bound(metadataStart);
         it != fields.end() && it->first.starts_with(metadataStart); ++it) {
        if (it->first.ends_with(']'))
            metadata.emplace(
                it->first.substr(metadataStart.size(), it->first.size() - metadataStart.size() - 1),
                it->second);
    }
    return metadata;
}

} // namespace

FormFields writePaymentIntentRequest(const PaymentIntentRequest &request)
{
    FormFields fields{{std::string(amountField), std::to_string(request.amount.minor)},
                      {std::string(currencyField), lowerCase(request.amount.currency.code())},
                      {std::string(suffixField), request.statementDescriptorSuffix},
                      {std::string(automaticField), "true"}};
    if (!request.receiptEmail.empty())
        fields.emplace(emailField, request.receiptEmail);
    for (const auto &[key, value] : request.metadata)
        fields.emplace(std::string(metadataStart) + key + "]", value);
    return fields;
}

tl::expected<PaymentIntentRequest, InputError> parsePaymentIntentRequest(const FormFields &fields)
{
    PaymentIntentRequest request;
    const auto amount = valueOf(fields, amountField);
    const auto [stop, code] =
        std::from_chars(amount.data(), amount.data() + amount.size(), request.amount.minor);
    if (code != std::errc() || stop != amount.data() + amount.size())
        return wrong(amountField, "it is not an integer", "send minor units");
    const auto currency = domain::Currency::parse(valueOf(fields, currencyField));
    if (!currency)
        return wrong(currencyField, currency.error().problem, currency.error().wayOut);
    request.amount.currency = *currency;
    if (const auto chargeable = domain::checkChargeable(request.amount); !chargeable)
        return tl::unexpected(chargeable.error());
    if (valueOf(fields, automaticField) != "true")
        return wrong(automaticField, "it is not true", "let Stripe choose the payment methods");
    request.receiptEmail = valueOf(fields, emailField);
    request.statementDescriptorSuffix = valueOf(fields, suffixField);
    auto metadata = domain::checkMeta(metadataOf(fields));
    if (!metadata)
        return wrong("metadata", metadata.error().problem, metadata.error().wayOut);
    request.metadata = *std::move(metadata);
    return request;
}

tl::expected<PaymentIntentAnswer, InputError> parsePaymentIntentAnswer(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return tl::unexpected(reader.error());
    PaymentIntentAnswer answer;
    answer.id = reader->requireString("id");
    answer.clientSecret = domain::Secret(reader->requireString("client_secret"));
    answer.amount.minor = reader->requireInteger("amount");
    const auto currency = domain::Currency::parse(reader->requireString("currency"));
    if (!currency)
        reader->fail("currency", currency.error().problem, currency.error().wayOut);
    answer.amount.currency = currency.value_or(domain::Currency::usd());
    answer.status = reader->requireString("status");
    answer.metadata = reader->optionalMeta("metadata");
    if (answer.id.empty())
        reader->fail("id", "it is empty", "send the identifier");
    if (answer.clientSecret.isEmpty())
        reader->fail("client_secret", "it is empty", "send the secret");
    if (reader->error())
        return tl::unexpected(*reader->error());
    return answer;
}

StripeErrorAnswer parseStripeError(std::string_view body)
{
    auto reader = JsonReader::parse(body);
    if (!reader)
        return {};
    auto error = reader->requireObject("error");
    StripeErrorAnswer answer;
    answer.type = error.optionalString("type").value_or("");
    answer.code = error.optionalString("code").value_or("");
    answer.param = error.optionalString("param").value_or("");
    return answer;
}

} // namespace tillwright::contract
