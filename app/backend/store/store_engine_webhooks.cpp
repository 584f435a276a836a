#include "backend/store/order_rows.h"
#include "backend/store/store_engine.h"
#include "backend/store/webhook_schedule.h"

/// The webhook inbox, its retries and its dead letters.
namespace tillwright::backend::store {

namespace {

InboxState inboxStateOf(const std::string &word)
{
    if (word == "applied")
        return InboxState::Applied;
    return word == "unmatched" ? InboxState::Unmatched : InboxState::Unreadable;
}

const char *inboxWordOf(InboxState state)
{
    switch (state) {
    case InboxState::Applied:
        return "applied";
    case InboxState::Unmatched:
        return "unmatched";
    case InboxState::Unreadable:
        return "unreadable";
    }
    return "unreadable";
}

/// Why a webhook is not applied that could be read.
constexpr const char *noOrder = "no order has its transaction";

constexpr const char *keptColumns =
    "id, state, dedupe_key, clive_tx_id, problem, body, received_at_ms, attempts, next_attempt_at_ms";

KeptWebhook keptWebhook(const SqlRow &row)
{
    KeptWebhook webhook{row.integer(0), inboxStateOf(row.text(1)),
                        row.text(2),    row.text(3),
                        row.text(4),    row.text(5),
                        row.integer(6), row.integer(7),
                        std::nullopt};
    if (!row.isNull(8))
        webhook.nextAttemptAtMs = row.integer(8);
    return webhook;
}

/// When it is tried again after so many tries, at least one; nothing when that was the last.
std::optional<std::int64_t> nextAttemptMs(std::int64_t nowMs, std::int64_t attempts)
{
    const auto index = static_cast<std::size_t>(attempts - 1);
    if (index >= webhookPausesMs.size())
        return std::nullopt;
    return nowMs + webhookPausesMs[index];
}

} // namespace

tl::expected<void, StoreError> StoreEngine::applyEarlierWebhooks(OrderRecord &record)
{
    const auto &id = record.order.cliveTxId;
    const auto early = m_session->run("SELECT status, amount_minor, currency, reference, fees_minor "
                                      "FROM webhook_inbox WHERE clive_tx_id = ?1 AND state = 'unmatched'",
                                      {id});
    bool changed = false;
    for (const auto &row : early.rows) {
        const auto event = readEvent(row, 0);
        if (!event)
            return tl::unexpected(StoreError{"the inbox of order " + id + " cannot be read"});
        changed |= record.order.apply(*event);
    }
    if (changed)
        updateOrder(record, record.updatedAtMs);
    if (!early.rows.empty()) {
        m_session->run("UPDATE webhook_inbox SET state = 'applied', problem = '', next_attempt_at_ms = NULL "
                       "WHERE clive_tx_id = ?1 AND state = 'unmatched'",
                       {id});
    }
    return {};
}

void StoreEngine::keepWebhook(const InboxEntry &entry, InboxState state, const std::string &problem)
{
    // What cannot be read will not become readable by itself: a dead letter at once.
    const auto next =
        state == InboxState::Unmatched ? nextAttemptMs(entry.receivedAtMs, 1) : std::optional<std::int64_t>();
    std::vector<SqlValue> values{
        entry.dedupeKey, entry.receivedAtMs, SqlBytes{entry.body}, inboxWordOf(state),
        problem,         entry.cliveTxId,    std::int64_t(1),      optionalValue(next)};
    for (auto &value : eventValues(entry.event))
        values.push_back(std::move(value));
    m_session->run(
        "INSERT INTO webhook_inbox (dedupe_key, received_at_ms, body, state, problem, clive_tx_id, "
        "attempts, next_attempt_at_ms, status, amount_minor, currency, reference, fees_minor) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        values);
}

tl::expected<InboxResult, StoreError> StoreEngine::acceptWebhook(const InboxEntry &entry)
{
    SqlTransaction transaction(*m_session);
    m_session->lock(SqlSession::Lock::Transaction,
                    entry.cliveTxId.empty() ? entry.dedupeKey : entry.cliveTxId);
    auto found = selectOrder(entry.cliveTxId, For::Changing);
    const auto known =
        m_session->run("SELECT state FROM webhook_inbox WHERE dedupe_key = ?1", {entry.dedupeKey});
    if (!known.rows.empty()) {
        return InboxResult{true, inboxStateOf(known.rows.front().text(0)),
                           found ? *std::move(found) : std::nullopt};
    }
    InboxResult result;
    auto problem = entry.problem;
    if (!entry.event) {
        result.state = InboxState::Unreadable;
    } else if (!found) {
        // The order's row is damaged. The event is kept all the same; it is applied once the row is mended.
        result.state = InboxState::Unmatched;
        problem = found.error().cause;
    } else {
        result.state = *found ? InboxState::Applied : InboxState::Unmatched;
        if (!*found)
            problem = noOrder;
    }
    keepWebhook(entry, result.state, problem);
    if (found) {
        if (entry.event && *found && (*found)->order.apply(*entry.event))
            updateOrder(**found, entry.receivedAtMs);
        result.record = *std::move(found);
    }
    transaction.commit();
    return result;
}

tl::expected<RetriedWebhooks, StoreError> StoreEngine::retryWebhooks(std::int64_t nowMs, std::size_t limit)
{
    SqlTransaction transaction(*m_session);
    // The second condition finds what was planned before the clock was set back.
    std::string sql =
        "SELECT id, clive_tx_id, attempts, dedupe_key, status, amount_minor, currency, reference, "
        "fees_minor FROM webhook_inbox WHERE next_attempt_at_ms IS NOT NULL "
        "AND (next_attempt_at_ms <= ?1 OR next_attempt_at_ms - ?1 > ?2) "
        "ORDER BY next_attempt_at_ms LIMIT ?3";
    sql += m_session->forUpdateSkipLocked();
    const auto due = m_session->run(sql, {nowMs, webhookPausesMs.back(), std::int64_t(limit)});
    RetriedWebhooks retried;
    for (const auto &row : due.rows) {
        auto found = selectOrder(row.text(1), For::Changing);
        const auto event = readEvent(row, 4);
        if (found && *found && event) {
            if ((*found)->order.apply(*event))
                updateOrder(**found, nowMs);
            m_session->run(
                "UPDATE webhook_inbox SET state = 'applied', problem = '', next_attempt_at_ms = NULL "
                "WHERE id = ?1",
                {row.integer(0)});
            ++retried.applied;
            continue;
        }
        const auto attempts = row.integer(2) + 1;
        const auto next = nextAttemptMs(nowMs, attempts);
        const std::string problem = !event ? "its event cannot be read from the inbox"
            : !found                       ? found.error().cause
                                           : noOrder;
        m_session->run(
            "UPDATE webhook_inbox SET attempts = ?1, next_attempt_at_ms = ?2, problem = ?3 WHERE id = ?4",
            {attempts, optionalValue(next), problem, row.integer(0)});
        if (next)
            ++retried.waiting;
        else
            retried.dead.push_back(row.text(3));
    }
    if (!due.rows.empty())
        transaction.commit();
    return retried;
}

std::vector<KeptWebhook> StoreEngine::listDeadLetters(std::int64_t afterId, std::size_t limit)
{
    const auto found = m_session->run(std::string("SELECT ") + keptColumns
                                          + " FROM webhook_inbox WHERE state <> 'applied' "
                                            "AND next_attempt_at_ms IS NULL AND id > ?1 ORDER BY id LIMIT ?2",
                                      {afterId, std::int64_t(limit)});
    std::vector<KeptWebhook> webhooks;
    for (const auto &row : found.rows)
        webhooks.push_back(keptWebhook(row));
    return webhooks;
}

std::optional<KeptWebhook> StoreEngine::findKeptWebhook(std::int64_t id)
{
    const auto found =
        m_session->run(std::string("SELECT ") + keptColumns + " FROM webhook_inbox WHERE id = ?1", {id});
    if (found.rows.empty())
        return std::nullopt;
    return keptWebhook(found.rows.front());
}

tl::expected<std::optional<InboxResult>, StoreError> StoreEngine::replayWebhook(std::int64_t id,
                                                                                const InboxEntry &readAgain)
{
    SqlTransaction transaction(*m_session);
    m_session->lock(SqlSession::Lock::Transaction,
                    readAgain.cliveTxId.empty() ? readAgain.dedupeKey : readAgain.cliveTxId);
    const auto kept = m_session->run(std::string("SELECT state FROM webhook_inbox WHERE id = ?1")
                                         + std::string(m_session->forUpdate()),
                                     {id});
    if (kept.rows.empty())
        return std::nullopt;
    auto found = selectOrder(readAgain.cliveTxId, For::Changing);
    if (!found)
        return tl::unexpected(found.error());
    InboxResult result;
    if (inboxStateOf(kept.rows.front().text(0)) == InboxState::Applied) {
        result.duplicate = true;
        result.record = *std::move(found);
        return result;
    }
    result.state = !readAgain.event ? InboxState::Unreadable
        : *found                    ? InboxState::Applied
                                    : InboxState::Unmatched;
    // Without its order yet, it waits through the whole schedule once more.
    const auto next = result.state == InboxState::Unmatched ? nextAttemptMs(readAgain.receivedAtMs, 1)
                                                            : std::optional<std::int64_t>();
    const std::string problem = result.state == InboxState::Unmatched ? noOrder : readAgain.problem;
    std::vector<SqlValue> values{id, inboxWordOf(result.state), readAgain.cliveTxId, optionalValue(next),
                                 problem};
    for (auto &value : eventValues(readAgain.event))
        values.push_back(std::move(value));
    m_session->run(
        "UPDATE webhook_inbox SET state = ?2, clive_tx_id = ?3, attempts = 1, next_attempt_at_ms = ?4, "
        "problem = ?5, status = ?6, amount_minor = ?7, currency = ?8, reference = ?9, fees_minor = ?10 "
        "WHERE id = ?1",
        values);
    if (readAgain.event && *found && (*found)->order.apply(*readAgain.event))
        updateOrder(**found, readAgain.receivedAtMs);
    transaction.commit();
    result.record = *std::move(found);
    return result;
}

std::int64_t StoreEngine::forgetOldWebhooks(std::int64_t beforeMs)
{
    return m_session
        ->run("DELETE FROM webhook_inbox WHERE state = 'applied' AND received_at_ms < ?1", {beforeMs})
        .changed;
}

InboxDepth StoreEngine::inboxDepth()
{
    const auto counted = m_session->run(
        "SELECT COUNT(*), COUNT(next_attempt_at_ms) FROM webhook_inbox WHERE state <> 'applied'");
    const auto &row = counted.rows.front();
    return {row.integer(1), row.integer(0) - row.integer(1)};
}

} // namespace tillwright::backend::store
