#pragma once

#include "backend/store/records.h"

#include <SQLiteCpp/Statement.h>
#include <tl/expected.hpp>

namespace tillwright::backend::store {

/// The columns of an order, in the order in which readOrder() and bindOrder() use them.
inline constexpr const char *orderColumns =
    "clive_tx_id, stripe_payment_intent_id, reference, amount_minor, currency, email, suffix, meta, device, status, "
    "abandoned, fees_minor, attention, version, sealed_secret, secret_expires_at_ms, created_at_ms, updated_at_ms, checks, "
    "next_check_at_ms";

/// The error says which column of which order cannot be read.
[[nodiscard]] tl::expected<OrderRecord, StoreError> readOrder(SQLite::Statement &row);
/// Binds parameters 1 to 20.
void bindOrder(SQLite::Statement &statement, const OrderRecord &record);

/// The event columns of the inbox: status, amount_minor, currency, reference, fees_minor from `first` on.
[[nodiscard]] std::optional<domain::OrderEvent> readEvent(SQLite::Statement &row, int first);
/// Binds five parameters from `first` on; all null without an event.
void bindEvent(SQLite::Statement &statement, int first, const std::optional<domain::OrderEvent> &event);

} // namespace tillwright::backend::store
