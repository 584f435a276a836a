#include "backend/clive/circuit_breaker.h"

#include <algorithm>
#include <spdlog/spdlog.h>

namespace tillwright::backend::clive {

namespace {

using Sign = Circuit::Sign;

constexpr int serverErrorMin = 500;

Sign signOf(const CliveError &error)
{
    switch (error.kind) {
    case CliveError::Kind::Unreachable:
    case CliveError::Kind::Timeout:
    case CliveError::Kind::Server:
        break;
    default:
        // 0 without an answer: our own settings are wrong, or the answer had no end.
        return error.hasCliveAnswered() ? Sign::Works : Sign::Nothing;
    }
    if (error.party == Party::Stripe)
        return Sign::Works;
    // 408, 409 and 429 come from a Clive that works.
    return error.httpStatus == 0 || error.httpStatus >= serverErrorMin ? Sign::Fails : Sign::Works;
}

template<typename T> Sign signOf(const tl::expected<T, CliveError> &answer)
{
    return answer ? Sign::Works : signOf(answer.error());
}

} // namespace

void CircuitBreaker::Shared::settle(Circuit::Pass pass, Circuit::Sign sign)
{
    const auto before = circuit.state();
    circuit.settle(pass, sign, now());
    if (circuit.state() == before)
        return;
    if (circuit.state() == CircuitState::Open)
        spdlog::warn("Clive is not asked for the next {} ms, because the last calls failed",
                     circuit.remainingMs(now()).count());
    else
        spdlog::info("Clive answers again");
}

/// A call under way. One that is given up tells nothing of Clive, but a probe must not stay out for ever.
class CircuitBreaker::Call
{
public:
    Call(std::shared_ptr<Shared> shared, Circuit::Pass pass) : m_shared(std::move(shared)), m_pass(pass) {}
    ~Call() { m_shared->settle(m_pass, m_sign); }
    Call(const Call &) = delete;
    Call &operator=(const Call &) = delete;
    void note(Sign sign) noexcept { m_sign = sign; }

private:
    std::shared_ptr<Shared> m_shared;
    Circuit::Pass m_pass;
    Sign m_sign = Sign::Nothing;
};

CircuitBreaker::CircuitBreaker(CliveApi &clive, BreakerOptions options, SteadyNow now)
    : m_clive(clive), m_shared(std::make_shared<Shared>(Shared{Circuit(options), std::move(now)}))
{
}

bool CircuitBreaker::mayBeAsked() const
{
    return m_shared->circuit.wouldAdmit(m_shared->now());
}

std::unique_ptr<CircuitBreaker::Call> CircuitBreaker::admit()
{
    const auto pass = m_shared->circuit.admit(m_shared->now());
    return pass ? std::make_unique<Call>(m_shared, *pass) : nullptr;
}

tl::unexpected<CliveError> CircuitBreaker::rejection() const
{
    using std::chrono::seconds;
    const auto remaining = std::chrono::ceil<seconds>(m_shared->circuit.remainingMs(m_shared->now()));
    return tl::unexpected(CliveError{CliveError::Kind::CircuitOpen, 0,
                                     "Clive is not asked, because the last calls failed", Party::Clive,
                                     std::max(remaining, seconds(1))});
}

CliveResult<contract::CheckoutIntentAnswer>
CircuitBreaker::createCheckoutIntent(contract::CheckoutIntentRequest request, std::string idempotencyKey)
{
    const auto call = admit();
    if (!call)
        co_return rejection();
    auto answer = co_await m_clive.createCheckoutIntent(std::move(request), std::move(idempotencyKey));
    call->note(signOf(answer));
    co_return answer;
}

CliveResult<contract::Transaction> CircuitBreaker::fetchTransaction(std::string cliveTxId)
{
    const auto call = admit();
    if (!call)
        co_return rejection();
    auto answer = co_await m_clive.fetchTransaction(std::move(cliveTxId));
    call->note(signOf(answer));
    co_return answer;
}

} // namespace tillwright::backend::clive
