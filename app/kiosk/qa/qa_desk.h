#pragma once

#include "checkout/ports.h"
#include "kiosk/qa/card_shelf.h"
#include "kiosk/qa/clock_desk.h"
#include "kiosk/qa/fault_board.h"
#include "kiosk/qa/qa_access.h"
#include "kiosk/qa/scenario_shelf.h"
#include "kiosk/qa/timeline.h"

namespace tillwright::kiosk::qa {

/// How often the sandbox is asked how things stand, while somebody looks; and when it is gone.
inline constexpr int liveEveryMs = 700;
inline constexpr int goneAskAgainMs = 2'000;

/// What QA mode knows, for its panel: asks the sandbox again and again, and survives its absence.
class QaDesk : public QObject
{
    Q_OBJECT

public:
    enum class Link {
        Connecting,
        Connected,
        Gone,    ///< it does not answer; it is asked again
        Refused, ///< it is none: its keys are not test keys. For good.
    };

    /// All must outlive it. `mask`: takes out of a text what must not be shown.
    QaDesk(const QaAccess &access, SandboxPort &sandbox, KioskFaults &own, ScenarioPlayer &player,
           checkout::Clock &clock, std::function<QString(const QString &)> mask, QObject *parent = nullptr);
    ~QaDesk() override;

    /// While the panel is open. The timeline takes what the kiosk says always.
    void start();
    void stop();

    [[nodiscard]] Link link() const { return m_link; }
    /// Technical; empty while it answers.
    [[nodiscard]] const QString &problem() const { return m_problem; }
    [[nodiscard]] FaultBoard &faults() { return m_faults; }
    [[nodiscard]] CardShelf &cards() { return m_cards; }
    [[nodiscard]] ClockDesk &clock() { return m_clockDesk; }
    [[nodiscard]] ScenarioShelf &scenarios() { return m_scenarios; }
    [[nodiscard]] Timeline &timeline() { return m_timeline; }

Q_SIGNALS:
    void linkChanged();
    /// Something that was asked for was not done: technical text.
    void failed(const QString &problem);

private:
    void askAbout();
    void askLive();
    void askAgain(int inMs);
    void setLink(Link link, const QString &problem = {});
    void take(const SandboxLive &live, int askedAtGeneration);
    void note(const QString &words);

    SandboxPort &m_sandbox;
    checkout::Clock &m_clock;
    FaultBoard m_faults;
    CardShelf m_cards;
    ClockDesk m_clockDesk;
    ScenarioShelf m_scenarios;
    Timeline m_timeline;
    Link m_link = Link::Connecting;
    QString m_problem;
    bool m_isRunning = false;
    checkout::TimerId m_timer = 0;
    QString m_run;
    qint64 m_lastEvent = 0;
    /// An answer that was asked for before the last stop() is no answer.
    int m_round = 0;
};

} // namespace tillwright::kiosk::qa
