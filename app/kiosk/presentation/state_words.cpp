#include "kiosk/presentation/state_words.h"

#include <QCoreApplication>

namespace tillwright::kiosk::presentation {

namespace {

using namespace checkout;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(StateWords)
};

template<typename... Visitors> struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template<typename... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

bool isCancelledOnPhone(const state::NotPaid &notPaid)
{
    return notPaid.reason == state::NotPaidReason::Cancelled && notPaid.detail == state::notPaidDetailOnPhone;
}

QString referenceOf(const Attempt &attempt)
{
    return QString::fromStdString(attempt.sale.reference.text());
}

/// A technical word for support, such as `timeout` or `refused 422 email`.
QString errorCode(const BackendError &error)
{
    const auto word = [&error] {
        switch (error.kind) {
        case BackendError::Kind::Unreachable:
            return "unreachable";
        case BackendError::Kind::Timeout:
            return "timeout";
        case BackendError::Kind::Tls:
            return "tls";
        case BackendError::Kind::NotUnderstood:
            return "not_understood";
        case BackendError::Kind::Server:
            return "server";
        case BackendError::Kind::BeingPaid:
            return "being_paid";
        case BackendError::Kind::Refused:
            return "refused";
        case BackendError::Kind::Gone:
            return "gone";
        case BackendError::Kind::NotFound:
            return "not_found";
        }
        return "unknown";
    };
    QString code = QLatin1String(word());
    if (error.httpStatus != 0)
        code += QStringLiteral(" %1").arg(error.httpStatus);
    if (!error.field.empty())
        code += u' ' + QString::fromStdString(error.field);
    return code;
}

QString refusedAdvice(const state::Refused &refused)
{
    if (refused.journalFailed)
        return Words::tr(
            "This register cannot write its journal, so nothing was sent. Check that its disk is not "
            "full.");
    switch (refused.error.kind) {
    case BackendError::Kind::Unreachable:
        return Words::tr("The backend cannot be reached. Check the network, then try again.");
    case BackendError::Kind::Timeout:
        return Words::tr("The backend did not answer in time. Try again in a moment.");
    case BackendError::Kind::Tls:
        return Words::tr("The backend’s certificate cannot be trusted, so nothing was sent. Call support.");
    case BackendError::Kind::NotUnderstood:
        return Words::tr("The backend’s answer could not be understood. Call support.");
    case BackendError::Kind::Server:
    case BackendError::Kind::BeingPaid:
        return Words::tr("The backend or Clive has a problem of its own. Try again in a moment.");
    case BackendError::Kind::Refused:
    case BackendError::Kind::NotFound:
    case BackendError::Kind::Gone:
        break;
    }
    const QString field = QString::fromStdString(refused.error.field);
    if (field == QStringLiteral("email"))
        return Words::tr("The backend does not accept the customer’s e-mail. Check it, then try again.");
    if (field == QStringLiteral("reference"))
        return Words::tr("The backend does not accept the reference. Use another one.");
    if (field.startsWith(QStringLiteral("amount")) || field == QStringLiteral("currency"))
        return Words::tr("The backend does not accept the amount. Check it, then try again.");
    if (field == QStringLiteral("statement_descriptor_suffix"))
        return Words::tr("The backend does not accept the statement text. Call support.");
    if (refused.error.httpStatus == 401 || refused.error.httpStatus == 403)
        return Words::tr("The backend does not know this register. Call support.");
    return Words::tr("The backend refused this sale. Call support with the code.");
}

} // namespace

QString stepLabel(Step step)
{
    switch (step) {
    case Step::Asking:
        return Words::tr("Asking Clive");
    case Step::Card:
        return Words::tr("Card");
    case Step::Confirming:
        return Words::tr("Confirming");
    case Step::Checking:
        return Words::tr("Checking with Clive");
    }
    return {};
}

Step stepOf(const State &state)
{
    if (phoneStateOf(state) == PhoneState::Paying)
        return Step::Confirming;
    return std::visit(Overloaded{[](const state::Idle &) { return Step::Asking; },
                                 [](const state::Creating &) { return Step::Asking; },
                                 [](const state::Refused &) { return Step::Asking; },
                                 [](const state::AwaitingPayment &) { return Step::Card; },
                                 [](const state::Abandoning &) { return Step::Card; },
                                 [](const state::Confirming &) { return Step::Confirming; },
                                 [](const auto &) { return Step::Checking; }},
                      state);
}

QString statusLine(const State &state)
{
    return std::visit(
        Overloaded{
            [](const state::Idle &) { return Words::tr("Ready for the next sale"); },
            [](const state::Creating &creating) {
                if (creating.cancelRequested)
                    return Words::tr("Cancelling as soon as Clive answers");
                if (creating.tries > 1)
                    return Words::tr("Asking Clive again (try %1)").arg(creating.tries);
                return Words::tr("Asking Clive for a checkout");
            },
            [](const state::AwaitingPayment &awaiting) {
                if (awaiting.loadFailed && awaiting.phone != domain::PhoneStage::Confirming)
                    return Words::tr("The card form did not load");
                if (awaiting.phone == domain::PhoneStage::Confirming)
                    return Words::tr("The customer pays on their phone");
                if (!awaiting.elementReady)
                    return Words::tr("Loading the card form");
                if (!awaiting.amountChecked)
                    return Words::tr("Comparing the amount with Stripe’s");
                if (awaiting.phoneFailed)
                    return Words::tr("Not paid on the phone");
                if (awaiting.lastFailure)
                    return Words::tr("Card not accepted – the customer can use another card");
                if (awaiting.phone == domain::PhoneStage::Opened)
                    return Words::tr("The customer has opened it on the phone");
                return Words::tr("The customer enters the card");
            },
            [](const state::Confirming &) { return Words::tr("Confirming with the bank"); },
            [](const state::Verifying &verifying) {
                if (verifying.phoneConfirms)
                    return Words::tr("The customer pays on their phone");
                if (verifying.evidence == state::Evidence::Confirmed)
                    return Words::tr("Confirmed – checking with Clive");
                return Words::tr("Asking Clive whether the payment went through");
            },
            [](const state::Unresolved &) { return Words::tr("Not known yet – we go on checking"); },
            [](const state::Paid &) { return Words::tr("Paid"); },
            [](const state::NotPaid &) { return Words::tr("Not paid"); },
            [](const state::Abandoning &) { return Words::tr("Cancelling – telling Clive"); },
            [](const state::Refused &) { return Words::tr("The sale was not started"); },
        },
        state);
}

QString waitingLine(const State &state)
{
    return std::visit(
        Overloaded{
            [](const state::Creating &) {
                return Words::tr("Still waiting for Clive’s answer. Nothing has been charged.");
            },
            [](const state::AwaitingPayment &awaiting) {
                if (awaiting.phone == domain::PhoneStage::Confirming)
                    return Words::tr(
                        "Waiting for the phone. The customer may have to approve the payment there.");
                if (awaiting.loadFailed)
                    return Words::tr("Press “Try again” beside, or cancel. Nothing has been charged.");
                if (!awaiting.elementReady || !awaiting.amountChecked)
                    return Words::tr("Still waiting for Stripe’s card form. Nothing has been charged.");
                return QString();
            },
            [](const state::Confirming &) {
                return Words::tr("Waiting for the bank. The customer may have to approve the payment.");
            },
            [](const state::Verifying &) {
                return Words::tr("Waiting for Clive’s word. Do not charge this sale again.");
            },
            [](const state::Abandoning &) {
                return Words::tr("Waiting until Clive confirms that nothing was charged.");
            },
            [](const auto &) { return QString(); },
        },
        state);
}

PhoneState phoneStateOf(const State &state)
{
    if (isPhoneConfirming(state))
        return PhoneState::Paying;
    const auto *awaiting = std::get_if<state::AwaitingPayment>(&state);
    if (awaiting && awaiting->phoneFailed)
        return PhoneState::Failed;
    return awaiting && awaiting->phone == domain::PhoneStage::Opened ? PhoneState::Opened : PhoneState::None;
}

Outcome outcomeOf(const State &state)
{
    return std::visit(Overloaded{[](const state::Paid &) { return Outcome::Paid; },
                                 [](const state::NotPaid &) { return Outcome::NotPaid; },
                                 [](const state::Unresolved &) { return Outcome::Unresolved; },
                                 [](const state::Refused &) { return Outcome::Refused; },
                                 [](const auto &) { return Outcome::None; }},
                      state);
}

QString outcomeTitle(const State &state)
{
    return std::visit(Overloaded{
                          [](const state::Paid &) { return Words::tr("Paid"); },
                          [](const state::NotPaid &notPaid) {
                              switch (notPaid.reason) {
                              case state::NotPaidReason::Declined:
                                  return Words::tr("Card declined");
                              case state::NotPaidReason::Cancelled:
                                  return Words::tr("Cancelled");
                              case state::NotPaidReason::Expired:
                                  return Words::tr("Payment expired");
                              case state::NotPaidReason::Abandoned:
                                  return Words::tr("Not paid");
                              case state::NotPaidReason::AmountMismatch:
                                  return Words::tr("Stopped: wrong amount");
                              case state::NotPaidReason::PageFailed:
                                  return Words::tr("Card form not available");
                              }
                              return Words::tr("Not paid");
                          },
                          [](const state::Unresolved &) { return Words::tr("We are still checking"); },
                          [](const state::Refused &) { return Words::tr("Sale not started"); },
                          [](const auto &) { return QString(); },
                      },
                      state);
}

QString staffWords(const State &state, const QString &declineCode)
{
    return std::visit(
        Overloaded{
            [](const state::Idle &) { return Words::tr("No sale at the desk."); },
            [](const state::Creating &creating) {
                return Words::tr(
                           "Clive is asked, try %1, with the same key each time: it cannot be charged twice.")
                    .arg(creating.tries);
            },
            [&declineCode](const state::AwaitingPayment &awaiting) {
                if (awaiting.phone == domain::PhoneStage::Confirming)
                    return Words::tr(
                        "Pay was pressed on the customer’s phone. It can be cancelled again when it has "
                        "not gone through there.");
                if (awaiting.loadFailed)
                    return Words::tr("Stripe’s card form did not load: code load_failed.");
                if (awaiting.lastFailure)
                    return Words::
                        tr("Stripe declined the last card: code %1. The same checkout takes another card.")
                            .arg(declineCode);
                return Words::tr("Nothing has been charged. Cancel is safe.");
            },
            [](const state::Confirming &) {
                return Words::tr("The payment is on its way. It cannot be cancelled.");
            },
            [](const state::Verifying &verifying) {
                if (verifying.phoneConfirms)
                    return Words::tr(
                        "Pay was pressed on the customer’s phone. The sale is paid when Clive says so.");
                if (verifying.evidence == state::Evidence::Confirmed)
                    return Words::tr("The card form reports success. The sale is paid when Clive says so.");
                return Words::tr("The outcome is not known. Do not charge again before Clive has answered.");
            },
            [](const state::Unresolved &unresolved) {
                QString words =
                    Words::tr("Do not charge %1 again: the register blocks it until Clive has answered. "
                              "It goes on asking by itself. Give the customer the slip.")
                        .arg(referenceOf(unresolved.attempt));
                if (!unresolved.alarm.empty())
                    words +=
                        u' ' + Words::tr("Call support: %1").arg(QString::fromStdString(unresolved.alarm));
                return words;
            },
            [](const state::Paid &paid) {
                if (!paid.receiptProblem.empty())
                    return Words::tr(
                               "The payment stands, but its receipt could not be made: %1. It is made again "
                               "when the register starts next.")
                        .arg(QString::fromStdString(paid.receiptProblem));
                return Words::tr("Clive says paid. Receipt %1.").arg(paid.receiptNumber);
            },
            [&declineCode](const state::NotPaid &notPaid) {
                const QString reason =
                    QString::fromLatin1(notPaidReasonWord(notPaid.reason).data(),
                                        qsizetype(notPaidReasonWord(notPaid.reason).size()));
                if (notPaid.reason == state::NotPaidReason::AmountMismatch)
                    return Words::
                        tr("Stripe’s amount is not this sale’s. Do not try again; call support. Code: %1.")
                            .arg(reason);
                if (notPaid.reason == state::NotPaidReason::PageFailed)
                    return Words::tr(
                               "Stripe’s card form does not stay open on this register. The sale may be "
                               "tried again as a new one, here or at another register. If it fails "
                               "again, call support. Code: %1, %2.")
                        .arg(reason, QString::fromStdString(notPaid.detail));
                if (notPaid.reason == state::NotPaidReason::Declined && !declineCode.isEmpty())
                    return Words::tr("It may be tried again as a new sale. Code: %1, %2.")
                        .arg(reason, declineCode);
                if (isCancelledOnPhone(notPaid))
                    return Words::tr(
                               "It was cancelled on the customer’s phone, or by whoever had the link. It may "
                               "be tried again as a new sale. Code: %1.")
                        .arg(QString::fromStdString(notPaid.detail));
                return Words::tr("It may be tried again as a new sale. Code: %1.").arg(reason);
            },
            [](const state::Abandoning &abandoning) {
                return Words::tr(
                           "The backend is told, try %1. If the card was confirmed meanwhile, the payment is "
                           "checked instead.")
                    .arg(abandoning.tries);
            },
            [](const state::Refused &refused) {
                const QString code =
                    refused.journalFailed ? QStringLiteral("journal") : errorCode(refused.error);
                return refusedAdvice(refused) + u' ' + Words::tr("Code: %1.").arg(code);
            },
        },
        state);
}

} // namespace tillwright::kiosk::presentation
