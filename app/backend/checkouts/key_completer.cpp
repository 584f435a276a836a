#include "backend/checkouts/key_completer.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

boost::asio::awaitable<void> KeyCompleter::completeDue()
{
    const auto stuck = co_await m_store.findStuckKeys(m_now(), m_now() - stuckAfterMs, completeBatchMax);
    if (!stuck) {
        spdlog::error("the keys whose carriers died cannot be read: {}", stuck.error().cause);
        co_return;
    }
    for (const auto &key : *stuck) {
        if (m_watch.isClosed())
            co_return;
        co_await complete(key);
    }
}

boost::asio::awaitable<void> KeyCompleter::complete(store::StuckKey stuck)
{
    auto sale = contract::parseCreateCheckout(stuck.request);
    if (!sale) {
        spdlog::error("the request of a stuck key of {} cannot be read: {}", stuck.key.device,
                      sale.error().text());
        co_return;
    }
    const auto reference = sale->reference.text();
    const bool completed = co_await m_checkouts.completeForNobody(std::move(stuck.key), *std::move(sale));
    // Otherwise it was refused by Clive for good, is in somebody's hands again, or is tried at the next round.
    if (completed)
        spdlog::warn("an order of {} was made for a key whose carrier had died", reference);
}

} // namespace tillwright::backend::checkouts
