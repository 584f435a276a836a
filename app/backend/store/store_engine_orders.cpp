#include "backend/store/check_schedule.h"
#include "backend/store/order_rows.h"
#include "backend/store/store_engine.h"

/// Orders: reading, searching, events, secrets, and when Clive is asked about them.
namespace tillwright::backend::store {

namespace {

constexpr const char *orderPlaces =
    "?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, ?22";

struct Query {
    std::string sql;
    std::vector<SqlValue> values;
    /// A condition with `?` for its value.
    void add(std::string_view condition, SqlValue value)
    {
        values.push_back(std::move(value));
        const auto place = condition.find('?');
        sql.append(" AND ")
            .append(condition.substr(0, place))
            .append("?")
            .append(std::to_string(values.size()));
        sql.append(condition.substr(place + 1));
    }
};

/// Its indices are in the migrations.
Query queryOf(const OrderSearch &search)
{
    Query query{std::string("SELECT ") + orderColumns + " FROM orders WHERE 1 = 1", {}};
    if (!search.device.empty())
        query.add("device = ?", search.device);
    if (!search.reference.empty())
        query.add("reference = ?", search.reference);
    if (!search.suffix.empty())
        query.add("suffix = ?", search.suffix);
    if (!search.status.empty())
        query.add("status = ?", search.status);
    if (search.openOnly)
        query.sql +=
            " AND status NOT IN ('paid', 'failed', 'cancelled') AND (abandoned = 0 OR status = 'processing')";
    if (search.attentionOnly)
        query.sql += " AND attention <> '[]'";
    if (search.fromMs)
        query.add("created_at_ms >= ?", *search.fromMs);
    if (search.toMs)
        query.add("created_at_ms < ?", *search.toMs);
    if (search.afterCreatedAtMs) {
        query.add("created_at_ms <= ?", *search.afterCreatedAtMs);
        query.values.emplace_back(search.afterCliveTxId);
        query.sql += " AND (created_at_ms, clive_tx_id) < (?" + std::to_string(query.values.size() - 1)
            + ", ?" + std::to_string(query.values.size()) + ")";
    }
    // One more than asked for tells whether there are more.
    query.values.emplace_back(std::int64_t(search.limit) + 1);
    query.sql +=
        " ORDER BY created_at_ms DESC, clive_tx_id DESC LIMIT ?" + std::to_string(query.values.size());
    return query;
}

} // namespace

std::vector<std::pair<std::string, std::int64_t>> StoreEngine::takeChanges()
{
    return m_session->takeAnnounced();
}

bool StoreEngine::insertOrder(const OrderRecord &record)
{
    static const std::string sql = std::string("INSERT INTO orders (") + orderColumns + ") VALUES ("
        + orderPlaces + ") ON CONFLICT (clive_tx_id) DO NOTHING";
    return m_session->run(sql, orderValues(record)).changed == 1;
}

void StoreEngine::updateOrder(OrderRecord &record, std::int64_t nowMs)
{
    const auto &order = record.order;
    if (order.status.isFinal() || order.abandoned)
        record.secret.reset();
    if (order.status.isFinal())
        record.nextCheckAtMs.reset();
    record.updatedAtMs = nowMs;
    // What an order is about (amount, reference, meta, suffix, device) is never written a second time.
    static const std::string sql = std::string("INSERT INTO orders (") + orderColumns + ") VALUES ("
        + orderPlaces
        + ") ON CONFLICT (clive_tx_id) DO UPDATE SET status = excluded.status, abandoned = excluded.abandoned, "
          "fees_minor = excluded.fees_minor, attention = excluded.attention, version = excluded.version, "
          "sealed_secret = excluded.sealed_secret, secret_expires_at_ms = excluded.secret_expires_at_ms, "
          "updated_at_ms = excluded.updated_at_ms, next_check_at_ms = excluded.next_check_at_ms, "
          "phone = excluded.phone, phone_until_ms = excluded.phone_until_ms";
    m_session->run(sql, orderValues(record));
    m_session->announce(order.cliveTxId, order.version);
}

tl::expected<std::optional<OrderRecord>, StoreError> StoreEngine::selectOrder(const std::string &cliveTxId,
                                                                              For purpose)
{
    std::string sql = std::string("SELECT ") + orderColumns + " FROM orders WHERE clive_tx_id = ?1";
    if (purpose == For::Changing)
        sql += m_session->forUpdate();
    const auto found = m_session->run(sql, {cliveTxId});
    if (found.rows.empty())
        return std::nullopt;
    return readOrder(found.rows.front());
}

tl::expected<std::optional<OrderRecord>, StoreError> StoreEngine::findOrder(const std::string &cliveTxId)
{
    return selectOrder(cliveTxId, For::Reading);
}

tl::expected<OrderPage, StoreError> StoreEngine::searchOrders(const OrderSearch &search)
{
    const auto query = queryOf(search);
    const auto found = m_session->run(query.sql, query.values);
    OrderPage page;
    for (const auto &row : found.rows) {
        if (page.records.size() == static_cast<std::size_t>(search.limit)) {
            page.hasMore = true;
            break;
        }
        auto record = readOrder(row);
        if (!record)
            return tl::unexpected(record.error());
        record->secret.reset();
        page.records.push_back(*std::move(record));
    }
    return page;
}

tl::expected<std::optional<OrderRecord>, StoreError>
StoreEngine::applyEvent(const std::string &cliveTxId, const domain::OrderEvent &event, std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    auto found = selectOrder(cliveTxId, For::Changing);
    if (!found || !*found)
        return found;
    if ((*found)->order.apply(event)) {
        updateOrder(**found, nowMs);
        transaction.commit();
    }
    return found;
}

tl::expected<std::optional<OrderRecord>, StoreError> StoreEngine::abandonOrder(const std::string &cliveTxId,
                                                                               std::int64_t nowMs)
{
    SqlTransaction transaction(*m_session);
    auto found = selectOrder(cliveTxId, For::Changing);
    if (!found || !*found)
        return found;
    // Something may be charged at this moment. The phone says how it ends, or its time runs out.
    if ((*found)->phoneUntilMs > nowMs)
        return found;
    const auto before = (*found)->order.version;
    if ((*found)->order.abandon() && (*found)->order.version != before) {
        updateOrder(**found, nowMs);
        transaction.commit();
    }
    return found;
}

void StoreEngine::replaceSecret(const std::string &cliveTxId, const SealedSecret &secret)
{
    m_session->run("UPDATE orders SET sealed_secret = ?1, secret_expires_at_ms = ?2 WHERE clive_tx_id = ?3 "
                   "AND abandoned = 0 AND status NOT IN ('paid', 'failed', 'cancelled')",
                   {SqlBytes{secret.bytes}, secret.expiresAtMs, cliveTxId});
}

std::int64_t StoreEngine::forgetExpiredSecrets(std::int64_t nowMs)
{
    return m_session
        ->run("UPDATE orders SET sealed_secret = NULL, secret_expires_at_ms = NULL "
              "WHERE sealed_secret IS NOT NULL AND secret_expires_at_ms <= ?1",
              {nowMs})
        .changed;
}

std::vector<std::string> StoreEngine::takeDueChecks(std::int64_t nowMs, std::size_t limit)
{
    if (!m_session->isLeading())
        return {};
    SqlTransaction transaction(*m_session);
    // The second condition finds what was planned before the clock was set back.
    std::string sql =
        "SELECT clive_tx_id, checks, created_at_ms FROM orders WHERE next_check_at_ms IS NOT NULL "
        "AND (next_check_at_ms <= ?1 OR (next_check_at_ms - ?1 > ?2 "
        "AND next_check_at_ms - ?1 > (?1 - created_at_ms) / ?3)) "
        "ORDER BY next_check_at_ms LIMIT ?4";
    sql += m_session->forUpdateSkipLocked();
    const auto due = m_session->run(sql, {nowMs, checkRegularPauseMs, agePerCheckPause, std::int64_t(limit)});
    std::vector<std::string> cliveTxIds;
    for (const auto &row : due.rows) {
        const auto checks = row.integer(1) + 1;
        const auto nextMs = nowMs + checkPauseMs(nowMs - row.integer(2), checks);
        m_session->run("UPDATE orders SET checks = ?1, next_check_at_ms = ?2 WHERE clive_tx_id = ?3",
                       {checks, nextMs, row.text(0)});
        cliveTxIds.push_back(row.text(0));
    }
    if (!due.rows.empty())
        transaction.commit();
    return cliveTxIds;
}

OrderDepth StoreEngine::orderDepth()
{
    // Both counts have an index of their own, over the few orders that they count.
    const auto notFinal = m_session->run("SELECT COUNT(*) FROM orders WHERE next_check_at_ms IS NOT NULL");
    const auto attention = m_session->run("SELECT COUNT(*) FROM orders WHERE attention <> '[]'");
    return {notFinal.rows.front().integer(0), attention.rows.front().integer(0)};
}

void StoreEngine::probe(std::int64_t nowMs)
{
    // Another value than the last one in any case: SQLite does not write a row that stays as it is.
    m_session->run("INSERT INTO probe (id, probed_ms) VALUES (1, ?1) ON CONFLICT (id) DO UPDATE SET "
                   "probed_ms = CASE WHEN probe.probed_ms = excluded.probed_ms THEN excluded.probed_ms + 1 "
                   "ELSE excluded.probed_ms END",
                   {nowMs});
}

} // namespace tillwright::backend::store
