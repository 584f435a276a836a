#pragma once

#include "checkout/checkout_desk.h"

#include <functional>
#include <set>

namespace tillwright::checkout {

/// A paid sale of this age may still owe its customer a receipt, should the journal have been lost: three days, so
/// that a long weekend is in it.
inline constexpr std::int64_t completionPaidWithinMs = 3LL * 24 * 60 * 60 * 1000;
inline constexpr std::int64_t completionRetryFirstMs = 1'000;
inline constexpr std::int64_t completionRetryLongestMs = 60'000;
/// More pages than any device has open or recent checkouts; a backend that never ends is not followed further.
inline constexpr int completionPagesMax = 200;

/// Asks the backend for what an incomplete journal does not know (JournalPort::isIncomplete): every checkout of this
/// device that is open, and those that were paid recently. Goes on, with a back-off, until the backend has answered.
class JournalCompletion
{
public:
    struct Listener {
        /// The journal is complete; these were added and are still open.
        std::function<void(const std::vector<AttemptRecord> &)> completed;
        /// The backend will not answer this question. The journal stays incomplete and the next start asks again.
        std::function<void(const std::string &cause)> refused;
        std::function<void(const std::string &)> alarm;
    };

    JournalCompletion(Ports ports, Listener listener);
    ~JournalCompletion();
    JournalCompletion(const JournalCompletion &) = delete;
    JournalCompletion &operator=(const JournalCompletion &) = delete;

    void start();

private:
    void ask();
    void take(const contract::CheckoutPage &page);
    void add(const contract::FoundCheckout &found);
    void fail(const BackendError &error);
    void finish();
    void later(void (JournalCompletion::*step)());

    Ports m_ports;
    Listener m_listener;
    contract::CheckoutSearch m_search;
    std::vector<AttemptRecord> m_found;
    std::set<std::string> m_seen;
    bool m_soldBefore = false;
    bool m_alarmed = false;
    int m_pages = 0;
    int m_failures = 0;
    TimerId m_timer = 0;
    std::shared_ptr<bool> m_alive = std::make_shared<bool>(true);
};

} // namespace tillwright::checkout
