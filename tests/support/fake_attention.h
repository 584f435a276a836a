#pragma once

#include "fake_ports.h"

#include "checkout/attention_memory.h"

/// For tests of the attention list: its memory, and what the backend reports.
namespace tillwright::testing {

class FakeAttentionMemory : public checkout::AttentionMemory
{
public:
    std::vector<checkout::ResolvedAttention> kept;
    /// While set, nothing can be kept.
    std::optional<checkout::JournalError> failure;

    tl::expected<std::vector<checkout::ResolvedAttention>, checkout::JournalError>
    resolvedAttention() const override
    {
        return kept;
    }
    tl::expected<void, checkout::JournalError>
    keepResolved(const checkout::ResolvedAttention &resolved) override
    {
        if (failure)
            return tl::unexpected(*failure);
        static_cast<void>(forgetResolved(resolved.key));
        kept.push_back(resolved);
        return {};
    }
    tl::expected<void, checkout::JournalError> forgetResolved(const std::string &key) override
    {
        std::erase_if(kept, [&key](const auto &each) { return each.key == key; });
        return {};
    }
};

[[nodiscard]] inline contract::FoundCheckout reported(const std::string &cliveTxId, const std::string &word,
                                                      domain::PaymentStatus status,
                                                      const std::string &reference = "EZ12345")
{
    contract::FoundCheckout found;
    found.state = exampleState(exampleAnswer(exampleSale(reference), cliveTxId), std::move(status));
    found.state.attention = {word};
    found.device = "register-1";
    found.email = "buyer@example.com";
    found.createdAtMs = found.updatedAtMs = FakeClock::startMs - 60'000;
    return found;
}

} // namespace tillwright::testing
