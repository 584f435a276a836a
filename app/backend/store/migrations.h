#pragma once

#include <span>
#include <string_view>

namespace tillwright::backend::store {

/// SQLite's schema, step by step. Step n takes a database from `user_version` n to n + 1, in one transaction with
/// the new number. A step that was released is never edited; a change is a new step.
[[nodiscard]] std::span<const std::string_view> sqliteMigrations() noexcept;

/// PostgreSQL's, in the table `schema_version`.
[[nodiscard]] std::span<const std::string_view> postgresMigrations() noexcept;

} // namespace tillwright::backend::store
