#pragma once

#include "contract/bridge_messages.h"

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>

namespace tillwright::kiosk::payment_page {

/// Messages of one kind in a window that are heard. Each kind has its own budget, so that a flood of one does not silence
/// the others.
inline constexpr std::size_t pageMessagesMax = 200;
/// Texts of any sort in a window; a page that says more is flooding, and nothing it says is read any more.
inline constexpr std::size_t pageTextsMax = 2'000;
inline constexpr std::int64_t pageMessagesWindowMs = 10'000;

/// Decides which words of the page are heard at all: what is not a message of the contract, comes out of order,
/// is about another checkout or comes too fast is dropped and counted. What passes is still only a hint. One gate
/// per loaded page.
class MessageGate
{
public:
    /// `nowMs`: of any clock that does not jump.
    [[nodiscard]] std::optional<contract::PageMessage> admit(std::string_view json, std::int64_t nowMs);

    /// The page is asked whether it is there: a pong of this count is in order now.
    void pinged(std::int64_t count) { m_openPing = count; }
    /// The page is told to show this checkout (for the first time, or again): it starts with looking at the intent.
    void checkoutShown(std::string cliveTxId);
    /// The listener did not accept the message that was admitted last: what it would have led to stays closed.
    void refused(const contract::PageMessage &message);

    [[nodiscard]] bool isPageReady() const noexcept { return m_isPageReady; }
    [[nodiscard]] bool isFlooded() const noexcept { return m_isFlooded; }
    [[nodiscard]] std::uint64_t dropped() const noexcept { return m_dropped; }

private:
    /// What was said within the window, oldest first.
    class Window
    {
    public:
        /// Counts one more, unless there are `most` already.
        [[nodiscard]] bool take(std::int64_t nowMs, std::size_t most);

    private:
        std::deque<std::int64_t> m_timesMs;
    };

    [[nodiscard]] bool isInOrder(const contract::PageMessage &message) const;
    void advance(const contract::PageMessage &message);

    Window m_texts;
    std::array<Window, std::variant_size_v<contract::PageMessage>> m_kinds;
    bool m_isFlooded = false;
    std::int64_t m_openPing = 0;
    bool m_isPageReady = false;
    std::string m_cliveTxId;
    bool m_isIntentSeen = false;
    bool m_isConfirming = false;
    /// confirming was accepted for this checkout at some time: the payment may go through after all, whatever the
    /// page has said since.
    bool m_wasConfirming = false;
    std::uint64_t m_dropped = 0;
};

} // namespace tillwright::kiosk::payment_page
