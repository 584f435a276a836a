#pragma once

#include "kiosk/closed_sign.h"
#include "kiosk/machine_diagnostics.h"
#include "kiosk/presentation/staff_corner.h"

namespace tillwright::kiosk {

class TerminalFace;

/// The terminal's corner for staff, put together: people, diagnostics, and what is kept over a restart.
class TerminalStaff : public QObject
{
    Q_OBJECT

public:
    /// `end`: ends the program with that exit code (program_end.h), whatever its window thinks of being closed.
    TerminalStaff(const ServiceRooms &rooms, TerminalFace &face, std::function<void(int)> end);

    [[nodiscard]] presentation::StaffCorner &corner() { return m_corner; }

private:
    [[nodiscard]] presentation::StaffCornerActs acts();
    [[nodiscard]] QString setClosed(bool isClosed);

    TerminalFace &m_face;
    const std::function<void(int)> m_end;
    const ClosedSign m_sign;
    MachineDiagnostics m_diagnostics;
    presentation::StaffCorner m_corner;
};

} // namespace tillwright::kiosk
