#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>

namespace tillwright::kiosk::printing {

/// How far a job is, as far as anybody can know (decision 009).
enum class JobState {
    Queued,    ///< nothing of it has been sent
    Printing,  ///< its first byte may have been sent
    Printed,   ///< came out; see Proof
    Uncertain, ///< was being sent when the process, the connection or the printer died: somebody has to look
    Failed,    ///< will not come out, for certain; see the reason
    Cancelled, ///< by staff
};

/// It goes on only when staff say how.
[[nodiscard]] constexpr bool isStuck(JobState state) noexcept
{
    return state == JobState::Uncertain || state == JobState::Failed;
}

/// Why a job counts as printed, the weakest first.
enum class Proof {
    None,
    Sent,      ///< all bytes were handed over to something that cannot answer
    Queue,     ///< the print server says it is completed
    Status,    ///< the printer answered a question that stood behind the last line
    ProcessId, ///< the printer named this very job behind the last line
    Staff,     ///< somebody saw it
};

/// What is to be printed. The caller lays it out: this room knows no receipts.
struct NewJob {
    /// The caller's own name of the paper, such as `<attempt>/customer`: enqueueing it again is the same job.
    QString id;
    QString title; ///< for staff: "Receipt 17"
    QByteArray document;
    /// The same paper with DUPLICATE on it, for printing again what may have come out already. Empty: no harm in two.
    QByteArray duplicate;
};

struct Job {
    QString id;
    QString title;
    JobState state = JobState::Queued;
    Proof proof = Proof::None;
    QString reason; ///< technical, of Uncertain and Failed
    /// How often its sending began.
    int tries = 0;
    /// It is, or will be, printed from `duplicate`.
    bool isDuplicate = false;
    std::int64_t enqueuedAtMs = 0; ///< since 1970, UTC
};

[[nodiscard]] QString textOf(JobState state);
[[nodiscard]] QString textOf(Proof proof);

struct SpoolError {
    QString cause; ///< technical, with the way out where there is one
};

} // namespace tillwright::kiosk::printing
