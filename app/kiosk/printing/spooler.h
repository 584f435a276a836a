#pragma once

#include "checkout/ports.h"
#include "kiosk/printing/printer.h"
#include "kiosk/printing/spool_store.h"

#include <optional>

namespace tillwright::kiosk::printing {

/// Brings the jobs from the disk onto the paper, one by one and the oldest first, each once as far as the printer lets
/// us know; where it does not, the job is uncertain and staff decide (decision 009). Nothing here knows payments, and
/// nobody waits for it.
class Spooler : public QObject
{
    Q_OBJECT

public:
    /// All three must outlive it. Printing starts from the event loop.
    Spooler(SpoolStore &store, Printer &printer, const checkout::Clock &clock);

    /// Durable when it returns. False: this job is there already, whatever became of it.
    SpoolResult<bool> enqueue(const NewJob &job);

    /// Staff's word on an uncertain or failed job: the paper is there.
    SpoolResult<void> cameOut(const QString &id);
    /// On an uncertain or failed one. One that may have come out already says DUPLICATE this time.
    SpoolResult<void> printAgain(const QString &id);
    /// Of one that is not being sent.
    SpoolResult<void> cancel(const QString &id);

    /// All that are neither printed nor cancelled, the oldest first.
    [[nodiscard]] SpoolResult<QList<Job>> open() const { return m_store.open(); }
    [[nodiscard]] const PrinterStatus &printerStatus() const { return m_printer.status(); }
    /// The job that is being sent.
    [[nodiscard]] const std::optional<QString> &current() const { return m_current; }

Q_SIGNALS:
    /// A job or the printer's status is another one now.
    void changed();
    /// Somebody has to look at it: it is uncertain or failed.
    void attention(const tillwright::kiosk::printing::Job &job);
    /// The spool itself cannot be used; printing stands still.
    void troubled(const tillwright::kiosk::printing::SpoolError &error);

private:
    void wake();
    void goOn();
    void send(const Job &job);
    void jobEnded(const Outcome &outcome);
    SpoolResult<void> settle(const QString &id, JobState state);
    void keep(const QString &id, JobState state, Proof proof, const QString &reason);

    SpoolStore &m_store;
    Printer &m_printer;
    const checkout::Clock &m_clock;
    std::optional<QString> m_current;
};

} // namespace tillwright::kiosk::printing
