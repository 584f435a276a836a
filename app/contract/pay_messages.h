#pragma once

#include "domain/money.h"
#include "domain/secret.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

/// Partner backend → the pay page on a customer's own phone (web/payment reads it).
namespace tillwright::contract {

/// Where the payment stands, in the words that the page tells its customer.
enum class PayState {
    Open,      ///< it can be paid here
    Checking,  ///< something may have been charged; the last word is Clive's
    Paid,      ///< Clive says so
    Failed,    ///< for good
    Cancelled, ///< by Clive or Stripe
    Abandoned, ///< by the terminal, or on this page
    Expired    ///< the link's time is over
};
[[nodiscard]] std::string_view payStateWord(PayState state) noexcept;

/// What Stripe.js needs, and only while the checkout can be paid.
struct PaySecrets {
    domain::Secret clientSecret;
    std::string stripePublishableKey;
};

struct PayView {
    PayState state = PayState::Expired;
    std::string cliveTxId;
    /// Whom the customer pays.
    std::string merchant;
    std::string reference;
    domain::Money amount;
    std::int64_t version = 0;
    std::optional<PaySecrets> secrets;
};
[[nodiscard]] std::string writePayView(const PayView &view);

} // namespace tillwright::contract
