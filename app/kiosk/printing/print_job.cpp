#include "kiosk/printing/print_job.h"

namespace tillwright::kiosk::printing {

QString textOf(JobState state)
{
    switch (state) {
    case JobState::Queued:
        return QStringLiteral("queued");
    case JobState::Printing:
        return QStringLiteral("printing");
    case JobState::Printed:
        return QStringLiteral("printed");
    case JobState::Uncertain:
        return QStringLiteral("uncertain");
    case JobState::Failed:
        return QStringLiteral("failed");
    case JobState::Cancelled:
        break;
    }
    return QStringLiteral("cancelled");
}

QString textOf(Proof proof)
{
    switch (proof) {
    case Proof::None:
        return QStringLiteral("none");
    case Proof::Sent:
        return QStringLiteral("sent");
    case Proof::Queue:
        return QStringLiteral("queue");
    case Proof::Status:
        return QStringLiteral("status");
    case Proof::ProcessId:
        return QStringLiteral("process_id");
    case Proof::Staff:
        break;
    }
    return QStringLiteral("staff");
}

} // namespace tillwright::kiosk::printing
