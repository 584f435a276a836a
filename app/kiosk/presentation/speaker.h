#pragma once

#include "checkout/speech_port.h"

#include <QObject>
#include <QString>

namespace tillwright::kiosk::presentation {

/// What a terminal says aloud. Off until the traveller wants it. The port must outlive it.
class Speaker : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool enabled READ isEnabled WRITE setEnabled NOTIFY changed)
    Q_PROPERTY(int volume READ volume WRITE setVolume NOTIFY changed)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY changed)
    /// False while nothing can be heard, whatever is said: problem() tells staff why.
    Q_PROPERTY(bool available READ isAvailable NOTIFY changed)
    Q_PROPERTY(bool speaking READ isSpeaking NOTIFY changed)
    Q_PROPERTY(QString problem READ problem NOTIFY changed)

public:
    static constexpr int volumeMax = 100;
    /// Of a traveller who has not chosen one.
    static constexpr int volumeAtFirst = 70;

    explicit Speaker(checkout::SpeechPort &port, QObject *parent = nullptr);
    ~Speaker() override;

    [[nodiscard]] bool isEnabled() const { return m_isEnabled; }
    /// Percent.
    [[nodiscard]] int volume() const { return m_volume; }
    [[nodiscard]] QString language() const { return m_language; }
    [[nodiscard]] bool isAvailable() const;
    [[nodiscard]] bool isSpeaking() const;
    /// Technical, for diagnostics; empty when nothing is wrong.
    [[nodiscard]] QString problem() const;

    /// Interrupts what is being said. While it is not enabled the text is only kept, so that whoever turns speech on
    /// hears where they are. An empty text is silence.
    Q_INVOKABLE void say(const QString &text);
    /// The last text again, from its beginning.
    Q_INVOKABLE void repeat();
    /// Silence; repeat() still knows the text.
    Q_INVOKABLE void stop();
    /// Turning it on says the last text.
    void setEnabled(bool isEnabled);
    /// Of what is said from now on: repeat() lets it be heard. Beyond 0..100 is the nearest of them.
    void setVolume(int percent);
    /// BCP 47. Of what is said from now on.
    void setLanguage(const QString &tag);
    /// For the next customer: silent, off, with the volume of the beginning, and without anything to repeat.
    Q_INVOKABLE void forget();

Q_SIGNALS:
    void changed();

private:
    checkout::SpeechPort &m_port;
    QString m_text;
    QString m_language = QStringLiteral("en");
    int m_volume = volumeAtFirst;
    bool m_isEnabled = false;
};

} // namespace tillwright::kiosk::presentation
