#pragma once

#include "kiosk/printing/print_job.h"

#include <QObject>

namespace tillwright::kiosk::printing {

/// What a printer says of itself, the worst first.
enum class Condition {
    Unknown,     ///< nobody has asked yet
    Unreachable, ///< no connection, no device
    Silent,      ///< connected, but it does not answer
    Error,       ///< cutter jam and other faults that need hands
    CoverOpen,
    PaperOut,
    Offline, ///< switched off line at the printer
    PaperLow,
    Ready,
};

struct PrinterStatus {
    Condition condition = Condition::Unknown;
    QString detail; ///< technical, for staff: "connection refused"

    [[nodiscard]] bool canPrint() const
    {
        return condition == Condition::Ready || condition == Condition::PaperLow;
    }
    friend bool operator==(const PrinterStatus &, const PrinterStatus &) = default;
};

/// How the sending of a job ended.
struct Outcome {
    enum class Kind {
        Printed,
        NotSent,   ///< not a byte of it left: it can be sent later
        Uncertain, ///< some or all of it left, and nobody knows what became of it
        Refused,   ///< it will never come out: the print server threw it away
    };
    Kind kind = Kind::NotSent;
    Proof proof = Proof::None;
    QString cause; ///< technical
};

/// A printer, however it is wired. Everything is asynchronous, on the thread it lives on; no signal comes from within
/// the call that causes it.
class Printer : public QObject
{
    Q_OBJECT

public:
    [[nodiscard]] virtual const PrinterStatus &status() const = 0;
    /// Asks for the status now, and again from time to time. While somebody `isWaited` for, more often.
    virtual void watch(bool isWaited) = 0;
    /// True: print() may be called. It says canPrint() and has no job.
    [[nodiscard]] virtual bool isFree() const = 0;
    /// `token`: names the sending, for printers and print servers that name it back; printable ASCII.
    virtual void print(const QString &token, const QByteArray &document) = 0;

Q_SIGNALS:
    void statusChanged();
    /// It can take a job now.
    void becameFree();
    /// Follows each print() once.
    void finished(const tillwright::kiosk::printing::Outcome &outcome);
};

} // namespace tillwright::kiosk::printing
