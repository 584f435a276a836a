#include "kiosk/printing/printer_settings.h"

#include "kiosk/printing/tcp_transport.h"

namespace tillwright::kiosk::printing {

std::unique_ptr<Printer> makePrinter(const PrinterSettings &settings)
{
    std::unique_ptr<ByteTransport> wire;
    switch (settings.kind) {
    case PrinterKind::None:
        return nullptr;
    case PrinterKind::Cups:
        return std::make_unique<CupsPrinter>(settings.queue);
    case PrinterKind::Tcp:
        wire = std::make_unique<TcpTransport>(settings.host, settings.port);
        break;
    case PrinterKind::Device:
        wire = std::make_unique<DeviceTransport>(settings.device, std::nullopt);
        break;
    case PrinterKind::Serial:
        wire = std::make_unique<DeviceTransport>(settings.device, settings.line);
        break;
    }
    return std::make_unique<EscPosPrinter>(std::move(wire), settings.confirmation);
}

} // namespace tillwright::kiosk::printing
