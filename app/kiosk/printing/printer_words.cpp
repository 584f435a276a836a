#include "kiosk/printing/printer_words.h"

#include <QCoreApplication>

namespace tillwright::kiosk::printing {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Printer)
};

QString conditionWords(Condition condition)
{
    switch (condition) {
    case Condition::Unknown:
        return Words::tr("Printer not checked yet");
    case Condition::Unreachable:
        return Words::tr("Printer cannot be reached: is it switched on and connected?");
    case Condition::Silent:
        return Words::tr("Printer does not answer: switch it off and on");
    case Condition::Error:
        return Words::tr("Printer error: open it, clear the paper, switch it off and on");
    case Condition::CoverOpen:
        return Words::tr("Printer cover is open: close it");
    case Condition::PaperOut:
        return Words::tr("Printer has no paper: put a new roll in");
    case Condition::Offline:
        return Words::tr("Printer is off line: press its feed or on-line key");
    case Condition::PaperLow:
        return Words::tr("Printer paper is low: have a new roll ready");
    case Condition::Ready:
        break;
    }
    return Words::tr("Printer ready");
}

} // namespace

QString staffWords(const PrinterStatus &status)
{
    const QString words = conditionWords(status.condition);
    return status.detail.isEmpty() ? words : QStringLiteral("%1 (%2)").arg(words, status.detail);
}

QString shortWords(Condition condition)
{
    switch (condition) {
    case Condition::Unknown:
        return Words::tr("Printer");
    case Condition::Unreachable:
        return Words::tr("Printer: not there");
    case Condition::Silent:
        return Words::tr("Printer: no answer");
    case Condition::Error:
        return Words::tr("Printer: error");
    case Condition::CoverOpen:
        return Words::tr("Printer: cover open");
    case Condition::PaperOut:
        return Words::tr("Printer: no paper");
    case Condition::Offline:
        return Words::tr("Printer: off line");
    case Condition::PaperLow:
        return Words::tr("Printer: paper low");
    case Condition::Ready:
        break;
    }
    return Words::tr("Printer fine");
}

QString customerWords(const PrinterStatus &status)
{
    switch (status.condition) {
    case Condition::Unknown:
    case Condition::Ready:
    case Condition::PaperLow:
        return {};
    case Condition::PaperOut:
        return Words::tr("The printer has no paper. Your receipt comes as soon as it has.");
    case Condition::Unreachable:
    case Condition::Silent:
    case Condition::Error:
    case Condition::CoverOpen:
    case Condition::Offline:
        break;
    }
    return Words::tr("The printer needs our staff. Your receipt is kept.");
}

QString staffWords(const Job &job)
{
    switch (job.state) {
    case JobState::Uncertain:
        return Words::tr("%1 may have come out already: look at the printer, then say whether it did or "
                         "print it again (%2)")
            .arg(job.title, job.reason);
    case JobState::Failed:
        return Words::tr("%1 was not printed (%2)").arg(job.title, job.reason);
    case JobState::Queued:
        return Words::tr("%1 waits for the printer").arg(job.title);
    case JobState::Printing:
    case JobState::Printed:
    case JobState::Cancelled:
        break;
    }
    return {};
}

} // namespace tillwright::kiosk::printing
