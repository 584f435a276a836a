#include "backend/store/open_store.h"

#include "backend/store/postgres_store.h"
#include "backend/store/sqlite_session.h"

namespace tillwright::backend::store {

tl::expected<std::unique_ptr<Store>, std::string> openStore(boost::asio::any_io_executor executor,
                                                            const StoreOptions &options)
{
    if (!options.postgres.isEmpty()) {
        auto store = PostgresStore::open(std::move(executor), options.postgres, options.postgresConnections);
        if (!store)
            return tl::unexpected("store.postgres: " + store.error().cause);
        return *std::move(store);
    }
    auto opened = openSqlite(options.sqlitePath);
    if (!opened)
        return tl::unexpected("store.sqlite: " + opened.error().cause);
    return std::make_unique<ThreadedStore>(std::move(opened->engine));
}

tl::expected<SchemaVersions, std::string> migrateStore(const StoreOptions &options)
{
    if (options.postgres.isEmpty()) {
        const auto opened = openSqlite(options.sqlitePath);
        if (!opened)
            return tl::unexpected("store.sqlite: " + opened.error().cause);
        return SchemaVersions{opened->schemaVersionFound, opened->schemaVersion};
    }
    try {
        const auto schema = migratePostgres(options.postgres);
        return SchemaVersions{schema.found, schema.now};
    } catch (const SqlError &error) {
        return tl::unexpected(std::string("store.postgres: ") + error.what());
    }
}

} // namespace tillwright::backend::store
