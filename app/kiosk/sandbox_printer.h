#pragma once

#include "kiosk/autopilot/scenario.h"
#include "kiosk/virtual_printer/printer_server.h"

#include <QDir>

namespace tillwright::kiosk {

/// The printer of a scenario that has printer faults: in software, at a port of this machine, with slips in a folder.
/// A fault's `ms` is when somebody repairs it, counted from the start; 0: nobody does.
class SandboxPrinter : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] static bool isWantedBy(const QList<autopilot::Fault> &faults);
    SandboxPrinter(const QList<autopilot::Fault> &faults, const QDir &slips);
    /// `127.0.0.1:PORT`; empty when no port could be had.
    [[nodiscard]] QString start();

private:
    void repair(const QString &action);
    void keep(const virtual_printer::Slip &slip);

    QDir m_slips;
    int m_slipCount = 0;
    virtual_printer::VirtualPrinter m_printer;
    virtual_printer::PrinterServer m_server;
};

} // namespace tillwright::kiosk
