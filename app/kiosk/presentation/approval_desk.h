#pragma once

#include "kiosk/presentation/staff_desk.h"
#include "kiosk/presentation/staff_session.h"

namespace tillwright::kiosk::presentation {

/// Acts that need a supervisor, one at a time: what is asked, and what came of it.
class ApprovalDesk : public QObject, public StaffDesk
{
    Q_OBJECT

public:
    /// Both must outlive it.
    ApprovalDesk(StaffSession &session, shift::StaffPort &staff, QObject *parent = nullptr);

    [[nodiscard]] QString operatorId() const override { return m_session.operatorId(); }
    /// A second act is refused while one is asked about.
    void allow(const StaffAct &act, std::function<void()> allowed) override;

    struct Request {
        StaffAct act;
        bool needsPin = false; ///< nobody who may allow it is signed in
        bool needsReason = false;
        std::function<void()> allowed;
    };
    /// What is asked about now.
    [[nodiscard]] const std::optional<Request> &request() const { return m_request; }
    [[nodiscard]] bool isChecking() const { return m_isChecking; }
    [[nodiscard]] std::vector<shift::Operator> supervisors() const;

    /// `id` and `pin`: where a PIN is needed. An empty reason where one is needed changes nothing.
    void approve(const QString &reason, const std::string &id = {}, domain::Secret pin = {});
    void refuse();

Q_SIGNALS:
    void requestChanged();
    void reasonMissing();
    /// It was not a right one, or not a supervisor's.
    void pinAnswered(const tillwright::kiosk::shift::PinAnswer &answer);
    /// The audit line cannot be written, so the act does not happen: technical, for staff.
    void troubled(const QString &cause);

private:
    void finish(const QString &reason, const std::string &allowedBy);

    StaffSession &m_session;
    shift::StaffPort &m_staff;
    std::optional<Request> m_request;
    bool m_isChecking = false;
    /// Tells an answer that comes after its question was withdrawn.
    int m_serial = 0;
};

} // namespace tillwright::kiosk::presentation
