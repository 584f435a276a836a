#pragma once

#include <cstdint>
#include <string>

namespace tillwright::simulation {

/// SplitMix64: one seed, one sequence, on every machine and with every standard library.
class Random
{
public:
    explicit Random(std::uint64_t seed) : m_state(seed) {}

    std::uint64_t next()
    {
        std::uint64_t z = (m_state += 0x9e3779b97f4a7c15U);
        z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
        z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
        return z ^ (z >> 31U);
    }
    /// `least` to `most`, both included.
    std::int64_t between(std::int64_t least, std::int64_t most)
    {
        return least + static_cast<std::int64_t>(next() % static_cast<std::uint64_t>(most - least + 1));
    }
    /// True `perMille` times of a thousand.
    bool chance(int perMille) { return static_cast<int>(next() % 1000U) < perMille; }
    /// 36 characters in the form of a version 4 UUID.
    std::string uuid();

private:
    std::uint64_t m_state;
};

} // namespace tillwright::simulation
