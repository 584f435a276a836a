#include "checkout/transition_rules.h"

#include "domain/order.h"

namespace tillwright::checkout::rules {

Transition dropped(const State &state)
{
    return {state, {}, false};
}

CheckoutIds idsOf(const contract::CheckoutAnswer &checkout)
{
    return {checkout.cliveTxId, checkout.stripePaymentIntentId, checkout.statementDescriptorSuffix};
}

Transition awaitPayment(const Attempt &attempt, const contract::CheckoutAnswer &checkout)
{
    const state::AwaitingPayment next{attempt, checkout};
    std::vector<Effect> effects{effect::StopTimers{},
                                effect::WriteJournal{Phase::AwaitingPayment, idsOf(checkout), {}, false, {}},
                                effect::ShowPage{checkout}};
    if (isFollowed(next))
        effects.emplace_back(followPhone(next));
    return {next, std::move(effects)};
}

Transition verify(const Attempt &attempt, const CheckoutIds &ids, state::Evidence evidence,
                  std::optional<contract::CheckoutAnswer> checkout)
{
    return {state::Verifying{attempt, ids, evidence, std::move(checkout), 0, 0, true},
            {effect::StopTimers{}, effect::WriteJournal{Phase::Verifying, ids, {}, false, {}},
             effect::StartTimer{TimerKind::Budget, verifyBudgetMs},
             // Not held: the answer to the first question is wanted at once.
             effect::RequestStatus{{ids.cliveTxId, true, 0, 0}}}};
}

Transition becomeUnresolved(const Attempt &attempt, const CheckoutIds &ids,
                            std::optional<state::NotPaidReason> abandonedFor, std::string alarm)
{
    // A backend that has not been told yet must be told after a restart too.
    const auto phase = abandonedFor ? Phase::Abandoning : Phase::Unresolved;
    const auto reason = abandonedFor ? std::string(notPaidReasonWord(*abandonedFor)) : alarm;
    std::vector<Effect> effects{effect::StopTimers{}, effect::WriteJournal{phase, ids, reason, false, {}},
                                effect::ResetPage{},
                                effect::StartTimer{TimerKind::NextCheck, unresolvedCheckFirstMs}};
    if (!alarm.empty())
        effects.emplace_back(effect::RaiseAlarm{alarm});
    return {state::Unresolved{attempt, ids, 0, abandonedFor.has_value(), std::move(alarm)},
            std::move(effects)};
}

Transition becomePaid(const Attempt &attempt, const CheckoutIds &ids, std::optional<std::int64_t> feesMinor,
                      std::int64_t paidAtMs)
{
    // The receipt follows once the journal has given it a number (ReceiptNumbered).
    return {state::Paid{attempt, ids, 0, feesMinor, paidAtMs, false, {}},
            {effect::StopTimers{}, effect::WriteJournal{Phase::Paid, ids, {}, false, feesMinor},
             effect::ResetPage{}}};
}

Transition becomeNotPaid(const Attempt &attempt, const CheckoutIds &ids, state::NotPaidReason reason,
                         std::string detail)
{
    return {state::NotPaid{attempt, reason, std::move(detail)},
            {effect::StopTimers{},
             effect::WriteJournal{Phase::NotPaid, ids, std::string(notPaidReasonWord(reason)), false, {}},
             effect::ResetPage{}}};
}

Transition abandon(const Attempt &attempt, const CheckoutIds &ids, state::NotPaidReason reason,
                   std::string detail, bool mayResume)
{
    // The page goes first: from here on nobody can press Pay here any more.
    return {state::Abandoning{attempt, ids, reason, 1, std::move(detail), mayResume},
            {effect::StopTimers{}, effect::ResetPage{},
             effect::WriteJournal{Phase::Abandoning, ids, std::string(notPaidReasonWord(reason)), false, {}},
             effect::RequestAbandon{ids.cliveTxId}}};
}

bool isPhonePaying(const contract::CheckoutState &status) noexcept
{
    return status.phone == domain::PhoneStage::Confirming && !status.status.isFinal();
}

bool isFollowed(const state::AwaitingPayment &awaiting) noexcept
{
    // Nothing happens behind our back to a checkout that no phone can pay.
    return !awaiting.checkout.payUrl.isEmpty();
}

effect::RequestStatus followPhone(const state::AwaitingPayment &awaiting)
{
    // What was confirmed on the phone is known to Clive before it is known to the backend.
    const bool refresh = awaiting.phone == domain::PhoneStage::Confirming;
    return {{awaiting.checkout.cliveTxId, refresh, phoneWaitS, awaiting.version}};
}

std::string mismatch(const Attempt &attempt, const CheckoutIds &ids, const contract::CheckoutState &status)
{
    const auto &sale = attempt.sale;
    if (status.cliveTxId != ids.cliveTxId)
        return "the answer is about transaction " + status.cliveTxId;
    if (status.reference != sale.reference.text())
        return "the transaction has reference " + status.reference + ", the sale " + sale.reference.text();
    if (status.amount != sale.amount)
        return "the transaction is over " + status.amount.decimalText() + " " + status.amount.currency.code()
            + ", the sale over " + sale.amount.decimalText() + " " + sale.amount.currency.code();
    for (const auto word : {domain::Attention::AmountMismatch, domain::Attention::ReferenceMismatch}) {
        if (status.attention.contains(std::string(domain::attentionWord(word))))
            return "the backend reports " + std::string(domain::attentionWord(word));
    }
    return {};
}

std::optional<Transition> finalWord(const Attempt &attempt, const CheckoutIds &ids,
                                    const contract::CheckoutState &status, std::int64_t nowMs)
{
    if (auto difference = mismatch(attempt, ids, status); !difference.empty())
        return becomeUnresolved(attempt, ids, std::nullopt, std::move(difference));
    switch (status.status.kind()) {
    case domain::PaymentStatus::Kind::Paid:
        return becomePaid(attempt, ids, status.feesMinor, nowMs);
    case domain::PaymentStatus::Kind::Failed:
        return becomeNotPaid(attempt, ids, state::NotPaidReason::Declined);
    case domain::PaymentStatus::Kind::Cancelled:
        return becomeNotPaid(attempt, ids, state::NotPaidReason::Cancelled);
    case domain::PaymentStatus::Kind::Created:
    case domain::PaymentStatus::Kind::Pending:
    case domain::PaymentStatus::Kind::Processing:
    case domain::PaymentStatus::Kind::Unknown:
        return std::nullopt;
    }
    return std::nullopt;
}

} // namespace tillwright::checkout::rules
