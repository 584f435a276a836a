#pragma once

#include "checkout/transition.h"

#include "../../support/fake_ports.h"

#include <QStringList>

/// Effects as words, so that a test reads like the flow and a failure shows what happened instead.
namespace tillwright::testing {

inline QString text(std::string_view view)
{
    return QString::fromUtf8(view.data(), qsizetype(view.size()));
}

inline QString timerWord(checkout::TimerKind kind)
{
    switch (kind) {
    case checkout::TimerKind::RetryCreate:
        return "RetryCreate";
    case checkout::TimerKind::RetryAbandon:
        return "RetryAbandon";
    case checkout::TimerKind::NextCheck:
        return "NextCheck";
    case checkout::TimerKind::Budget:
        return "Budget";
    }
    return {};
}

struct EffectWord {
    QString operator()(const checkout::effect::WriteJournal &effect) const
    {
        QString word = "journal " + text(checkout::phaseWord(effect.phase));
        if (!effect.reason.empty())
            word += " because " + text(effect.reason);
        return effect.receiptIssued ? word + " with receipt" : word;
    }
    QString operator()(const checkout::effect::RequestCheckout &) const { return "create"; }
    QString operator()(const checkout::effect::RequestStatus &effect) const
    {
        const auto &query = effect.query;
        return QString("ask %1%2 wait %3 after %4")
            .arg(text(query.cliveTxId), query.refresh ? "" : " (no refresh)")
            .arg(query.waitS)
            .arg(query.afterVersion);
    }
    QString operator()(const checkout::effect::RequestResume &effect) const
    {
        return "resume " + text(effect.cliveTxId);
    }
    QString operator()(const checkout::effect::RequestAbandon &effect) const
    {
        return "abandon " + text(effect.cliveTxId);
    }
    QString operator()(const checkout::effect::ShowPage &effect) const
    {
        return "show " + text(effect.checkout.cliveTxId);
    }
    QString operator()(const checkout::effect::ResetPage &) const { return "reset page"; }
    QString operator()(const checkout::effect::StartTimer &effect) const
    {
        return QString("%1 in %2 ms").arg(timerWord(effect.kind)).arg(effect.delayMs);
    }
    QString operator()(const checkout::effect::StopTimers &) const { return "stop timers"; }
    QString operator()(const checkout::effect::IssueReceipt &effect) const
    {
        return QString("receipt %1").arg(effect.receipt.receiptNumber);
    }
    QString operator()(const checkout::effect::RaiseAlarm &) const { return "alarm"; }
};

inline QStringList effectsOf(const checkout::Transition &transition)
{
    QStringList words;
    for (const auto &effect : transition.effects)
        words.append(std::visit(EffectWord{}, effect));
    return words;
}

/// The next state's name, `(dropped)` after it when the event did not belong there, and the effects.
inline QStringList storyOf(const checkout::Transition &transition)
{
    return QStringList{text(checkout::stateName(transition.state))
                       + (transition.accepted ? "" : " (not accepted)")}
    + effectsOf(transition);
}

// One attempt, in every state and with every answer.

inline const std::string attemptId = "a-1";

inline checkout::Attempt theAttempt()
{
    return {attemptId, "key-1", exampleSale()};
}
inline contract::CheckoutAnswer theCheckout()
{
    return exampleAnswer(exampleSale(), "clv_1");
}
inline checkout::CheckoutIds theIds()
{
    return {"clv_1", "pi_clv_1", "AIRPEACE"};
}
inline contract::CheckoutState theStatus(domain::PaymentStatus status, std::int64_t version = 2)
{
    return exampleState(theCheckout(), std::move(status), version);
}
inline checkout::event::StatusKnown known(const contract::CheckoutState &status)
{
    return {attemptId, status, FakeClock::startMs};
}
inline checkout::BackendError errorOf(checkout::BackendError::Kind kind)
{
    return {kind, 0, {}, "fake"};
}
inline checkout::event::PageSaid says(const contract::PageMessage &message)
{
    return {message};
}

inline checkout::state::AwaitingPayment awaiting()
{
    return {theAttempt(), theCheckout(), true, true, std::nullopt, false};
}
inline checkout::state::Confirming confirming()
{
    return {theAttempt(), theCheckout()};
}
inline checkout::state::Verifying verifying(checkout::state::Evidence evidence, bool withCheckout = false)
{
    checkout::state::Verifying state{theAttempt(), theIds(), evidence, std::nullopt, 0, 0, true};
    if (withCheckout)
        state.checkout = theCheckout();
    return state;
}
inline checkout::state::Unresolved unresolved(bool abandonPending = false)
{
    return {theAttempt(), theIds(), 0, abandonPending, {}};
}
inline checkout::state::Paid paid(std::int64_t receiptNumber = 0, bool receiptIssued = false)
{
    return {theAttempt(), theIds(), receiptNumber, 2205, FakeClock::startMs, receiptIssued, {}};
}
inline checkout::state::NotPaid notPaid()
{
    return {theAttempt(), checkout::state::NotPaidReason::Declined};
}
inline checkout::state::Abandoning
abandoning(checkout::state::NotPaidReason reason = checkout::state::NotPaidReason::Cancelled)
{
    return {theAttempt(), theIds(), reason, 1};
}
inline checkout::state::Refused refused()
{
    return {theAttempt(), errorOf(checkout::BackendError::Kind::Refused), false};
}

} // namespace tillwright::testing
