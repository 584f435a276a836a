#include "checkout/transition_rules.h"

/// The customer's own phone, which pays the checkout that is on the counter's page (docs/pay-page.md).
namespace tillwright::checkout::rules {

namespace {

/// Nobody pays at the counter, so what is under way was begun on the phone.
domain::PhoneStage stageOf(const contract::CheckoutState &status)
{
    return status.status.kind() == domain::PaymentStatus::Kind::Processing ? domain::PhoneStage::Confirming
                                                                           : status.phone;
}

Transition told(const state::AwaitingPayment &from, const event::StatusKnown &known)
{
    const auto &status = known.status;
    const auto ids = idsOf(from.checkout);
    if (auto difference = mismatch(from.attempt, ids, status); !difference.empty()) {
        auto next = abandon(from.attempt, ids, state::NotPaidReason::AmountMismatch);
        next.effects.emplace_back(effect::RaiseAlarm{std::move(difference)});
        return next;
    }
    if (auto final = finalWord(from.attempt, ids, status, known.nowMs))
        return *std::move(final);
    // Cancelled by whoever has the link. The backend is asked once more, because it asks Clive before it says so for good.
    if (status.abandoned)
        return abandon(from.attempt, ids, state::NotPaidReason::Cancelled,
                       std::string(state::notPaidDetailOnPhone));
    if (!known.isLatest)
        return dropped(from);

    auto next = from;
    next.phone = stageOf(status);
    next.version = status.version;
    const bool wasConfirming = from.phone == domain::PhoneStage::Confirming;
    const bool isConfirming = next.phone == domain::PhoneStage::Confirming;
    std::vector<Effect> effects;
    if (isConfirming && !wasConfirming) {
        next.phoneFailed = false;
        effects.emplace_back(effect::StartTimer{TimerKind::Budget, phoneBudgetMs});
    } else if (wasConfirming && !isConfirming) {
        next.phoneFailed = true;
        effects.emplace_back(effect::StopTimers{});
    }
    // An answer without news was held long enough, or the backend holds none at this moment: then it is not pressed.
    if (status.version > from.version)
        effects.emplace_back(followPhone(next));
    else
        effects.emplace_back(effect::StartTimer{TimerKind::NextCheck, verifyRetryMs});
    return {std::move(next), std::move(effects)};
}

} // namespace

bool isOfFollowing(const Event &event) noexcept
{
    return std::holds_alternative<event::StatusKnown>(event)
        || std::holds_alternative<event::StatusFailed>(event)
        || std::holds_alternative<event::TimerFired>(event);
}

Transition followed(const state::AwaitingPayment &from, const Event &event)
{
    if (const auto *known = std::get_if<event::StatusKnown>(&event))
        return told(from, *known);
    if (std::holds_alternative<event::StatusFailed>(event))
        return {from, {effect::StartTimer{TimerKind::NextCheck, verifyRetryMs}}};
    const auto *timer = std::get_if<event::TimerFired>(&event);
    if (timer && timer->kind == TimerKind::NextCheck)
        return {from, {followPhone(from)}};
    if (timer && timer->kind == TimerKind::Budget) {
        // The backend cannot be reached, or lets a phone hold the order up for longer than it says.
        auto next = verify(from.attempt, idsOf(from.checkout), state::Evidence::Unknown, from.checkout);
        std::get<state::Verifying>(next.state).waitsForPhone = true;
        return next;
    }
    return dropped(from);
}

} // namespace tillwright::checkout::rules
