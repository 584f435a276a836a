#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <string_view>

namespace tillwright::backend::clive {

struct BreakerOptions {
    /// Failures in a row after which Clive is not asked any more. At least 1.
    int failuresMax = 5;
    /// How long it is then left alone.
    std::chrono::milliseconds openMs{5'000};
};

enum class CircuitState {
    Closed,   ///< calls go through
    Open,     ///< calls fail at once
    HalfOpen, ///< one call tries whether it goes again; the others fail at once
};
[[nodiscard]] std::string_view circuitStateWord(CircuitState state) noexcept;

/// The circuit breaker's state machine (Nygard, "Release It!"): pure, time comes in. For one thread.
class Circuit
{
public:
    using Point = std::chrono::steady_clock::time_point;

    /// What a call has told of the other side's health.
    enum class Sign {
        Works,   ///< it answered, be it with a refusal
        Fails,   ///< it is not reached, does not answer in time, or says that it has failed
        Nothing, ///< the call ended for a reason of ours
    };
    /// Of one call; a call that is older than the present state has no say in it any more.
    struct Pass {
        std::uint64_t era = 0;
    };

    explicit Circuit(BreakerOptions options) : m_options(options) {}

    /// Nothing: the call must not be made. Every pass has to be settled, once.
    [[nodiscard]] std::optional<Pass> admit(Point now);
    /// Whether admit() would give a pass.
    [[nodiscard]] bool wouldAdmit(Point now) const noexcept;
    void settle(Pass pass, Sign sign, Point now);

    [[nodiscard]] CircuitState state() const noexcept { return m_state; }
    /// Until a call may be admitted again; 0 when it may be now.
    [[nodiscard]] std::chrono::milliseconds remainingMs(Point now) const;
    [[nodiscard]] int failuresInARow() const noexcept { return m_failures; }
    /// Since the start.
    [[nodiscard]] std::uint64_t openedCount() const noexcept { return m_openedCount; }
    [[nodiscard]] std::uint64_t rejectedCount() const noexcept { return m_rejectedCount; }

private:
    void enter(CircuitState state);
    void open(Point now);

    BreakerOptions m_options;
    CircuitState m_state = CircuitState::Closed;
    std::uint64_t m_era = 0;
    int m_failures = 0;
    Point m_openUntil{};
    std::uint64_t m_openedCount = 0;
    std::uint64_t m_rejectedCount = 0;
};

} // namespace tillwright::backend::clive
