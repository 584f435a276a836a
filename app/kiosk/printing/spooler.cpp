#include "kiosk/printing/spooler.h"

#include <utility>

namespace tillwright::kiosk::printing {

Spooler::Spooler(SpoolStore &store, Printer &printer, const checkout::Clock &clock)
    : m_store(store), m_printer(printer), m_clock(clock)
{
    connect(&printer, &Printer::becameFree, this, &Spooler::goOn);
    connect(&printer, &Printer::finished, this, &Spooler::jobEnded);
    connect(&printer, &Printer::statusChanged, this, &Spooler::changed);
    wake();
}

SpoolResult<bool> Spooler::enqueue(const NewJob &job)
{
    const auto added = m_store.add(job, m_clock.nowMs());
    if (added && *added)
        wake();
    return added;
}

SpoolResult<void> Spooler::cameOut(const QString &id)
{
    return settle(id, JobState::Printed);
}

SpoolResult<void> Spooler::printAgain(const QString &id)
{
    return settle(id, JobState::Queued);
}

SpoolResult<void> Spooler::cancel(const QString &id)
{
    return settle(id, JobState::Cancelled);
}

SpoolResult<void> Spooler::settle(const QString &id, JobState state)
{
    const auto settled = m_store.settle(id, state);
    if (settled)
        wake();
    return settled;
}

void Spooler::wake()
{
    // From the event loop: whoever enqueues goes on at once.
    QMetaObject::invokeMethod(
        this,
        [this] {
            goOn();
            Q_EMIT changed();
        },
        Qt::QueuedConnection);
}

void Spooler::goOn()
{
    if (m_current)
        return;
    const auto next = m_store.next();
    if (!next) {
        Q_EMIT troubled(next.error());
        return;
    }
    const bool isWaited = next->has_value();
    if (isWaited && m_printer.isFree())
        send(**next);
    else
        m_printer.watch(isWaited);
}

void Spooler::send(const Job &job)
{
    // Before the first byte: whatever happens from here on, after a restart nobody believes it was not printed.
    const auto document = m_store.begin(job.id);
    if (!document) {
        const auto found = m_store.find(job.id);
        const bool isStillQueued = found && *found && (*found)->state == JobState::Queued;
        if (!isStillQueued)
            Q_EMIT troubled(document.error());
        else
            keep(job.id, JobState::Failed, Proof::None, document.error().cause);
        return;
    }
    m_current = job.id;
    m_printer.print(QStringLiteral("%1#%2").arg(job.id).arg(job.tries + 1), *document);
    Q_EMIT changed();
}

void Spooler::jobEnded(const Outcome &outcome)
{
    if (!m_current)
        return;
    const QString id = *std::exchange(m_current, std::nullopt);
    switch (outcome.kind) {
    case Outcome::Kind::Printed:
        keep(id, JobState::Printed, outcome.proof, {});
        break;
    case Outcome::Kind::NotSent:
        keep(id, JobState::Queued, Proof::None, outcome.cause);
        break;
    case Outcome::Kind::Uncertain:
        keep(id, JobState::Uncertain, Proof::None, outcome.cause);
        break;
    case Outcome::Kind::Refused:
        keep(id, JobState::Failed, Proof::None, outcome.cause);
        break;
    }
}

void Spooler::keep(const QString &id, JobState state, Proof proof, const QString &reason)
{
    // What cannot be written stays "printing" on the disk, which the next start takes for uncertain.
    if (const auto kept = m_store.finish(id, state, proof, reason); !kept) {
        Q_EMIT troubled(kept.error());
        return;
    }
    if (isStuck(state)) {
        if (const auto job = m_store.find(id); job && *job)
            Q_EMIT attention(**job);
    }
    wake();
}

} // namespace tillwright::kiosk::printing
