#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace tillwright::simulation {

/// What happened, in order. The hash is always there; the lines are kept only when somebody wants to read them.
class Trace
{
public:
    explicit Trace(bool keepsLines) : m_keepsLines(keepsLines) {}

    void add(std::int64_t nowMs, std::string_view who, std::string_view what);
    /// FNV-1a over all lines so far.
    [[nodiscard]] std::uint64_t hash() const noexcept { return m_hash; }
    [[nodiscard]] const std::vector<std::string> &lines() const noexcept { return m_lines; }

private:
    void mix(std::string_view bytes) noexcept;
    bool m_keepsLines;
    std::uint64_t m_hash = 0xcbf29ce484222325U;
    std::vector<std::string> m_lines;
};

} // namespace tillwright::simulation
