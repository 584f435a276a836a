#pragma once

#include "checkout/ports.h"

#include <QObject>

namespace tillwright::kiosk::presentation {

/// When a customer counts as gone. The lower bounds are those of WCAG 2.2.1, which EN 301 549 takes over: at least twenty
/// seconds to answer a warning, and ten answers.
struct IdleSettings {
    static constexpr int quietMinS = 30;
    static constexpr int quietMaxS = 600;
    static constexpr int warningMinS = 20;
    static constexpr int warningMaxS = 120;
    static constexpr int extensionsMin = 10;
    static constexpr int extensionsMax = 100;

    int quietS = 60;     ///< untouched for so long: the warning
    int warningS = 30;   ///< and so long after it the customer is gone
    int extensions = 10; ///< answers to a warning, one after the other, without anything else being touched
    friend bool operator==(const IdleSettings &, const IdleSettings &) = default;
};

/// Notices that the customer has left: warns, counts down, and says so. It does nothing about it. Lives on the clock's
/// thread, which must outlive it.
///
/// A key that is stuck, or something that lies on the keypad, answers every warning; this is why answers are counted.
/// Whoever uses the screen between two warnings gets all of them back.
class IdlePolicy : public QObject
{
    Q_OBJECT
    Q_PROPERTY(bool running READ isRunning NOTIFY changed)
    Q_PROPERTY(bool held READ isHeld NOTIFY changed)
    /// The customer is to be warned by picture, sound and speech.
    Q_PROPERTY(bool warning READ isWarning NOTIFY changed)
    Q_PROPERTY(int secondsLeft READ secondsLeft NOTIFY changed)
    Q_PROPERTY(int extensionsLeft READ extensionsLeft NOTIFY changed)

public:
    /// The hand that has answered a warning is still on the screen for so long: no sign of anything else.
    static constexpr std::int64_t answeringHandMs = 1'000;

    IdlePolicy(IdleSettings settings, checkout::Clock &clock, QObject *parent = nullptr);
    ~IdlePolicy() override;

    [[nodiscard]] bool isRunning() const { return m_isRunning; }
    [[nodiscard]] bool isHeld() const { return m_isHeld; }
    [[nodiscard]] bool isWarning() const { return m_secondsLeft > 0; }
    /// Until expired(); 0 without a warning.
    [[nodiscard]] int secondsLeft() const { return m_secondsLeft; }
    [[nodiscard]] int extensionsLeft() const { return m_extensionsLeft; }

    /// A customer is here. Starts anew for the next one when it runs already.
    void start();
    /// Nobody is, so that nobody has to be missed. Holding is another matter and stays.
    void stop();
    /// A touch, a key, a scan. While the warning is shown it answers it, so that a customer need not find the button;
    /// ignored when nothing runs.
    Q_INVOKABLE void touched();
    /// Answers the warning. Ignored once all answers are used up.
    Q_INVOKABLE void needMoreTime();
    /// A payment that is being confirmed is never left: no warning and no end while this holds; the quiet time starts
    /// anew after it.
    void setHeld(bool isHeld);

Q_SIGNALS:
    void changed();
    /// The customer is gone. It has stopped by then.
    void expired();

private:
    void waitQuietly();
    void warn();
    void countDown();
    void cancelTimer();

    IdleSettings m_settings;
    checkout::Clock &m_clock;
    checkout::TimerId m_timer = 0;
    checkout::TimerId m_handTimer = 0;
    bool m_isRunning = false;
    bool m_isHeld = false;
    /// Since the last answer nothing but the answering hand was there.
    bool m_isHandThere = false;
    int m_secondsLeft = 0;
    int m_extensionsLeft = 0;
};

} // namespace tillwright::kiosk::presentation
