#include "backend/checkouts/key_completer.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

boost::asio::awaitable<void> KeyCompleter::completeDue()
{
    const auto stuck = co_await m_store.findStuckKeys(m_now(), completeBatchMax);
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
    const auto answer = co_await m_checkouts.create(std::move(stuck.key), *std::move(sale));
    if (!answer) {
        // Refused by Clive for good, in somebody's hands again, or to be tried at the next round.
        spdlog::warn("a stuck key was not completed: {}", answer.error().title);
        co_return;
    }
    spdlog::warn("{} was made for a key whose carrier had died", answer->cliveTxId);
    const auto abandoned = co_await m_store.abandonOrder(answer->cliveTxId, m_now());
    if (!abandoned)
        spdlog::error("{} could not be abandoned: {}", answer->cliveTxId, abandoned.error().cause);
}

} // namespace tillwright::backend::checkouts
