#pragma once

#include "configuration/configuration.h"
#include "kiosk/printing/printer_settings.h"
#include "kiosk/receipt/escpos_layout.h"

namespace tillwright::kiosk {

/// `[printer]` (docs/printing.md): which printer, and what suits it.
struct PrinterConfig {
    printing::PrinterSettings printer;
    receipt::EscPosOptions layout;
    /// The document is a PDF; a CUPS queue makes something of it.
    bool isPdf = false;
    bool printsMerchantCopy = false;
    /// The customer's receipt comes out by itself; else when it is asked for.
    bool printsReceipts = true;
};

/// Errors go to the table's file.
[[nodiscard]] PrinterConfig readPrinterConfig(const configuration::ConfigTable &table);

/// `tcp 192.168.1.50:9100`; empty: there is none.
[[nodiscard]] QString printerText(const printing::PrinterSettings &printer);

} // namespace tillwright::kiosk
