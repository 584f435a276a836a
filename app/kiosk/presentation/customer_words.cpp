#include "kiosk/presentation/customer_words.h"

#include "kiosk/presentation/money_text.h"

#include <QCoreApplication>

namespace tillwright::kiosk::presentation {

namespace {

using namespace checkout;

struct Words {
    Q_DECLARE_TR_FUNCTIONS(CustomerWords)
};

template<typename... Visitors> struct Overloaded : Visitors... {
    using Visitors::operator()...;
};
template<typename... Visitors> Overloaded(Visitors...) -> Overloaded<Visitors...>;

QString referenceOf(const Attempt &attempt)
{
    return QString::fromStdString(attempt.sale.reference.text());
}

QString amountOf(const Attempt &attempt)
{
    return moneyText(attempt.sale.amount);
}

} // namespace

QString customerWords(const State &state, const QString &stripesWords)
{
    return std::visit(
        Overloaded{
            [](const state::Idle &) { return Words::tr("Welcome."); },
            [](const state::Creating &) { return Words::tr("One moment, we are preparing your payment."); },
            [&stripesWords](const state::AwaitingPayment &awaiting) {
                if (awaiting.phone == domain::PhoneStage::Confirming)
                    return Words::tr("Please finish the payment on your phone.");
                if (awaiting.phoneFailed)
                    return Words::tr(
                        "The payment on your phone did not go through. Please try again there, or "
                        "pay here by card.");
                if (awaiting.loadFailed)
                    return Words::tr("The card form has not opened yet. One moment, please.");
                if (!awaiting.elementReady)
                    return Words::tr("One moment, the card form is opening.");
                if (awaiting.lastFailure && !stripesWords.isEmpty())
                    return stripesWords;
                if (awaiting.phone == domain::PhoneStage::Opened)
                    return Words::tr("Please pay on your phone, or enter your card here.");
                return Words::tr("Please enter your card.");
            },
            [](const state::Confirming &) {
                return Words::tr("Your bank is confirming the payment. Please wait.");
            },
            [](const state::Verifying &verifying) {
                if (verifying.phoneConfirms)
                    return Words::tr("Please finish the payment on your phone.");
                return Words::tr("We are checking your payment. Please do not pay again.");
            },
            [](const state::Unresolved &unresolved) {
                return Words::tr(
                           "We do not know yet whether your payment of %1 went through. Please do not pay "
                           "again. We go on checking. Keep the slip with your reference, %2.")
                    .arg(amountOf(unresolved.attempt), referenceOf(unresolved.attempt));
            },
            [](const state::Paid &paid) {
                return Words::tr("Thank you. Your payment of %1 is complete.").arg(amountOf(paid.attempt));
            },
            [&stripesWords](const state::NotPaid &notPaid) {
                switch (notPaid.reason) {
                case state::NotPaidReason::Declined:
                    if (!stripesWords.isEmpty())
                        return Words::tr("%1 Nothing was charged.").arg(stripesWords);
                    return Words::tr("Your card was declined. Nothing was charged.");
                case state::NotPaidReason::Cancelled:
                    return notPaid.detail == state::notPaidDetailOnPhone
                        ? Words::tr("The payment was cancelled on the phone. Nothing was charged.")
                        : Words::tr("The payment was cancelled. Nothing was charged.");
                case state::NotPaidReason::Expired:
                    return Words::tr("The payment took too long and has expired. Nothing was charged.");
                case state::NotPaidReason::Abandoned:
                    return Words::tr("The payment was not finished. Nothing was charged.");
                case state::NotPaidReason::AmountMismatch:
                    return Words::tr("We stopped the payment because the amount was not right. Nothing was "
                                     "charged.");
                case state::NotPaidReason::PageFailed:
                    return Words::tr(
                        "The card form could not be shown on this machine. Nothing was charged.");
                }
                return Words::tr("Nothing was charged.");
            },
            [](const state::Abandoning &) { return Words::tr("The payment is being cancelled."); },
            [](const state::Refused &) {
                return Words::tr("The payment could not be started. Nothing was charged.");
            },
        },
        state);
}

} // namespace tillwright::kiosk::presentation
