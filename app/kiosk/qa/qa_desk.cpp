#include "kiosk/qa/qa_desk.h"

#include <QPointer>

namespace tillwright::kiosk::qa {

using namespace Qt::StringLiterals;

QaDesk::QaDesk(const QaAccess &, SandboxPort &sandbox, KioskFaults &own, ScenarioPlayer &player,
               checkout::Clock &clock, std::function<QString(const QString &)> mask, QObject *parent)
    : QObject(parent), m_sandbox(sandbox), m_clock(clock), m_faults(sandbox, own),
      m_clockDesk(sandbox, clock), m_scenarios(player), m_timeline(std::move(mask))
{
    connect(&m_faults, &FaultBoard::failed, this, &QaDesk::failed);
    connect(&m_clockDesk, &ClockDesk::failed, this, &QaDesk::failed);
    connect(&m_faults, &FaultBoard::switched, this, &QaDesk::note);
    connect(&m_clockDesk, &ClockDesk::moved, this, &QaDesk::note);
}

QaDesk::~QaDesk()
{
    stop();
}

void QaDesk::start()
{
    if (m_isRunning || m_link == Link::Refused)
        return;
    m_isRunning = true;
    askAbout();
}

void QaDesk::stop()
{
    m_isRunning = false;
    ++m_round;
    m_clock.cancel(std::exchange(m_timer, 0));
}

void QaDesk::note(const QString &words)
{
    m_timeline.add({m_clock.nowMs(), Party::Panel, words, {}, {}});
}

void QaDesk::setLink(Link link, const QString &problem)
{
    if (m_link == link && m_problem == problem)
        return;
    m_link = link;
    m_problem = problem;
    Q_EMIT linkChanged();
}

void QaDesk::askAgain(int inMs)
{
    m_clock.cancel(m_timer);
    m_timer = m_clock.after(inMs, [this] {
        m_timer = 0;
        // Whoever comes back may be another one.
        if (m_link == Link::Connected)
            askLive();
        else
            askAbout();
    });
}

void QaDesk::askAbout()
{
    m_sandbox.fetchAbout(
        [self = QPointer(this), round = m_round](const tl::expected<SandboxAbout, QString> &answer) {
            if (!self || round != self->m_round)
                return;
            if (!answer) {
                self->setLink(Link::Gone, answer.error());
                self->askAgain(goneAskAgainMs);
                return;
            }
            if (!QaAccess::isTestKey(answer->publishableKey)) {
                // The key itself is not repeated.
                self->stop();
                self->setLink(Link::Refused, tr("Its publishable key is not a test key (pk_test_…)."));
                return;
            }
            self->m_faults.setPlaces(answer->faults);
            self->m_cards.setCards(answer->cards);
            self->setLink(Link::Connected);
            self->askLive();
        });
}

void QaDesk::askLive()
{
    m_sandbox.fetchLive(m_lastEvent,
                        [self = QPointer(this), round = m_round, generation = m_faults.generation()](
                            const tl::expected<SandboxLive, QString> &answer) {
                            if (!self || round != self->m_round)
                                return;
                            if (!answer) {
                                self->setLink(Link::Gone, answer.error());
                                self->askAgain(goneAskAgainMs);
                                return;
                            }
                            self->take(*answer, generation);
                        });
}

void QaDesk::take(const SandboxLive &live, int askedAtGeneration)
{
    if (live.run != m_run && m_lastEvent > 0) {
        // It counts from the beginning again, and has none of the faults that were on.
        m_run = live.run;
        m_lastEvent = 0;
        askLive();
        return;
    }
    m_run = live.run;
    m_faults.readBack(live.faults, askedAtGeneration);
    m_clockDesk.readBack(live.offsetMs);
    for (const auto &event : live.events) {
        m_timeline.add(saidBySandbox(event.toObject()));
        m_lastEvent = qMax(m_lastEvent, event["n"_L1].toInteger());
    }
    askAgain(liveEveryMs);
}

} // namespace tillwright::kiosk::qa
