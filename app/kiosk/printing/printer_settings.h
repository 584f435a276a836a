#pragma once

#include "kiosk/printing/cups_printer.h"
#include "kiosk/printing/device_transport.h"
#include "kiosk/printing/escpos_printer.h"

#include <memory>

namespace tillwright::kiosk::printing {

enum class PrinterKind { None, Tcp, Device, Serial, Cups };

/// What a register is told of its printer.
struct PrinterSettings {
    PrinterKind kind = PrinterKind::None;
    QString host; ///< Tcp
    quint16 port = 9100;
    QString device; ///< Device, Serial
    SerialLine line;
    CupsQueue queue;
    Confirmation confirmation = Confirmation::Status;
};

/// Null for PrinterKind::None.
[[nodiscard]] std::unique_ptr<Printer> makePrinter(const PrinterSettings &settings);

} // namespace tillwright::kiosk::printing
