#pragma once

#include "checkout/speech_port.h"
#include "kiosk/speech/ssip_session.h"

#include <QProcess>
#include <QSet>

#include <optional>

namespace tillwright::kiosk::speech {

/// SpeechPort over speech-dispatcher (decision 019), which is started where it does not run yet. Where there is none, or it goes
/// away, nothing is said and the status tells why; every say() tries it again.
class SpeechDispatcher : public QObject, public checkout::SpeechPort
{
    Q_OBJECT

public:
    /// Connects from the event loop.
    explicit SpeechDispatcher(QObject *parent = nullptr);
    ~SpeechDispatcher() override;

    void say(const checkout::Utterance &utterance) override;
    void stop() override;
    [[nodiscard]] checkout::SpeechStatus status() const override { return m_status; }
    void setListener(std::function<void()> changed) override { m_changed = std::move(changed); }

private:
    void open();
    void connectTo(const QString &path);
    void startServer();
    void takeVoices(const SsipSession::Reply &reply);
    void speak(const checkout::Utterance &utterance);
    void take(int event, const QByteArray &message);
    void lose(const QString &cause);
    void become(checkout::SpeechStatus::Kind kind, const QString &cause = {});
    /// Of the server's languages; empty for none.
    [[nodiscard]] QByteArray languageFor(const QByteArray &tag) const;

    /// Null until it is opened, and when it is lost.
    SsipSession *m_session = nullptr;
    bool m_isReady = false;
    bool m_wasServerStarted = false;
    QProcess m_server;
    QByteArrayList m_languages;
    /// What is to be said once there is a connection.
    std::optional<checkout::Utterance> m_wanted;
    /// Messages that have begun and not ended.
    QSet<QByteArray> m_underWay;
    checkout::SpeechStatus m_status;
    std::function<void()> m_changed;
};

} // namespace tillwright::kiosk::speech
