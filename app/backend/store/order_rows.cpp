#include "backend/store/order_rows.h"

#include <boost/json/array.hpp>
#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>

namespace tillwright::backend::store {

namespace {

namespace json = boost::json;

std::string metaText(const domain::Meta &meta)
{
    json::object object;
    for (const auto &[key, value] : meta)
        object.emplace(key, value);
    return json::serialize(object);
}

std::string attentionText(const std::set<domain::Attention> &attention)
{
    json::array words;
    for (const auto item : attention)
        words.emplace_back(domain::attentionWord(item));
    return json::serialize(words);
}

std::optional<domain::Meta> metaFromText(const std::string &text)
{
    json::error_code code;
    const auto value = json::parse(text, code);
    if (code || !value.is_object())
        return std::nullopt;
    domain::Meta meta;
    for (const auto &[key, item] : value.as_object()) {
        if (!item.is_string())
            return std::nullopt;
        meta.emplace(key, std::string(item.as_string()));
    }
    return meta;
}

std::optional<std::set<domain::Attention>> attentionFromText(const std::string &text)
{
    json::error_code code;
    const auto value = json::parse(text, code);
    if (code || !value.is_array())
        return std::nullopt;
    std::set<domain::Attention> attention;
    for (const auto &item : value.as_array()) {
        const auto word =
            item.is_string() ? domain::attentionFromWord(std::string(item.as_string())) : std::nullopt;
        if (!word)
            return std::nullopt;
        attention.insert(*word);
    }
    return attention;
}

} // namespace

SqlValue optionalValue(const std::optional<std::int64_t> &number)
{
    return number ? SqlValue(*number) : SqlValue();
}

tl::expected<OrderRecord, StoreError> readOrder(const SqlRow &row)
{
    const std::string id = row.text(0);
    const auto damaged = [&](const char *column) {
        return tl::unexpected(StoreError{"order " + id + ": column " + column + " cannot be read"});
    };
    const auto reference = domain::Reference::parse(row.text(2));
    if (!reference)
        return damaged("reference");
    const auto currency = domain::Currency::parse(row.text(4));
    if (!currency)
        return damaged("currency");
    const auto email = domain::EmailAddress::parse(row.text(5));
    if (!email)
        return damaged("email");
    auto meta = metaFromText(row.text(7));
    if (!meta)
        return damaged("meta");
    auto attention = attentionFromText(row.text(12));
    if (!attention)
        return damaged("attention");
    const auto phone = domain::phoneStageFromWord(row.text(20));
    if (!phone)
        return damaged("phone");

    OrderRecord record{domain::Order{id, row.text(1), *reference, domain::Money{row.integer(3), *currency},
                                     *email, row.text(6), *std::move(meta), row.text(8),
                                     domain::PaymentStatus::fromWord(row.text(9)), row.integer(10) != 0,
                                     std::nullopt, *std::move(attention), row.integer(13), *phone},
                       std::nullopt,
                       row.integer(16),
                       row.integer(17),
                       row.integer(18),
                       std::nullopt,
                       row.integer(21)};
    if (!row.isNull(11))
        record.order.feesMinor = row.integer(11);
    if (!row.isNull(14))
        record.secret = SealedSecret{row.text(14), row.integer(15)};
    if (!row.isNull(19))
        record.nextCheckAtMs = row.integer(19);
    return record;
}

std::vector<SqlValue> orderValues(const OrderRecord &record)
{
    const auto &order = record.order;
    SqlValue sealed;
    SqlValue expiresAtMs;
    if (record.secret) {
        sealed = SqlBytes{record.secret->bytes};
        expiresAtMs = record.secret->expiresAtMs;
    }
    return {order.cliveTxId,
            order.stripePaymentIntentId,
            std::string(order.reference.text()),
            order.amount.minor,
            std::string(order.amount.currency.code()),
            std::string(order.email.text()),
            order.suffix,
            metaText(order.meta),
            order.device,
            order.status.word(),
            std::int64_t(order.abandoned ? 1 : 0),
            optionalValue(order.feesMinor),
            attentionText(order.attention),
            order.version,
            std::move(sealed),
            std::move(expiresAtMs),
            record.createdAtMs,
            record.updatedAtMs,
            record.checks,
            optionalValue(record.nextCheckAtMs),
            std::string(domain::phoneStageWord(order.phone)),
            record.phoneUntilMs};
}

std::optional<domain::OrderEvent> readEvent(const SqlRow &row, std::size_t first)
{
    if (row.isNull(first))
        return std::nullopt;
    const auto currency = domain::Currency::parse(row.text(first + 2));
    if (!currency)
        return std::nullopt;
    domain::OrderEvent event{domain::PaymentStatus::fromWord(row.text(first)),
                             domain::Money{row.integer(first + 1), *currency}, row.text(first + 3),
                             std::nullopt};
    if (!row.isNull(first + 4))
        event.feesMinor = row.integer(first + 4);
    return event;
}

std::vector<SqlValue> eventValues(const std::optional<domain::OrderEvent> &event)
{
    if (!event)
        return std::vector<SqlValue>(5);
    return {event->status.word(), event->amount.minor, std::string(event->amount.currency.code()),
            event->reference, optionalValue(event->feesMinor)};
}

} // namespace tillwright::backend::store
