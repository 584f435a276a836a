#pragma once

#include "domain/money.h"
#include "domain/payment_status.h"
#include "domain/reference.h"
#include "domain/sale.h"

#include <cstdint>
#include <optional>
#include <set>

namespace tillwright::domain {

/// What Clive said about a transaction, by whichever way it came (webhook, re-fetch, reconciler).
struct OrderEvent {
    PaymentStatus status;
    Money amount;
    std::string reference;
    /// Clive's computed fees in minor units of the amount's currency.
    std::optional<std::int64_t> feesMinor;
};

/// Why a person has to look at an order (flow: Backend order, "needs attention").
enum class Attention { AmountMismatch, ReferenceMismatch, PaidAfterAbandoned, PaidAfterFinal, UnknownStatus };
[[nodiscard]] std::string_view attentionWord(Attention attention) noexcept;
[[nodiscard]] std::optional<Attention> attentionFromWord(std::string_view word) noexcept;

/// How far a customer has come with this checkout on their own phone.
enum class PhoneStage {
    None,
    Opened,    ///< the pay page was opened
    Confirming ///< Pay was pressed there: something may be charged at any moment
};
[[nodiscard]] std::string_view phoneStageWord(PhoneStage stage) noexcept;
[[nodiscard]] std::optional<PhoneStage> phoneStageFromWord(std::string_view word) noexcept;
/// What the pay page tells of itself. Declined: the card was declined for certain, and nothing was charged.
enum class PhoneStep { Open, Confirm, Declined };

/// The backend's order. Its state is a join over the set of events seen: any permutation and any repetition of
/// the same events ends alike (law 4), and `paid` is never left.
struct Order {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    Reference reference;
    Money amount;
    EmailAddress email;
    std::string suffix;
    Meta meta;
    std::string device;
    PaymentStatus status = PaymentStatus::Kind::Pending;
    /// The kiosk walked away before confirming.
    bool abandoned = false;
    std::optional<std::int64_t> feesMinor;
    std::set<Attention> attention;
    /// Grows by one with every change; held requests wait for it to move.
    std::int64_t version = 1;
    PhoneStage phone = PhoneStage::None;

    /// Takes an event in. Returns whether anything changed (then `version` has moved). An event whose amount,
    /// currency or reference is not the order's own never moves the status: it is put under attention instead.
    bool apply(const OrderEvent &event);
    /// The kiosk walked away. Returns false, changing nothing, when the status is final or processing: too late.
    bool abandon();
    /// Returns false, changing nothing, for a confirmation that comes too late: the order is final, processing or
    /// abandoned, and the phone must not go on.
    bool stepOnPhone(PhoneStep step);
};

} // namespace tillwright::domain
