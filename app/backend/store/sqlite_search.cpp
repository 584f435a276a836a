#include "backend/store/sqlite_engine.h"
#include "backend/store/sqlite_rows.h"

/// The search for support and for a kiosk that has lost its journal.
namespace tillwright::backend::store {

namespace {

/// The text of the query; its indices are in migrations.cpp.
std::string sqlOf(const OrderSearch &search)
{
    std::string sql = std::string("SELECT ") + orderColumns + " FROM orders WHERE 1";
    if (!search.device.empty())
        sql += " AND device = :device";
    if (!search.reference.empty())
        sql += " AND reference = :reference";
    if (!search.suffix.empty())
        sql += " AND suffix = :suffix";
    if (!search.status.empty())
        sql += " AND status = :status";
    if (search.openOnly)
        sql +=
            " AND status NOT IN ('paid', 'failed', 'cancelled') AND (abandoned = 0 OR status = 'processing')";
    if (search.fromMs)
        sql += " AND created_at_ms >= :from_ms";
    if (search.toMs)
        sql += " AND created_at_ms < :to_ms";
    if (search.afterCreatedAtMs)
        sql += " AND (created_at_ms, clive_tx_id) < (:after_ms, :after_id)";
    return sql + " ORDER BY created_at_ms DESC, clive_tx_id DESC LIMIT :limit";
}

void bindSearch(SQLite::Statement &query, const OrderSearch &search)
{
    const auto bindText = [&query](const char *name, const std::string &value) {
        if (!value.empty())
            query.bind(name, value);
    };
    bindText(":device", search.device);
    bindText(":reference", search.reference);
    bindText(":suffix", search.suffix);
    bindText(":status", search.status);
    if (search.fromMs)
        query.bind(":from_ms", *search.fromMs);
    if (search.toMs)
        query.bind(":to_ms", *search.toMs);
    if (search.afterCreatedAtMs) {
        query.bind(":after_ms", *search.afterCreatedAtMs);
        query.bind(":after_id", search.afterCliveTxId);
    }
    // One more than asked for tells whether there are more.
    query.bind(":limit", search.limit + 1);
}

} // namespace

tl::expected<OrderPage, StoreError> SqliteEngine::searchOrders(const OrderSearch &search)
{
    SQLite::Statement query(m_database, sqlOf(search));
    bindSearch(query, search);
    OrderPage page;
    while (query.executeStep()) {
        if (page.records.size() == static_cast<std::size_t>(search.limit)) {
            page.hasMore = true;
            break;
        }
        auto record = readOrder(query);
        if (!record)
            return tl::unexpected(record.error());
        record->secret.reset();
        page.records.push_back(*std::move(record));
    }
    return page;
}

} // namespace tillwright::backend::store
