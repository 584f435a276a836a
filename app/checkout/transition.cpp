#include "checkout/transition.h"

#include "checkout/transition_rules.h"

namespace tillwright::checkout {

namespace {

/// One overload per state; each overload set says what that state does with the events it knows. An event that no
/// overload takes is dropped.
struct FromState {
    const Event &event;

    Transition operator()(const state::Idle &from) const { return rules::fromIdle(from, event); }
    Transition operator()(const state::Creating &from) const { return rules::fromCreating(from, event); }
    Transition operator()(const state::AwaitingPayment &from) const
    {
        return rules::fromAwaitingPayment(from, event);
    }
    Transition operator()(const state::Confirming &from) const { return rules::fromConfirming(from, event); }
    Transition operator()(const state::Verifying &from) const { return rules::fromVerifying(from, event); }
    Transition operator()(const state::Unresolved &from) const { return rules::fromUnresolved(from, event); }
    Transition operator()(const state::Paid &from) const { return rules::fromPaid(from, event); }
    Transition operator()(const state::NotPaid &from) const { return rules::fromEnded(from, event); }
    Transition operator()(const state::Abandoning &from) const { return rules::fromAbandoning(from, event); }
    Transition operator()(const state::Refused &from) const { return rules::fromEnded(from, event); }
};

} // namespace

std::int64_t backOffMs(std::int64_t first, std::int64_t longest, int times) noexcept
{
    std::int64_t delay = first;
    for (int i = 0; i < times && delay < longest; ++i)
        delay *= 2;
    return delay < longest ? delay : longest;
}

Transition transition(const State &state, const Event &event)
{
    // Events of another attempt are late answers of an earlier sale (flow: the last customer's payment never hits
    // the next one).
    const auto *attempt = attemptOf(state);
    const bool ofAnother = std::visit(
        [&](const auto &concrete) {
            if constexpr (requires { concrete.attemptId; })
                return !attempt || concrete.attemptId != attempt->id;
            else
                return false;
        },
        event);
    if (ofAnother)
        return rules::dropped(state);
    if (const auto *said = std::get_if<event::PageSaid>(&event)) {
        const auto transaction = contract::pageMessageCliveTxId(said->message);
        if (!transaction.empty() && transaction != cliveTxIdOf(state))
            return rules::dropped(state);
    }
    return std::visit(FromState{event}, state);
}

} // namespace tillwright::checkout
