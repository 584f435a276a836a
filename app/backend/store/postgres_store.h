#pragma once

#include "backend/store/postgres_session.h"
#include "backend/store/threaded_store.h"

#include <boost/asio/any_io_executor.hpp>

namespace tillwright::backend::store {

/// Store on PostgreSQL, for several processes at once.
class PostgresStore final : public ThreadedStore
{
public:
    /// Applies the migrations that the database lacks; refuses a newer schema. `executor` is the one that the store's calls
    /// are made from; `connections` are opened as they are needed, one more than that listens.
    [[nodiscard]] static tl::expected<std::unique_ptr<PostgresStore>, StoreError>
    open(boost::asio::any_io_executor executor, const PostgresAddress &address, std::size_t connections);
    ~PostgresStore() override;

private:
    struct Hearing;
    PostgresStore(std::shared_ptr<Hearing> hearing, std::vector<std::unique_ptr<StoreEngine>> engines);

    std::shared_ptr<Hearing> m_hearing;
};

} // namespace tillwright::backend::store
