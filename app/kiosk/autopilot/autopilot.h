#pragma once

#include "kiosk/autopilot/page_probe.h"
#include "kiosk/autopilot/paper_watch.h"
#include "kiosk/autopilot/process_faults.h"
#include "kiosk/autopilot/renderer_faults.h"
#include "kiosk/autopilot/sandbox_control.h"
#include "kiosk/autopilot/scenario.h"
#include "kiosk/autopilot/shift_keys.h"
#include "kiosk/autopilot/sign_in_keys.h"
#include "kiosk/autopilot/touch_typist.h"
#include "kiosk/autopilot/traveller.h"

#include <QDateTime>
#include <QDir>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QTimer>
#include <memory>

class QWidget;
class QWebEngineView;

namespace tillwright::kiosk::presentation {
class CheckoutViewModel;
}

namespace tillwright::kiosk::autopilot {

class Hands;

struct AutopilotHost {
    QWidget *window = nullptr;
    QWebEngineView *page = nullptr;
    presentation::CheckoutViewModel *sale = nullptr;
    SandboxControl *sandbox = nullptr;
    /// Where the receipts of this run are written.
    QDir receipts;
    QDir artifacts;
    /// Who signs in where somebody has to, and with which PIN.
    QString operatorId;
    QString pin;
    /// How many times the sale is played in this process, one after the other.
    int repeat = 1;
    /// Milliseconds, for the clock of idling and availability.
    std::function<void(int)> letTimePass;
    /// Pictures take the time that a painting needs. Timed and fed runs take none.
    bool takesPictures = true;
};

/// Plays a scenario on the real widgets and the real page, as a person would, and writes result.json, a screenshot
/// of every screen and the receipt (contracts: Scenario file).
class Autopilot : public QObject
{
    Q_OBJECT

public:
    Autopilot(Scenario scenario, AutopilotHost host, QObject *parent = nullptr);
    ~Autopilot() override;

    void start();

Q_SIGNALS:
    /// One sale is over: what result.json says.
    void ended(const QJsonObject &result);
    /// 0 when the expectation holds, 1 when not.
    void finished(int exitCode);

private:
    enum class Step { FillSale, Charge, TypeCard, Pay, Wait, Cancel, Collect, Hands, CloseShift, Done };

    void tick();
    void fillSale();
    void charge();
    void typeCard();
    void typeField(int index);
    void pay();
    void watchOutcome();
    void answerChallenge();
    /// A button of the face's, to be seen and enabled.
    [[nodiscard]] bool isThere(const QString &button) const;
    /// False when it is not there.
    bool press(const QString &button);
    void collect();
    void playHands(const QJsonObject &result);
    void playAgainOrFinish(QJsonObject result, const QString &handsProblem = {});
    void finish();
    void finishWith(const QString &problem);
    void note(const QString &event);
    /// What this class did itself: the flow does not tell it.
    void noteOwn(const QString &event);
    [[nodiscard]] bool isPainted() const;
    void screenshot(const QString &name);
    void nextStep(Step step);
    [[nodiscard]] QString outcome() const;
    [[nodiscard]] QStringList receiptNumbers() const;

    Scenario m_scenario;
    AutopilotHost m_host;
    PageProbe m_probe;
    TouchTypist m_touchTypist;
    PaperWatch m_paper;
    ProcessFaults m_processFaults;
    RendererFaults m_rendererFaults;
    SignInKeys m_signIn;
    ShiftKeys m_shiftKeys;
    Traveller m_traveller;
    /// Null but after a sale that is over.
    std::unique_ptr<Hands> m_hands;
    QTimer m_timer;
    QElapsedTimer m_sinceStep;
    QElapsedTimer m_sinceStart;
    QElapsedTimer m_sinceNote;
    QDateTime m_startedAt;
    Step m_step = Step::FillSale;
    /// A look at the page is under way; ticks wait for it.
    bool m_busy = false;
    bool m_refusedByForm = false;
    /// The renderer was struck, and the kiosk has not noticed yet.
    bool m_awaitsLoss = false;
    int m_cardIndex = 0;
    int m_failures = 0;
    int m_failuresAnswered = 0;
    bool m_challengeAnswered = false;
    /// A page that no sale has used yet is up.
    bool m_pageIsWarm = false;
    QString m_cliveTxId;
    QString m_lastState;
    int m_run = 0;
    int m_failedRuns = 0;
    QStringList m_receiptsBefore;
    QJsonArray m_timeline;
    QJsonArray m_results;
};

} // namespace tillwright::kiosk::autopilot
