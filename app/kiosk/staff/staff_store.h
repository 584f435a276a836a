#pragma once

#include "checkout/ports.h"
#include "kiosk/shift/staff_port.h"
#include "kiosk/staff/audit.h"
#include "kiosk/staff/pin_hash.h"

#include <QObject>
#include <QThreadPool>
#include <memory>

class QSqlDatabase;

namespace tillwright::kiosk::staff {

/// The register's people and what they did: `staff.sqlite`. Lives on the thread that opened it.
class StaffStore : public QObject, public shift::StaffPort
{
    Q_OBJECT

public:
    /// `clock` must outlive it. `cost`: of PINs that are set from now on.
    [[nodiscard]] static StaffResult<std::unique_ptr<StaffStore>>
    open(const QString &filePath, const checkout::Clock &clock, const PinCost &cost = {});
    ~StaffStore() override;

    [[nodiscard]] StaffResult<std::vector<shift::Operator>> operators() override;
    /// The PIN is hashed on a thread of its own.
    void checkPin(const std::string &id, domain::Secret pin, const std::string &signedIn,
                  std::function<void(const shift::PinAnswer &)> done) override;
    [[nodiscard]] StaffResult<void> forgetWrongPins(const std::string &id) override;
    [[nodiscard]] StaffResult<void> note(const shift::AuditEntry &entry) override;

    // What the commands do; each an audit line with `by` (`terminal:USER`).

    /// An empty id is made of the name.
    [[nodiscard]] StaffResult<shift::Operator> add(const std::string &name, shift::Role role, std::string id,
                                                   const domain::Secret &pin, const std::string &by);
    /// Takes wrong PINs back as well.
    [[nodiscard]] StaffResult<void> setPin(const std::string &id, const domain::Secret &pin,
                                           const std::string &by);
    [[nodiscard]] StaffResult<void> disable(const std::string &id, const std::string &by);
    [[nodiscard]] StaffResult<void> unlock(const std::string &id, const std::string &by);

    [[nodiscard]] StaffResult<std::vector<AuditLine>> auditLines(int count = 0) const;
    /// The error says at which line the chain of hashes breaks.
    [[nodiscard]] StaffResult<AuditHead> verifyAudit() const;

    /// The name of the connection, for who keeps more in the same file and the same transactions.
    [[nodiscard]] const QString &connection() const { return m_connection; }

private:
    StaffStore(QString connection, const checkout::Clock &clock, const PinCost &cost);
    [[nodiscard]] QSqlDatabase database() const;
    [[nodiscard]] StaffResult<shift::Operator> find(const std::string &id) const;
    /// Changes one operator's row and adds the line, both or neither.
    [[nodiscard]] StaffResult<void> change(const std::string &id, const QString &assignments,
                                           const QVariantList &values, const shift::AuditEntry &entry);
    [[nodiscard]] StaffResult<std::string> hashNew(const domain::Secret &pin) const;
    void settle(const std::string &id, bool isRight, const std::string &signedIn,
                const std::function<void(const shift::PinAnswer &)> &done);

    const QString m_connection;
    const checkout::Clock &m_clock;
    const PinCost m_cost;
    QThreadPool m_hasher;
};

} // namespace tillwright::kiosk::staff
