#include "backend/checkouts/order_reconciler.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

boost::asio::awaitable<void> OrderReconciler::checkDue()
{
    bool mayBeMore = true;
    // An order that is taken has had its turn; it is not spent on a question that would not be asked.
    while (mayBeMore && m_refresher.mayAskClive()) {
        const auto due = co_await m_store.takeDueChecks(m_now(), reconcileBatchMax);
        if (!due) {
            spdlog::error("the orders that are due for a check cannot be read: {}", due.error().cause);
            co_return;
        }
        for (const auto &cliveTxId : *due) {
            if (m_watch.isClosed())
                co_return;
            co_await m_refresher.refresh(cliveTxId);
        }
        mayBeMore = due->size() == reconcileBatchMax;
    }
}

} // namespace tillwright::backend::checkouts
