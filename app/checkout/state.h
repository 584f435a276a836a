#pragma once

#include "checkout/attempt.h"
#include "checkout/ports.h"
#include "contract/backend_messages.h"

#include <variant>

/// The states of flow.md's kiosk attempt. A state holds what is true in it and nothing else.
namespace tillwright::checkout::state {

/// No sale.
struct Idle {
    friend bool operator==(const Idle &, const Idle &) = default;
};

/// The backend is asked; every retry carries the same idempotency key. Left by the backend's answer, or by
/// giving up after createTriesMax.
struct Creating {
    Attempt attempt;
    int tries = 1;
    /// Cancel was pressed while the request was under way: the checkout is abandoned as soon as it exists.
    bool cancelRequested = false;
    friend bool operator==(const Creating &, const Creating &) = default;
};

/// The Payment Element is up, the customer types. Left by Pay, by cancel, or by losing the page.
struct AwaitingPayment {
    Attempt attempt;
    contract::CheckoutAnswer checkout;
    bool elementReady = false;
    /// The PaymentIntent's own amount and currency were compared with the sale's: Pay may be pressed.
    bool amountChecked = false;
    /// Stripe's words for the last card that was declined, to be shown to the customer.
    std::optional<contract::page::Failed> lastFailure = std::nullopt;
    /// Stripe.js or the element did not load; the page offers to try again.
    bool loadFailed = false;
    /// The last version that the backend told here, so that a held request waits for the next. 0: it is to answer at once,
    /// because a checkout's answer does not say what the phone has done already.
    std::int64_t version = 0;
    /// How far the customer is on their own phone, as the backend last told. While it is Confirming, neither Pay nor cancel
    /// is taken here: something may be charged there at any moment.
    domain::PhoneStage phone = domain::PhoneStage::None;
    /// Pay was pressed on the phone and nothing came of it: the card was declined there, or the phone has gone silent.
    bool phoneFailed = false;
    friend bool operator==(const AwaitingPayment &, const AwaitingPayment &) = default;
};

/// submit() passed, confirmPayment is under way. No way back by hand: only the page's definite card error returns
/// to AwaitingPayment, anything else goes to Verifying.
struct Confirming {
    Attempt attempt;
    contract::CheckoutAnswer checkout;
    /// The page has said nothing for confirmingCheckMs. Until then Clive's "failed" or "cancelled" is not heard: it may
    /// be late, and about the card before this one, and the page is about to tell.
    bool pageIsSilent = false;
    friend bool operator==(const Confirming &, const Confirming &) = default;
};

/// What is known about the payment while Clive's word is awaited.
enum class Evidence {
    None, ///< Pay was never accepted: the page was lost, or the power failed, while the customer was typing
    Confirmed, ///< the page (or return_url) says it went through: wait for Clive
    Unknown,   ///< the answer got lost, the page died, the power failed: it may or may not have been charged
};

/// Clive's word is awaited.
struct Verifying {
    Attempt attempt;
    CheckoutIds ids;
    Evidence evidence = Evidence::Unknown;
    /// Still in memory when the page can be shown again with the same intent; not after a restart.
    std::optional<contract::CheckoutAnswer> checkout;
    /// The last version the backend told, so that a held request waits for the next.
    std::int64_t version = 0;
    /// Answers so far that were not final.
    int asked = 0;
    /// There is somebody to offer the payment to again. Not after a restart of a terminal, nor in the background:
    /// a payment that is still open is then walked away from.
    bool mayResume = true;
    /// A phone was seen confirming it, so the budget is a phone's; it is given once.
    bool waitsForPhone = false;
    /// That was so when the backend last answered.
    bool phoneConfirms = false;
    friend bool operator==(const Verifying &, const Verifying &) = default;
};

/// The budget ran out. Background checks go on; this sale cannot be charged again.
struct Unresolved {
    Attempt attempt;
    CheckoutIds ids;
    int checks = 0;
    /// The kiosk walked away and could not tell the backend yet: the checks tell it again.
    bool abandonPending = false;
    /// Why a person should look: empty, or for example that Clive's amount is not the sale's.
    std::string alarm;
    friend bool operator==(const Unresolved &, const Unresolved &) = default;
};

/// Clive says paid, for this reference, amount and currency.
struct Paid {
    Attempt attempt;
    CheckoutIds ids;
    std::int64_t receiptNumber = 0;
    std::optional<std::int64_t> feesMinor;
    std::int64_t paidAtMs = 0;
    bool receiptIssued = false;
    /// The receipt could not be made; it is made again at the next start. The payment stands.
    std::string receiptProblem;
    friend bool operator==(const Paid &, const Paid &) = default;
};

enum class NotPaidReason {
    Declined,
    Cancelled,
    Expired,
    Abandoned,
    AmountMismatch,
    PageFailed, ///< Stripe's part could not be shown on this machine
};

/// Detail of Cancelled: whoever had the link to the pay page did it.
inline constexpr std::string_view notPaidDetailOnPhone = "cancelled_on_phone";

/// Final, nothing was charged.
struct NotPaid {
    Attempt attempt;
    NotPaidReason reason = NotPaidReason::Cancelled;
    /// For staff: the technical cause, where there is more to say than the reason's word.
    std::string detail = {};
    friend bool operator==(const NotPaid &, const NotPaid &) = default;
};

/// The kiosk walks away before confirming: the backend is told, then asked.
struct Abandoning {
    Attempt attempt;
    CheckoutIds ids;
    NotPaidReason reason = NotPaidReason::Cancelled;
    int tries = 1;
    /// What NotPaid will say beside the reason.
    std::string detail = {};
    /// As Verifying has it: what becomes of it when a phone is confirming and ends without a payment.
    bool mayResume = true;
    friend bool operator==(const Abandoning &, const Abandoning &) = default;
};

/// Never started: bad input, the backend refuses, no network, no journal.
struct Refused {
    Attempt attempt;
    BackendError error;
    /// The journal could not be written, so no request left.
    bool journalFailed = false;
    friend bool operator==(const Refused &, const Refused &) = default;
};

} // namespace tillwright::checkout::state

namespace tillwright::checkout {

using State =
    std::variant<state::Idle, state::Creating, state::AwaitingPayment, state::Confirming, state::Verifying,
                 state::Unresolved, state::Paid, state::NotPaid, state::Abandoning, state::Refused>;

/// Null for Idle.
[[nodiscard]] const Attempt *attemptOf(const State &state) noexcept;
/// Null while there is no clive_tx_id yet, and in the final states that do not keep it.
[[nodiscard]] std::string cliveTxIdOf(const State &state);
/// For logs and timelines: "AwaitingPayment".
[[nodiscard]] std::string_view stateName(const State &state) noexcept;
[[nodiscard]] std::string_view notPaidReasonWord(state::NotPaidReason reason) noexcept;
[[nodiscard]] std::optional<state::NotPaidReason> notPaidReasonFromWord(std::string_view word) noexcept;
/// Cancel has an effect: Creating, and AwaitingPayment unless a phone is confirming.
[[nodiscard]] bool canCancel(const State &state) noexcept;
/// Pay was pressed on the customer's phone, and how it ends is not known yet.
[[nodiscard]] bool isPhoneConfirming(const State &state) noexcept;
/// The link to the pay page, where there is one and it can be paid at this moment; null otherwise.
[[nodiscard]] const domain::Secret *payUrlOf(const State &state) noexcept;
/// The desk may go on to the next sale: Paid, NotPaid, Refused, Unresolved.
[[nodiscard]] bool canDismiss(const State &state) noexcept;
/// Paid, and its receipt is on its way to the disk: the journal has to hear when it is there.
[[nodiscard]] bool isReceiptOnItsWay(const State &state) noexcept;

} // namespace tillwright::checkout
