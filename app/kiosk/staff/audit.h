#pragma once

#include "kiosk/staff/staff_sql.h"

/// The audit: rows that can only be added, each with a hash over itself and the row before.
namespace tillwright::kiosk::staff {

struct AuditLine {
    std::int64_t number = 0; ///< from 1, without gaps
    std::int64_t atMs = 0;   ///< since 1970, UTC
    shift::AuditEntry entry;
};

/// How far the audit goes: on every Z report, so that a paper outside the machine says it too.
struct AuditHead {
    std::int64_t number = 0;
    QByteArray hash; ///< SHA-256; empty for an empty audit
};

/// Within the caller's transaction, if there is one.
[[nodiscard]] StaffResult<void> addAuditLine(const QSqlDatabase &database, std::int64_t atMs,
                                             const shift::AuditEntry &entry);
/// The newest `count` lines, oldest first; 0: all.
[[nodiscard]] StaffResult<std::vector<AuditLine>> readAudit(const QSqlDatabase &database, int count = 0);
/// Reads all of it. The error says at which line the chain breaks.
[[nodiscard]] StaffResult<AuditHead> verifyAudit(const QSqlDatabase &database);
[[nodiscard]] StaffResult<AuditHead> auditHead(const QSqlDatabase &database);

} // namespace tillwright::kiosk::staff
