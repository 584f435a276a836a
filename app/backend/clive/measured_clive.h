#pragma once

#include "backend/clive/clive_api.h"

#include <chrono>
#include <functional>
#include <string_view>

namespace tillwright::backend::clive {

/// "ok", or the error's kind: a word for metrics.
[[nodiscard]] std::string_view cliveErrorWord(CliveError::Kind kind) noexcept;
inline constexpr std::string_view cliveOkWord = "ok";
inline constexpr std::string_view createOperation = "create_checkout_intent";
inline constexpr std::string_view fetchOperation = "fetch_transaction";

/// Tells an observer of every call to `inner`: what was called, what came of it, and how long it took. A call that is
/// cancelled is not told of.
class MeasuredClive final : public CliveApi
{
public:
    using Observer = std::function<void(std::string_view operation, std::string_view result,
                                        std::chrono::steady_clock::duration took)>;
    MeasuredClive(CliveApi &inner, Observer observer) : m_inner(inner), m_observer(std::move(observer)) {}

    CliveResult<contract::CheckoutIntentAnswer> createCheckoutIntent(contract::CheckoutIntentRequest request,
                                                                     std::string idempotencyKey) override;
    CliveResult<contract::Transaction> fetchTransaction(std::string cliveTxId) override;

private:
    CliveApi &m_inner;
    Observer m_observer;
};

} // namespace tillwright::backend::clive
