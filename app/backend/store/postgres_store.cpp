#include "backend/store/postgres_store.h"

#include <boost/asio/post.hpp>

namespace tillwright::backend::store {

/// What the guard's thread tells, on its way to the io thread.
struct PostgresStore::Hearing {
    /// Read on the io thread alone; null before and after the store.
    PostgresStore *store = nullptr;
};

PostgresStore::PostgresStore(std::shared_ptr<Hearing> hearing,
                             std::vector<std::unique_ptr<StoreEngine>> engines)
    : ThreadedStore(std::move(engines)), m_hearing(std::move(hearing))
{
    m_hearing->store = this;
}

PostgresStore::~PostgresStore()
{
    m_hearing->store = nullptr;
}

tl::expected<std::unique_ptr<PostgresStore>, StoreError>
PostgresStore::open(boost::asio::any_io_executor executor, const PostgresAddress &address,
                    std::size_t connections)
{
    try {
        migratePostgres(address);
        auto hearing = std::make_shared<Hearing>();
        const auto guard = std::make_shared<const PostgresGuard>(
            address,
            [weak = std::weak_ptr<Hearing>(hearing), io = std::move(executor)](std::string cliveTxId,
                                                                               std::int64_t version) {
                boost::asio::post(io, [weak, cliveTxId = std::move(cliveTxId), version] {
                    const auto alive = weak.lock();
                    if (alive && alive->store && alive->store->orderChanged())
                        alive->store->orderChanged()(cliveTxId, version);
                });
            });
        std::vector<std::unique_ptr<StoreEngine>> engines;
        for (std::size_t i = 0; i < connections; ++i) {
            engines.push_back(
                std::make_unique<StoreEngine>(std::make_unique<PostgresSession>(address, guard)));
        }
        return std::unique_ptr<PostgresStore>(new PostgresStore(std::move(hearing), std::move(engines)));
    } catch (const std::exception &exception) {
        return tl::unexpected(StoreError{exception.what()});
    }
}

} // namespace tillwright::backend::store
