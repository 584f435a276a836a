#pragma once

#include "kiosk/autopilot/scenario.h"
#include "kiosk/virtual_printer/printer_server.h"

#include <QDir>
#include <QHash>
#include <QTimer>

namespace tillwright::kiosk {

/// The printer of a scenario that has printer faults, or of QA mode: in software, at a port of this machine, with slips in a
/// folder. A fault's `ms` is when somebody repairs it, counted from when it happened; 0: nobody does.
class SandboxPrinter : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static bool isWantedBy(const QList<autopilot::Fault> &faults);
    SandboxPrinter(const QList<autopilot::Fault> &faults, const QDir &slips);
    /// `127.0.0.1:PORT`; empty when no port could be had.
    [[nodiscard]] QString start();

    /// What is wrong with it from now on; what is not among them is repaired.
    void setFaults(const QList<autopilot::Fault> &faults);
    /// What is wrong with it.
    [[nodiscard]] const QList<autopilot::Fault> &faults() const { return m_faults; }

private:
    void strike(const autopilot::Fault &fault);
    void repair(const QString &action);
    void keep(const virtual_printer::Slip &slip);

    QDir m_slips;
    QList<autopilot::Fault> m_faults;
    /// By action: whoever comes to repair it.
    QHash<QString, QTimer *> m_repairs;
    int m_slipCount = 0;
    virtual_printer::VirtualPrinter m_printer;
    virtual_printer::PrinterServer m_server;
};

} // namespace tillwright::kiosk
