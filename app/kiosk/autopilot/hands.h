#pragma once

#include "kiosk/autopilot/autopilot.h"
#include "kiosk/autopilot/hand_steps.h"
#include "kiosk/autopilot/raw_input.h"
#include "kiosk/autopilot/terminal_hands.h"

class QAbstractItemView;

namespace tillwright::kiosk::autopilot {

/// What is done by hand.
struct HandSteps {
    QList<HandStep> steps;
    /// Signs in first, by clicks, where somebody has to. Otherwise everything comes from the window system: neither press
    /// nor type is allowed.
    bool signsIn = true;
};
/// `{"hands": [STEP, ...], "signsIn": false}` (hand_steps.h). Empty: the line is something else, such as a scenario. Error:
/// which step is none.
[[nodiscard]] std::optional<tl::expected<HandSteps, QString>> parseHands(const QByteArray &line);

/// Does the steps one after the other on the real widgets or the real QML items. A step that is not possible within handStepLimitMs ends it.
class Hands : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 handStepLimitMs = 60'000;

    Hands(HandSteps steps, AutopilotHost host, QObject *parent = nullptr);
    void start();

Q_SIGNALS:
    /// `{"hands": NUMBER_OF_STEPS_DONE, "keys": N, "mouse": N, "touches": N}`, what came from the window system meanwhile, and
    /// `problem` when the steps are not all done.
    void ended(const QJsonObject &result);

private:
    void tick();
    void end(const QString &problem);
    [[nodiscard]] bool carryOut(const HandStep &step);
    [[nodiscard]] bool pressNamed(const QString &name);
    [[nodiscard]] bool write(const QString &text);
    [[nodiscard]] bool tap(const HandStep &step);
    [[nodiscard]] bool tapText(const QString &text);
    [[nodiscard]] bool tapAt(QWidget *widget, const QPoint &at);
    void lookOnPage(const HandStep &step);
    /// Shown, and enabled where it is to be used.
    [[nodiscard]] QWidget *find(const QString &name) const;

    QList<HandStep> m_steps;
    bool m_signsInFirst;
    AutopilotHost m_host;
    SignInKeys m_signIn;
    PageProbe m_probe;
    RawInput m_input;
    TerminalHands m_atTerminal;
    QTimer m_timer;
    QElapsedTimer m_sinceStep;
    QElapsedTimer m_sinceKey;
    QElapsedTimer m_sinceTap;
    qsizetype m_next = 0;
    /// Of a step that takes several looks.
    qsizetype m_written = 0;
    bool m_isLookingOnPage = false;
    bool m_isDoneOnPage = false;
};

} // namespace tillwright::kiosk::autopilot
