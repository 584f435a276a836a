#pragma once

#include "kiosk/printing/byte_transport.h"

class QTcpSocket;

namespace tillwright::kiosk::printing {

/// Raw TCP, as printers have it on port 9100.
class TcpTransport : public ByteTransport
{
    Q_OBJECT

public:
    TcpTransport(QString host, quint16 port);
    ~TcpTransport() override;

    void open() override;
    void write(const QByteArray &bytes) override;
    void close() override;
    [[nodiscard]] bool hasBackChannel() const override { return true; }

private:
    QString m_host;
    quint16 m_port;
    QTcpSocket *m_socket = nullptr;
};

} // namespace tillwright::kiosk::printing
