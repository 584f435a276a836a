#include "kiosk/presentation/idle_policy.h"

#include <algorithm>

namespace tillwright::kiosk::presentation {

namespace {

constexpr std::int64_t secondMs = 1'000;

IdleSettings bounded(IdleSettings settings)
{
    settings.quietS = std::clamp(settings.quietS, IdleSettings::quietMinS, IdleSettings::quietMaxS);
    settings.warningS = std::clamp(settings.warningS, IdleSettings::warningMinS, IdleSettings::warningMaxS);
    settings.extensions =
        std::clamp(settings.extensions, IdleSettings::extensionsMin, IdleSettings::extensionsMax);
    return settings;
}

} // namespace

IdlePolicy::IdlePolicy(IdleSettings settings, checkout::Clock &clock, QObject *parent)
    : QObject(parent), m_settings(bounded(settings)), m_clock(clock), m_extensionsLeft(m_settings.extensions)
{
}

IdlePolicy::~IdlePolicy()
{
    cancelTimer();
    m_clock.cancel(m_handTimer);
}

void IdlePolicy::start()
{
    m_isRunning = true;
    m_isHandThere = false;
    m_extensionsLeft = m_settings.extensions;
    waitQuietly();
    Q_EMIT changed();
}

void IdlePolicy::stop()
{
    cancelTimer();
    if (!m_isRunning)
        return;
    m_isRunning = false;
    m_secondsLeft = 0;
    m_extensionsLeft = m_settings.extensions;
    Q_EMIT changed();
}

void IdlePolicy::touched()
{
    if (!m_isRunning || m_isHeld)
        return;
    if (isWarning()) {
        needMoreTime();
        return;
    }
    waitQuietly();
    if (m_isHandThere || m_extensionsLeft == m_settings.extensions)
        return;
    m_extensionsLeft = m_settings.extensions;
    Q_EMIT changed();
}

void IdlePolicy::needMoreTime()
{
    if (!isWarning()) {
        // The touch itself has answered it already, or the warning went away under the hand.
        touched();
        return;
    }
    if (m_extensionsLeft == 0)
        return;
    --m_extensionsLeft;
    m_isHandThere = true;
    m_clock.cancel(m_handTimer);
    m_handTimer = m_clock.after(answeringHandMs, [this] { m_isHandThere = false; });
    waitQuietly();
    Q_EMIT changed();
}

void IdlePolicy::setHeld(bool isHeld)
{
    if (m_isHeld == isHeld)
        return;
    m_isHeld = isHeld;
    if (m_isRunning)
        waitQuietly();
    Q_EMIT changed();
}

void IdlePolicy::waitQuietly()
{
    cancelTimer();
    m_secondsLeft = 0;
    if (!m_isHeld)
        m_timer = m_clock.after(m_settings.quietS * secondMs, [this] { warn(); });
}

void IdlePolicy::warn()
{
    m_secondsLeft = m_settings.warningS;
    m_timer = m_clock.after(secondMs, [this] { countDown(); });
    Q_EMIT changed();
}

void IdlePolicy::countDown()
{
    --m_secondsLeft;
    if (m_secondsLeft > 0) {
        m_timer = m_clock.after(secondMs, [this] { countDown(); });
        Q_EMIT changed();
        return;
    }
    stop();
    Q_EMIT expired();
}

void IdlePolicy::cancelTimer()
{
    m_clock.cancel(m_timer);
    m_timer = 0;
}

} // namespace tillwright::kiosk::presentation
