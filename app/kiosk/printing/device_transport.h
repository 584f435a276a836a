#pragma once

#include "kiosk/printing/byte_transport.h"

#include <QByteArray>

#include <memory>
#include <optional>

class QSocketNotifier;
class QTimer;

namespace tillwright::kiosk::printing {

enum class FlowControl { None, Hardware, Software };

/// How both ends of a serial line speak: 8 data bits, no parity, one stop bit.
struct SerialLine {
    int baud = 9600;
    FlowControl flow = FlowControl::Hardware;
};
/// 1200 to 115200, the rates that printers have.
[[nodiscard]] bool isSerialRate(int baud);

/// A printer that is a file: `/dev/usb/lp0`, a serial line, or a pipe, which never answers. Nothing blocks: a printer
/// without paper stops taking bytes, and the kernel's buffers are small.
class DeviceTransport : public ByteTransport
{
    Q_OBJECT

public:
    DeviceTransport(QString path, std::optional<SerialLine> line);
    ~DeviceTransport() override;

    void open() override;
    void write(const QByteArray &bytes) override;
    void close() override;
    [[nodiscard]] bool hasBackChannel() const override { return !m_isPipe; }

private:
    /// Empty when it is open.
    [[nodiscard]] QString tryOpen();
    [[nodiscard]] QString setUpLine();
    void readSome();
    void writeSome();
    void checkDrained();
    void fail(const QString &cause);
    void later(void (DeviceTransport::*what)());

    QString m_path;
    std::optional<SerialLine> m_line;
    int m_file = -1;
    bool m_isPipe = false;
    bool m_isTerminal = false;
    QByteArray m_waiting;
    std::unique_ptr<QSocketNotifier> m_readable;
    std::unique_ptr<QSocketNotifier> m_writable;
    QTimer *m_again;
    void (DeviceTransport::*m_what)() = nullptr;
};

} // namespace tillwright::kiosk::printing
