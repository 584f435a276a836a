#pragma once

#include <string>
#include <string_view>

namespace tillwright::domain {

/// Where a payment stands, in the backend's words (flow: Backend order):
/// `created → pending → processing → paid | failed | cancelled`, and unknown(word) for a status that Clive adds one day.
class PaymentStatus
{
public:
    enum class Kind { Created, Pending, Processing, Paid, Failed, Cancelled, Unknown };

    PaymentStatus(Kind kind) noexcept : m_kind(kind) {} // NOLINT(google-explicit-constructor)
    /// Any word this version does not know becomes Unknown and keeps the word.
    [[nodiscard]] static PaymentStatus fromWord(std::string_view word);
    [[nodiscard]] static PaymentStatus unknown(std::string_view word);

    [[nodiscard]] Kind kind() const noexcept { return m_kind; }
    [[nodiscard]] std::string word() const;
    [[nodiscard]] bool isPaid() const noexcept { return m_kind == Kind::Paid; }
    /// Paid, failed or cancelled.
    [[nodiscard]] bool isFinal() const noexcept;

    friend bool operator==(const PaymentStatus &, const PaymentStatus &) = default;

private:
    Kind m_kind;
    std::string m_unknownWord;
};

} // namespace tillwright::domain
