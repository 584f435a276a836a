#pragma once

#include "fault.h"
#include "law.h"
#include "random.h"
#include "trace.h"

#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <queue>
#include <vector>

namespace tillwright::simulation {

/// Milliseconds of virtual time since the start of a run.
using Ms = std::int64_t;

/// What a run has reached, by name. A word that never comes shows a dead corner of the simulation.
using Reached = std::map<std::string, std::uint64_t, std::less<>>;

/// A part that can die. What was planned for it while it lived does not happen after its death.
class Life
{
public:
    void renew() { m_token = std::make_shared<bool>(true); }
    void end() { m_token.reset(); }
    [[nodiscard]] bool isOver() const noexcept { return !m_token; }
    /// The action, as long as this life goes on.
    [[nodiscard]] std::function<void()> whileAlive(std::function<void()> action) const
    {
        return [life = std::weak_ptr<bool>(m_token), action = std::move(action)] {
            if (!life.expired())
                action();
        };
    }

private:
    std::shared_ptr<bool> m_token = std::make_shared<bool>(true);
};

/// Virtual time, chance, faults and the record of what happened. Everything that happens is an action planned here and
/// run by runNext(), one after another.
class World
{
public:
    World(std::uint64_t seed, bool keepsTrace);
    World(const World &) = delete;
    World &operator=(const World &) = delete;

    [[nodiscard]] Ms nowMs() const noexcept { return m_nowMs; }
    /// Actions of the same time run in the order they were planned.
    void after(Ms delayMs, std::function<void()> action);
    /// False when nothing is planned.
    bool runNext();

    Random &random() noexcept { return m_random; }
    [[nodiscard]] bool isStormy() const noexcept { return m_isStormy; }
    /// From now on no fault strikes.
    void calmDown() { m_isStormy = false; }
    /// Whether the fault happens here and now; counted when it does.
    bool strikes(Fault fault);
    /// Counts a fault that was decided on before.
    void count(Fault fault);
    [[nodiscard]] const FaultCounts &faults() const noexcept { return m_counts; }

    void note(std::string_view who, std::string_view what) { m_trace.add(m_nowMs, who, what); }
    [[nodiscard]] const Trace &trace() const noexcept { return m_trace; }

    /// The first violation counts; the run ends with it.
    void violate(Law law, std::string what);
    [[nodiscard]] const std::optional<Violation> &violation() const noexcept { return m_violation; }

private:
    struct Planned {
        Ms atMs;
        std::uint64_t number;
        std::function<void()> action;
    };
    struct IsLater {
        bool operator()(const Planned &a, const Planned &b) const noexcept
        {
            return a.atMs != b.atMs ? a.atMs > b.atMs : a.number > b.number;
        }
    };

    Random m_random;
    Trace m_trace;
    Ms m_nowMs = 0;
    std::uint64_t m_lastNumber = 0;
    std::vector<Planned> m_planned;
    bool m_isStormy = true;
    /// Each run has a weather of its own: which faults there are, and how often, in thousandths.
    std::array<int, faultCount> m_perMille{};
    FaultCounts m_counts{};
    std::optional<Violation> m_violation;
};

} // namespace tillwright::simulation
