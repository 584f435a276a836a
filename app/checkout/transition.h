#pragma once

#include "checkout/event.h"
#include "checkout/state.h"

#include <variant>
#include <vector>

/// The flow as a pure function (flow.md: Kiosk attempt). It decides; CheckoutSession carries out.
namespace tillwright::checkout {

namespace effect {
/// Keep this, durably, before any effect after it.
struct WriteJournal {
    Phase phase;
    std::optional<CheckoutIds> ids;
    std::string reason;
    bool receiptIssued = false;
    std::optional<std::int64_t> feesMinor;
    friend bool operator==(const WriteJournal &, const WriteJournal &) = default;
};
struct RequestCheckout {
    friend bool operator==(const RequestCheckout &, const RequestCheckout &) = default;
};
struct RequestStatus {
    StatusQuery query;
    friend bool operator==(const RequestStatus &, const RequestStatus &) = default;
};
struct RequestResume {
    std::string cliveTxId;
    friend bool operator==(const RequestResume &, const RequestResume &) = default;
};
struct RequestAbandon {
    std::string cliveTxId;
    friend bool operator==(const RequestAbandon &, const RequestAbandon &) = default;
};
struct ShowPage {
    contract::CheckoutAnswer checkout;
    friend bool operator==(const ShowPage &, const ShowPage &) = default;
};
/// Forget the customer: a fresh page.
struct ResetPage {
    friend bool operator==(const ResetPage &, const ResetPage &) = default;
};
/// Replaces a running timer of the same kind.
struct StartTimer {
    TimerKind kind;
    std::int64_t delayMs;
    friend bool operator==(const StartTimer &, const StartTimer &) = default;
};
struct StopTimers {
    friend bool operator==(const StopTimers &, const StopTimers &) = default;
};
struct IssueReceipt {
    ReceiptData receipt;
    friend bool operator==(const IssueReceipt &, const IssueReceipt &) = default;
};
/// Staff have to look; technical words, no secret.
struct RaiseAlarm {
    std::string text;
    friend bool operator==(const RaiseAlarm &, const RaiseAlarm &) = default;
};
} // namespace effect

using Effect =
    std::variant<effect::WriteJournal, effect::RequestCheckout, effect::RequestStatus, effect::RequestResume,
                 effect::RequestAbandon, effect::ShowPage, effect::ResetPage, effect::StartTimer,
                 effect::StopTimers, effect::IssueReceipt, effect::RaiseAlarm>;

struct Transition {
    State state;
    std::vector<Effect> effects;
    /// False when the event does not belong here: late, of another attempt, out of order. Nothing changes then,
    /// except that an intentSeen may be refused and still end the sale (amount mismatch).
    bool accepted = true;
};

inline constexpr int createTriesMax = 5;
inline constexpr std::int64_t createRetryFirstMs = 500;
inline constexpr std::int64_t createRetryLongestMs = 4'000;
inline constexpr int abandonTriesMax = 5;
inline constexpr std::int64_t abandonRetryMs = 1'000;
/// While the page confirms, a question is held at the backend, which answers when Clive's webhook comes: often before
/// Stripe's answer has found its way through the page.
inline constexpr int confirmingWaitS = 10;
/// Meanwhile the backend is also made to ask Clive: webhook and response can both get lost.
inline constexpr std::int64_t confirmingCheckMs = 10'000;
/// How long a question is held while the customer may be at their phone: as long as the backend holds one.
inline constexpr int phoneWaitS = contract::statusWaitMaxS;
/// How long a phone that confirms is waited for. Longer than the backend lets one hold the order up (decision 014), so that
/// its word comes first.
inline constexpr std::int64_t phoneBudgetMs = 360'000;
/// A 3-D Secure challenge may take its time; after this the outcome is unknown.
inline constexpr std::int64_t confirmingBudgetMs = 600'000;
/// How long Clive's word is awaited before the sale is unresolved.
inline constexpr std::int64_t verifyBudgetMs = 60'000;
inline constexpr int verifyWaitS = 5;
inline constexpr std::int64_t verifyRetryMs = 1'000;
/// Held answers of "pending" after which a payment of unknown outcome is offered again on the same intent. The
/// same intent cannot be charged twice, and the fresh page shows its status first.
inline constexpr int unknownOutcomeAsksMax = 2;
inline constexpr std::int64_t unresolvedCheckFirstMs = 5'000;
inline constexpr std::int64_t unresolvedCheckLongestMs = 60'000;

[[nodiscard]] Transition transition(const State &state, const Event &event);

/// `first`, doubled `times` times, at most `longest`.
[[nodiscard]] std::int64_t backOffMs(std::int64_t first, std::int64_t longest, int times) noexcept;

} // namespace tillwright::checkout
