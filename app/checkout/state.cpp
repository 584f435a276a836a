#include "checkout/state.h"

#include <array>
#include <type_traits>
#include <utility>

namespace tillwright::checkout {

namespace {

constexpr std::array<std::pair<state::NotPaidReason, std::string_view>, 6> notPaidReasonWords{{
    {state::NotPaidReason::Declined, "declined"},
    {state::NotPaidReason::Cancelled, "cancelled"},
    {state::NotPaidReason::Expired, "expired"},
    {state::NotPaidReason::Abandoned, "abandoned"},
    {state::NotPaidReason::AmountMismatch, "amount_mismatch"},
    {state::NotPaidReason::PageFailed, "page_failed"},
}};

} // namespace

const Attempt *attemptOf(const State &state) noexcept
{
    return std::visit(
        [](const auto &concrete) -> const Attempt * {
            if constexpr (std::is_same_v<std::decay_t<decltype(concrete)>, state::Idle>)
                return nullptr;
            else
                return &concrete.attempt;
        },
        state);
}

std::string cliveTxIdOf(const State &state)
{
    return std::visit(
        [](const auto &concrete) -> std::string {
            if constexpr (requires { concrete.ids.cliveTxId; })
                return concrete.ids.cliveTxId;
            else if constexpr (requires { concrete.checkout.cliveTxId; })
                return concrete.checkout.cliveTxId;
            else
                return {};
        },
        state);
}

std::string_view stateName(const State &state) noexcept
{
    constexpr std::array<std::string_view, std::variant_size_v<State>> names{
        "Idle",       "Creating", "AwaitingPayment", "Confirming", "Verifying",
        "Unresolved", "Paid",     "NotPaid",         "Abandoning", "Refused"};
    return names[state.index()];
}

std::string_view notPaidReasonWord(state::NotPaidReason reason) noexcept
{
    for (const auto &[value, word] : notPaidReasonWords) {
        if (value == reason)
            return word;
    }
    return {};
}

std::optional<state::NotPaidReason> notPaidReasonFromWord(std::string_view word) noexcept
{
    for (const auto &[value, text] : notPaidReasonWords) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

bool canCancel(const State &state) noexcept
{
    if (const auto *creating = std::get_if<state::Creating>(&state))
        return !creating->cancelRequested;
    return std::holds_alternative<state::AwaitingPayment>(state) && !isPhoneConfirming(state);
}

bool isPhoneConfirming(const State &state) noexcept
{
    if (const auto *awaiting = std::get_if<state::AwaitingPayment>(&state))
        return awaiting->phone == domain::PhoneStage::Confirming;
    const auto *verifying = std::get_if<state::Verifying>(&state);
    return verifying && verifying->phoneConfirms;
}

const domain::Secret *payUrlOf(const State &state) noexcept
{
    const auto *awaiting = std::get_if<state::AwaitingPayment>(&state);
    return awaiting && !awaiting->checkout.payUrl.isEmpty() ? &awaiting->checkout.payUrl : nullptr;
}

bool isReceiptOnItsWay(const State &state) noexcept
{
    const auto *paid = std::get_if<state::Paid>(&state);
    return paid && paid->receiptNumber > 0 && !paid->receiptIssued && paid->receiptProblem.empty();
}

bool canDismiss(const State &state) noexcept
{
    return std::holds_alternative<state::Paid>(state) || std::holds_alternative<state::NotPaid>(state)
        || std::holds_alternative<state::Refused>(state) || std::holds_alternative<state::Unresolved>(state);
}

} // namespace tillwright::checkout
