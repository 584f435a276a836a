#include "domain/order.h"

#include <array>
#include <utility>

namespace tillwright::domain {

namespace {

constexpr std::array<std::pair<Attention, std::string_view>, 5> attentionWords{{
    {Attention::AmountMismatch, "amount_mismatch"},
    {Attention::ReferenceMismatch, "reference_mismatch"},
    {Attention::PaidAfterAbandoned, "paid_after_abandoned"},
    {Attention::PaidAfterFinal, "paid_after_final"},
    {Attention::UnknownStatus, "unknown_status"},
}};

constexpr std::array<std::pair<PhoneStage, std::string_view>, 3> phoneStageWords{{
    {PhoneStage::None, "none"},
    {PhoneStage::Opened, "opened"},
    {PhoneStage::Confirming, "confirming"},
}};

/// The order of the join. Failed and cancelled are both final; when Clive has said both, cancelled stands, by
/// decree, so that the outcome does not depend on which came first.
int rank(PaymentStatus::Kind kind)
{
    switch (kind) {
    case PaymentStatus::Kind::Created:
        return 0;
    case PaymentStatus::Kind::Pending:
        return 1;
    case PaymentStatus::Kind::Unknown:
        return 2;
    case PaymentStatus::Kind::Processing:
        return 3;
    case PaymentStatus::Kind::Failed:
        return 4;
    case PaymentStatus::Kind::Cancelled:
        return 5;
    case PaymentStatus::Kind::Paid:
        return 6;
    }
    return 0;
}

PaymentStatus join(const PaymentStatus &a, const PaymentStatus &b)
{
    if (rank(a.kind()) != rank(b.kind()))
        return rank(a.kind()) > rank(b.kind()) ? a : b;
    return a.word() >= b.word() ? a : b;
}

} // namespace

std::string_view attentionWord(Attention attention) noexcept
{
    for (const auto &[value, word] : attentionWords) {
        if (value == attention)
            return word;
    }
    return {};
}

std::optional<Attention> attentionFromWord(std::string_view word) noexcept
{
    for (const auto &[value, text] : attentionWords) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

std::string_view phoneStageWord(PhoneStage stage) noexcept
{
    for (const auto &[value, word] : phoneStageWords) {
        if (value == stage)
            return word;
    }
    return {};
}

std::optional<PhoneStage> phoneStageFromWord(std::string_view word) noexcept
{
    for (const auto &[value, text] : phoneStageWords) {
        if (text == word)
            return value;
    }
    return std::nullopt;
}

bool Order::apply(const OrderEvent &event)
{
    const auto oldStatus = status;
    const auto oldAttention = attention;
    const auto oldFees = feesMinor;
    if (event.amount != amount)
        attention.insert(Attention::AmountMismatch);
    if (event.reference != reference.text())
        attention.insert(Attention::ReferenceMismatch);
    if (event.amount == amount && event.reference == reference.text()) {
        // A final "no" that another final word contradicts is remembered, whichever of the two came first.
        const bool contradicts =
            status.isFinal() && event.status.isFinal() && status.isPaid() != event.status.isPaid();
        if (contradicts)
            attention.insert(Attention::PaidAfterFinal);
        status = join(status, event.status);
        if (event.status.kind() == PaymentStatus::Kind::Unknown)
            attention.insert(Attention::UnknownStatus);
        // Fees grow into their final figure; the largest seen is independent of the order of arrival.
        if (event.feesMinor && (!feesMinor || *event.feesMinor > *feesMinor))
            feesMinor = event.feesMinor;
    }
    if (abandoned && status.isPaid())
        attention.insert(Attention::PaidAfterAbandoned);
    const bool changed = status != oldStatus || attention != oldAttention || feesMinor != oldFees;
    if (changed)
        ++version;
    return changed;
}

bool Order::abandon()
{
    if (abandoned)
        return true;
    if (status.isFinal() || status.kind() == PaymentStatus::Kind::Processing)
        return false;
    abandoned = true;
    ++version;
    return true;
}

bool Order::stepOnPhone(PhoneStep step)
{
    auto next = phone;
    switch (step) {
    case PhoneStep::Open:
        // A page that is loaded again says nothing of a confirmation that is under way.
        next = phone == PhoneStage::None ? PhoneStage::Opened : phone;
        break;
    case PhoneStep::Confirm:
        if (abandoned || status.isFinal() || status.kind() == PaymentStatus::Kind::Processing)
            return false;
        next = PhoneStage::Confirming;
        break;
    case PhoneStep::Declined:
        next = phone == PhoneStage::Confirming ? PhoneStage::Opened : phone;
        break;
    }
    if (next != phone)
        ++version;
    phone = next;
    return true;
}

} // namespace tillwright::domain
