#pragma once

#include "backend/checkouts/checkout_service.h"
#include "contract/pay_messages.h"

#include <functional>

namespace tillwright::backend::checkouts {

struct PayOptions {
    /// Where phones reach us, without a slash at its end. Its port 0 stands for the one we listen on. Empty: there is no
    /// pay page.
    std::string publicUrl;
    /// Whom the customer pays, as the page names it.
    std::string merchant;
    std::int64_t linkTtlMs = 15LL * 60 * 1000;
};

/// Every look at a link, by what was found.
struct PayLinkCounters {
    std::uint64_t live = 0;
    /// Its time is over.
    std::uint64_t expired = 0;
    /// Never made, or forgotten.
    std::uint64_t unknown = 0;
};

/// A customer pays a checkout on their own phone. Whoever holds a link's token may pay, follow and cancel that one checkout
/// and nothing else. For one thread.
class PayPage
{
public:
    using Result = CheckoutResult<contract::PayView>;

    /// `makeToken`: texts that nobody can guess, as isPayToken() has them.
    PayPage(CheckoutService &checkouts, store::Store &store, PayOptions options, NowMs now,
            std::function<std::string()> makeToken)
        : m_checkouts(checkouts), m_store(store), m_options(std::move(options)), m_now(std::move(now)),
          m_makeToken(std::move(makeToken))
    {
    }

    [[nodiscard]] bool isOn() const noexcept { return !m_options.publicUrl.empty(); }
    /// Once it is known.
    void setPort(unsigned short port);

    /// A new link to a checkout that can be paid. Empty when there is no pay page, or the link could not be kept: the
    /// checkout can be paid at its terminal all the same.
    boost::asio::awaitable<std::string> linkTo(std::string cliveTxId);

    /// Whether the token is, or was, a link's. The error is a problem for its holder.
    boost::asio::awaitable<CheckoutResult<store::PayLink>> find(std::string token);
    /// With the secrets, while it can be paid. From then on the terminal sees that the phone has it.
    boost::asio::awaitable<Result> open(std::string token);
    boost::asio::awaitable<Result> read(std::string token, ReadOptions options);
    /// Pay was pressed. Only when this succeeds may the page go on to confirm.
    boost::asio::awaitable<Result> confirm(std::string token);
    /// The card was declined for certain.
    boost::asio::awaitable<Result> declined(std::string token);
    /// As the terminal's own abandoning: Clive is asked first.
    boost::asio::awaitable<Result> cancel(std::string token);

    [[nodiscard]] const PayLinkCounters &counters() const noexcept { return m_counters; }

private:
    using Found = CheckoutResult<store::OrderRecord>;
    boost::asio::awaitable<Found> recordOf(std::string cliveTxId);
    boost::asio::awaitable<Result> step(std::string token, domain::PhoneStep step);
    [[nodiscard]] bool lives(const store::PayLink &link) const { return link.expiresAtMs > m_now(); }
    [[nodiscard]] contract::PayView viewOf(const store::PayLink &link,
                                           const store::OrderRecord &record) const;
    [[nodiscard]] static store::PayLink keptLink(const std::string &token, std::string cliveTxId,
                                                 std::int64_t expiresAtMs);

    CheckoutService &m_checkouts;
    store::Store &m_store;
    PayOptions m_options;
    NowMs m_now;
    std::function<std::string()> m_makeToken;
    PayLinkCounters m_counters;
};

} // namespace tillwright::backend::checkouts
