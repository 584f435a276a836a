#pragma once

#include "contract/bridge_messages.h"

#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace tillwright::kiosk::payment_page {

inline constexpr std::size_t pageMessagesMax = 200;
inline constexpr std::int64_t pageMessagesWindowMs = 10'000;

/// Decides which words of the page are heard at all: what is not a message of the contract, comes out of order,
/// is about another checkout or comes too fast is dropped and counted. What passes is still only a hint. One gate
/// per loaded page.
class MessageGate
{
public:
    /// `nowMs`: of any clock that does not jump.
    [[nodiscard]] std::optional<contract::PageMessage> admit(std::string_view json, std::int64_t nowMs);

    /// The page is told to show this checkout (for the first time, or again): it starts with looking at the intent.
    void checkoutShown(std::string cliveTxId);
    /// The listener did not accept the message that was admitted last: what it would have led to stays closed.
    void refused(const contract::PageMessage &message);

    [[nodiscard]] bool isPageReady() const noexcept { return m_isPageReady; }
    [[nodiscard]] std::uint64_t dropped() const noexcept { return m_dropped; }

private:
    [[nodiscard]] bool isInTime(std::int64_t nowMs);
    [[nodiscard]] bool isInOrder(const contract::PageMessage &message) const;
    void advance(const contract::PageMessage &message);

    std::deque<std::int64_t> m_timesMs;
    bool m_isPageReady = false;
    std::string m_cliveTxId;
    bool m_isIntentSeen = false;
    bool m_isConfirming = false;
    std::uint64_t m_dropped = 0;
};

} // namespace tillwright::kiosk::payment_page
