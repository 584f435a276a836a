#pragma once

#include "kiosk/autopilot/sandbox_control.h"
#include "kiosk/qa/sandbox_port.h"

#include <QUrl>

namespace tillwright::kiosk::qa {

/// The control API over HTTP, on this machine's loopback.
class SandboxLink : public SandboxPort
{
public:
    /// `url`: the sandbox's Clive address. `token`: bearer token of the control API.
    SandboxLink(QUrl url, QByteArray token) : m_control(std::move(url), std::move(token)) {}

    void fetchAbout(Done<SandboxAbout> done) override;
    void fetchLive(qint64 after, Done<SandboxLive> done) override;
    void setFaults(const QList<autopilot::Fault> &faults, Done<void> done) override;
    void setClockOffset(qint64 offsetMs, Done<void> done) override;
    void advanceClock(qint64 byMs, Done<void> done) override;

private:
    autopilot::SandboxControl m_control;
};

} // namespace tillwright::kiosk::qa
