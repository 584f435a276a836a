#pragma once

#include "checkout/ports.h"
#include "kiosk/shift/staff_port.h"

#include <QObject>
#include <QString>
#include <optional>

namespace tillwright::kiosk::presentation {

/// Who is signed in at this register. Without operators nobody has to be.
class StaffSession : public QObject
{
    Q_OBJECT

public:
    /// Reads the operators at once. Both must outlive it.
    StaffSession(shift::StaffPort &staff, checkout::Clock &clock, QObject *parent = nullptr);
    ~StaffSession() override;

    /// There are operators, disabled ones too: somebody has to sign in.
    [[nodiscard]] bool isNeeded() const { return m_isNeeded; }
    /// Those who can, by name.
    [[nodiscard]] const std::vector<shift::Operator> &people() const { return m_people; }
    [[nodiscard]] const std::optional<shift::Operator> &who() const { return m_who; }
    [[nodiscard]] QString operatorId() const;
    [[nodiscard]] QString operatorName() const;
    [[nodiscard]] bool isSupervisor() const { return m_who && m_who->role == shift::Role::Supervisor; }
    /// Nobody who has to be is signed in.
    [[nodiscard]] bool isLocked() const { return m_isNeeded && !m_who; }
    /// Whether this person's PIN may be tried now.
    [[nodiscard]] shift::PinGate gateFor(const std::string &id) const;

    /// The operators anew: a command may have changed them.
    void refresh();
    /// Ignored while another PIN is looked at.
    void signIn(const std::string &id, domain::Secret pin);
    enum class Why { Asked, Idle };
    void lock(Why why);
    /// An audit line of this person's that nobody has to allow.
    void note(const QString &act, const QString &subject, const QString &reason);
    /// Once a supervisor has allowed it.
    void forgetWrongPins(const std::string &id);

Q_SIGNALS:
    void peopleChanged();
    /// Somebody may try again, or has to wait for a second less.
    void gatesChanged();
    /// `isAnother`: not who was signed in before.
    void signedIn(bool isAnother);
    void locked();
    void pinAnswered(const tillwright::kiosk::shift::PinAnswer &answer);
    /// The staff file cannot be read or written: technical, for staff.
    void troubled(const QString &cause);

private:
    void take(const shift::PinAnswer &answer);
    void tell(const shift::AuditEntry &entry);
    void watchGates();

    shift::StaffPort &m_staff;
    checkout::Clock &m_clock;
    bool m_isNeeded = false;
    bool m_isChecking = false;
    std::vector<shift::Operator> m_people;
    std::optional<shift::Operator> m_who;
    std::string m_lastId;
    checkout::TimerId m_tick = 0;
    bool m_isTicking = false;
};

} // namespace tillwright::kiosk::presentation
