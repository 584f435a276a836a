#include "checkout/transition_rules.h"

/// Paid, NotPaid and Refused: the money is settled; what is left is the receipt and the next customer.
namespace tillwright::checkout::rules {

Transition fromPaid(const state::Paid &from, const Event &event)
{
    auto next = from;
    if (const auto *numbered = std::get_if<event::ReceiptNumbered>(&event)) {
        if (from.receiptNumber != 0)
            return dropped(from);
        next.receiptNumber = numbered->number;
        return {next,
                {effect::IssueReceipt{
                    {numbered->number, from.attempt.sale, from.ids, from.feesMinor, from.paidAtMs}}}};
    }
    if (std::holds_alternative<event::ReceiptMade>(event)) {
        if (from.receiptIssued)
            return dropped(from);
        next.receiptIssued = true;
        return {next, {effect::WriteJournal{Phase::Paid, from.ids, {}, true, from.feesMinor}}};
    }
    if (const auto *failed = std::get_if<event::ReceiptFailed>(&event)) {
        next.receiptProblem = failed->cause;
        return {next, {effect::RaiseAlarm{"the receipt could not be made: " + failed->cause}}};
    }
    if (const auto *failed = std::get_if<event::JournalFailed>(&event)) {
        if (from.receiptNumber != 0)
            return {from, {effect::RaiseAlarm{"the journal cannot be written: " + failed->cause}}};
        // Without a row there is no receipt number. The sale waits, unresolved, until the journal can be written.
        return {state::Unresolved{from.attempt, from.ids, 0, false, {}},
                {effect::RaiseAlarm{"paid, but the journal cannot be written: " + failed->cause},
                 effect::ResetPage{}, effect::StartTimer{TimerKind::NextCheck, unresolvedCheckFirstMs}}};
    }
    if (std::holds_alternative<event::Dismissed>(event))
        return {state::Idle{}, {}};
    return dropped(from);
}

Transition fromEnded(const State &from, const Event &event)
{
    if (std::holds_alternative<event::Dismissed>(event))
        return {state::Idle{}, {}};
    if (const auto *failed = std::get_if<event::JournalFailed>(&event))
        return {from,
                {effect::RaiseAlarm{"the journal cannot be written: " + failed->cause}, effect::ResetPage{}}};
    return dropped(from);
}

} // namespace tillwright::checkout::rules
