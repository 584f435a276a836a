#pragma once

#include "backend/store/records.h"

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Statement.h>
#include <map>
#include <memory>
#include <string>
#include <tl/expected.hpp>
#include <utility>
#include <vector>

namespace tillwright::backend::store {

/// The SQLite engine's work, blocking, for one thread at a time (SqliteStore owns that thread). One connection
/// writes and checkpoints: with two, SQLite before 3.51.3 can lose committed writes in WAL. A lock file beside the
/// database keeps a second process out.
class SqliteEngine
{
public:
    /// Creates the file (mode 0600) when it is missing and applies the migrations it lacks. Refuses a schema
    /// that is newer than this program, and a store that another process has open.
    [[nodiscard]] static tl::expected<std::unique_ptr<SqliteEngine>, StoreError>
    open(const std::string &path);
    ~SqliteEngine();
    SqliteEngine(const SqliteEngine &) = delete;
    SqliteEngine &operator=(const SqliteEngine &) = delete;

    /// The schema found at open(), before migrations; 0 for a new file.
    [[nodiscard]] int schemaVersionFound() const noexcept { return m_schemaVersionFound; }
    /// The schema now.
    [[nodiscard]] int schemaVersion() const;

    // One transaction each; see Store for what they do. They throw SQLite::Exception.
    KeyClaim claimKey(const ClaimRequest &request);
    tl::expected<OrderRecord, StoreError> completeKey(const CheckoutKey &key, OrderRecord record);
    void answerKey(const CheckoutKey &key, int status, const std::string &body);
    void releaseKey(const CheckoutKey &key);
    tl::expected<std::optional<OrderRecord>, StoreError> findOrder(const std::string &cliveTxId);
    tl::expected<OrderPage, StoreError> searchOrders(const OrderSearch &search);
    tl::expected<std::optional<OrderRecord>, StoreError>
    applyEvent(const std::string &cliveTxId, const domain::OrderEvent &event, std::int64_t nowMs);
    tl::expected<std::optional<OrderRecord>, StoreError> abandonOrder(const std::string &cliveTxId,
                                                                      std::int64_t nowMs);
    void replaceSecret(const std::string &cliveTxId, const SealedSecret &secret);
    std::int64_t forgetExpiredSecrets(std::int64_t nowMs);
    std::vector<std::string> takeDueChecks(std::int64_t nowMs, std::size_t limit);
    tl::expected<InboxResult, StoreError> acceptWebhook(const InboxEntry &entry);
    void probe(std::int64_t nowMs);

    /// Orders whose version moved since the last call, with their new version.
    [[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> takeChanges();

private:
    class Query;

    SqliteEngine(const std::string &path, int lockFile);
    void migrate();
    SQLite::Statement &statement(const char *sql);
    /// Law 2: what stands against a new checkout, apart from this key.
    struct ReferenceState {
        std::vector<std::string> busyOrders;
        std::vector<std::string> abandonedOrders;
    };
    ReferenceState referenceState(const std::string &reference);
    bool otherKeyInFlight(const ClaimRequest &request);
    bool insertOrder(const OrderRecord &record);
    void updateOrder(OrderRecord &record, std::int64_t nowMs);
    tl::expected<void, StoreError> applyEarlierWebhooks(OrderRecord &record);

    int m_lockFile;
    SQLite::Database m_database;
    std::map<const char *, std::unique_ptr<SQLite::Statement>> m_statements;
    std::vector<std::pair<std::string, std::int64_t>> m_changes;
    int m_schemaVersionFound = 0;
};

} // namespace tillwright::backend::store
