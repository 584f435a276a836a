#pragma once

#include "backend/checkouts/checkout_service.h"

#include <chrono>

namespace tillwright::backend::checkouts {

/// Between two looks for keys whose carrier has died.
inline constexpr std::chrono::milliseconds completePauseMs{30'000};
/// A key that was claimed this long ago is nobody's any more: a kiosk tries again for a few minutes at most. Before that it
/// is left to its kiosk, which goes on with it as if nothing had happened.
inline constexpr std::int64_t stuckAfterMs = 10LL * 60 * 1000;
/// As many keys are taken from the store at a time.
inline constexpr std::size_t completeBatchMax = 20;

/// Carries out what a crash left between the claim of an idempotency key and the order: Clive is asked with the same key
/// again, so that what it made then becomes an order here and stays under watch (law 3). Nobody waits for such a checkout
/// any more, so it is abandoned from its first moment on and does not stand in its reference's way. Its secret is handed to
/// nobody: should its kiosk come back with the key, it is refused, and nothing was charged.
class KeyCompleter
{
public:
    KeyCompleter(store::Store &store, CheckoutService &checkouts, const OrderWatch &watch, NowMs now)
        : m_store(store), m_checkouts(checkouts), m_watch(watch), m_now(std::move(now))
    {
    }

    boost::asio::awaitable<void> completeDue();

private:
    boost::asio::awaitable<void> complete(store::StuckKey stuck);

    store::Store &m_store;
    CheckoutService &m_checkouts;
    const OrderWatch &m_watch;
    NowMs m_now;
};

} // namespace tillwright::backend::checkouts
