#pragma once

#include "kiosk/printing/cups_jobs.h"
#include "kiosk/printing/printer.h"

#include <QProcess>
#include <QStringList>
#include <QThreadPool>

#include <functional>
#include <memory>

class QTimer;

namespace tillwright::kiosk::printing {

struct CupsQueue {
    QString name;
    /// Host, `host:port` or the path of a socket; empty: the machine's own.
    QString server;
    /// The document is for the printer as it is (ESC/POS); otherwise the queue's filters make something of it (PDF).
    bool isRaw = true;
};

/// Prints by a queue of CUPS with its own commands `lp` and `lpstat` (Debian package cups-client), and asks by libcups
/// how a job ended. CUPS keeps the job on its disk once it has named it; whether paper came out it knows no better than its backend.
class CupsPrinter : public Printer
{
    Q_OBJECT

public:
    /// `pollMs`: how often the queue is asked while something waits.
    explicit CupsPrinter(CupsQueue queue, int pollMs = 1'000);
    ~CupsPrinter() override;

    [[nodiscard]] const PrinterStatus &status() const override { return m_status; }
    void watch(bool isWaited) override;
    [[nodiscard]] bool isFree() const override { return m_isFree; }
    void print(const QString &token, const QByteArray &document) override;

    /// What `lpstat -l -p` says of a queue, in the C locale.
    [[nodiscard]] static PrinterStatus statusFrom(const QString &lpstat);
    /// `request id is counter-17 (1 file(s))` → `counter-17`; empty for anything else.
    [[nodiscard]] static QString jobIdFrom(const QString &lp);

private:
    struct Ended {
        bool isGood = false;
        QString output;
        QString errors;
    };
    void run(const QString &command, const QStringList &arguments, const QByteArray &input,
             std::function<void(const Ended &)> done);
    void poll();
    void askQueue();
    void askJob();
    void jobAnswered(CupsJobEnd end);
    void submitted(const Ended &lp);
    void finish(Outcome::Kind kind, Proof proof, const QString &cause);
    void setStatus(const PrinterStatus &status);

    const CupsQueue m_queue;
    const int m_pollMs;
    PrinterStatus m_status;
    bool m_isWaited = false;
    bool m_isFree = false;
    bool m_isAsking = false;
    bool m_hasJob = false;
    QString m_jobId;
    QTimer *m_pollTimer;
    /// libcups blocks.
    QThreadPool m_asker;
};

} // namespace tillwright::kiosk::printing
