#pragma once

#include "domain/sale.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tillwright::checkout {

/// One try at charging one sale. Its idempotency key is made once and goes with every retry.
struct Attempt {
    std::string id; ///< UUID, ours; every answer and timer names it, so that late ones are recognised
    std::string idempotencyKey; ///< UUID, sent as `Idempotency-Key`
    domain::Sale sale;
    friend bool operator==(const Attempt &, const Attempt &) = default;
};

/// The names under which backend, Clive and Stripe know the attempt.
struct CheckoutIds {
    std::string cliveTxId;
    std::string stripePaymentIntentId;
    std::string statementDescriptorSuffix;
    friend bool operator==(const CheckoutIds &, const CheckoutIds &) = default;
};

/// Where an attempt stands (flow: Kiosk attempt). The words are the journal's.
enum class Phase {
    Creating,
    AwaitingPayment,
    Confirming,
    Verifying,
    Unresolved,
    Paid,
    NotPaid,
    Abandoning,
    Refused,
};
[[nodiscard]] std::string_view phaseWord(Phase phase) noexcept;
[[nodiscard]] std::optional<Phase> phaseFromWord(std::string_view word) noexcept;
/// Paid, NotPaid or Refused: nothing more can happen to the money.
[[nodiscard]] bool isFinal(Phase phase) noexcept;

/// What the journal keeps of an attempt: enough to go on after a power loss, and no secret.
struct AttemptRecord {
    Attempt attempt;
    Phase phase = Phase::Creating;
    std::optional<CheckoutIds> ids;
    /// Why it ended (NotPaid, Refused): a technical word such as `declined`, `cancelled`, `network`.
    std::string reason;
    /// Given by the journal when the phase becomes Paid; grows by one without gaps. 0: none.
    std::int64_t receiptNumber = 0;
    /// The receipt has been made (shown, written, handed to the spooler).
    bool receiptIssued = false;
    std::optional<std::int64_t> feesMinor;
    /// Milliseconds since 1970, UTC; set by the session.
    std::int64_t startedAtMs = 0;
    std::int64_t updatedAtMs = 0;
    friend bool operator==(const AttemptRecord &, const AttemptRecord &) = default;
};

} // namespace tillwright::checkout
