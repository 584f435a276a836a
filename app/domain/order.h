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

    /// Takes an event in. Returns whether anything changed (then `version` has moved). An event whose amount,
    /// currency or reference is not the order's own never moves the status: it is put under attention instead.
    bool apply(const OrderEvent &event);
    /// The kiosk walked away. Returns false, changing nothing, when the status is final or processing: too late.
    bool abandon();
};

} // namespace tillwright::domain
