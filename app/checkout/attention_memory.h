#pragma once

#include "checkout/ports.h"

namespace tillwright::checkout {

/// That somebody has dealt with something on the attention list. It says nothing about the payment.
struct ResolvedAttention {
    std::string key;   ///< what it is about, such as `payment/clv_tx_1`
    std::string cause; ///< what was the matter then; when it is something else now, it is not resolved
    std::int64_t atMs = 0;
    std::string operatorId; ///< empty on a register without operators
    friend bool operator==(const ResolvedAttention &, const ResolvedAttention &) = default;
};

/// Durable when a call returns.
class AttentionMemory
{
public:
    virtual ~AttentionMemory() = default;
    [[nodiscard]] virtual tl::expected<std::vector<ResolvedAttention>, JournalError>
    resolvedAttention() const = 0;
    /// Takes the place of what was kept under this key.
    [[nodiscard]] virtual tl::expected<void, JournalError>
    keepResolved(const ResolvedAttention &resolved) = 0;
    [[nodiscard]] virtual tl::expected<void, JournalError> forgetResolved(const std::string &key) = 0;
};

} // namespace tillwright::checkout
