#include "domain/payment_status.h"

#include <algorithm>
#include <array>
#include <utility>

namespace tillwright::domain {

namespace {

constexpr std::array<std::pair<PaymentStatus::Kind, std::string_view>, 6> words{{
    {PaymentStatus::Kind::Created, "created"},
    {PaymentStatus::Kind::Pending, "pending"},
    {PaymentStatus::Kind::Processing, "processing"},
    {PaymentStatus::Kind::Paid, "paid"},
    {PaymentStatus::Kind::Failed, "failed"},
    {PaymentStatus::Kind::Cancelled, "cancelled"},
}};

} // namespace

PaymentStatus PaymentStatus::fromWord(std::string_view word)
{
    for (const auto &[kind, text] : words) {
        if (text == word)
            return kind;
    }
    return unknown(word);
}

PaymentStatus PaymentStatus::unknown(std::string_view word)
{
    PaymentStatus status(Kind::Unknown);
    // A foreign word that happens to be one of ours must not read as ours on the next hop.
    const bool isOurs =
        std::any_of(words.begin(), words.end(), [&](const auto &entry) { return entry.second == word; });
    status.m_unknownWord = isOurs ? "unknown_" + std::string(word) : std::string(word);
    return status;
}

std::string PaymentStatus::word() const
{
    for (const auto &[kind, text] : words) {
        if (kind == m_kind)
            return std::string(text);
    }
    return m_unknownWord;
}

bool PaymentStatus::isFinal() const noexcept
{
    return m_kind == Kind::Paid || m_kind == Kind::Failed || m_kind == Kind::Cancelled;
}

} // namespace tillwright::domain
