#pragma once

#include <QByteArray>
#include <QByteArrayList>
#include <QLocalSocket>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>

namespace tillwright::kiosk::speech {

/// One connection to speech-dispatcher in its protocol, SSIP: a command, its reply, the next command; events in between.
/// Nothing blocks. It is used once; a lost one gets a successor.
class SsipSession : public QObject
{
    Q_OBJECT

public:
    struct Reply {
        int code = 0;         ///< 2xx is good
        QByteArrayList lines; ///< what stands before the last line, without the code
        [[nodiscard]] bool isGood() const { return code >= 200 && code < 300; }
    };
    using Done = std::function<void(const Reply &)>;

    static constexpr int replyLimitMs = 5'000;
    /// The voices of espeak-ng are some hundred thousand bytes, but none of their lines is long.
    static constexpr qint64 lineMaxBytes = 64 * 1024;

    explicit SsipSession(QObject *parent);
    ~SsipSession() override;

    void open(const QString &socketPath);
    /// `done` may be empty.
    void send(const QByteArray &command, Done done);
    void speak(const QByteArray &utf8, Done done);
    /// Whatever was not sent yet never will be.
    void forgetWaiting() { m_waiting.clear(); }

Q_SIGNALS:
    void opened();
    /// 701 BEGIN, 702 END, 703 CANCELED.
    void happened(int code, const QByteArray &message);
    /// Comes once; nothing else follows.
    void lost(const QString &cause);

private:
    struct Command {
        QByteArray text;
        QByteArray data; ///< after the server has said that it receives; empty for none
        Done done;
    };
    void sendNext();
    void read();
    void take(const QByteArray &line);
    void end(const QString &cause);

    QLocalSocket m_socket;
    QTimer m_replyLimit;
    std::deque<Command> m_waiting;
    Command m_current;
    bool m_isBusy = false;
    bool m_isLost = false;
    QByteArrayList m_lines;
};

} // namespace tillwright::kiosk::speech
