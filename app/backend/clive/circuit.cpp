#include "backend/clive/circuit.h"

#include <algorithm>

namespace tillwright::backend::clive {

std::string_view circuitStateWord(CircuitState state) noexcept
{
    switch (state) {
    case CircuitState::Closed:
        return "closed";
    case CircuitState::Open:
        return "open";
    case CircuitState::HalfOpen:
        return "half_open";
    }
    return "closed";
}

bool Circuit::wouldAdmit(Point now) const noexcept
{
    return m_state == CircuitState::Closed || (m_state == CircuitState::Open && now >= m_openUntil);
}

std::optional<Circuit::Pass> Circuit::admit(Point now)
{
    if (!wouldAdmit(now)) {
        ++m_rejectedCount;
        return std::nullopt;
    }
    if (m_state == CircuitState::Open)
        enter(CircuitState::HalfOpen);
    return Pass{m_era};
}

void Circuit::settle(Pass pass, Sign sign, Point now)
{
    if (pass.era != m_era)
        return;
    if (m_state == CircuitState::HalfOpen) {
        if (sign == Sign::Works)
            enter(CircuitState::Closed);
        else
            open(now);
        return;
    }
    if (sign == Sign::Works)
        m_failures = 0;
    else if (sign == Sign::Fails && ++m_failures >= m_options.failuresMax)
        open(now);
}

std::chrono::milliseconds Circuit::remainingMs(Point now) const
{
    if (m_state != CircuitState::Open)
        return std::chrono::milliseconds(0);
    return std::max(std::chrono::ceil<std::chrono::milliseconds>(m_openUntil - now),
                    std::chrono::milliseconds(0));
}

void Circuit::enter(CircuitState state)
{
    m_state = state;
    ++m_era;
    m_failures = 0;
}

void Circuit::open(Point now)
{
    enter(CircuitState::Open);
    m_openUntil = now + m_options.openMs;
    ++m_openedCount;
}

} // namespace tillwright::backend::clive
