#include "kiosk/speech/ssip_session.h"

#include <utility>

namespace tillwright::kiosk::speech {

namespace {

constexpr int receivingData = 230;
constexpr int firstEvent = 700;
constexpr int afterEvents = 800;

/// A line that is a point alone ends the text, so one that begins with a point gets another.
QByteArray asData(const QByteArray &utf8)
{
    QByteArray data;
    for (const QByteArray &line : utf8.split('\n')) {
        if (line.startsWith('.'))
            data += '.';
        data += line;
        data += "\r\n";
    }
    return data + ".\r\n";
}

} // namespace

SsipSession::SsipSession(QObject *parent) : QObject(parent)
{
    m_replyLimit.setSingleShot(true);
    m_replyLimit.setInterval(replyLimitMs);
    connect(&m_replyLimit, &QTimer::timeout, this,
            [this] { end(QStringLiteral("speech-dispatcher does not answer")); });
    connect(&m_socket, &QLocalSocket::connected, this, [this] {
        m_replyLimit.stop();
        Q_EMIT opened();
    });
    connect(&m_socket, &QLocalSocket::readyRead, this, &SsipSession::read);
    connect(&m_socket, &QLocalSocket::errorOccurred, this,
            [this] { end(QStringLiteral("speech-dispatcher: ") + m_socket.errorString()); });
    connect(&m_socket, &QLocalSocket::disconnected, this,
            [this] { end(QStringLiteral("speech-dispatcher has gone")); });
}

SsipSession::~SsipSession()
{
    // It closes on its way out, when this is half gone.
    m_socket.disconnect(this);
}

void SsipSession::open(const QString &socketPath)
{
    m_replyLimit.start();
    m_socket.connectToServer(socketPath);
}

void SsipSession::send(const QByteArray &command, Done done)
{
    m_waiting.push_back({command, {}, std::move(done)});
    sendNext();
}

void SsipSession::speak(const QByteArray &utf8, Done done)
{
    m_waiting.push_back({"SPEAK", asData(utf8), std::move(done)});
    sendNext();
}

void SsipSession::sendNext()
{
    if (m_isBusy || m_isLost || m_waiting.empty() || m_socket.state() != QLocalSocket::ConnectedState)
        return;
    m_isBusy = true;
    m_current = std::move(m_waiting.front());
    m_waiting.pop_front();
    m_socket.write(m_current.text + "\r\n");
    m_replyLimit.start();
}

void SsipSession::read()
{
    while (!m_isLost && m_socket.canReadLine())
        take(m_socket.readLine().trimmed());
    if (!m_isLost && m_socket.bytesAvailable() > lineMaxBytes)
        end(QStringLiteral("speech-dispatcher says what is no line"));
}

void SsipSession::take(const QByteArray &line)
{
    constexpr int codeLength = 3;
    const int code = line.left(codeLength).toInt();
    const QByteArray text = line.mid(codeLength + 1);
    if (line.mid(codeLength, 1) == "-") {
        m_lines.append(text);
        return;
    }
    const auto lines = std::exchange(m_lines, {});
    if (code >= firstEvent && code < afterEvents) {
        Q_EMIT happened(code, lines.value(0));
        return;
    }
    if (!m_isBusy)
        return;
    if (code == receivingData && !m_current.data.isEmpty()) {
        m_socket.write(std::exchange(m_current.data, {}));
        m_replyLimit.start();
        return;
    }
    m_replyLimit.stop();
    m_isBusy = false;
    if (const Done done = std::exchange(m_current.done, {}))
        done({code, lines});
    sendNext();
}

void SsipSession::end(const QString &cause)
{
    if (std::exchange(m_isLost, true))
        return;
    m_replyLimit.stop();
    m_waiting.clear();
    m_current = {};
    m_socket.abort();
    Q_EMIT lost(cause);
}

} // namespace tillwright::kiosk::speech
