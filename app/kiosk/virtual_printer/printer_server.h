#pragma once

#include "kiosk/virtual_printer/virtual_printer.h"

#include <QTcpServer>

class QTcpSocket;

namespace tillwright::kiosk::virtual_printer {

/// Puts a virtual printer on a TCP port of this machine. One at a time, as printers have it: a second connection waits
/// for the first one's end.
class PrinterServer : public QObject
{
    Q_OBJECT

public:
    explicit PrinterServer(VirtualPrinter &printer);
    ~PrinterServer() override;
    /// Port 0: any free one. False: see errorString().
    [[nodiscard]] bool listen(quint16 port = 0);
    [[nodiscard]] quint16 port() const { return m_port; }
    [[nodiscard]] QString errorString() const { return m_server.errorString(); }
    /// The cable is pulled: the connection breaks, nobody listens any more.
    void unplug();
    /// On the same port again.
    [[nodiscard]] bool plugIn() { return listen(m_port); }
    [[nodiscard]] int connections() const { return m_connections; }

private:
    void takeNext();
    void feed();

    VirtualPrinter &m_printer;
    QTcpServer m_server;
    QTcpSocket *m_client = nullptr;
    quint16 m_port = 0;
    int m_connections = 0;
};

} // namespace tillwright::kiosk::virtual_printer
