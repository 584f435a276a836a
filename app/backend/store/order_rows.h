#pragma once

#include "backend/store/records.h"
#include "backend/store/sql_session.h"

#include <tl/expected.hpp>

namespace tillwright::backend::store {

/// The columns of an order, in the order in which readOrder() and orderValues() use them.
inline constexpr const char *orderColumns =
    "clive_tx_id, stripe_payment_intent_id, reference, amount_minor, currency, email, suffix, meta, device, status, "
    "abandoned, fees_minor, attention, version, sealed_secret, secret_expires_at_ms, created_at_ms, updated_at_ms, checks, "
    "next_check_at_ms, phone, phone_until_ms";

/// The error says which column of which order cannot be read.
[[nodiscard]] tl::expected<OrderRecord, StoreError> readOrder(const SqlRow &row);
/// The twenty-two columns.
[[nodiscard]] std::vector<SqlValue> orderValues(const OrderRecord &record);

/// The event columns of the inbox: status, amount_minor, currency, reference, fees_minor from `first` on.
[[nodiscard]] std::optional<domain::OrderEvent> readEvent(const SqlRow &row, std::size_t first);
/// Five values; all null without an event.
[[nodiscard]] std::vector<SqlValue> eventValues(const std::optional<domain::OrderEvent> &event);

/// Null for nothing.
[[nodiscard]] SqlValue optionalValue(const std::optional<std::int64_t> &number);

} // namespace tillwright::backend::store
