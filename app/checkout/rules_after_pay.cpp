#include "checkout/transition_rules.h"

/// Confirming, Verifying, Unresolved and Abandoning: something may have been charged, and only Clive's word tells.
namespace tillwright::checkout::rules {

namespace {

/// Stripe says for certain that nothing was charged, and the same intent takes another card.
bool isDefinite(const contract::page::Failed &failed)
{
    return failed.errorType == "card_error" || failed.errorType == "validation_error"
        || failed.code == "payment_intent_authentication_failure";
}

Transition backToPayment(const Attempt &attempt, const contract::CheckoutAnswer &checkout,
                         const contract::page::Failed &failed)
{
    // The page is still up with its element, so it is not shown again.
    const state::AwaitingPayment next{attempt, checkout, true, true, failed};
    std::vector<Effect> effects{effect::StopTimers{},
                                effect::WriteJournal{Phase::AwaitingPayment, idsOf(checkout), {}, false, {}}};
    if (isFollowed(next))
        effects.emplace_back(followPhone(next));
    return {next, std::move(effects)};
}

Transition confirmingPageSaid(const state::Confirming &from, const contract::PageMessage &message)
{
    const auto ids = idsOf(from.checkout);
    if (std::holds_alternative<contract::page::Confirmed>(message))
        return verify(from.attempt, ids, state::Evidence::Confirmed, std::nullopt);
    if (const auto *failed = std::get_if<contract::page::Failed>(&message)) {
        if (isDefinite(*failed))
            return backToPayment(from.attempt, from.checkout, *failed);
        return verify(from.attempt, ids, state::Evidence::Unknown, from.checkout);
    }
    return dropped(from);
}

Transition confirmingStatus(const state::Confirming &from, const event::StatusKnown &known)
{
    const auto ids = idsOf(from.checkout);
    auto final = finalWord(from.attempt, ids, known.status, known.nowMs);
    const bool isUnpaid = final && std::holds_alternative<state::NotPaid>(final->state);
    if (final && (!isUnpaid || from.pageIsSilent))
        return *std::move(final);
    // The running timer asks again.
    if (isUnpaid)
        return {from, {}};
    if (!known.isLatest)
        return dropped(from);
    return {from, {effect::RequestStatus{{ids.cliveTxId, false, confirmingWaitS, known.status.version}}}};
}

/// Nobody has paid yet. A payment under way, or a word this version does not know, may be charged all the same.
bool isStillPayable(const contract::CheckoutState &status)
{
    return status.status.kind() == domain::PaymentStatus::Kind::Pending
        || status.status.kind() == domain::PaymentStatus::Kind::Created;
}

Transition stillOpen(const state::Verifying &from, const contract::CheckoutState &status)
{
    auto next = from;
    next.version = status.version;
    next.phoneConfirms = isPhonePaying(status);
    if (next.phoneConfirms) {
        // It is neither offered nor walked away from before the phone is done.
        next.waitsForPhone = true;
        std::vector<Effect> effects;
        if (!from.waitsForPhone)
            effects.emplace_back(effect::StartTimer{TimerKind::Budget, phoneBudgetMs});
        effects.emplace_back(effect::RequestStatus{{from.ids.cliveTxId, true, verifyWaitS, status.version}});
        return {std::move(next), std::move(effects)};
    }
    ++next.asked;
    const bool offerAgain = isStillPayable(status)
        && (from.evidence == state::Evidence::None
            || (from.evidence == state::Evidence::Unknown && next.asked > unknownOutcomeAsksMax));
    if (offerAgain && (status.abandoned || !from.mayResume))
        return abandon(from.attempt, from.ids, state::NotPaidReason::Abandoned, {}, from.mayResume);
    if (offerAgain && from.checkout)
        return awaitPayment(from.attempt, *from.checkout);
    if (offerAgain)
        return {next, {effect::RequestResume{from.ids.cliveTxId}}};
    return {next, {effect::RequestStatus{{from.ids.cliveTxId, true, verifyWaitS, status.version}}}};
}

Transition resumeFailed(const state::Verifying &from, const BackendError &error)
{
    // The secret's life is over: this intent cannot be paid here any more.
    if (!error.isRetryable())
        return abandon(from.attempt, from.ids, state::NotPaidReason::Expired, {}, from.mayResume);
    return {from, {effect::StartTimer{TimerKind::NextCheck, verifyRetryMs}}};
}

Transition checkLater(const state::Unresolved &from)
{
    auto next = from;
    ++next.checks;
    return {next,
            {effect::StartTimer{TimerKind::NextCheck,
                                backOffMs(unresolvedCheckFirstMs, unresolvedCheckLongestMs, next.checks)}}};
}

Transition unresolvedStatus(const state::Unresolved &from, const contract::CheckoutState &status,
                            std::int64_t nowMs)
{
    // A mismatch that is known already must not raise its alarm at every check.
    const auto difference = mismatch(from.attempt, from.ids, status);
    if (!difference.empty() && difference == from.alarm)
        return checkLater(from);
    if (auto final = finalWord(from.attempt, from.ids, status, nowMs))
        return *std::move(final);
    if (status.abandoned && isStillPayable(status) && from.abandonPending)
        return becomeNotPaid(from.attempt, from.ids, state::NotPaidReason::Abandoned);
    return checkLater(from);
}

Transition abandonAnswered(const state::Abandoning &from, const contract::CheckoutState &status,
                           std::int64_t nowMs)
{
    // A transaction whose amount differs from the sale's was never payable here. It ends for the reason that
    // stopped it, although the backend still tells the other amount, unless money has moved.
    const bool ofThisSale = from.reason == state::NotPaidReason::AmountMismatch
        ? status.cliveTxId == from.ids.cliveTxId
        : mismatch(from.attempt, from.ids, status).empty();
    if (status.abandoned && ofThisSale && isStillPayable(status))
        return becomeNotPaid(from.attempt, from.ids, from.reason, from.detail);
    // Clive ended it as well. That is no reason to try again what the wrong amount has stopped.
    const bool isOverUnpaid = status.status.isFinal() && !status.status.isPaid();
    if (from.reason == state::NotPaidReason::AmountMismatch && ofThisSale && isOverUnpaid)
        return becomeNotPaid(from.attempt, from.ids, from.reason);
    if (auto final = finalWord(from.attempt, from.ids, status, nowMs))
        return *std::move(final);
    // Too late: it was confirmed.
    return verify(from.attempt, from.ids, state::Evidence::Confirmed, std::nullopt);
}

Transition abandonFailed(const state::Abandoning &from, const BackendError &error)
{
    // Not too late and not yet possible: the phone's payment ends it, or it comes back to be cancelled again. Nothing was
    // confirmed here.
    if (error.kind == BackendError::Kind::BeingPaid) {
        auto next = verify(from.attempt, from.ids, state::Evidence::None, std::nullopt);
        std::get<state::Verifying>(next.state).mayResume = from.mayResume;
        return next;
    }
    if (!error.isRetryable() || from.tries >= abandonTriesMax)
        return becomeUnresolved(from.attempt, from.ids, from.reason, {});
    auto next = from;
    ++next.tries;
    return {next, {effect::StartTimer{TimerKind::RetryAbandon, abandonRetryMs}}};
}

} // namespace

Transition fromConfirming(const state::Confirming &from, const Event &event)
{
    const auto ids = idsOf(from.checkout);
    if (const auto *said = std::get_if<event::PageSaid>(&event))
        return confirmingPageSaid(from, said->message);
    if (std::holds_alternative<event::PageLost>(event))
        return verify(from.attempt, ids, state::Evidence::Unknown, from.checkout);
    if (std::holds_alternative<event::PageReturned>(event))
        return verify(from.attempt, ids, state::Evidence::Confirmed, std::nullopt);
    if (const auto *timer = std::get_if<event::TimerFired>(&event)) {
        if (timer->kind == TimerKind::Budget)
            return verify(from.attempt, ids, state::Evidence::Unknown, from.checkout);
        if (timer->kind == TimerKind::NextCheck) {
            auto next = from;
            next.pageIsSilent = true;
            return {next,
                    {effect::StartTimer{TimerKind::NextCheck, confirmingCheckMs},
                     effect::RequestStatus{{ids.cliveTxId, true, 0, 0}}}};
        }
    }
    if (const auto *known = std::get_if<event::StatusKnown>(&event))
        return confirmingStatus(from, *known);
    // The running timer asks again.
    if (std::holds_alternative<event::StatusFailed>(event))
        return {from, {}};
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        // The page was told not to confirm; nothing can have been charged, and without a journal nothing may be.
        auto next = abandon(from.attempt, ids, state::NotPaidReason::Cancelled);
        next.effects.emplace_back(effect::RaiseAlarm{"the journal cannot be written: " + failed->cause});
        return next;
    }
    return dropped(from);
}

Transition fromVerifying(const state::Verifying &from, const Event &event)
{
    if (const auto *known = std::get_if<event::StatusKnown>(&event)) {
        if (auto final = finalWord(from.attempt, from.ids, known->status, known->nowMs))
            return *std::move(final);
        return known->isLatest ? stillOpen(from, known->status) : dropped(from);
    }
    if (std::holds_alternative<event::StatusFailed>(event))
        return {from, {effect::StartTimer{TimerKind::NextCheck, verifyRetryMs}}};
    if (const auto *timer = std::get_if<event::TimerFired>(&event)) {
        if (timer->kind == TimerKind::NextCheck)
            return {from, {effect::RequestStatus{{from.ids.cliveTxId, true, 0, 0}}}};
        if (timer->kind == TimerKind::Budget)
            return becomeUnresolved(from.attempt, from.ids, std::nullopt, {});
    }
    if (const auto *resumed = std::get_if<event::CheckoutResumed>(&event)) {
        const auto &answer = resumed->answer;
        if (answer.cliveTxId != from.ids.cliveTxId || answer.amount != from.attempt.sale.amount
            || answer.reference != from.attempt.sale.reference.text())
            return becomeUnresolved(from.attempt, from.ids, std::nullopt,
                                    "the resumed checkout is not this sale's");
        return awaitPayment(from.attempt, answer);
    }
    if (const auto *failed = std::get_if<event::ResumeFailed>(&event))
        return resumeFailed(from, failed->error);
    if (const auto *said = std::get_if<event::PageSaid>(&event)) {
        // The page's late "confirmed" makes it clear that there is something to wait for.
        if (std::holds_alternative<contract::page::Confirmed>(said->message)) {
            auto next = from;
            next.evidence = state::Evidence::Confirmed;
            return {next, {}};
        }
    }
    if (std::holds_alternative<event::PageReturned>(event)) {
        auto next = from;
        next.evidence = state::Evidence::Confirmed;
        return {next, {}};
    }
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        // The row from before still says confirming, which verifies after a restart just the same.
        return {from,
                {effect::RaiseAlarm{"the journal cannot be written: " + failed->cause},
                 effect::StartTimer{TimerKind::Budget, verifyBudgetMs},
                 effect::RequestStatus{{from.ids.cliveTxId, true, 0, 0}}}};
    }
    return dropped(from);
}

Transition fromUnresolved(const state::Unresolved &from, const Event &event)
{
    if (const auto *known = std::get_if<event::StatusKnown>(&event))
        return unresolvedStatus(from, known->status, known->nowMs);
    if (const auto *answered = std::get_if<event::AbandonAnswered>(&event))
        return unresolvedStatus(from, answered->status, answered->nowMs);
    if (std::holds_alternative<event::StatusFailed>(event)
        || std::holds_alternative<event::AbandonFailed>(event))
        return checkLater(from);
    if (const auto *timer = std::get_if<event::TimerFired>(&event);
        timer && timer->kind == TimerKind::NextCheck) {
        if (from.abandonPending)
            return {from, {effect::RequestAbandon{from.ids.cliveTxId}}};
        return {from, {effect::RequestStatus{{from.ids.cliveTxId, true, 0, 0}}}};
    }
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        return {from,
                {effect::RaiseAlarm{"the journal cannot be written: " + failed->cause}, effect::ResetPage{},
                 effect::StartTimer{TimerKind::NextCheck, unresolvedCheckFirstMs}}};
    }
    return dropped(from);
}

Transition fromAbandoning(const state::Abandoning &from, const Event &event)
{
    if (const auto *answered = std::get_if<event::AbandonAnswered>(&event))
        return abandonAnswered(from, answered->status, answered->nowMs);
    if (const auto *failed = std::get_if<event::AbandonFailed>(&event))
        return abandonFailed(from, failed->error);
    if (const auto *timer = std::get_if<event::TimerFired>(&event);
        timer && timer->kind == TimerKind::RetryAbandon)
        return {from, {effect::RequestAbandon{from.ids.cliveTxId}}};
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        return {from,
                {effect::RaiseAlarm{"the journal cannot be written: " + failed->cause},
                 effect::RequestAbandon{from.ids.cliveTxId}}};
    }
    return dropped(from);
}

} // namespace tillwright::checkout::rules
