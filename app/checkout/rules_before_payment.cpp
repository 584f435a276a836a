#include "checkout/transition_rules.h"

#include <algorithm>

/// Idle, Creating and AwaitingPayment: nothing can have been charged yet.
namespace tillwright::checkout::rules {

namespace {

Transition refuse(const Attempt &attempt, const BackendError &error, bool journalFailed)
{
    std::vector<Effect> effects{effect::StopTimers{}};
    if (!journalFailed)
        effects.emplace_back(effect::WriteJournal{Phase::Refused, std::nullopt, error.cause, false, {}});
    else
        effects.emplace_back(effect::RaiseAlarm{"the journal cannot be written: " + error.cause});
    return {state::Refused{attempt, error, journalFailed}, std::move(effects)};
}

Transition restore(const event::Restore &event)
{
    const auto &record = event.record;
    const auto &attempt = record.attempt;
    if (!record.ids) {
        // No answer ever came: the same key asks again. Nobody waits at a terminal that has just started.
        return {state::Creating{attempt, 1, !event.resumeAwaiting}, {effect::RequestCheckout{}}};
    }
    switch (record.phase) {
    case Phase::Creating:
    case Phase::AwaitingPayment:
        if (!event.resumeAwaiting)
            return abandon(attempt, *record.ids, state::NotPaidReason::Abandoned, {}, false);
        return verify(attempt, *record.ids, state::Evidence::None, std::nullopt);
    case Phase::Confirming:
    case Phase::Verifying: {
        auto next = verify(attempt, *record.ids, state::Evidence::Unknown, std::nullopt);
        std::get<state::Verifying>(next.state).mayResume = event.resumeAwaiting;
        return next;
    }
    case Phase::Unresolved:
        return {state::Unresolved{attempt, *record.ids, 0, false, record.reason},
                {effect::RequestStatus{{record.ids->cliveTxId, true, 0, 0}}}};
    case Phase::Abandoning:
        return abandon(attempt, *record.ids,
                       notPaidReasonFromWord(record.reason).value_or(state::NotPaidReason::Abandoned), {},
                       false);
    case Phase::Paid:
        return becomePaid(attempt, *record.ids, record.feesMinor, record.updatedAtMs);
    case Phase::NotPaid:
    case Phase::Refused:
        break;
    }
    return dropped(state::Idle{});
}

Transition checkoutCreated(const state::Creating &from, const contract::CheckoutAnswer &answer)
{
    const auto ids = idsOf(answer);
    const auto &sale = from.attempt.sale;
    if (answer.reference != sale.reference.text() || answer.amount != sale.amount) {
        auto next = abandon(from.attempt, ids, state::NotPaidReason::AmountMismatch);
        next.effects.emplace_back(
            effect::RaiseAlarm{"the backend answered with another reference or amount"});
        return next;
    }
    if (from.cancelRequested)
        return abandon(from.attempt, ids, state::NotPaidReason::Cancelled);
    return awaitPayment(from.attempt, answer);
}

Transition createFailed(const state::Creating &from, const BackendError &error)
{
    // Without the client secret nobody can pay, so giving up here is safe even when the request got through.
    if (!error.isRetryable() || from.tries >= createTriesMax || from.cancelRequested)
        return refuse(from.attempt, error, false);
    auto next = from;
    ++next.tries;
    const auto delayMs = backOffMs(createRetryFirstMs, createRetryLongestMs, from.tries - 1);
    return {next, {effect::StartTimer{TimerKind::RetryCreate, delayMs}}};
}

Transition intentSeen(const state::AwaitingPayment &from, const contract::page::IntentSeen &seen)
{
    const auto &amount = from.attempt.sale.amount;
    if (seen.amountMinor != amount.minor || seen.currency != amount.currency.code()) {
        auto next = abandon(from.attempt, idsOf(from.checkout), state::NotPaidReason::AmountMismatch);
        next.effects.emplace_back(effect::RaiseAlarm{
            "the PaymentIntent is over " + std::to_string(seen.amountMinor) + " minor units of "
            + seen.currency + ", the sale over " + std::to_string(amount.minor) + " of "
            + amount.currency.code() + "; check clive.amount_unit"});
        next.accepted = false;
        return next;
    }
    const bool payable = seen.status == "requires_payment_method" || seen.status == "requires_confirmation"
        || seen.status == "requires_action";
    if (!payable) {
        // Charged already, or under way, or cancelled: Clive has the word.
        auto next = verify(from.attempt, idsOf(from.checkout), state::Evidence::Confirmed, std::nullopt);
        next.accepted = false;
        return next;
    }
    auto next = from;
    next.amountChecked = true;
    return {next, {}};
}

Transition confirming(const state::AwaitingPayment &from)
{
    // The phone's card and this one would be charged to the same intent, and a decline of one would be taken for both's.
    if (!from.amountChecked || from.phone == domain::PhoneStage::Confirming)
        return dropped(from);
    return {state::Confirming{from.attempt, from.checkout},
            {effect::WriteJournal{Phase::Confirming, idsOf(from.checkout), {}, false, {}},
             effect::StartTimer{TimerKind::NextCheck, confirmingCheckMs},
             effect::StartTimer{TimerKind::Budget, confirmingBudgetMs},
             effect::RequestStatus{{from.checkout.cliveTxId, false, confirmingWaitS,
                                    std::max(from.version, from.checkout.version)}}}};
}

Transition pageSaid(const state::AwaitingPayment &from, const contract::PageMessage &message)
{
    auto next = from;
    if (std::holds_alternative<contract::page::ElementReady>(message)) {
        next.elementReady = true;
        next.loadFailed = false;
        return {next, {}};
    }
    if (const auto *seen = std::get_if<contract::page::IntentSeen>(&message))
        return intentSeen(from, *seen);
    if (std::holds_alternative<contract::page::Changed>(message))
        return {from, {}};
    if (std::holds_alternative<contract::page::Confirming>(message))
        return confirming(from);
    // It took a payment back that went through all the same, or never told the truth: Clive is asked, and while Clive
    // knows of no payment the checkout comes back.
    if (std::holds_alternative<contract::page::Confirmed>(message))
        return verify(from.attempt, idsOf(from.checkout), state::Evidence::Unknown, from.checkout);
    if (const auto *failed = std::get_if<contract::page::Failed>(&message)) {
        next.lastFailure = *failed;
        return {next, {}};
    }
    if (std::holds_alternative<contract::page::LoadFailed>(message)) {
        next.loadFailed = true;
        return {next, {}};
    }
    return dropped(from);
}

} // namespace

Transition fromIdle(const state::Idle &from, const Event &event)
{
    if (const auto *start = std::get_if<event::Start>(&event)) {
        return {
            state::Creating{start->attempt, 1, false},
            {effect::WriteJournal{Phase::Creating, std::nullopt, {}, false, {}}, effect::RequestCheckout{}}};
    }
    if (const auto *restored = std::get_if<event::Restore>(&event))
        return restore(*restored);
    return dropped(from);
}

Transition fromCreating(const state::Creating &from, const Event &event)
{
    if (const auto *created = std::get_if<event::CheckoutCreated>(&event))
        return checkoutCreated(from, created->answer);
    if (const auto *failed = std::get_if<event::CreateFailed>(&event))
        return createFailed(from, failed->error);
    if (const auto *timer = std::get_if<event::TimerFired>(&event);
        timer && timer->kind == TimerKind::RetryCreate)
        return {from, {effect::RequestCheckout{}}};
    if (std::holds_alternative<event::CancelPressed>(event) && !from.cancelRequested) {
        auto next = from;
        next.cancelRequested = true;
        return {next, {}};
    }
    if (const auto *failed = std::get_if<event::JournalFailed>(&event))
        return refuse(from.attempt, {BackendError::Kind::Unreachable, 0, {}, failed->cause}, true);
    return dropped(from);
}

Transition fromAwaitingPayment(const state::AwaitingPayment &from, const Event &event)
{
    const bool isPhoneConfirming = from.phone == domain::PhoneStage::Confirming;
    if (isFollowed(from) && isOfFollowing(event))
        return followed(from, event);
    if (const auto *said = std::get_if<event::PageSaid>(&event))
        return pageSaid(from, said->message);
    if (std::holds_alternative<event::PageLost>(event))
        return verify(from.attempt, idsOf(from.checkout), state::Evidence::None, from.checkout);
    if (std::holds_alternative<event::PageReturned>(event))
        return verify(from.attempt, idsOf(from.checkout), state::Evidence::Confirmed, std::nullopt);
    if (std::holds_alternative<event::CancelPressed>(event))
        return isPhoneConfirming
            ? dropped(from)
            : abandon(from.attempt, idsOf(from.checkout), state::NotPaidReason::Cancelled);
    if (const auto *unavailable = std::get_if<event::PageUnavailable>(&event)) {
        // It does not end what the phone is paying. The form is asked for again when that came to nothing.
        if (isPhoneConfirming)
            return verify(from.attempt, idsOf(from.checkout), state::Evidence::None, std::nullopt);
        // Nobody can pay here, so the sale ends by the rules of a cancelled one and may be tried again as a new one.
        auto next =
            abandon(from.attempt, idsOf(from.checkout), state::NotPaidReason::PageFailed, unavailable->cause);
        next.effects.emplace_back(
            effect::RaiseAlarm{"the card form could not be shown: " + unavailable->cause});
        return next;
    }
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        auto next = abandon(from.attempt, idsOf(from.checkout), state::NotPaidReason::Cancelled);
        next.effects.emplace_back(effect::RaiseAlarm{"the journal cannot be written: " + failed->cause});
        return next;
    }
    return dropped(from);
}

} // namespace tillwright::checkout::rules
