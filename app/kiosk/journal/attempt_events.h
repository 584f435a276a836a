#pragma once

#include "checkout/attempt_history.h"

#include <optional>

class QSqlDatabase;

/// How each sale went, step by step; only ever added to. In the transaction that writes the sale's own row.
namespace tillwright::kiosk::journal {

/// Nothing is added when what is kept now says the same as `before`.
[[nodiscard]] tl::expected<void, checkout::JournalError>
addEvent(const QSqlDatabase &database, const checkout::AttemptRecord &record,
         const std::optional<checkout::AttemptRecord> &before);
[[nodiscard]] tl::expected<void, checkout::JournalError>
addEvent(const QSqlDatabase &database, const checkout::AttemptEvent &event, const std::string &attemptId);
[[nodiscard]] tl::expected<std::vector<checkout::AttemptEvent>, checkout::JournalError>
readEvents(const QSqlDatabase &database, const std::string &attemptId);

/// The sale's own row.
[[nodiscard]] tl::expected<std::optional<checkout::AttemptRecord>, checkout::JournalError>
readAttempt(const QSqlDatabase &database, const std::string &attemptId);

} // namespace tillwright::kiosk::journal
