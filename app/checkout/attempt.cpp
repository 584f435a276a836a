#include "checkout/attempt.h"

#include <array>
#include <utility>

namespace tillwright::checkout {

namespace {

constexpr std::array<std::pair<Phase, std::string_view>, 9> phaseWords{{
    {Phase::Creating, "creating"},
    {Phase::AwaitingPayment, "awaiting_payment"},
    {Phase::Confirming, "confirming"},
    {Phase::Verifying, "verifying"},
    {Phase::Unresolved, "unresolved"},
    {Phase::Paid, "paid"},
    {Phase::NotPaid, "not_paid"},
    {Phase::Abandoning, "abandoning"},
    {Phase::Refused, "refused"},
}};

} // namespace

std::string_view phaseWord(Phase phase) noexcept
{
    for (const auto &[value, word] : phaseWords) {
        if (value == phase)
            return word;
    }
    return {};
}

std::optional<Phase> phaseFromWord(std::string_view word) noexcept
{
    for (const auto &[value, text] : phaseWords) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

bool isFinal(Phase phase) noexcept
{
    return phase == Phase::Paid || phase == Phase::NotPaid || phase == Phase::Refused;
}

} // namespace tillwright::checkout
