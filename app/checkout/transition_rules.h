#pragma once

#include "checkout/transition.h"

/// What each state does with each event. Used by transition() only; one file per group of states.
namespace tillwright::checkout::rules {

[[nodiscard]] Transition dropped(const State &state);

[[nodiscard]] Transition fromIdle(const state::Idle &from, const Event &event);
[[nodiscard]] Transition fromCreating(const state::Creating &from, const Event &event);
[[nodiscard]] Transition fromAwaitingPayment(const state::AwaitingPayment &from, const Event &event);
/// The backend's answers about the phone, and the timers that ask it: what followed() is for.
[[nodiscard]] bool isOfFollowing(const Event &event) noexcept;
[[nodiscard]] Transition followed(const state::AwaitingPayment &from, const Event &event);
[[nodiscard]] Transition fromConfirming(const state::Confirming &from, const Event &event);
[[nodiscard]] Transition fromVerifying(const state::Verifying &from, const Event &event);
[[nodiscard]] Transition fromUnresolved(const state::Unresolved &from, const Event &event);
[[nodiscard]] Transition fromPaid(const state::Paid &from, const Event &event);
[[nodiscard]] Transition fromAbandoning(const state::Abandoning &from, const Event &event);
/// NotPaid and Refused.
[[nodiscard]] Transition fromEnded(const State &from, const Event &event);

// Ways into a state that several states share, with the effects that belong to entering it.
[[nodiscard]] Transition awaitPayment(const Attempt &attempt, const contract::CheckoutAnswer &checkout);
[[nodiscard]] Transition verify(const Attempt &attempt, const CheckoutIds &ids, state::Evidence evidence,
                                std::optional<contract::CheckoutAnswer> checkout);
/// `abandonedFor`: the kiosk walked away and could not tell the backend yet; the row keeps why, so that a restart ends it
/// for that reason.
[[nodiscard]] Transition becomeUnresolved(const Attempt &attempt, const CheckoutIds &ids,
                                          std::optional<state::NotPaidReason> abandonedFor,
                                          std::string alarm);
[[nodiscard]] Transition becomePaid(const Attempt &attempt, const CheckoutIds &ids,
                                    std::optional<std::int64_t> feesMinor, std::int64_t paidAtMs);
[[nodiscard]] Transition becomeNotPaid(const Attempt &attempt, const CheckoutIds &ids,
                                       state::NotPaidReason reason, std::string detail = {});
[[nodiscard]] Transition abandon(const Attempt &attempt, const CheckoutIds &ids, state::NotPaidReason reason,
                                 std::string detail = {}, bool mayResume = true);

[[nodiscard]] CheckoutIds idsOf(const contract::CheckoutAnswer &checkout);
/// Empty when the backend's word is about this sale; otherwise what differs. Law 1: transaction, reference,
/// amount and currency.
[[nodiscard]] std::string mismatch(const Attempt &attempt, const CheckoutIds &ids,
                                   const contract::CheckoutState &status);

/// A phone is paying, or has paid so that Stripe or the bank is at it.
[[nodiscard]] bool isPhonePaying(const contract::CheckoutState &status) noexcept;
/// A phone may pay it, so the backend is asked what the phone does.
[[nodiscard]] bool isFollowed(const state::AwaitingPayment &awaiting) noexcept;
[[nodiscard]] effect::RequestStatus followPhone(const state::AwaitingPayment &awaiting);

/// The last word of Clive, where it is one: Paid, NotPaid, or Unresolved when it is not about this sale. Empty
/// while the payment can still move.
[[nodiscard]] std::optional<Transition> finalWord(const Attempt &attempt, const CheckoutIds &ids,
                                                  const contract::CheckoutState &status, std::int64_t nowMs);

} // namespace tillwright::checkout::rules
