#include "kiosk/presentation/speaker.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

using Kind = checkout::SpeechStatus::Kind;

Speaker::Speaker(checkout::SpeechPort &port, QObject *parent) : QObject(parent), m_port(port)
{
    m_port.setListener([this] { Q_EMIT changed(); });
}

Speaker::~Speaker()
{
    m_port.setListener({});
    m_port.stop();
}

bool Speaker::isAvailable() const
{
    return m_port.status().kind != Kind::Unavailable;
}

bool Speaker::isSpeaking() const
{
    return m_port.status().kind == Kind::Speaking;
}

QString Speaker::problem() const
{
    const auto status = m_port.status();
    return status.kind == Kind::Unavailable ? QString::fromStdString(status.cause) : QString();
}

void Speaker::say(const QString &text)
{
    m_text = text;
    if (m_isEnabled)
        repeat();
}

void Speaker::repeat()
{
    if (!m_isEnabled)
        return;
    if (m_text.isEmpty())
        m_port.stop();
    else
        m_port.say({m_text.toStdString(), m_language.toStdString(), m_volume});
}

void Speaker::stop()
{
    m_port.stop();
}

void Speaker::setEnabled(bool isEnabled)
{
    if (m_isEnabled == isEnabled)
        return;
    m_isEnabled = isEnabled;
    Q_EMIT changed();
    if (m_isEnabled)
        repeat();
    else
        m_port.stop();
}

void Speaker::setVolume(int percent)
{
    const int volume = std::clamp(percent, 0, volumeMax);
    if (m_volume == volume)
        return;
    m_volume = volume;
    Q_EMIT changed();
}

void Speaker::setLanguage(const QString &tag)
{
    if (m_language == tag)
        return;
    m_language = tag;
    Q_EMIT changed();
}

void Speaker::forget()
{
    m_text.clear();
    m_volume = volumeAtFirst;
    m_isEnabled = false;
    m_port.stop();
    Q_EMIT changed();
}

} // namespace tillwright::kiosk::presentation
