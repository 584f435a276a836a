#include "kiosk/presentation/history_words.h"

#include "checkout/state.h"
#include "kiosk/presentation/money_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace tillwright::kiosk::presentation {

using namespace Qt::StringLiterals;
using checkout::Phase;
using checkout::state::NotPaidReason;

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(History)
};

QString notPaidText(const std::string &reason)
{
    const auto known = checkout::notPaidReasonFromWord(reason);
    if (!known)
        return Words::tr("Not paid");
    switch (*known) {
    case NotPaidReason::Declined:
        return Words::tr("Card declined");
    case NotPaidReason::Cancelled:
        return Words::tr("Cancelled");
    case NotPaidReason::Expired:
        return Words::tr("Expired");
    case NotPaidReason::Abandoned:
        return Words::tr("Not finished");
    case NotPaidReason::AmountMismatch:
        return Words::tr("Stopped: wrong amount");
    case NotPaidReason::PageFailed:
        return Words::tr("Card form not available");
    }
    return Words::tr("Not paid");
}

QString phaseText(Phase phase, const std::string &reason)
{
    switch (phase) {
    case Phase::Creating:
        return Words::tr("Asking Clive");
    case Phase::AwaitingPayment:
        return Words::tr("Waiting for the card");
    case Phase::Confirming:
        return Words::tr("Confirming");
    case Phase::Verifying:
        return Words::tr("Checking with Clive");
    case Phase::Unresolved:
        return Words::tr("Not known yet");
    case Phase::Paid:
        return Words::tr("Paid");
    case Phase::NotPaid:
        return notPaidText(reason);
    case Phase::Abandoning:
        return Words::tr("Being cancelled");
    case Phase::Refused:
        return Words::tr("Not started");
    }
    return {};
}

QString wordText(const std::string &word)
{
    return QString::fromStdString(word);
}

} // namespace

SaleTone toneOf(Phase phase)
{
    switch (phase) {
    case Phase::Paid:
        return SaleTone::Paid;
    case Phase::NotPaid:
    case Phase::Refused:
        return SaleTone::NotPaid;
    case Phase::Unresolved:
        return SaleTone::Unresolved;
    case Phase::Creating:
    case Phase::AwaitingPayment:
    case Phase::Confirming:
    case Phase::Verifying:
    case Phase::Abandoning:
        break;
    }
    return SaleTone::UnderWay;
}

QString saleStatusText(const checkout::AttemptRecord &record)
{
    return phaseText(record.phase, record.reason);
}

QString saleStatusAdvice(const checkout::AttemptRecord &record)
{
    switch (toneOf(record.phase)) {
    case SaleTone::Paid:
        return record.receiptIssued
            ? Words::tr("Clive says paid.")
            : Words::tr("Clive says paid. Its receipt is made when the register starts next.");
    case SaleTone::NotPaid:
        return record.reason.empty() || record.phase != Phase::Refused
            ? Words::tr("Nothing was charged.")
            : Words::tr("Nothing was charged. Code: %1.").arg(wordText(record.reason));
    case SaleTone::Unresolved: {
        const QString advice =
            Words::tr("Do not charge it again. The register goes on asking Clive by itself.");
        return record.reason.empty()
            ? advice
            : advice + u' ' + Words::tr("Call support: %1").arg(wordText(record.reason));
    }
    case SaleTone::UnderWay:
    case SaleTone::Damaged:
        break;
    }
    return Words::tr("It is not over yet. Do not charge it again.");
}

QString eventText(const checkout::AttemptEvent &event)
{
    if (event.note == checkout::noteReceiptMade)
        return Words::tr("Receipt made");
    const bool isKept = event.note == checkout::noteKept;
    const QString phase = phaseText(event.phase, event.note);
    if (isKept)
        return Words::tr("%1 (kept from a damaged journal)").arg(phase);
    if (event.note == checkout::noteFound)
        return Words::tr("%1 (found at the backend)").arg(phase);
    const bool isSaid =
        event.note.empty() || (event.phase == Phase::NotPaid && checkout::notPaidReasonFromWord(event.note));
    return isSaid ? phase : Words::tr("%1: %2").arg(phase, wordText(event.note));
}

QString cliveStatusText(const domain::PaymentStatus &status)
{
    switch (status.kind()) {
    case domain::PaymentStatus::Kind::Created:
    case domain::PaymentStatus::Kind::Pending:
        return Words::tr("not paid yet");
    case domain::PaymentStatus::Kind::Processing:
        return Words::tr("being processed");
    case domain::PaymentStatus::Kind::Paid:
        return Words::tr("paid");
    case domain::PaymentStatus::Kind::Failed:
        return Words::tr("failed");
    case domain::PaymentStatus::Kind::Cancelled:
        return Words::tr("cancelled");
    case domain::PaymentStatus::Kind::Unknown:
        break;
    }
    return Words::tr("“%1”, which this register does not know").arg(wordText(status.word()));
}

QString cliveAnswerText(const contract::CheckoutState &state)
{
    const QString amount = moneyText(state.amount);
    QString text = state.feesMinor
        ? Words::tr("Clive’s last word: %1, %2, fees %3.")
              .arg(cliveStatusText(state.status), amount,
                   moneyText({*state.feesMinor, state.amount.currency}))
        : Words::tr("Clive’s last word: %1, %2.").arg(cliveStatusText(state.status), amount);
    if (state.abandoned && !state.status.isPaid())
        text += u' ' + Words::tr("The register has walked away from it.");
    if (!state.attention.empty())
        text += u' ' + Words::tr("It is on the attention list.");
    return text;
}

QString askingFailedText(const checkout::BackendError &error)
{
    using Kind = checkout::BackendError::Kind;
    switch (error.kind) {
    case Kind::Unreachable:
    case Kind::Timeout:
        return Words::tr("The backend cannot be reached. Check the network, then try again.");
    case Kind::Tls:
        return Words::tr("The backend’s certificate is not to be trusted. Call support.");
    case Kind::NotFound:
        return Words::tr("The backend does not know this payment. Call support.");
    case Kind::Server:
    case Kind::BeingPaid:
        return Words::tr("The backend is busy. Try again in a moment.");
    case Kind::NotUnderstood:
    case Kind::Refused:
    case Kind::Gone:
        break;
    }
    return Words::tr("The backend does not answer this. Call support (HTTP %1).").arg(error.httpStatus);
}

QString timeText(std::int64_t atMs, std::int64_t nowMs, const QTimeZone &zone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs, zone);
    const QString time = at.time().toString(u"HH:mm"_s);
    if (at.date() == QDateTime::fromMSecsSinceEpoch(nowMs, zone).date())
        return Words::tr("Today %1").arg(time);
    return u"%1, %2"_s.arg(QLocale().toString(at.date(), u"d MMM yyyy"_s), time);
}

QString secondText(std::int64_t atMs, std::int64_t besideMs, const QTimeZone &zone)
{
    const QDateTime at = QDateTime::fromMSecsSinceEpoch(atMs, zone);
    const QString time = at.time().toString(u"HH:mm:ss"_s);
    if (at.date() == QDateTime::fromMSecsSinceEpoch(besideMs, zone).date())
        return time;
    return u"%1, %2"_s.arg(QLocale().toString(at.date(), u"d MMM"_s), time);
}

} // namespace tillwright::kiosk::presentation
