#include "kiosk/virtual_printer/printer_server.h"

#include <QTcpSocket>
#include <utility>

namespace tillwright::kiosk::virtual_printer {

namespace {

constexpr qint64 readBufferBytes = 4096;

}

PrinterServer::PrinterServer(VirtualPrinter &printer) : m_printer(printer)
{
    connect(&m_server, &QTcpServer::newConnection, this, &PrinterServer::takeNext);
    connect(&printer, &VirtualPrinter::hungry, this, &PrinterServer::feed);
    connect(&printer, &VirtualPrinter::died, this, &PrinterServer::unplug);
    connect(&printer, &VirtualPrinter::answered, this, [this](const QByteArray &bytes) {
        if (m_client)
            m_client->write(bytes);
    });
}

PrinterServer::~PrinterServer()
{
    // Or else the server, going with the client that it owns, would say here that the client has gone.
    unplug();
}

bool PrinterServer::listen(quint16 port)
{
    if (!m_server.listen(QHostAddress::LocalHost, port))
        return false;
    m_port = m_server.serverPort();
    return true;
}

void PrinterServer::unplug()
{
    m_server.close();
    if (QTcpSocket *client = std::exchange(m_client, nullptr)) {
        client->disconnect(this);
        client->abort();
        client->deleteLater();
    }
}

void PrinterServer::takeNext()
{
    if (m_client || !m_server.hasPendingConnections())
        return;
    ++m_connections;
    m_client = m_server.nextPendingConnection();
    m_client->setReadBufferSize(readBufferBytes);
    connect(m_client, &QTcpSocket::readyRead, this, &PrinterServer::feed);
    connect(m_client, &QTcpSocket::disconnected, this, [this] {
        // What arrived in time is printed.
        feed();
        m_client->deleteLater();
        m_client = nullptr;
        takeNext();
    });
    feed();
}

void PrinterServer::feed()
{
    while (m_client && m_client->bytesAvailable() > 0 && m_printer.freeBytes() > 0)
        m_printer.receive(m_client->read(m_printer.freeBytes()));
}

} // namespace tillwright::kiosk::virtual_printer
