#include "kiosk/autopilot/process_faults.h"

#include <csignal>

namespace tillwright::kiosk::autopilot {

using namespace Qt::StringLiterals;

namespace {

/// Money may have moved and nothing is known yet.
const auto worstMoment = "state:Confirming"_L1;

} // namespace

ProcessFaults::ProcessFaults(const QList<Fault> &faults)
{
    for (auto fault : faults) {
        if (fault.at != "kiosk.process"_L1)
            continue;
        if (fault.event.isEmpty())
            fault.event = worstMoment;
        m_faults.append(fault);
    }
}

void ProcessFaults::happen(const QString &event) const
{
    for (const auto &fault : m_faults) {
        if (isDueAt(fault, event))
            std::raise(SIGKILL);
    }
}

} // namespace tillwright::kiosk::autopilot
