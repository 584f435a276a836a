#pragma once

#include "kiosk/qa/sandbox_port.h"

#include <QPointer>

class QWebEngineView;

namespace tillwright::kiosk {

namespace autopilot {
class FaultyBackend;
}
class SandboxPrinter;

/// The faults that this program carries out itself, switched from the panel of QA mode: by the same means as a scenario's.
class QaKioskFaults : public qa::KioskFaults
{
public:
    /// All of them outlive whatever is switched, and may be null.
    void attach(autopilot::FaultyBackend *backend, QWebEngineView *page, SandboxPrinter *printer);
    /// Something that the kiosk's timeline says; strikes whatever waits for it. Does not return when that is this program's end.
    void happen(const QString &event);

    [[nodiscard]] QList<qa::FaultPlace> places() const override;
    [[nodiscard]] QString whyNot(const QString &at) const override;
    void set(const QList<autopilot::Fault> &faults) override;
    [[nodiscard]] QList<autopilot::Fault> inForce() const override;

private:
    void strike(autopilot::Fault fault);

    autopilot::FaultyBackend *m_backend = nullptr;
    QPointer<QWebEngineView> m_page;
    QPointer<SandboxPrinter> m_printer;
    /// Of the page's process and of this one: they wait for an event.
    QList<autopilot::Fault> m_waiting;
};

} // namespace tillwright::kiosk
