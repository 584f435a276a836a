#include "backend/clive/measured_clive.h"

namespace tillwright::backend::clive {

using Clock = std::chrono::steady_clock;

std::string_view cliveErrorWord(CliveError::Kind kind) noexcept
{
    switch (kind) {
    case CliveError::Kind::Unreachable:
        return "unreachable";
    case CliveError::Kind::Timeout:
        return "timeout";
    case CliveError::Kind::NotUnderstood:
        return "not_understood";
    case CliveError::Kind::Server:
        return "server";
    case CliveError::Kind::Setup:
        return "setup";
    case CliveError::Kind::Refused:
        return "refused";
    case CliveError::Kind::Conflict:
        return "conflict";
    case CliveError::Kind::CircuitOpen:
        return "circuit_open";
    }
    return "unreachable";
}

CliveResult<contract::CheckoutIntentAnswer>
MeasuredClive::createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey)
{
    const auto start = Clock::now();
    auto answer = co_await m_inner.createCheckoutIntent(std::move(request), std::move(idempotencyKey));
    m_observer(createOperation, answer ? cliveOkWord : cliveErrorWord(answer.error().kind),
               Clock::now() - start);
    co_return answer;
}

CliveResult<contract::Transaction> MeasuredClive::fetchTransaction(std::string cliveTxId)
{
    const auto start = Clock::now();
    auto answer = co_await m_inner.fetchTransaction(std::move(cliveTxId));
    m_observer(fetchOperation, answer ? cliveOkWord : cliveErrorWord(answer.error().kind),
               Clock::now() - start);
    co_return answer;
}

} // namespace tillwright::backend::clive
