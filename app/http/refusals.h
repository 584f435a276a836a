#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <string_view>

namespace tillwright::http {

/// Why a server turned a client away before any handler saw its request.
enum class Refusal {
    HeaderTooLarge,
    BodyTooLarge,
    TargetTooLong,
    TooManyConnections, ///< in all
    TooManyFromAddress, ///< from one address
    Slow,               ///< the request did not come, or its answer was not taken, in time
    Malformed,
    TlsFailed, ///< no handshake came about
};
inline constexpr std::array allRefusals{
    Refusal::HeaderTooLarge,     Refusal::BodyTooLarge, Refusal::TargetTooLong, Refusal::TooManyConnections,
    Refusal::TooManyFromAddress, Refusal::Slow,         Refusal::Malformed,     Refusal::TlsFailed};
/// "header_too_large", for metrics.
[[nodiscard]] std::string_view refusalWord(Refusal refusal) noexcept;

/// Counted since the server was made. May be used from any thread.
class RefusalCounters
{
public:
    void count(Refusal refusal) noexcept { m_counts[static_cast<std::size_t>(refusal)].fetch_add(1); }
    [[nodiscard]] std::uint64_t of(Refusal refusal) const noexcept
    {
        return m_counts[static_cast<std::size_t>(refusal)].load();
    }

private:
    std::array<std::atomic<std::uint64_t>, allRefusals.size()> m_counts{};
};

} // namespace tillwright::http
