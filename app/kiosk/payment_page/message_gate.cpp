#include "kiosk/payment_page/message_gate.h"

namespace tillwright::kiosk::payment_page {

namespace page = contract::page;

std::optional<contract::PageMessage> MessageGate::admit(std::string_view json, std::int64_t nowMs)
{
    // The limit comes first, so that a flood costs no parsing; the order before the budget of a kind, so that what
    // is dropped anyway does not use it up.
    m_isFlooded = m_isFlooded || !m_texts.take(nowMs, pageTextsMax);
    if (!m_isFlooded) {
        if (auto message = contract::parsePageMessage(json);
            message && isInOrder(*message) && m_kinds[message->index()].take(nowMs, pageMessagesMax)) {
            advance(*message);
            return std::move(*message);
        }
    }
    ++m_dropped;
    return std::nullopt;
}

void MessageGate::checkoutShown(std::string cliveTxId)
{
    m_cliveTxId = std::move(cliveTxId);
    m_isIntentSeen = false;
    m_isConfirming = false;
    m_wasConfirming = false;
}

void MessageGate::refused(const contract::PageMessage &message)
{
    if (std::holds_alternative<page::IntentSeen>(message))
        m_isIntentSeen = false;
    else if (std::holds_alternative<page::Confirming>(message))
        m_isConfirming = m_wasConfirming = false;
}

bool MessageGate::Window::take(std::int64_t nowMs, std::size_t most)
{
    while (!m_timesMs.empty() && nowMs - m_timesMs.front() >= pageMessagesWindowMs)
        m_timesMs.pop_front();
    if (m_timesMs.size() >= most)
        return false;
    m_timesMs.push_back(nowMs);
    return true;
}

bool MessageGate::isInOrder(const contract::PageMessage &message) const
{
    if (std::holds_alternative<page::PageReady>(message))
        return !m_isPageReady;
    if (const auto *pong = std::get_if<page::Pong>(&message))
        return m_openPing != 0 && pong->count == m_openPing;
    if (!m_isPageReady || m_cliveTxId.empty() || contract::pageMessageCliveTxId(message) != m_cliveTxId)
        return false;
    if (std::holds_alternative<page::Confirming>(message))
        return m_isIntentSeen && !m_isConfirming;
    if (std::holds_alternative<page::Confirmed>(message))
        return m_wasConfirming;
    return true;
}

void MessageGate::advance(const contract::PageMessage &message)
{
    if (std::holds_alternative<page::PageReady>(message))
        m_isPageReady = true;
    else if (std::holds_alternative<page::IntentSeen>(message))
        m_isIntentSeen = true;
    else if (std::holds_alternative<page::Confirming>(message))
        m_isConfirming = m_wasConfirming = true;
    else if (std::holds_alternative<page::Failed>(message))
        m_isConfirming = false;
    else if (std::holds_alternative<page::Confirmed>(message))
        m_isConfirming = m_wasConfirming = false;
    else if (std::holds_alternative<page::Pong>(message))
        m_openPing = 0;
}

} // namespace tillwright::kiosk::payment_page
