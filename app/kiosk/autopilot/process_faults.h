#pragma once

#include "kiosk/autopilot/scenario.h"

namespace tillwright::kiosk::autopilot {

/// The scenario's faults that end this program (kiosk.process), in the middle of an event of the timeline. What happens
/// is what a power cut does: nothing is flushed, nobody is told.
class ProcessFaults
{
public:
    explicit ProcessFaults(const QList<Fault> &faults);

    /// Does not return when this program's end is due.
    void happen(const QString &event) const;

private:
    QList<Fault> m_faults;
};

} // namespace tillwright::kiosk::autopilot
