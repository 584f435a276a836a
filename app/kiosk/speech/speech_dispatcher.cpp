#include "kiosk/speech/speech_dispatcher.h"

#include <QDir>
#include <QLoggingCategory>
#include <QStandardPaths>

#include <algorithm>
#include <utility>

namespace tillwright::kiosk::speech {

using Kind = checkout::SpeechStatus::Kind;

namespace {

Q_LOGGING_CATEGORY(lcSpeech, "tillwright.speech")

constexpr int eventBegin = 701;
constexpr int eventEnd = 702;
constexpr int eventCancelled = 703;

/// As speech-dispatcher's own library has it: a path of one's own by the environment, or the session's.
QString ownSocket()
{
    const QString address = qEnvironmentVariable("SPEECHD_ADDRESS");
    const QString scheme = QStringLiteral("unix_socket:");
    return address.startsWith(scheme) ? address.mid(scheme.size()) : QString();
}

QString sessionSocket()
{
    return QDir(QStandardPaths::writableLocation(QStandardPaths::RuntimeLocation))
        .filePath(QStringLiteral("speech-dispatcher/speechd.sock"));
}

QByteArray primary(const QByteArray &tag)
{
    return tag.split('-').value(0).toLower();
}

} // namespace

SpeechDispatcher::SpeechDispatcher(QObject *parent) : QObject(parent)
{
    connect(&m_server, &QProcess::finished, this, [this] { connectTo(sessionSocket()); });
    connect(&m_server, &QProcess::errorOccurred, this, [this](QProcess::ProcessError error) {
        if (error == QProcess::FailedToStart)
            lose(QStringLiteral("speech-dispatcher cannot be started: install speech-dispatcher and "
                                "speech-dispatcher-espeak-ng"));
    });
    QMetaObject::invokeMethod(
        this,
        [this] {
            if (m_status.kind == Kind::Starting)
                open();
        },
        Qt::QueuedConnection);
}

SpeechDispatcher::~SpeechDispatcher()
{
    m_server.disconnect(this);
}

void SpeechDispatcher::open()
{
    if (m_session || m_server.state() != QProcess::NotRunning)
        return;
    const QString own = ownSocket();
    connectTo(own.isEmpty() ? sessionSocket() : own);
}

void SpeechDispatcher::connectTo(const QString &path)
{
    m_session = new SsipSession(this);
    connect(m_session, &SsipSession::lost, this, &SpeechDispatcher::lose);
    connect(m_session, &SsipSession::happened, this, &SpeechDispatcher::take);
    connect(m_session, &SsipSession::opened, this, [this] {
        m_session->send("SET SELF CLIENT_NAME kiosk:tillwright:main", {});
        m_session->send("SET SELF NOTIFICATION ALL ON", {});
        m_session->send("LIST SYNTHESIS_VOICES",
                        [this](const SsipSession::Reply &reply) { takeVoices(reply); });
    });
    m_session->open(path);
}

void SpeechDispatcher::startServer()
{
    m_wasServerStarted = true;
    // It ends by itself some seconds after its last client has gone.
    m_server.start(QStringLiteral("speech-dispatcher"), {QStringLiteral("--spawn")});
}

void SpeechDispatcher::takeVoices(const SsipSession::Reply &reply)
{
    m_languages.clear();
    for (const QByteArray &voice : reply.lines) {
        const QByteArray language = voice.split('\t').value(1);
        if (!language.isEmpty() && !m_languages.contains(language))
            m_languages.append(language);
    }
    if (m_languages.isEmpty()) {
        lose(QStringLiteral("speech-dispatcher has no voice: install speech-dispatcher-espeak-ng"));
        return;
    }
    m_isReady = true;
    become(Kind::Quiet);
    if (const auto wanted = std::exchange(m_wanted, {}))
        speak(*wanted);
}

void SpeechDispatcher::say(const checkout::Utterance &utterance)
{
    if (m_isReady) {
        speak(utterance);
        return;
    }
    m_wanted = utterance;
    open();
}

void SpeechDispatcher::stop()
{
    m_wanted.reset();
    if (!m_isReady)
        return;
    m_session->forgetWaiting();
    m_session->send("CANCEL SELF", {});
}

void SpeechDispatcher::speak(const checkout::Utterance &utterance)
{
    stop();
    const QByteArray tag = QByteArray::fromStdString(utterance.language);
    const QByteArray language = languageFor(tag);
    if (language.isEmpty()) {
        become(Kind::Unavailable,
               QStringLiteral("speech-dispatcher has no voice for %1").arg(QString::fromUtf8(tag)));
        return;
    }
    if (m_status.kind == Kind::Unavailable)
        become(Kind::Quiet);
    // Some voices whisper at nought.
    if (utterance.volumePercent <= 0 || utterance.text.empty())
        return;
    // -100 is silence to it, 100 the loudest.
    const int volume = std::min(utterance.volumePercent, 100) * 2 - 100;
    m_session->send("SET SELF LANGUAGE " + language, {});
    m_session->send("SET SELF VOLUME " + QByteArray::number(volume), {});
    m_session->speak(QByteArray::fromStdString(utterance.text), [this](const SsipSession::Reply &reply) {
        if (!reply.isGood())
            become(Kind::Unavailable, QStringLiteral("speech-dispatcher refuses (%1)").arg(reply.code));
    });
}

void SpeechDispatcher::take(int event, const QByteArray &message)
{
    if (event == eventBegin)
        m_underWay.insert(message);
    else if (event == eventEnd || event == eventCancelled)
        m_underWay.remove(message);
    if (m_status.kind != Kind::Unavailable)
        become(m_underWay.isEmpty() ? Kind::Quiet : Kind::Speaking);
}

void SpeechDispatcher::lose(const QString &cause)
{
    const bool wasReady = std::exchange(m_isReady, false);
    m_underWay.clear();
    if (m_session) {
        m_session->disconnect(this);
        // Later, because it is the one that calls.
        std::exchange(m_session, nullptr)->deleteLater();
    }
    if (wasReady)
        m_wasServerStarted = false;
    else if (!m_wasServerStarted && ownSocket().isEmpty()) {
        startServer();
        return;
    }
    m_wasServerStarted = false;
    m_wanted.reset();
    become(Kind::Unavailable, cause);
}

void SpeechDispatcher::become(Kind kind, const QString &cause)
{
    checkout::SpeechStatus status{kind, cause.toStdString()};
    if (m_status == status)
        return;
    m_status = std::move(status);
    if (kind == Kind::Unavailable)
        qCWarning(lcSpeech).noquote() << "nothing can be said:" << cause;
    if (m_changed)
        m_changed();
}

QByteArray SpeechDispatcher::languageFor(const QByteArray &tag) const
{
    const auto named = [this](const QByteArray &wanted) {
        return std::find_if(m_languages.begin(), m_languages.end(), [&wanted](const QByteArray &language) {
            return language.compare(wanted, Qt::CaseInsensitive) == 0;
        });
    };
    auto found = named(tag);
    if (found == m_languages.end())
        found = named(primary(tag));
    if (found == m_languages.end())
        found = std::find_if(m_languages.begin(), m_languages.end(), [&tag](const QByteArray &language) {
            return primary(language) == primary(tag);
        });
    return found == m_languages.end() ? QByteArray() : *found;
}

} // namespace tillwright::kiosk::speech
