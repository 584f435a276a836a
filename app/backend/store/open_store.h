#pragma once

#include "backend/store/postgres_connection.h"
#include "backend/store/store.h"

#include <boost/asio/any_io_executor.hpp>

namespace tillwright::backend::store {

/// Where the store is: one of the two.
struct StoreOptions {
    std::string sqlitePath;
    PostgresAddress postgres;
    /// Connections for transactions; one more listens.
    std::size_t postgresConnections = 8;
};

/// Opens the store and applies the migrations that it lacks. `executor` is the one that its calls are made from. The
/// error names the setting.
[[nodiscard]] tl::expected<std::unique_ptr<Store>, std::string>
openStore(boost::asio::any_io_executor executor, const StoreOptions &options);

struct SchemaVersions {
    int found = 0;
    int now = 0;
};
/// Applies the migrations and closes the store again.
[[nodiscard]] tl::expected<SchemaVersions, std::string> migrateStore(const StoreOptions &options);

} // namespace tillwright::backend::store
