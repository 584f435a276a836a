#include "backend/store/sqlite_rows.h"

#include <SQLiteCpp/Column.h>
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

std::string text(SQLite::Statement &row, int column)
{
    return row.getColumn(column).getString();
}

} // namespace

tl::expected<OrderRecord, StoreError> readOrder(SQLite::Statement &row)
{
    const std::string id = text(row, 0);
    const auto damaged = [&](const char *column) {
        return tl::unexpected(StoreError{"order " + id + ": column " + column + " cannot be read"});
    };
    const auto reference = domain::Reference::parse(text(row, 2));
    if (!reference)
        return damaged("reference");
    const auto currency = domain::Currency::parse(text(row, 4));
    if (!currency)
        return damaged("currency");
    const auto email = domain::EmailAddress::parse(text(row, 5));
    if (!email)
        return damaged("email");
    auto meta = metaFromText(text(row, 7));
    if (!meta)
        return damaged("meta");
    auto attention = attentionFromText(text(row, 12));
    if (!attention)
        return damaged("attention");

    OrderRecord record{
        domain::Order{id, text(row, 1), *reference, domain::Money{row.getColumn(3).getInt64(), *currency},
                      *email, text(row, 6), *std::move(meta), text(row, 8),
                      domain::PaymentStatus::fromWord(text(row, 9)), row.getColumn(10).getInt() != 0,
                      std::nullopt, *std::move(attention), row.getColumn(13).getInt64()},
        std::nullopt,
        row.getColumn(16).getInt64(),
        row.getColumn(17).getInt64(),
        row.getColumn(18).getInt64(),
        std::nullopt};
    if (!row.getColumn(11).isNull())
        record.order.feesMinor = row.getColumn(11).getInt64();
    if (!row.getColumn(14).isNull())
        record.secret = SealedSecret{text(row, 14), row.getColumn(15).getInt64()};
    if (!row.getColumn(19).isNull())
        record.nextCheckAtMs = row.getColumn(19).getInt64();
    return record;
}

void bindOrder(SQLite::Statement &statement, const OrderRecord &record)
{
    const auto &order = record.order;
    int index = 0;
    statement.bind(++index, order.cliveTxId);
    statement.bind(++index, order.stripePaymentIntentId);
    statement.bind(++index, order.reference.text());
    statement.bind(++index, order.amount.minor);
    statement.bind(++index, order.amount.currency.code());
    statement.bind(++index, order.email.text());
    statement.bind(++index, order.suffix);
    statement.bind(++index, metaText(order.meta));
    statement.bind(++index, order.device);
    statement.bind(++index, order.status.word());
    statement.bind(++index, order.abandoned ? 1 : 0);
    if (++index; order.feesMinor)
        statement.bind(index, *order.feesMinor);
    statement.bind(++index, attentionText(order.attention));
    statement.bind(++index, order.version);
    if (record.secret) {
        statement.bind(index + 1, record.secret->bytes.data(), static_cast<int>(record.secret->bytes.size()));
        statement.bind(index + 2, record.secret->expiresAtMs);
    }
    index += 2;
    statement.bind(++index, record.createdAtMs);
    statement.bind(++index, record.updatedAtMs);
    statement.bind(++index, record.checks);
    if (record.nextCheckAtMs)
        statement.bind(++index, *record.nextCheckAtMs);
}

std::optional<domain::OrderEvent> readEvent(SQLite::Statement &row, int first)
{
    if (row.getColumn(first).isNull())
        return std::nullopt;
    const auto currency = domain::Currency::parse(text(row, first + 2));
    if (!currency)
        return std::nullopt;
    domain::OrderEvent event{domain::PaymentStatus::fromWord(text(row, first)),
                             domain::Money{row.getColumn(first + 1).getInt64(), *currency},
                             text(row, first + 3), std::nullopt};
    if (!row.getColumn(first + 4).isNull())
        event.feesMinor = row.getColumn(first + 4).getInt64();
    return event;
}

void bindEvent(SQLite::Statement &statement, int first, const std::optional<domain::OrderEvent> &event)
{
    if (!event)
        return;
    statement.bind(first, event->status.word());
    statement.bind(first + 1, event->amount.minor);
    statement.bind(first + 2, event->amount.currency.code());
    statement.bind(first + 3, event->reference);
    if (event->feesMinor)
        statement.bind(first + 4, *event->feesMinor);
}

} // namespace tillwright::backend::store
