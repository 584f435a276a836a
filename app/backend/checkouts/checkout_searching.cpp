#include "backend/checkouts/checkout_problems.h"
#include "backend/checkouts/checkout_service.h"

#include <spdlog/spdlog.h>

namespace tillwright::backend::checkouts {

namespace {

store::OrderSearch orderSearch(std::string device, contract::CheckoutSearch search)
{
    store::OrderSearch wanted;
    wanted.device = std::move(device);
    wanted.reference = std::move(search.reference);
    wanted.suffix = std::move(search.suffix);
    wanted.openOnly = search.status == contract::searchStatusOpen;
    if (!wanted.openOnly)
        wanted.status = std::move(search.status);
    wanted.attentionOnly = search.attentionOnly;
    wanted.fromMs = search.fromMs;
    wanted.toMs = search.toMs;
    if (auto place = contract::parseSearchCursor(search.cursor)) {
        wanted.afterCreatedAtMs = place->createdAtMs;
        wanted.afterCliveTxId = std::move(place->cliveTxId);
    }
    wanted.limit = static_cast<int>(contract::searchPageMaxCheckouts);
    return wanted;
}

contract::CheckoutPage pageOf(const store::OrderPage &found, std::int64_t nowMs)
{
    contract::CheckoutPage page;
    for (const auto &record : found.records)
        page.checkouts.push_back({stateOf(record, nowMs), record.order.device, record.order.email.text(),
                                  record.createdAtMs, record.updatedAtMs});
    if (found.hasMore) {
        const auto &last = found.records.back();
        page.nextCursor = contract::writeSearchCursor({last.createdAtMs, last.order.cliveTxId});
    }
    return page;
}

} // namespace

boost::asio::awaitable<CheckoutResult<contract::CheckoutPage>>
CheckoutService::search(std::string device, contract::CheckoutSearch search)
{
    if (!search.device.empty() && search.device != device)
        co_return tl::unexpected(problems::otherDevicesOrders());
    auto wanted = orderSearch(std::move(device), std::move(search));
    const auto found = co_await m_store.searchOrders(std::move(wanted));
    if (!found) {
        spdlog::error("orders cannot be searched: {}", found.error().cause);
        co_return tl::unexpected(problems::storeUnavailable());
    }
    co_return pageOf(*found, m_now());
}

} // namespace tillwright::backend::checkouts
