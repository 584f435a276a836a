#include "kiosk/terminal_staff.h"

#include "kiosk/presentation/checkout_view_model.h"
#include "kiosk/program_end.h"
#include "kiosk/staff/staff_store.h"
#include "kiosk/staff_composition.h"
#include "kiosk/terminal_composition.h"

#include <QLoggingCategory>

namespace tillwright::kiosk {

namespace {

Q_LOGGING_CATEGORY(lcTerminalStaff, "tillwright.terminal.staff")

} // namespace

TerminalStaff::TerminalStaff(const ServiceRooms &rooms, TerminalFace &face, std::function<void(int)> end)
    : m_face(face), m_end(std::move(end)), m_sign(rooms.config.dataFolder),
      m_diagnostics(rooms,
                    [&face](const auto &tell) {
                        using Kind = checkout::SpeechStatus::Kind;
                        const auto status = face.speech().status();
                        tell({true, status.kind != Kind::Unavailable, QString::fromStdString(status.cause)});
                    }),
      m_corner(rooms.staff.session(), rooms.staff.desk(), m_diagnostics.model(), rooms.clock, acts())
{
    using presentation::StaffCorner;
    if (rooms.isSandbox)
        m_corner.setHint(sandboxHint(shift::Role::Supervisor));
    // Before anybody can begin: a terminal that staff have closed stays closed, whatever ended the program.
    m_face.availabilityFeed().setClosedByStaff(m_sign.isUp());
    connect(&m_corner, &StaffCorner::openChanged, this, [this] {
        qCInfo(lcTerminalStaff) << (m_corner.isOpen() ? "the corner was opened" : "the corner was shut");
        m_face.model().setStaffHere(m_corner.isOpen());
    });
    connect(&rooms.checkout, &presentation::CheckoutViewModel::changed, &m_corner, &StaffCorner::look);
    connect(&face.availability(), &presentation::Availability::changed, &m_corner, &StaffCorner::look);
    connect(&rooms.staff.approval(), &presentation::ApprovalDesk::troubled, this,
            [this](const QString &cause) {
                qCWarning(lcTerminalStaff).noquote() << cause;
                m_corner.tell(tr("Nothing was done, because it could not be noted: %1").arg(cause));
            });
    if (const auto whole = rooms.staff.store().verifyAudit(); !whole)
        qCWarning(lcTerminalStaff).noquote()
            << "the audit was changed from outside:" << QString::fromStdString(whole.error().cause);
    face.window().setStaffCorner(m_corner);
}

presentation::StaffCornerActs TerminalStaff::acts()
{
    presentation::StaffCornerActs acts;
    acts.mayOpen = [this] { return m_face.model().mayStaffCome(); };
    acts.isPaymentOpen = [this] { return m_face.model().isPaymentOpen(); };
    acts.isClosed = [this] { return m_face.availability().holds(presentation::Availability::Reason::Staff); };
    acts.setClosed = [this](bool isClosed) { return setClosed(isClosed); };
    acts.troubles = [this] { return m_face.availability().troubles(); };
    acts.restart = [this] { m_end(exitToRestart); };
    acts.leave = [this] { m_end(exitLeftByStaff); };
    return acts;
}

QString TerminalStaff::setClosed(bool isClosed)
{
    // On the disk first: what travellers see must not be more than a restart leaves.
    if (const auto kept = m_sign.set(isClosed); !kept) {
        qCWarning(lcTerminalStaff).noquote() << kept.error();
        return tr("Nothing was changed, because it could not be kept: %1").arg(kept.error());
    }
    m_face.availabilityFeed().setClosedByStaff(isClosed);
    return {};
}

} // namespace tillwright::kiosk
