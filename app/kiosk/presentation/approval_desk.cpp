#include "kiosk/presentation/approval_desk.h"

#include <utility>

namespace tillwright::kiosk::presentation {

namespace {

constexpr int reasonMaxCharacters = 200;

} // namespace

ApprovalDesk::ApprovalDesk(StaffSession &session, shift::StaffPort &staff, QObject *parent)
    : QObject(parent), m_session(session), m_staff(staff)
{
}

void ApprovalDesk::allow(const StaffAct &act, std::function<void()> allowed)
{
    if (m_request)
        return;
    m_request = Request{act, m_session.isNeeded() && !m_session.isSupervisor(),
                        m_session.isNeeded() && act.reason.trimmed().isEmpty(), std::move(allowed)};
    ++m_serial;
    if (!m_request->needsPin && !m_request->needsReason) {
        finish(act.reason, m_session.operatorId().toStdString());
        return;
    }
    m_session.refresh();
    Q_EMIT requestChanged();
}

std::vector<shift::Operator> ApprovalDesk::supervisors() const
{
    auto people = m_session.people();
    std::erase_if(people, [](const auto &person) { return person.role != shift::Role::Supervisor; });
    return people;
}

void ApprovalDesk::approve(const QString &reason, const std::string &id, domain::Secret pin)
{
    if (!m_request || m_isChecking)
        return;
    const QString said =
        m_request->needsReason ? reason.trimmed().left(reasonMaxCharacters) : m_request->act.reason;
    if (said.isEmpty()) {
        Q_EMIT reasonMissing();
        return;
    }
    if (!m_request->needsPin) {
        finish(said, m_session.operatorId().toStdString());
        return;
    }
    m_isChecking = true;
    m_staff.checkPin(id, std::move(pin), operatorId().toStdString(),
                     [this, said, serial = m_serial](const shift::PinAnswer &answer) {
                         m_isChecking = false;
                         // A wrong PIN makes this person wait everywhere.
                         m_session.refresh();
                         if (!m_request || serial != m_serial)
                             return;
                         const bool isAllowed = answer.kind == shift::PinAnswer::Kind::Right
                             && answer.who.role == shift::Role::Supervisor;
                         if (isAllowed)
                             finish(said, answer.who.id);
                         else
                             Q_EMIT pinAnswered(answer);
                     });
}

void ApprovalDesk::refuse()
{
    if (!m_request)
        return;
    m_request.reset();
    Q_EMIT requestChanged();
}

void ApprovalDesk::finish(const QString &reason, const std::string &allowedBy)
{
    const Request request = *std::exchange(m_request, std::nullopt);
    const auto noted = m_staff.note({request.act.act.toStdString(), request.act.subject.toStdString(),
                                     reason.toStdString(), operatorId().toStdString(), allowedBy});
    Q_EMIT requestChanged();
    if (noted)
        request.allowed();
    else
        Q_EMIT troubled(QString::fromStdString(noted.error().cause));
}

} // namespace tillwright::kiosk::presentation
