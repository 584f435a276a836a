#include "kiosk/printing/tcp_transport.h"

#include <QNetworkProxy>
#include <QTcpSocket>
#include <QTimer>

#include <utility>

namespace tillwright::kiosk::printing {

namespace {

/// For the last bytes and the good-bye.
constexpr int lingerMs = 5'000;

} // namespace

TcpTransport::TcpTransport(QString host, quint16 port) : m_host(std::move(host)), m_port(port)
{
}

TcpTransport::~TcpTransport()
{
    if (m_socket)
        m_socket->disconnect(this);
    delete m_socket;
}

void TcpTransport::open()
{
    close();
    m_socket = new QTcpSocket;
    // A printer stands in the shop; no proxy leads to it.
    m_socket->setProxy(QNetworkProxy::NoProxy);
    m_socket->setSocketOption(QAbstractSocket::KeepAliveOption, 1);
    m_socket->setSocketOption(QAbstractSocket::LowDelayOption, 1);
    connect(m_socket, &QTcpSocket::connected, this, &TcpTransport::opened);
    connect(m_socket, &QTcpSocket::readyRead, this, [this] { Q_EMIT received(m_socket->readAll()); });
    connect(m_socket, &QTcpSocket::bytesWritten, this, [this] {
        Q_EMIT progressed();
        if (m_socket && m_socket->bytesToWrite() == 0)
            Q_EMIT drained();
    });
    // Queued, because connectToHost() may fail at once.
    connect(
        m_socket, &QTcpSocket::errorOccurred, this,
        [this, socket = m_socket] {
            if (socket != m_socket)
                return;
            const QString cause =
                QStringLiteral("%1:%2: %3").arg(m_host).arg(m_port).arg(socket->errorString());
            close();
            Q_EMIT closed(cause);
        },
        Qt::QueuedConnection);
    m_socket->connectToHost(m_host, m_port);
}

void TcpTransport::write(const QByteArray &bytes)
{
    if (m_socket)
        m_socket->write(bytes);
}

void TcpTransport::close()
{
    QTcpSocket *socket = std::exchange(m_socket, nullptr);
    if (!socket)
        return;
    socket->disconnect(this);
    if (socket->state() != QAbstractSocket::ConnectedState || socket->bytesToWrite() > 0) {
        socket->abort();
        socket->deleteLater();
        return;
    }
    // Printers that are told good-bye take the next connection sooner.
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    QTimer::singleShot(lingerMs, socket, &QObject::deleteLater);
    socket->disconnectFromHost();
}

} // namespace tillwright::kiosk::printing
